import {
  asText,
  isJsonObject,
  type Json,
  type JsonObject,
  listIn,
  objectIn,
} from '../../shared/json.ts';
import { sameXhtml } from './same-xhtml.ts';
import { own } from '../../shared/own.ts';

/**
 * True where writing `wanted` over `stored` would change nothing that was said about the trial.
 *
 * Left out of the comparison is what servers add and what tells when a record passed through rather than
 * what it says: a definition whose business `version` and `date` alone moved on was not changed by the new
 * record (ADR 6), and a Provenance tells of the same conversion whenever it was recorded, whatever the server
 * had before it, and whatever else was retired with it (ADR 8).
 */
export function isSameContent(wanted: JsonObject, stored: JsonObject): boolean {
  return (
    canonicalText(contentOf(wanted)) === canonicalText(contentOf(stored)) &&
    isMetaKept(objectIn(wanted['meta']), objectIn(stored['meta']))
  );
}

/** Elements that follow the clock or the record's own version. */
const PASSING: Readonly<Record<string, readonly string[]>> = {
  Provenance: ['recorded', 'activity', 'target'],
  DocumentReference: ['date'],
  PlanDefinition: ['version', 'date'],
  ActivityDefinition: ['version', 'date'],
  EvidenceVariable: ['version', 'date'],
};

/** What a resource says, without what follows the clock, the record or the server. */
export function contentOf(resource: JsonObject): JsonObject {
  const left = new Set(['meta', ...(own(PASSING, asText(resource['resourceType'])) ?? [])]);
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !left.has(name)));
}

/**
 * Servers keep tags and labels a writer no longer sends (http.html#meta), so ours must be among the
 * stored ones; profiles are replaced by a write, so they must be equal. meta.source is bookkeeping:
 * HAPI appends `#requestid` to it.
 */
function isMetaKept(wanted: JsonObject, stored: JsonObject): boolean {
  const hasAll = (name: 'tag' | 'security'): boolean => {
    const kept = new Set(listIn(stored[name]).map(codingKey));
    return listIn(wanted[name]).every((coding) => kept.has(codingKey(coding)));
  };
  const profilesOf = (meta: JsonObject): string =>
    canonicalText([...listIn(meta['profile'])].map(String).toSorted());
  return hasAll('tag') && hasAll('security') && profilesOf(wanted) === profilesOf(stored);
}

function codingKey(coding: Json): string {
  const { system, code } = objectIn(coding);
  return `${asText(system)}|${asText(code)}`;
}

/** One text for one value: members in name order, and a narrative without differences of mere notation. */
function canonicalText(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalText).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value ?? null);
  const members = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .toSorted()
    .map((name) => `${JSON.stringify(name)}:${memberText(name, value[name])}`);
  return `{${members.join(',')}}`;
}

function memberText(name: string, value: Json | undefined): string {
  if (typeof value !== 'string') return canonicalText(value);
  if (name === 'div') return JSON.stringify(sameXhtml(value));
  // R5 has integer64 as a string; HAPI 8.8 answers a number.
  return name === 'size' && /^\d+$/.test(value) ? value : canonicalText(value);
}
