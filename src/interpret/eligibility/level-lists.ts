/**
 * Lists without levels: what follows `…, defined as one of the following:` on the same level stands under it by sense,
 * until another matter begins.
 */
import { definesTermOf } from './definitions.ts';
import { leadsOn } from './list-leads.ts';
import { membersOf, MOST } from './list-members.ts';
import type { Entry } from './outline.ts';

/** Entries with those under an announcing one that belong to it, on every level. */
export function withAnnounced(entries: readonly Entry[]): readonly Entry[] {
  const found: Entry[] = [];
  for (let at = 0; at < entries.length; at += 1) {
    const entry = entries[at];
    if (!entry) break;
    const members = leadsOn(entry)
      ? membersOf(entry, entries, at)
      : definitionsOf(entry, entries, at);
    at += members.length;
    const items = members.length > 0 ? members : entry.items;
    found.push(items.length === 0 ? entry : { ...entry, items: withAnnounced(items) });
  }
  return found;
}

/** `Relapsed/refractory is defined as …` after the criterion that asks for it. */
function definitionsOf(lead: Entry, entries: readonly Entry[], at: number): readonly Entry[] {
  if (lead.items.length > 0) return [];
  const after = entries.slice(at + 1, at + 1 + MOST);
  const end = after.findIndex((entry) => !definesTermOf(entry.text, lead.text));
  return end === -1 ? after : after.slice(0, end);
}
