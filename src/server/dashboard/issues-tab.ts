import { html, type Html } from '../../shared/html.ts';
import { placeText, type Issue, type Place } from '../../shared/issue.ts';
import type { CodeHelp } from '../../source/load-code-help.ts';
import { severityBadge } from './layout.ts';
import type { Range, SourceLines } from './source-lines.ts';

export interface IssueList {
  readonly issues: readonly Issue[];
  readonly source: SourceLines;
  /** What was checked and what was not. */
  readonly about: string;
  readonly help: ReadonlyMap<string, CodeHelp>;
  /** There is a bundle, whose elements can be shown by themselves. */
  readonly hasElements: boolean;
  /** Lines have addresses: the record is stored. */
  readonly hasAddress: boolean;
}

/** Each issue with the way to its place in the record and in FHIR. */
export function issueList(list: IssueList): Html {
  const { issues, about } = list;
  const items = issues.map((issue, index) => issueItem(list, issue, index));
  return html`${
      issues.length === 0
        ? html`<p class="empty">No issues.</p>`
        : html`<ul class="issues">
            ${items}
          </ul>`
    }
    <p class="quiet">${about}</p>`;
}

/** Of several issues with one code the first says what that means. */
function helpText({ issues, help }: IssueList, { code }: Issue, index: number): Html {
  const found = help.get(code);
  if (!found || issues.findIndex((one) => one.code === code) !== index) return html``;
  const { meaning, remedy } = found;
  return html`<p class="help">
    ${meaning}${remedy === undefined ? '' : html` <b>What to do:</b> ${remedy}`}
  </p>`;
}

function issueItem(list: IssueList, issue: Issue, index: number): Html {
  const { source, hasElements, hasAddress } = list;
  const { severity, message, code, place } = issue;
  const range = place && source.range(place);
  const lines = range === undefined ? '' : html` data-src="${range.first}-${range.last}"`;
  const href =
    range && (hasAddress ? `?tab=issues&line=${range.first}#L${range.first}` : `#L${range.first}`);
  const record =
    place === undefined
      ? ''
      : html`<span
          >Record:
          ${href === undefined ? placeText(place) : html`<a class="src" href="${href}">line ${range?.first}</a> ${spotText(place, range)}`}</span
        >`;
  const element = elementLink(issue, hasElements ? index : undefined, range !== undefined);
  return html`<li class="fact" ${lines}>
    <p>${severityBadge(severity)} <code>${code}</code></p>
    <p>${message}</p>
    ${helpText(list, issue, index)}
    <p class="places">${record} ${element}</p>
  </li>`;
}

/** What the number of the line does not say yet. */
function spotText(place: Place, range: Range | undefined): Html {
  const words = placeText(place);
  return words === String(range?.first) ? html`` : html`<small>${words}</small>`;
}

/** The element itself, or whatever was made of the lines of an issue that names none. */
function elementLink({ expression }: Issue, index: number | undefined, hasLines: boolean): Html {
  const words = expression === undefined ? 'what was made of it' : html`<code>${expression}</code>`;
  if (index !== undefined && (expression !== undefined || hasLines))
    return html`<span>FHIR: <a href="?tab=json&issue=${index}#chosen">${words}</a></span>`;
  return expression === undefined ? html`` : html`<span>FHIR: ${words}</span>`;
}
