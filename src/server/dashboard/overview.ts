import { html, type Html } from '../../shared/html.ts';
import type { CodeHelp } from '../../source/load-code-help.ts';
import type { RecordEntry } from '../store/entries.ts';
import type { DeliveryCount, Figures, StateCount } from '../store/figures.ts';
import { STATES, type State, type Verdict } from '../store/states.ts';
import { listAddress } from './filters.ts';
import { dataTable } from './html.ts';
import { healthText, page, severityBadge, SIGNS, VERDICTS, type Shell } from './layout.ts';
import { recordTable } from './list.ts';

export interface Overview {
  readonly figures: Figures;
  /** What came last. */
  readonly entries: readonly RecordEntry[];
  readonly now: Date;
  readonly help: ReadonlyMap<string, CodeHelp>;
}

/** In the order a person asks: must I do something, does it move, what is done. */
const GROUPS: readonly (readonly [title: string, states: readonly State[]])[] = [
  ['Waits for a person', ['failed', 'rejected', 'held', 'unreadable']],
  ['On the way', ['received', 'queued', 'sending']],
  ['Done', ['delivered', 'superseded', 'converted']],
];

export function overviewPage(shell: Shell, view: Overview): string {
  return page(shell, 'Overview', 'overview', [
    html`<h1>Overview</h1>`,
    html`<div id="figures" data-live>
      ${headline(shell, view)}
      <div class="groups">${GROUPS.map((group) => stateGroup(shell, group, view))}</div>
      ${destinations(shell, view)}
      <div class="columns">${verdicts(shell, view)} ${failures(shell, view)}</div>
      <h2>Received last</h2>
      ${
        view.entries.length === 0
          ? html`<p class="empty">
              No record has come yet. Send one to <code>POST /webhooks/trials</code>, or
              <a href="${shell.basePath}/try">try one here</a>.
            </p>`
          : recordTable(shell, view.entries)
      }
      <p class="paging"><a href="${shell.basePath}/trials">All records</a></p>
    </div>`,
  ]);
}

/** One sentence that says whether all is well. */
function headline({ basePath }: Shell, { figures, now }: Overview): Html {
  const sum = (states: readonly State[]): number =>
    states.reduce((total, state) => total + figures.states[state].count, 0);
  const [[, waiting], [, moving]] = [GROUPS[0] ?? ['', []], GROUPS[1] ?? ['', []]];
  const [forPerson, onTheWay] = [sum(waiting), sum(moving)];
  const all = Object.values(figures.states).reduce((total, { count }) => total + count, 0);
  const oldest = oldestOf(moving.map((state) => figures.states[state]));
  const need =
    forPerson === 0
      ? 'nothing waits for a person'
      : html`<a href="${listAddress(basePath, { states: waiting })}"
          >${forPerson} ${forPerson === 1 ? 'waits' : 'wait'} for a person</a
        >`;
  const move =
    onTheWay === 0
      ? 'nothing is on the way'
      : html`<a href="${listAddress(basePath, { states: moving })}">${onTheWay} on the way</a>, the
          oldest since ${ageText(oldest, now)}`;
  return html`<p class="headline" role="status">
    <a href="${basePath}/trials">${all} ${all === 1 ? 'record' : 'records'}</a>: ${need}, ${move}.
  </p>`;
}

function stateGroup(
  { basePath }: Shell,
  [title, states]: readonly [string, readonly State[]],
  { figures, now }: Overview,
): Html {
  const cards = states.map((state) => {
    const { count, oldest } = figures.states[state];
    return html`<li>
      <a
        class="count state-${state} ${count === 0 ? 'none' : ''}"
        href="${listAddress(basePath, { states: [state] })}"
        title="${STATES[state]}"
        ><b>${count}</b><span><span aria-hidden="true">${SIGNS[state]}</span> ${state}</span>
        <small>${oldest === undefined ? ' ' : `oldest ${ageText(oldest, now)}`}</small></a
      >
    </li>`;
  });
  return html`<section aria-label="${title}">
    <h2>${title}</h2>
    <ul class="counts">
      ${cards}
    </ul>
  </section>`;
}

const DELIVERY_STATES: readonly State[] = [
  'queued',
  'sending',
  'delivered',
  'failed',
  'rejected',
  'superseded',
];

function destinations(shell: Shell, { figures, now }: Overview): Html {
  const configured = shell.destinations.map(({ name }) => name);
  const past = figures.deliveries.map(({ destination }) => destination);
  const names = [...new Set([...configured, ...past])];
  if (names.length === 0)
    return html`<h2 id="destinations">Destinations</h2>
      <p class="empty">No FHIR server is configured: records are converted and stop there.</p>`;
  const rows = names.map((name) => {
    const own = figures.deliveries.filter(({ destination }) => destination === name);
    const known = shell.destinations.find((one) => one.name === name);
    const waiting = own.filter(({ state }) => state === 'queued' || state === 'sending');
    return html`<tr>
      <th scope="row">${name}<small>${known ? known.baseUrl : 'no longer configured'}</small></th>
      <td>${known ? healthText(known) : '–'}</td>
      ${DELIVERY_STATES.map((state) => html`<td class="number">${cell(shell, name, state, own)}</td>`)}
      <td>${waiting.length === 0 ? '–' : ageText(oldestOf(waiting), now)}</td>
    </tr>`;
  });
  return html`<h2 id="destinations">Destinations</h2>
    ${dataTable(['Destination', 'Server', ...DELIVERY_STATES, 'oldest waiting'], rows, 'figures')}`;
}

function cell(
  { basePath }: Shell,
  destination: string,
  state: State,
  own: readonly DeliveryCount[],
): Html {
  const count = own.find((one) => one.state === state)?.count ?? 0;
  const address = listAddress(basePath, { destination, states: [state] });
  return html`<a
    class="${count === 0 ? 'zero' : `state-${state}`}"
    href="${address}"
    aria-label="${count} ${state} to ${destination}"
    >${count}</a
  >`;
}

function verdicts({ basePath }: Shell, { figures, help }: Overview): Html {
  const names: readonly Verdict[] = ['clean', 'warnings', 'errors'];
  const links = names.map(
    (verdict) =>
      html`<a class="verdict-${verdict}" href="${listAddress(basePath, { verdict })}"
        >${VERDICTS[verdict]} <b>${figures.verdicts[verdict]}</b></a
      >`,
  );
  const rows = figures.issues.map(
    ({ code, severity, count }) =>
      html`<tr>
        <td>${severityBadge(severity)}</td>
        <td class="words"><code>${code}</code><small>${help.get(code)?.meaning}</small></td>
        <td class="number" data-of="records">
          <a href="${listAddress(basePath, { issue: code })}">${count}</a>
        </td>
      </tr>`,
  );
  return html`<section aria-label="What was found">
    <h2>What was found</h2>
    <p class="links">${links}</p>
    ${rows.length === 0 ? '' : dataTable(['Severity', 'Worst issue', 'Records'], rows, 'figures')}
  </section>`;
}

function failures({ basePath }: Shell, { figures, help }: Overview): Html {
  const rows = figures.failures.map(
    ({ destination, code, count }) =>
      html`<tr>
        <td class="words"><code>${code}</code><small>${help.get(code)?.meaning}</small></td>
        <td>${destination}</td>
        <td class="number" data-of="records">
          <a href="${listAddress(basePath, { destination, failure: code })}">${count}</a>
        </td>
      </tr>`,
  );
  return html`<section aria-label="What went wrong">
    <h2>What went wrong on delivery</h2>
    ${
      rows.length === 0
        ? html`<p class="quiet">Nothing.</p>`
        : dataTable(['Failure', 'Destination', 'Records'], rows, 'figures')
    }
  </section>`;
}

function oldestOf(counts: readonly StateCount[]): string {
  return counts.flatMap(({ oldest }) => (oldest === undefined ? [] : [oldest])).toSorted()[0] ?? '';
}

/** `40 s`, `12 min`, `3 h`, `5 days` */
export function ageText(instant: string, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - Date.parse(instant)) / 1000);
  if (Number.isNaN(seconds)) return '–';
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800
    ? `${Math.round(seconds / 3600)} h`
    : `${Math.round(seconds / 86_400)} days`;
}
