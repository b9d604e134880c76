import { html, type Html } from '../../shared/html.ts';
import type { Retry } from '../../shared/failure.ts';
import type { DeliveryDetail, RecordDetail } from '../store/entries.ts';
import { RETRYABLE, STATES } from '../store/states.ts';
import { dataTable } from './html.ts';
import { stateBadge, time, type Shell } from './layout.ts';

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
        <dd>
          <code>${failure.code}</code> ${failure.message}
          <span class="quiet">${RETRY[failure.retry]}</span>
        </dd>`
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

const RETRY: Readonly<Record<Retry, string>> = {
  transient: 'This may pass by itself.',
  ambiguous: 'Whether it arrived is not known; sending it again does no harm.',
  permanent: 'This does not pass by itself: mend its cause, then try again.',
};

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
        <td class="number">${durationMs} ms</td>
        <td class="number">${sizeText(requestBytes)}</td>
        <td class="number">${sizeText(responseBytes)}</td>
        <td>${outcome.length === 0 ? '–' : outcome.map((text) => html`<p>${text}</p>`)}</td>
      </tr>`,
  );
  return html`<h3>Requests of the last attempt</h3>
    ${dataTable(['Request', 'Status', 'Time', 'Sent', 'Received', 'The server says'], rows)}`;
}

/** `820 B`, `69.3 kB` */
function sizeText(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`;
}
