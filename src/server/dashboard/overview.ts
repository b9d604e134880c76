import type { DeliveryEntry, RecordEntry } from '../store/entries.ts';
import { STATE_NAMES, STATES, type State, type Verdict } from '../store/states.ts';
import type { ListFilter, QueueFigures } from '../store/views.ts';
import { html, type Html } from '../../shared/html.ts';
import { dataTable } from './html.ts';
import { page, severityBadge, stateBadge, time, verdictBadge, type Shell } from './layout.ts';

export interface Overview {
  readonly counts: Readonly<Record<State, number>>;
  readonly figures: QueueFigures;
  readonly entries: readonly RecordEntry[];
  readonly filter: ListFilter;
  readonly pageSize: number;
}

export function overviewPage(shell: Shell, view: Overview): string {
  return page(shell, 'Trials', 'trials', [
    html`<h1>Trials</h1>`,
    countLinks(shell, view),
    waiting(view.figures),
    filterForm(shell, view.filter),
    view.entries.length === 0
      ? nothing(view)
      : dataTable(
          HEADINGS,
          view.entries.map((entry) => row(shell, entry)),
          'list',
        ),
    paging(shell, view),
  ]);
}

function countLinks({ basePath }: Shell, { counts, filter }: Overview): Html {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const item = (state: State | undefined, label: string, count: number, meaning: string): Html => {
    const address = state === undefined ? `${basePath}/` : `${basePath}/?state=${state}`;
    const mark = stateOf(filter) === state ? html` aria-current="true"` : '';
    return html`<li>
      <a
        href="${address}"
        title="${meaning}"
        ${mark}
        class="count ${count === 0 ? 'none' : ''} state-${state ?? 'all'}"
        ><b>${count}</b> ${label}</a
      >
    </li>`;
  };
  return html`<ul class="counts">
    ${item(undefined, 'all', total, 'Every record.')}${STATE_NAMES.filter(
      (state) => counts[state] > 0 || ALWAYS.includes(state),
    ).map((state) => item(state, state, counts[state], STATES[state]))}
  </ul>`;
}

/** The page filters by one state. */
const stateOf = ({ states }: ListFilter): State | undefined => states?.[0];

const ALWAYS: readonly State[] = ['queued', 'delivered', 'held', 'failed'];

function waiting({ depth, oldestAgeS }: QueueFigures): Html {
  if (depth === 0) return html`<p class="quiet">Nothing is waiting.</p>`;
  return html`<p class="quiet">${depth} on the way, the oldest for ${ageText(oldestAgeS)}.</p>`;
}

function ageText(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} seconds`;
  return seconds < 7200
    ? `${Math.round(seconds / 60)} minutes`
    : `${Math.round(seconds / 3600)} hours`;
}

function filterForm({ basePath }: Shell, filter: ListFilter): Html {
  const option = (value: string, isChosen: boolean): Html =>
    html`<option value="${value}" ${isChosen ? html` selected` : ''}>
      ${value === '' ? 'any' : value}
    </option>`;
  const verdicts: readonly (Verdict | '')[] = ['', 'clean', 'warnings', 'errors'];
  return html`<form class="filter" method="get" action="${basePath}/" role="search">
    <label>Title or id <input type="search" name="text" value="${filter.text ?? ''}" /></label>
    <label
      >State
      <select name="state">
        ${['', ...STATE_NAMES].map((state) => option(state, (stateOf(filter) ?? '') === state))}
      </select></label
    >
    <label
      >Verdict
      <select name="verdict">
        ${verdicts.map((verdict) => option(verdict, (filter.verdict ?? '') === verdict))}
      </select></label
    >
    <button>Filter</button>
  </form>`;
}

function nothing({ filter }: Overview): Html {
  const isFiltered =
    filter.states !== undefined || filter.verdict !== undefined || filter.text !== undefined;
  return isFiltered
    ? html`<p class="empty">No record is like that.</p>`
    : html`<p class="empty">
        No record has come yet. Send one to <code>POST /webhooks/trials</code>, or try one here.
      </p>`;
}

const HEADINGS = ['Trial', 'State', 'Verdict', 'Worst issue', 'Step', 'Received'];

function row({ basePath }: Shell, entry: RecordEntry): Html {
  const { title, trialKey, worstIssue, deliveries } = entry;
  const address = `${basePath}${addressOf(entry)}`;
  const attempts = Math.max(0, ...deliveries.map((delivery) => delivery.attempts));
  return html`<tr>
    <th scope="row">
      <a href="${address}">${title ?? '(no title)'}</a
      ><small>${trialKey ?? `job ${entry.jobId.slice(0, 8)}`}</small>
    </th>
    <td>${stateBadge(entry.state)}${deliveryNotes(deliveries)}</td>
    <td>${verdictBadge(entry.verdict)}</td>
    <td>
      ${worstIssue ? html`<a class="plain" href="${address}?tab=issues">${severityBadge(worstIssue.severity)} <small>${worstIssue.code}</small></a>` : '–'}
    </td>
    <td>${entry.step}${attempts > 1 ? html`<small>attempt ${attempts}</small>` : ''}</td>
    <td>${time(entry.receivedAt)}</td>
  </tr>`;
}

/** Which destinations have a failure; of several, each with its state. */
function deliveryNotes(deliveries: readonly DeliveryEntry[]): readonly Html[] {
  const isMany = deliveries.length > 1;
  return deliveries.flatMap(({ destination, state, failure }) => {
    const words = [
      ...(isMany ? [`${destination}: ${state}`] : []),
      ...(failure ? [failure.code] : []),
    ];
    return words.length > 0 ? [html`<small>${words.join(' ')}</small>`] : [];
  });
}

export function addressOf({ jobId, ordinal }: Pick<RecordEntry, 'jobId' | 'ordinal'>): string {
  return `/records/${jobId}/${ordinal}`;
}

function paging({ basePath }: Shell, { entries, filter, pageSize }: Overview): Html {
  const offset = filter.offset ?? 0;
  const link = (to: number, text: string): Html => {
    const query = new URLSearchParams({
      ...(filter.states && { state: filter.states[0] ?? '' }),
      ...(filter.verdict && { verdict: filter.verdict }),
      ...(filter.text !== undefined && { text: filter.text }),
      offset: String(to),
    });
    return html`<a href="${basePath}/?${query.toString()}">${text}</a>`;
  };
  const newer = offset > 0 ? link(Math.max(0, offset - pageSize), '← newer') : '';
  const older = entries.length === pageSize ? link(offset + pageSize, 'older →') : '';
  return html`<p class="paging">${newer} ${older}</p>`;
}
