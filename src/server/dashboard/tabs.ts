import type { FhirResource } from '../../map/resource.ts';
import { placeText, type Issue } from '../../shared/issue.ts';
import type { DeliveryDetail, RecordDetail, RecordEntry } from '../store/entries.ts';
import { RETRYABLE, STATES } from '../store/states.ts';
import { html, type Html } from '../../shared/html.ts';
import { dataTable, narrative } from './html.ts';
import { severityBadge, stateBadge, time, verdictBadge, type Shell } from './layout.ts';
import { addressOf } from './list.ts';
import { covers, type Range, type SourceLines } from './source-lines.ts';

/** What is marked: the places of a resource, or the resources of a line. From the address, so it works without a script. */
export interface Marking {
  readonly resource?: string;
  readonly line?: number;
}

export interface Readable {
  readonly source: SourceLines;
  readonly ranges: ReadonlyMap<string, readonly Range[]>;
  readonly resources: readonly FhirResource[];
  readonly marking: Marking;
}

export function readableTab({ source, ranges, resources, marking }: Readable): Html {
  const marked = marking.resource === undefined ? [] : (ranges.get(marking.resource) ?? []);
  const lines = source.lines.map((text, index) =>
    sourceLine(text, index + 1, covers(marked, index + 1) || marking.line === index + 1),
  );
  const shown =
    resources.length === 0
      ? html`<p class="empty">Nothing could be made of this record. The issues say why.</p>`
      : '';
  return html`<p class="quiet">
      Choose a resource to see the source it was made of, or a line number to see what was made of
      it.
    </p>
    <div class="beside">
      <section aria-label="Source">
        <h2>Source <small>${source.lines.length} lines</small></h2>
        <ol class="source">
          ${lines}
        </ol>
      </section>
      <section aria-label="Result">
        <h2>FHIR <small>${resources.length} resources</small></h2>
        ${shown}${resources.map((resource) =>
          resourceCard(resource, ranges.get(nameOf(resource)) ?? [], marking),
        )}
      </section>
    </div>`;
}

function sourceLine(text: string, number: number, isMarked: boolean): Html {
  return html`<li id="L${number}" ${isMarked ? html` class="marked"` : ''}>
    <a href="?line=${number}#L${number}" aria-label="Line ${number}">${number}</a
    ><span>${text}</span>
  </li>`;
}

const nameOf = ({ resourceType, id }: FhirResource): string => `${resourceType}/${id}`;

function resourceCard(resource: FhirResource, ranges: readonly Range[], marking: Marking): Html {
  const name = nameOf(resource);
  const isMarked =
    marking.resource === name || (marking.line !== undefined && covers(ranges, marking.line));
  const { text } = resource as { text?: { div?: unknown } };
  const lines = ranges.map(({ first, last }) => `${first}-${last}`).join(' ');
  const first = ranges[0]?.first;
  const href = `?resource=${encodeURIComponent(name)}${first === undefined ? '' : `#L${first}`}`;
  return html`<article
    class="resource${isMarked ? ' marked' : ''}"
    data-lines="${lines}"
    id="${name}"
  >
    <h3>
      <a href="${href}"><b>${resource.resourceType}</b> ${resource.id}</a
      >${ranges.length > 0 ? html`<small>source ${linesText(ranges)}</small>` : ''}
    </h3>
    <div class="narrative">
      ${typeof text?.div === 'string' ? narrative(text.div) : html`<p class="quiet">No narrative.</p>`}
    </div>
  </article>`;
}

function linesText(ranges: readonly Range[]): string {
  const parts = ranges
    .slice(0, 4)
    .map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`));
  return `${[...new Set(parts)].join(', ')}${ranges.length > 4 ? ', …' : ''}`;
}

export function jsonTab(bundle: unknown, download: string | undefined): Html {
  if (bundle === undefined) return html`<p class="empty">There is no bundle.</p>`;
  const link =
    download === undefined ? '' : html`<a class="button" href="${download}" download>Download</a>`;
  return html`<p class="actions">
      ${link}<button type="button" data-copy="bundle" hidden>Copy</button>
    </p>
    <pre id="bundle" tabindex="0">${JSON.stringify(bundle, undefined, 2)}</pre>`;
}

export function issuesTab(issues: readonly Issue[], source: SourceLines, about: string): Html {
  const rows = issues.map((issue) => {
    const range = issue.place && source.range(issue.place);
    const place = issue.place ? placeText(issue.place) : '–';
    return html`<tr>
      <td>${severityBadge(issue.severity)}</td>
      <td>
        ${issue.message}${issue.expression === undefined ? '' : html`<small><code>${issue.expression}</code></small>`}
      </td>
      <td><code>${issue.code}</code></td>
      <td>${range ? html`<a href="?line=${range.first}#L${range.first}">${place}</a>` : place}</td>
    </tr>`;
  });
  const table = dataTable(['Severity', 'Issue', 'Code', 'Source'], rows);
  return html`${issues.length === 0 ? html`<p class="empty">No issues.</p>` : table}
    <p class="quiet">${about}</p>`;
}

export function deliveryTab(shell: Shell, record: RecordDetail): Html {
  return html`<dl class="facts">
      <dt>State</dt>
      <dd>${stateBadge(record.state)} ${STATES[record.state]}</dd>
      <dt>Received</dt>
      <dd>${time(record.receivedAt)}</dd>
    </dl>
    ${retryLink(shell, record)}${record.deliveries.map(deliverySection)}`;
}

function deliverySection(delivery: DeliveryDetail): Html {
  const { failure, report, nextAttemptAt } = delivery;
  const next =
    nextAttemptAt === undefined
      ? ''
      : html`<dt>Next attempt</dt>
          <dd>${time(nextAttemptAt)}</dd>`;
  const said = failure
    ? html`<dt>Failure</dt>
        <dd><code>${failure.code}</code> (${failure.retry}) ${failure.message}</dd>`
    : '';
  return html`<section aria-label="Delivery to ${delivery.destination}">
    <h2>To ${delivery.destination}</h2>
    <dl class="facts">
      <dt>State</dt>
      <dd>${stateBadge(delivery.state)} ${STATES[delivery.state]}</dd>
      <dt>Attempts</dt>
      <dd>${delivery.attempts}</dd>
      <dt>Delivered</dt>
      <dd>${time(delivery.deliveredAt)}</dd>
      ${next}${said}
    </dl>
    ${report ? writtenLists(report) : ''} ${exchangeTable(delivery)}
  </section>`;
}

function retryLink({ basePath }: Shell, { jobId, ordinal, state }: RecordDetail): Html {
  if (!RETRYABLE.includes(state)) return html``;
  const query = new URLSearchParams({ record: `${jobId}/${ordinal}` }).toString();
  return html`<p class="actions">
    <a class="button" href="${basePath}/retry?${query}"
      >${state === 'held' ? 'Try again or send as it is …' : 'Try again …'}</a
    >
  </p>`;
}

/** Reports kept by earlier versions have neither `retired` nor `deleted`, nor a strategy. */
function writtenLists(report: Report): Html {
  const { server, strategy, created, updated, retired, deleted, unchanged }: KeptReport = report;
  const how = strategy ? html`<p>${strategy.reasons.join(' ')}</p>` : '';
  return html`${how}${writtenList('Created', created, server)}${writtenList('Updated', updated, server)}${writtenList('Retired: no longer in the record', retired ?? [], server)}${writtenList('Deleted: no longer in the record', deleted ?? [], server)}${writtenList('Unchanged, not sent', unchanged, server)}`;
}

type Report = NonNullable<DeliveryDetail['report']>;
type KeptReport = Omit<Report, 'retired' | 'deleted' | 'strategy'> &
  Partial<Pick<Report, 'retired' | 'deleted' | 'strategy'>>;

function writtenList(
  title: string,
  list: readonly { reference: string; address?: string; version?: string }[],
  server: string,
): Html {
  if (list.length === 0) return html``;
  const items = list.map(
    ({ reference, address, version }) =>
      html`<li>
        <a href="${server}/${address ?? reference}">${reference}</a
        >${version === undefined ? '' : html` <small>version ${version}</small>`}
      </li>`,
  );
  return html`<details${title === 'Created' ? html` open` : ''}><summary>${title} (${list.length})</summary><ul>${items}</ul></details>`;
}

function exchangeTable({ exchanges }: DeliveryDetail): Html {
  if (exchanges.length === 0) return html``;
  const rows = exchanges.map(
    ({ method, path, status, durationMs, requestBytes, responseBytes, outcome }) =>
      html`<tr>
        <td><code>${method} /${path}</code></td>
        <td>${status ?? 'no answer'}</td>
        <td>${durationMs} ms</td>
        <td>${requestBytes} B</td>
        <td>${responseBytes} B</td>
        <td>${outcome.map((text) => html`<p>${text}</p>`)}</td>
      </tr>`,
  );
  return html`<h3>Requests of the last attempt</h3>
    ${dataTable(['Request', 'Status', 'Time', 'Sent', 'Received', 'The server says'], rows)}`;
}

export function historyTab(
  { basePath }: Shell,
  record: RecordEntry,
  history: readonly RecordEntry[],
): Html {
  const rows = history.map((entry) => {
    const isShown = entry.jobId === record.jobId && entry.ordinal === record.ordinal;
    return html`<tr${isShown ? html` aria-current="true"` : ''}><td><a href="${basePath}${addressOf(entry)}">${time(entry.receivedAt)}</a>${isShown ? ' (shown)' : ''}</td><td>${stateBadge(entry.state)}</td><td>${verdictBadge(entry.verdict)}</td><td>${time(deliveredAt(entry))}</td></tr>`;
  });
  return dataTable(['Received', 'State', 'Verdict', 'Delivered'], rows);
}

/** When the last destination had it; nothing while one has not. */
function deliveredAt({ deliveries }: RecordEntry): string | undefined {
  const times = deliveries.map((delivery) => delivery.deliveredAt);
  const known = times.filter((one) => one !== undefined).toSorted();
  return known.length === times.length ? known.at(-1) : undefined;
}
