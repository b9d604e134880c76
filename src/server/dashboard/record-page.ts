import type { TransactionBundle } from '../../bundle/bundle.ts';
import type { FhirResource } from '../../map/resource.ts';
import type { RecordDetail, RecordEntry } from '../store/entries.ts';
import { html, type Html } from '../../shared/html.ts';
import { page, stateBadge, time, verdictBadge, type Shell } from './layout.ts';
import { addressOf } from './list.ts';
import { rangesByResource, toSourceLines } from './source-lines.ts';
import { deliveryTab, historyTab, issuesTab, jsonTab, readableTab, type Marking } from './tabs.ts';

export const TABS = ['readable', 'json', 'issues', 'delivery', 'history'] as const;
export type Tab = (typeof TABS)[number];

export interface RecordView {
  readonly record: RecordDetail;
  readonly history: readonly RecordEntry[];
  readonly tab: Tab;
  readonly marking: Marking;
  /** What was checked and what was not. */
  readonly about: string;
}

export function recordPage(shell: Shell, view: RecordView): string {
  const { record, tab } = view;
  const title = record.title ?? '(no title)';
  return page(shell, title, undefined, [
    html`<p class="crumbs">
        <a href="${shell.basePath}/trials">Trials</a> / ${record.trialKey ?? record.jobId}
      </p>
      <h1>${title}</h1>
      <p class="summary">
        ${stateBadge(record.state)} ${verdictBadge(record.verdict)}
        <span class="quiet">received ${time(record.receivedAt)}</span>
      </p>`,
    tabBar(shell, view),
    html`<div class="tab">${tabContent(shell, view, tab)}</div>`,
  ]);
}

function tabBar({ basePath }: Shell, { record, history, tab }: RecordView): Html {
  const labels: Readonly<Record<Tab, string>> = {
    readable: 'Readable',
    json: 'JSON',
    issues: `Issues (${record.issues.length})`,
    delivery: 'Delivery',
    history: `History (${history.length})`,
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

function tabContent(shell: Shell, view: RecordView, tab: Tab): Html {
  const { record, history, marking, about } = view;
  if (tab === 'json')
    return jsonTab(record.bundle, `${shell.basePath}${addressOf(record)}/bundle.json`);
  if (tab === 'delivery') return deliveryTab(shell, record);
  if (tab === 'history') return historyTab(shell, record, history);
  const source = toSourceLines(Buffer.from(record.body).toString('utf8'));
  if (tab === 'issues') return issuesTab(record.issues, source, about);
  return readableTab({
    source,
    ranges: rangesByResource(record.lineage, source),
    resources: studyFirst(record.bundle),
    marking,
  });
}

/** Bundle order puts what is referred to first; a reader starts with the study. */
export function studyFirst(bundle: TransactionBundle | undefined): readonly FhirResource[] {
  const resources = bundle?.entry.map((entry) => entry.resource) ?? [];
  const isStudy = (resource: FhirResource): boolean => resource.resourceType === 'ResearchStudy';
  return [...resources.filter(isStudy), ...resources.filter((resource) => !isStudy(resource))];
}
