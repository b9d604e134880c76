import { html, type Html } from '../../shared/html.ts';
import type { CodeHelp } from '../../source/load-code-help.ts';
import type { Trial } from '../../trial/trial.ts';
import type { RecordDetail, RecordEntry } from '../store/entries.ts';
import { FINAL } from '../store/states.ts';
import { choose, type Asked } from './chosen.ts';
import { deliveryTab } from './delivery-tab.ts';
import { historyTab, type History } from './history-tab.ts';
import { issueList } from './issues-tab.ts';
import { jsonTab } from './json-tab.ts';
import { page, stateBadge, time, verdictBadge, type Shell } from './layout.ts';
import type { Made } from './lineage.ts';
import { addressOf } from './list.ts';
import { beside, sourcePane } from './panes.ts';
import { trialSections } from './readable/trial-page.ts';
import type { SourceLines } from './source-lines.ts';

export const TABS = ['readable', 'json', 'issues', 'history', 'delivery'] as const;
export type Tab = (typeof TABS)[number];

export interface RecordView {
  readonly record: RecordDetail;
  readonly versions: readonly RecordEntry[];
  readonly tab: Tab;
  readonly asked: Asked;
  /** What was checked and what was not. */
  readonly about: string;
  readonly help: ReadonlyMap<string, CodeHelp>;
  readonly source: SourceLines;
  readonly knowledge: Made['knowledge'];
  /** Absent where no trial can be read from the record. */
  readonly trial?: Trial;
  readonly history?: History;
}

export function recordPage(shell: Shell, view: RecordView): string {
  const { record } = view;
  const title = record.title ?? '(no title)';
  return page(shell, title, undefined, [
    html`<p class="crumbs">
        <a href="${shell.basePath}/trials">Trials</a> / ${record.trialKey ?? record.jobId}
      </p>
      <h1>${title}</h1>
      <p class="summary" id="state" ${live(record)}>
        ${stateBadge(record.state)} ${verdictBadge(record.verdict)}
        <span class="quiet">received ${time(record.receivedAt)}</span>
        ${isOld(view) ? html`<a href="${shell.basePath}${addressOf(view.versions[0] ?? record)}">There is a newer version</a>` : ''}
      </p>`,
    tabBar(shell, view),
    html`<div class="tab">${tabContent(shell, view)}</div>`,
  ]);
}

/** A record that has come to an end stays as it is; of the others its shortest page tells what became of it. */
const live = ({ state }: RecordDetail): Html =>
  FINAL.includes(state) ? html`` : html` data-live="?tab=delivery"`;

function isOld({ record, versions }: RecordView): boolean {
  const [newest] = versions;
  return (
    newest !== undefined && (newest.jobId !== record.jobId || newest.ordinal !== record.ordinal)
  );
}

function tabBar({ basePath }: Shell, { record, versions, tab }: RecordView): Html {
  const labels: Readonly<Record<Tab, string>> = {
    readable: 'Readable',
    json: 'FHIR JSON',
    issues: `Issues (${record.issues.length})`,
    history: `History (${versions.length})`,
    delivery: 'Delivery',
  };
  const address = `${basePath}${addressOf(record)}`;
  const links = TABS.map(
    (name) =>
      html`<a href="${address}?tab=${name}" ${name === tab ? html` aria-current="page"` : ''}
        >${labels[name]}</a
      >`,
  );
  return html`<nav class="tabs" aria-label="Parts of this record">${links}</nav>`;
}

function tabContent(shell: Shell, view: RecordView): Html {
  const { record, tab, history } = view;
  if (tab === 'delivery')
    return html`<div id="delivery" ${live(record)}>${deliveryTab(shell, record)}</div>`;
  if (tab === 'history' && history) return historyTab(shell, history);
  if (tab === 'json') return jsonContent(shell, view);
  return tab === 'issues' ? issuesContent(view) : readableContent(view);
}

const lineAddress =
  (tab: Tab) =>
  (line: number): string =>
    `?tab=${tab}&line=${line}#L${line}`;

const markedLine = ({ line }: Asked): readonly { first: number; last: number }[] =>
  line === undefined ? [] : [{ first: line, last: line }];

function readableContent({ source, trial, asked, knowledge }: RecordView): Html {
  const { line } = asked;
  const reading = {
    source,
    tables: knowledge.tables,
    hasAddress: true,
    ...(line !== undefined && { line }),
  };
  const right = trial
    ? html`<h2>
          As understood <small>choose a number to see where it stands in the record</small>
        </h2>
        ${trialSections(reading, trial)}`
    : html`<p class="empty">No trial could be read from this record. The issues say why.</p>`;
  return beside(sourcePane(source, markedLine(asked), lineAddress('readable')), right, 'Trial');
}

function issuesContent({ record, source, about, help, asked }: RecordView): Html {
  const list = issueList({
    issues: record.issues,
    source,
    about,
    help,
    hasElements: record.bundle !== undefined,
    hasAddress: true,
  });
  const left = sourcePane(source, markedLine(asked), lineAddress('issues'));
  return beside(
    left,
    html`<h2>Issues <small>${record.issues.length}</small></h2>
      ${list}`,
    'Issues',
  );
}

function jsonContent({ basePath }: Shell, view: RecordView): Html {
  const { record, source, trial, knowledge, asked } = view;
  const { bundle, lineage, issues } = record;
  const chosen = bundle && choose({ bundle, lineage, issues, source }, asked);
  if (!bundle || !trial || !chosen)
    return beside(
      sourcePane(source, markedLine(asked)),
      html`<p class="empty">There is no bundle. The issues say why.</p>`,
      'FHIR',
    );
  const download = `${basePath}${addressOf(record)}/bundle.json`;
  return jsonTab({ bundle, trial, lineage, source, knowledge }, chosen, download);
}
