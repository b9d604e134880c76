/** Who retried, released or resynchronised what, as a table; nothing of a record but its title is told. */
import { html, type Html } from '../../shared/html.ts';
import {
  AUDIT_ACTIONS,
  type AuditAction,
  type AuditEntry,
  type AuditFilter,
} from '../store/audit-store.ts';
import type { NamedObject } from '../store/audit-objects.ts';
import { isState } from '../store/states.ts';
import { listAddress } from './filters.ts';
import { dataTable, select } from './html.ts';
import { page, time, type Shell } from './layout.ts';
import { addressOf } from './list.ts';

export interface AuditView {
  readonly entries: readonly AuditEntry[];
  /** What the objects of the entries lead to; one that is not in it is no longer kept. */
  readonly named: ReadonlyMap<string, NamedObject>;
  readonly filter: Omit<AuditFilter, 'limit'>;
  readonly hasOlder: boolean;
  /** Absent: for ever. */
  readonly keptDays?: number | undefined;
}

const ACTIONS: Readonly<Record<AuditAction, string>> = {
  retry: 'tried again',
  release: 'released',
  resynchronise: 'resynchronised',
};

export function auditPage(shell: Shell, view: AuditView): string {
  const { entries, keptDays } = view;
  return page(shell, 'Audit log', 'audit', [
    html`<h1>Audit log</h1>
      <p class="quiet">
        Who tried records again, released held ones in spite of their issues, or had a trial
        compared with a FHIR server again because that told of a change. Entries are kept
        ${keptDays === undefined ? 'for ever' : `for ${keptDays} ${keptDays === 1 ? 'day' : 'days'}`}.
      </p>`,
    filterForm(shell, view.filter),
    entries.length === 0 ? nothing(view) : entryTable(shell, view),
    entries.some(({ actor }) => actor === 'anyone')
      ? html`<p class="quiet">
          <b>anyone</b>: the service was open to whoever reaches it, so nobody’s name is known.
        </p>`
      : '',
    paging(shell, view),
  ]);
}

function filterForm({ basePath }: Shell, { actor, action, before }: AuditView['filter']): Html {
  const options = [
    ['', 'any'] as const,
    ...AUDIT_ACTIONS.map((one) => [one, ACTIONS[one]] as const),
  ];
  const isFiltered = actor !== undefined || action !== undefined || before !== undefined;
  return html`<form class="filter" method="get" action="${basePath}/audit-log" role="search">
    <label>Who <input type="search" name="actor" value="${actor ?? ''}" /></label>
    ${select('What', 'action', options, action)}
    <button>Filter</button>
    ${isFiltered ? html`<a href="${basePath}/audit-log">Show all</a>` : ''}
  </form>`;
}

function nothing({ filter }: AuditView): Html {
  if (filter.before !== undefined) return html`<p class="empty">There is nothing older.</p>`;
  return filter.actor !== undefined || filter.action !== undefined
    ? html`<p class="empty">No entry is like that. A name must be written in full.</p>`
    : html`<p class="empty">
        Nobody has done anything yet. What is tried again or released will stand here.
      </p>`;
}

function entryTable(shell: Shell, { entries, named, filter }: AuditView): Html {
  const rows = entries.map((entry) => {
    const { at, actor, action, requestId } = entry;
    const same = auditAddress(shell.basePath, { ...filter, actor, before: undefined });
    return html`<tr>
      <td>${time(at)}</td>
      <td class="words"><a class="plain" href="${same}">${actor}</a></td>
      <td>${ACTIONS[action]}</td>
      <th scope="row">${objectOf(shell, entry, named.get(entry.object))}</th>
      <td class="words">
        ${howText(entry)}<small>request <code>${requestId}</code></small>
      </td>
    </tr>`;
  });
  return dataTable(['When', 'Who', 'What', 'Record or trial', 'How'], rows, 'list');
}

/** The thing itself by its name where it is still kept, else what it was called. */
function objectOf(
  { basePath }: Shell,
  { object, details }: AuditEntry,
  named: NamedObject | undefined,
): Html {
  const [, jobId = '', , ordinal] = /^jobs\/([^/]+)(\/records\/(\d+))?$/.exec(object) ?? [];
  const short = jobId === '' ? object.replace(/^trials\//, '') : `job ${jobId.slice(0, 8)}`;
  const name = ordinal === undefined ? short : `record ${ordinal} of ${short}`;
  if (object === 'jobs') return manyOf(basePath, details);
  if (!named) return html`${name}<small>no longer kept</small>`;
  if (named.kind === 'trial')
    return html`<a href="${basePath}/trials/${encodeURIComponent(named.trialKey)}"
        >${named.title ?? '(no title)'}</a
      ><small>${name}</small>`;
  if (named.kind === 'many')
    return html`<a href="${listAddress(basePath, { text: jobId })}">${named.records} records</a
      ><small>${name}</small>`;
  return html`<a href="${basePath}${addressOf(named)}">${named.title ?? '(no title)'}</a
    ><small>${name}</small>`;
}

/** A whole list was meant; it leads to what is like that now. */
function manyOf(basePath: string, { states, destination }: AuditEntry['details']): Html {
  const names = String(states ?? '').split(',').filter(isState); // prettier-ignore
  const filter = {
    ...(names.length > 0 && { states: names }),
    ...(typeof destination === 'string' && { destination }),
  };
  const words = names.length > 0 ? `All that were ${names.join(' or ')}` : 'All records';
  return html`<a href="${listAddress(basePath, filter)}">${words}</a
    ><small>the link shows those that are so now</small>`;
}

function howText({ action, details }: AuditEntry): string {
  const { records, mapping, destination } = details;
  if (action === 'resynchronise') return 'its newest delivery was queued again';
  return [
    records === 1 ? '1 record' : `${String(records ?? 0)} records`,
    mapping === 'stored' ? 'as converted then' : 'from the record as received',
    ...(destination === undefined ? [] : [`to ${String(destination)} only`]),
  ].join(', ');
}

/** `/audit-log?actor=curator&before=120` */
function auditAddress(
  basePath: string,
  filter: Readonly<Record<string, string | number | undefined>>,
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filter))
    if (value !== undefined) params.set(name, String(value));
  const query = params.toString();
  return `${basePath}/audit-log${query === '' ? '' : `?${query}`}`;
}

function paging({ basePath }: Shell, { entries, filter, hasOlder }: AuditView): Html {
  const last = entries.at(-1);
  if (!hasOlder && filter.before === undefined) return html``;
  return html`<nav class="paging" aria-label="Pages of the audit log">
    ${filter.before === undefined ? '' : html`<a href="${auditAddress(basePath, { ...filter, before: undefined })}">← newest</a>`}
    ${hasOlder && last ? html`<a href="${auditAddress(basePath, { ...filter, before: last.number })}">older →</a>` : ''}
  </nav>`;
}
