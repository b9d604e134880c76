import { html, Html } from '../../../shared/html.ts';
import { placeText, type Issue, type Severity } from '../../../shared/issue.ts';
import { plain, type ReportFooter, type ReportHeader, type Tally } from '../report.ts';
import { plural } from '../text.ts';
import type { CleanDocuments } from './clean.ts';
import type { ExcerptLine } from './excerpt.ts';
import { headline } from './rule.ts';
import { STYLE } from './style.ts';

/** One issue as the page shows it. */
export interface Shown {
  readonly number: number;
  readonly issue: Issue;
  /** `export.ndjson:3:14`. */
  readonly place: string;
  readonly excerpt: readonly ExcerptLine[] | undefined;
}

export interface RuleGroup {
  readonly severity: Severity;
  readonly text: string;
  readonly issues: Shown[];
}

export interface ResourceGroup {
  readonly name: string;
  readonly types: string;
  readonly issues: readonly Shown[];
}

export interface PageContent {
  readonly header: ReportHeader;
  readonly footer: ReportFooter;
  readonly tally: Tally;
  /** Worst first. */
  readonly rules: readonly RuleGroup[];
  readonly resources: readonly ResourceGroup[];
  readonly clean: CleanDocuments;
}

const WORDS: Record<Severity, string> = {
  fatal: 'Error',
  error: 'Error',
  warning: 'Warning',
  information: 'Note',
};
/** The kind a page filters and colors by: what is fatal is an error. */
const kindOf = (severity: Severity): string => (severity === 'fatal' ? 'error' : severity);
/** Issues of a page that is open from the beginning; of more, the closed groups are an overview. */
const OPEN_ISSUES = 12;
/** Issues of a rule that are seen at once. */
const FIRST = 20;

/** The whole page, self-contained: to be opened from a disk, mailed, printed. */
export function toPage(content: PageContent): string {
  const { tally, header, footer } = content;
  const verdict = verdictOf(tally);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${verdict.text} · validation report</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>Validation report</h1>
          <p class="verdict ${verdict.kind}">${verdict.text}</p>
          ${counts(tally, footer)}
          <p class="told">${told(header.checkedAgainst)}</p>
          <p class="told">${told(footer.notChecked)}</p>
          ${[...(header.notes ?? []), ...(footer.notes ?? [])].map(
            (note) => html`<p class="told">${told(note)}</p>`,
          )}
          ${typesOf(tally)}
        </header>
        <main>
          ${content.rules.length === 0 ? nothing(tally) : lists(content)}
          ${content.clean.section(content.rules.length === 0)}
        </main>
        <footer>Lines and columns count from 1. Made by trialcast validate.</footer>
      </body>
    </html>`;
  return `${page.text}\n`;
}

const told = (text: string): string => plain(text);

function verdictOf(tally: Tally): { readonly kind: string; readonly text: string } {
  const errors = tally.count('fatal') + tally.count('error');
  const warnings = tally.count('warning');
  const within = ` in ${plural(tally.records, 'document')}`;
  if (errors > 0) return { kind: 'bad', text: `${plural(errors, 'error')}${within}` };
  if (warnings > 0) {
    return { kind: 'warn', text: `No errors, ${plural(warnings, 'warning')}${within}` };
  }
  return { kind: 'good', text: `No errors${within}` };
}

function counts(tally: Tally, { accepted = 0 }: ReportFooter): Html {
  const resources = [...tally.resources.values()].reduce((sum, count) => sum + count, 0);
  const cells: readonly (readonly [string, number, string])[] = [
    ['documents', tally.records, ''],
    ['resources', resources, ''],
    ['errors', tally.count('fatal') + tally.count('error'), 'error'],
    ['warnings', tally.count('warning'), 'warning'],
    ['notes', tally.count('information'), ''],
    ...(accepted > 0 ? ([['accepted', accepted, '']] as const) : []),
    ...(tally.unshown > 0 ? ([['not shown here', tally.unshown, '']] as const) : []),
  ];
  return html`<ul class="counts">
    ${cells.map(
      ([name, count, kind]) =>
        html`<li class="${count > 0 ? kind : ''}">
          <b>${count.toLocaleString('en-US')}</b>${name}
        </li>`,
    )}
  </ul>`;
}

function typesOf(tally: Tally): Html | undefined {
  if (tally.resources.size === 0) return undefined;
  const names = [...tally.resources]
    .toSorted(([, a], [, b]) => b - a)
    .map(([type, count]) => `${type} ${count.toLocaleString('en-US')}`);
  return html`<details class="types">
    <summary>${plural(names.length, 'resource type')}</summary>
    <p>${names.join(' · ')}</p>
  </details>`;
}

function nothing(tally: Tally): Html {
  const notes = tally.count('information');
  const hint = notes === 0 ? '' : ` ${plural(notes, 'note')} can be seen with --verbose.`;
  return html`<p class="empty">There is no issue to show.${hint}</p>`;
}

function lists({ rules, resources, clean }: PageContent): Html {
  const isOpen = rules.reduce((sum, { issues }) => sum + issues.length, 0) <= OPEN_ISSUES;
  return html`<span id="errors"></span><span id="warnings"></span><span id="notes"></span>
    <nav class="filter" aria-label="Filter">
      <a href="#all">All</a>
      ${(['error', 'warning', 'information'] as const)
        .filter((kind) => rules.some(({ severity }) => kindOf(severity) === kind))
        .map((kind) => html`<a href="#${FILTERS[kind].id}">${FILTERS[kind].word} only</a>`)}
      <i></i>
      <a href="#by-rule">By rule</a>
      <a href="#by-document">By document</a>
      ${clean.isEmpty ? '' : html`<a href="#clean">Without an issue</a>`}
    </nav>
    <h2 id="by-rule">By rule</h2>
    <div class="list">${rules.map((rule) => ruleSection(rule, isOpen))}</div>
    <h2 id="by-document">By document</h2>
    <div class="list">${resources.map((group) => resourceSection(group, isOpen))}</div>`;
}

const FILTERS = {
  error: { id: 'errors', word: 'Errors' },
  warning: { id: 'warnings', word: 'Warnings' },
  information: { id: 'notes', word: 'Notes' },
} as const;

const openIf = (isOpen: boolean): Html => new Html(isOpen ? ' open' : '');

function ruleSection({ severity, text, issues }: RuleGroup, isOpen: boolean): Html {
  const code = issues[0]?.issue.code ?? '';
  return html`<details class="rule ${kindOf(severity)}" ${openIf(isOpen)}>
    <summary>
      <span class="severity ${severity}">${WORDS[severity]}</span>
      <span title="${plain(text)}">${plain(headline(text))}</span>
      <span class="quiet">${plural(issues.length, 'time')} · <code>${code}</code></span>
    </summary>
    ${issues.slice(0, FIRST).map(issueArticle)} ${moreOf(issues.slice(FIRST))}
  </details>`;
}

function moreOf(issues: readonly Shown[]): Html | undefined {
  if (issues.length === 0) return undefined;
  return html`<details class="more">
    <summary>${issues.length} more</summary>
    ${issues.map(issueArticle)}
  </details>`;
}

function issueArticle({ number, issue, place, excerpt }: Shown): Html {
  return html`<article class="issue" id="i${number}">
    <p class="quiet">
      ${plain(place)} ${issue.expression ? html` · <code>${plain(issue.expression)}</code>` : ''}
    </p>
    <p>${plain(issue.message)}</p>
    ${excerpt && excerptBlock(excerpt)}
  </article>`;
}

/** Written without white space of our own: in a pre every space is seen. */
function excerptBlock(lines: readonly ExcerptLine[]): Html {
  const rows = lines.map(({ number, before, marked, after }) => {
    const gutter = number === undefined ? '' : html`<b>${number}</b>`;
    const middle = marked === '' ? '' : html`<mark>${line(marked)}</mark>`;
    const place = marked === '' ? '' : 'here';
    return html`<span class="${place}">${gutter}${line(before)}${middle}${line(after)}</span>`;
  });
  return html`<pre tabindex="0">${rows}</pre>`;
}

const line = (text: string): string => plain(text.replaceAll('\t', '  '));

function resourceSection({ name, types, issues }: ResourceGroup, isOpen: boolean): Html {
  const worst = issues[0]?.issue.severity ?? 'information';
  return html`<details class="resource ${kindOf(worst)}" ${openIf(isOpen)}>
    <summary>
      <span class="severity ${worst}">${WORDS[worst]}</span>
      <span>${plain(name)}</span>
      <span class="quiet">${types ? `${types} · ` : ''}${plural(issues.length, 'issue')}</span>
    </summary>
    <ul>
      ${issues.map(
        ({ number, issue }) =>
          html`<li>
            <a href="#i${number}">${issue.place ? `${placeText(issue.place)} ` : ''}</a>
            ${issue.expression ? html`<code>${plain(issue.expression)}</code> ` : ''}
            ${plain(issue.message)}
          </li>`,
      )}
    </ul>
  </details>`;
}
