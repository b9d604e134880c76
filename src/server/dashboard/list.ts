import { FAILURE_CODES } from '../../shared/failure.ts';
import { html, type Html } from '../../shared/html.ts';
import { ISSUE_CODES } from '../../shared/issue-codes.ts';
import type { DeliveryEntry, RecordEntry } from '../store/entries.ts';
import { RETRYABLE, STATE_NAMES, VERDICTS as VERDICT_NAMES } from '../store/states.ts';
import type { ListFilter } from '../store/views.ts';
import { listAddress, queryOf } from './filters.ts';
import { dataTable, select, suggested } from './html.ts';
import { page, severityBadge, stateBadge, time, verdictBadge, type Shell } from './layout.ts';

export interface List {
  readonly entries: readonly RecordEntry[];
  /** Of all pages. */
  readonly total: number;
  readonly filter: ListFilter;
  readonly pageSize: number;
  /** So many records have just been sent back to the start. */
  readonly restarted?: number;
}

export function listPage(shell: Shell, view: List): string {
  const { entries, restarted } = view;
  const said =
    restarted === undefined
      ? ''
      : html`<p class="notice" role="status">
          ${restarted === 1 ? '1 record is' : `${restarted} records are`} on the way again.
        </p>`;
  return page(shell, 'Trials', 'trials', [
    html`<h1>Trials</h1>`,
    said,
    filterForm(shell, view.filter),
    entries.length === 0 ? nothing(shell, view) : chosenTable(shell, view),
    paging(shell, view),
  ]);
}

function filterForm({ basePath, destinations }: Shell, filter: ListFilter): Html {
  const [state = ''] = [filter.states?.join(',')];
  const names = destinations.map(({ name }) => name);
  const { destination } = filter;
  const targets =
    destination === undefined || names.includes(destination) ? names : [...names, destination];
  return html`<form class="filter" method="get" action="${basePath}/trials" role="search">
    <label>Title or id <input type="search" name="text" value="${filter.text ?? ''}" /></label>
    ${select('State', 'state', anyOf(state.includes(',') ? [state, ...STATE_NAMES] : STATE_NAMES), state)}
    ${select('Verdict', 'verdict', anyOf(VERDICT_NAMES), filter.verdict)}
    ${suggested('Worst issue', 'issue', Object.keys(ISSUE_CODES), filter.issue)}
    ${targets.length > 0 ? select('Destination', 'destination', anyOf(targets), destination) : ''}
    ${suggested('Failure', 'failure', Object.keys(FAILURE_CODES), filter.failure)}
    <button>Filter</button>
    ${isFiltered(filter) ? html`<a href="${basePath}/trials">Show all</a>` : ''}
  </form>`;
}

const anyOf = (values: readonly string[]): readonly (readonly [value: string, text: string])[] =>
  ['', ...values].map((value) => [value, value === '' ? 'any' : value.replaceAll(',', ', ')]);

const isFiltered = (filter: ListFilter): boolean =>
  [...queryOf(filter).keys()].some((name) => name !== 'offset');

function nothing({ basePath }: Shell, { filter }: List): Html {
  return isFiltered(filter)
    ? html`<p class="empty">No record is like that.</p>`
    : html`<p class="empty">
        No record has come yet. Send one to <code>POST /webhooks/trials</code>, or
        <a href="${basePath}/try">try one here</a>.
      </p>`;
}

/** The list with a box at each record that a person may send on; the next page asks before anything is done. */
function chosenTable(shell: Shell, view: List): Html {
  const { entries, filter, total } = view;
  const isSome = entries.some(({ state }) => RETRYABLE.includes(state));
  if (!isSome) return html`<div id="list" data-live>${recordTable(shell, entries)}</div>`;
  const { states, destination, verdict, text, issue, failure } = filter;
  const isWhole = [verdict, text, issue, failure].every((one) => one === undefined);
  const all =
    states?.every((state) => RETRYABLE.includes(state)) === true && isWhole
      ? html`<a
          class="button plain-button"
          href="${shell.basePath}/retry?${queryOf({ states, ...(destination !== undefined && { destination }) }).toString()}"
          >All ${total} of this list …</a
        >`
      : '';
  return html`<form method="get" action="${shell.basePath}/retry">
    <p class="actions"><button>Try the chosen ones again …</button>${all}</p>
    <div id="list" data-live>${recordTable(shell, entries, true)}</div>
  </form>`;
}

const HEADINGS = ['Trial', 'State', 'Step', 'Verdict', 'Worst issue', 'Received'];

export function recordTable(shell: Shell, entries: readonly RecordEntry[], isChoice = false): Html {
  return dataTable(
    isChoice ? [html`<span class="unseen">Choose</span>`, ...HEADINGS] : HEADINGS,
    entries.map((entry) => row(shell, entry, isChoice)),
    'list',
  );
}

function row({ basePath }: Shell, entry: RecordEntry, isChoice: boolean): Html {
  const { title, trialKey, worstIssue, deliveries } = entry;
  const address = `${basePath}${addressOf(entry)}`;
  const name = title ?? '(no title)';
  const attempts = Math.max(0, ...deliveries.map((delivery) => delivery.attempts));
  return html`<tr>
    ${isChoice ? html`<td class="choice">${box(entry, name)}</td>` : ''}
    <th scope="row">
      <a href="${address}">${name}</a
      ><small>${trialKey ?? `job ${entry.jobId.slice(0, 8)}`}${versionText(entry)}</small>
    </th>
    <td>${stateBadge(entry.state)}${deliveryNotes(deliveries)}</td>
    <td>${entry.step}${attempts > 1 ? html`<small>attempt ${attempts}</small>` : ''}</td>
    <td>${verdictBadge(entry.verdict)}</td>
    <td>
      ${worstIssue ? html`<a class="plain" href="${address}?tab=issues">${severityBadge(worstIssue.severity)} <small>${worstIssue.code}</small></a>` : '–'}
    </td>
    <td>${time(entry.receivedAt)}</td>
  </tr>`;
}

function box(entry: RecordEntry, name: string): Html {
  if (!RETRYABLE.includes(entry.state)) return html``;
  return html`<input
    type="checkbox"
    name="record"
    value="${entry.jobId}/${entry.ordinal}"
    aria-label="${name}"
  />`;
}

/** Two records of one trial look alike but for this. */
const versionText = ({ changedOn }: RecordEntry): string =>
  changedOn === undefined ? '' : ` · version of ${changedOn}`;

/** Which destinations have a failure; of several, each with its state. */
function deliveryNotes(deliveries: readonly DeliveryEntry[]): readonly Html[] {
  const isMany = deliveries.length > 1;
  return deliveries.flatMap(({ destination, state, failure }) => {
    const words = [
      ...(isMany ? [`${destination}: ${state}`] : []),
      ...(failure ? [failure.code] : []),
    ];
    return words.length > 0 ? [html`<small>${words.join(', ')}</small>`] : [];
  });
}

export function addressOf({ jobId, ordinal }: Pick<RecordEntry, 'jobId' | 'ordinal'>): string {
  return `/records/${jobId}/${ordinal}`;
}

function paging({ basePath }: Shell, { entries, filter, pageSize, total }: List): Html {
  if (total === 0) return html``;
  const offset = filter.offset ?? 0;
  const link = (to: number, text: string): Html =>
    html`<a href="${listAddress(basePath, { ...filter, offset: to })}">${text}</a>`;
  const shown =
    entries.length === 0
      ? `none of ${total} so far down`
      : `${offset + 1}–${offset + entries.length} of ${total}`;
  return html`<nav class="paging" aria-label="Pages of the list">
    ${offset > 0 ? link(Math.max(0, offset - pageSize), '← newer') : ''}
    <span>${shown}</span>
    ${offset + entries.length < total ? link(offset + pageSize, 'older →') : ''}
  </nav>`;
}
