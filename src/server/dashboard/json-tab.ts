import type { Explanation } from '../../explain/explain.ts';
import type { FhirResource } from '../../map/resource.ts';
import { html, type Html } from '../../shared/html.ts';
import { plainWords } from '../../shared/markdown.ts';
import { nameOf, studyFirst, type Chosen } from './chosen.ts';
import { narrative } from './html.ts';
import { severityBadge } from './layout.ts';
import {
  explainElement,
  resourceLines,
  sourcesOf,
  type ElementLine,
  type Made,
  type ResourceLines,
} from './lineage.ts';
import { beside, numberedLines, sourcePane } from './panes.ts';
import type { Range } from './source-lines.ts';

/** The record on the left; on the right one resource, line by line, and the way to the others. */
export function jsonTab(made: Made, chosen: Chosen, download: string): Html {
  const { resource, element } = chosen;
  const name = nameOf(resource);
  const isStudy = resource === studyFirst(made.bundle)[0];
  const { lines, elements } = resourceLines(made, resource);
  const explained =
    element === undefined ? [] : explainElement(made, resource, element).slice(0, 40);
  const place =
    element === undefined ? undefined : lines.range({ kind: 'pointer', pointer: element });
  const fromLine = chosen.marked.length > 0 && element === undefined;
  const behind = fromLine ? closest(elements, chosen.marked) : [];
  const marked = place ? [place] : behind.map((line) => ({ first: line, last: line }));
  const pointers = pointersByLine(lines.lines);
  const right = html`<h2>FHIR <small>${made.bundle.entry.length} resources</small></h2>
    <p class="actions">
      <a class="button" href="${download}" download>Download bundle</a>
      <button type="button" data-copy-from="${download}" hidden>Copy bundle</button>
      <button type="button" class="plain-button" data-copy="resource" hidden>
        Copy this resource
      </button>
    </p>
    ${resourceList(made, resource)} ${said(made, chosen, explained)}
    <h3 ${marked.length === 0 ? html` id="chosen"` : ''}>
      <b>${resource.resourceType}</b> ${resource.id}
    </h3>
    ${numberedLines({
      lines: lines.lines,
      prefix: 'E',
      marked,
      address: (number) =>
        `?${queryOf(isStudy ? '' : name, pointers[number - 1] ?? '')}#E${number}`,
      behind: (number) => textOf(elements.get(number)?.sources ?? []),
    })}
    <details>
      <summary>As text</summary>
      <div class="narrative">${narrativeOf(resource)}</div>
    </details>`;
  const sources = [...chosen.marked, ...explained.flatMap((one) => sourcesOf(made, one))];
  const left = sourcePane(made.source, sources, (line) => `?tab=json&line=${line}#L${line}`);
  return beside(left, right, 'FHIR');
}

const queryOf = (resource: string, element: string): string =>
  new URLSearchParams({
    tab: 'json',
    ...(resource !== '' && { resource }),
    ...(element !== '' && { element }),
  }).toString();

const textOf = (ranges: readonly Range[]): string =>
  ranges.map(({ first, last }) => `${first}-${last}`).join(' ');

const touches = (own: readonly Range[], marked: readonly Range[]): boolean =>
  own.some((a) => marked.some((b) => a.first <= b.last && b.first <= a.last));

/** Lines of the elements that are made of marked lines, those made of the fewest besides: a copy of a whole part says less. */
function closest(elements: ResourceLines['elements'], marked: readonly Range[]): readonly number[] {
  const size = ({ sources }: ElementLine): number =>
    sources.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const found = [...elements].filter(([, { sources }]) => touches(sources, marked));
  const least = Math.min(...found.map(([, element]) => size(element)));
  return found.filter(([, element]) => size(element) === least).map(([line]) => line);
}

/** JSON Pointer of what begins at each line, read off the way our own layout writes it: two spaces a level. */
function pointersByLine(lines: readonly string[]): readonly string[] {
  const steps: (string | number)[] = [];
  const counts: number[] = [];
  return lines.map((line) => {
    const depth = (/^ */.exec(line)?.[0].length ?? 0) / 2;
    const text = line.trimStart();
    if (depth === 0 || /^[}\]]/.test(text)) {
      counts.length = depth + 1;
      return steps
        .slice(0, depth)
        .map((step) => `/${step}`)
        .join('');
    }
    const [, key] = /^"((?:[^"\\]|\\.)*)": /.exec(text) ?? [];
    steps.length = depth - 1;
    counts.length = depth;
    const index = counts[depth - 1] ?? 0;
    steps.push(key ?? index);
    counts[depth - 1] = index + 1;
    return steps.map((step) => `/${step}`).join('');
  });
}

function resourceList({ bundle }: Made, shown: FhirResource): Html {
  const groups = new Map<string, FhirResource[]>();
  for (const one of studyFirst(bundle))
    groups.set(one.resourceType, [...(groups.get(one.resourceType) ?? []), one]);
  const link = (one: FhirResource): Html => {
    const label = [one['title'], one['name'], one.id].find((text) => typeof text === 'string');
    const mark = nameOf(one) === nameOf(shown) ? html` aria-current="true"` : '';
    return html`<li>
      <a href="?${queryOf(nameOf(one), '')}#chosen" ${mark}>${label ?? one.id}</a>
    </li>`;
  };
  return html`<nav class="resources" aria-label="Resources of the bundle">
    ${[...groups].map(
      ([type, own]) =>
        html`<details>
          <summary>${type} <small>${own.length}</small></summary>
          <ul>
            ${own.map(link)}
          </ul>
        </details>`,
    )}
  </nav>`;
}

/** Of a chosen issue its words, of a line what was made of it, of an element where it comes from and by which rule. */
function said(
  made: Made,
  { issue, madeOf, element }: Chosen,
  explained: readonly Explanation[],
): Html {
  if (issue)
    return html`<div class="notice" role="note">
      ${severityBadge(issue.severity)} ${issue.message} <small><code>${issue.code}</code></small>
    </div>`;
  if (madeOf.length > 0) {
    const links = madeOf
      .slice(0, 8)
      .map((name) => html`<a href="?${queryOf(name, '')}#chosen">${name}</a> `);
    const more = madeOf.length > 8 ? html`and ${madeOf.length - 8} more` : '';
    return html`<div class="notice" role="note">Made of this line: ${links}${more}</div>`;
  }
  if (element === undefined) return html``;
  const told = explained.slice(0, 5).map((one) => explanation(made, one));
  return html`<div class="notice" role="note">
    ${told.length > 0 ? told : 'Nothing is known of where this element comes from.'}
    ${explained.length > 5 ? html`<p class="quiet">… and ${explained.length - 5} more elements in it.</p>` : ''}
  </div>`;
}

function explanation(made: Made, one: Explanation): Html {
  const ranges = sourcesOf(made, one).slice(0, 6);
  const links = ranges.map(
    ({ first, last }) =>
      html`<a href="#L${first}"
        >${first === last ? `line ${first}` : `lines ${first}–${last}`}</a
      > `,
  );
  const rule = one.sources[0]?.row?.rule ?? one.made?.rule;
  const from = links.length > 0 ? html`from ${links}` : 'made by the mapping';
  const read = one.derivation
    ? html` <small
        >${one.derivation.method}${one.derivation.excerpt === undefined ? '' : `: “${one.derivation.excerpt}”`}</small
      >`
    : '';
  return html`<p>
    <code>${one.element}</code>
    ${from}${read}${rule === undefined ? '' : html`<small class="rule">${plainWords(rule)}</small>`}
  </p>`;
}

function narrativeOf(resource: FhirResource): Html {
  const { text } = resource as { text?: { div?: unknown } };
  return typeof text?.div === 'string' ? narrative(text.div) : html`<p>No narrative.</p>`;
}
