import type { Comparison } from '../../compare/compare.ts';
import { SECTIONS } from '../../compare/trial/sections.ts';
import { html, type Html } from '../../shared/html.ts';
import type { RecordEntry } from '../store/entries.ts';
import { dataTable } from './html.ts';
import { stateBadge, time, verdictBadge, type Shell } from './layout.ts';
import { addressOf } from './list.ts';

export interface History {
  readonly shown: RecordEntry;
  /** All records of the trial, newest first. */
  readonly entries: readonly RecordEntry[];
  /** The version the shown one is compared with; absent where there is none or nothing can be compared. */
  readonly before?: RecordEntry;
  readonly comparison?: Comparison;
}

export function historyTab({ basePath }: Shell, history: History): Html {
  const { shown, entries, before } = history;
  const rows = entries.map((entry) => {
    const isShown = isSame(entry, shown);
    const compare =
      isShown || (before && isSame(entry, before))
        ? html`<small>${isShown ? 'shown' : 'compared with'}</small>`
        : html`<a
            href="${basePath}${addressOf(shown)}?tab=history&with=${entry.jobId}/${entry.ordinal}"
            >Compare</a
          >`;
    return html`<tr${isShown ? html` aria-current="true"` : ''}>
      <td><a href="${basePath}${addressOf(entry)}">${time(entry.receivedAt)}</a></td>
      <td class="number">${entry.changedOn ?? '–'}</td>
      <td>${stateBadge(entry.state)}</td>
      <td>${verdictBadge(entry.verdict)}</td>
      <td>${time(deliveredAt(entry))}</td>
      <td>${compare}</td>
    </tr>`;
  });
  return html`${differences(history)}
    <h2>Versions</h2>
    ${dataTable(['Received', 'Version of', 'State', 'Verdict', 'Delivered', 'Differences'], rows)}`;
}

const isSame = (a: RecordEntry, b: RecordEntry): boolean =>
  a.jobId === b.jobId && a.ordinal === b.ordinal;

function differences({ shown, before, comparison }: History): Html {
  if (!before) return html`<p class="empty">This is the only version there is.</p>`;
  const heading = html`<h2>
    What changed <small>from ${time(before.receivedAt)} to ${time(shown.receivedAt)}</small>
  </h2>`;
  if (!comparison)
    return html`${heading}
      <p class="empty">One of the two could not be read.</p>`;
  const { changes, resources } = comparison;
  const sections = [...new Set(changes.map(({ section }) => section))];
  const parts = sections.map((section) => {
    const words = new Set(changes.filter((one) => one.section === section).map((one) => one.words));
    return html`<h3>${SECTIONS[section]}</h3>
      <ul class="changes">
        ${[...words].map((one) => html`<li>${one}</li>`)}
      </ul>`;
  });
  const { created, changed, gone, unchanged } = resources;
  const elements = changed.map(
    ({ reference, elements: names }) =>
      html`<li><code>${reference}</code> <small>${names.slice(0, 12).join(', ')}</small></li>`,
  );
  return html`${heading}
    <div class="panel wide">
      ${changes.length === 0 ? html`<p>No difference in the trial.</p>` : parts}
      <details>
        <summary>
          FHIR: ${created.length} created, ${changed.length} changed, ${gone.length} no longer in
          it, ${unchanged.length} unchanged
        </summary>
        <ul class="changes">
          ${elements}
          ${created.map((one) => html`<li><code>${one}</code> <small>created</small></li>`)}
          ${gone.map((one) => html`<li><code>${one.reference}</code> <small>no longer in it</small></li>`)}
        </ul>
      </details>
    </div>`;
}

/** When the last destination had it; nothing while one has not. */
function deliveredAt({ deliveries }: RecordEntry): string | undefined {
  const times = deliveries.map((delivery) => delivery.deliveredAt);
  const known = times.filter((one) => one !== undefined).toSorted();
  return known.length === times.length ? known.at(-1) : undefined;
}
