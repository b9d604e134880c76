/** Asks before records are sent on: what, how many, and how. Works without a script, as the rest does. */
import { html, type Html } from '../../shared/html.ts';
import type { RecordEntry } from '../store/entries.ts';
import { select } from './html.ts';
import { stateBadge, page, type Shell } from './layout.ts';
import { addressOf } from './list.ts';
import { queryOf } from './filters.ts';
import type { ListFilter } from '../store/views.ts';

export interface RetryView {
  /** Named one by one, or the beginning of what the filter gives. */
  readonly entries: readonly RecordEntry[];
  readonly total: number;
  /** Absent where records are named one by one. */
  readonly filter?: ListFilter;
}

export function retryPage(shell: Shell, view: RetryView): string {
  const { entries, total } = view;
  const heading = total === 1 ? 'Try 1 record again?' : `Try ${total} records again?`;
  if (total === 0)
    return page(shell, 'Try again', undefined, [
      html`<h1>Nothing to try again</h1>
        <p>
          No record was chosen, or none of them waits for a person.
          <a href="${shell.basePath}/trials">Back to the list</a>
        </p>`,
    ]);
  const isHeld = entries.some(({ state }) => state === 'held');
  return page(shell, heading, undefined, [
    html`<h1>${heading}</h1>
      <form class="panel" method="post" action="${shell.basePath}/retry">
        ${shell.csrfField} ${hidden(view)}
        <ul class="plain-list">
          ${entries.map(
            (entry) =>
              html`<li>
                ${stateBadge(entry.state)}
                <a href="${shell.basePath}${addressOf(entry)}">${entry.title ?? '(no title)'}</a>
              </li>`,
          )}
        </ul>
        ${total > entries.length ? html`<p>… and ${total - entries.length} more.</p>` : ''}
        <fieldset>
          <legend>How</legend>
          <label
            ><input type="radio" name="mapping" value="current" checked /> From the record as
            received, with the mapping of today</label
          >
          <label
            ><input type="radio" name="mapping" value="stored" /> As it was converted then</label
          >
        </fieldset>
        ${isHeld ? release() : ''} ${destinationChoice(shell, view)}
        <p class="actions">
          <button>Try again</button>
          <a class="button plain-button" href="${shell.basePath}/trials">Leave it</a>
        </p>
      </form>`,
  ]);
}

/** Of several FHIR servers one may be meant; a list that was narrowed down to one means that. */
function destinationChoice({ destinations }: Shell, { filter }: RetryView): Html {
  if (destinations.length < 2 || filter?.destination !== undefined) return html``;
  const names = destinations.map(({ name }) => [name, name] as const);
  return html`<fieldset>
    <legend>Where to</legend>
    ${select('FHIR server', 'destination', [['', 'all that do not have it yet'], ...names])}
  </fieldset>`;
}

function release(): Html {
  return html`<fieldset>
    <legend>Held records</legend>
    <label
      ><input type="checkbox" name="release" value="true" /> Send them in spite of their
      issues</label
    >
  </fieldset>`;
}

function hidden({ entries, filter }: RetryView): readonly Html[] {
  const fields = filter
    ? [...queryOf(filter)]
    : entries.map(({ jobId, ordinal }) => ['record', `${jobId}/${ordinal}`] as const);
  return fields.map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
}
