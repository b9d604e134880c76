/**
 * What of a document no reader took: the values that would be lost, with what is needed to write them back.
 *
 * A field nobody knows is left over leaf by leaf, an item of a list as a whole and in its place, and what stands
 * where something else belongs as a whole. A member equal to one beside it that was read is named as its copy.
 */
import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, pointerToken, type Json, type JsonObject } from '../../shared/json.ts';
import type { Leftover } from '../../trial/trial.ts';
import { isEmpty, type Fate, type Reading } from './cursor.ts';

interface Visited {
  /** Something in it was read. */
  readonly isRead: boolean;
  readonly left: readonly Leftover[];
}

const NOTHING: Visited = { isRead: false, left: [] };
/** Most values are read to the end: these share one. */
const READ: Visited = { isRead: true, left: [] };

/** In document order, without the branch at the pointer `skipped`. The document is at most MAX_DEPTH deep. */
export function leftoversOf(
  document: Json,
  { fates }: Pick<Reading, 'fates'>,
  skipped: string,
): readonly Leftover[] {
  const visit: Visit = (value, parent, key, fate) => {
    // Most values are read: these need no pointer of their own.
    if (fate === 'read') return READ;
    if (value === undefined || isEmpty(value)) return NOTHING;
    const pointer = key === undefined ? parent : pointerTo(parent, key);
    if (fate === 'misplaced') return { isRead: false, left: [whole(value, pointer)] };
    if (pointer === skipped) return NOTHING;
    if (Array.isArray(value)) return visitItems(value, pointer, fates.get(value), visit);
    if (isJsonObject(value)) return visitMembers(value, pointer, fates.get(value), visit);
    return { isRead: false, left: [whole(value, pointer)] };
  };
  return visit(document, '', undefined, undefined).left;
}

/** A value under `key` of what the pointer `parent` leads to; the document itself has no key. */
type Visit = (
  value: Json | undefined,
  parent: string,
  key: string | number | undefined,
  fate: Fate | undefined,
) => Visited;
type Fates = ReadonlyMap<string | number, Fate> | undefined;

const pointerTo = (parent: string, key: string | number): string =>
  `${parent}/${pointerToken(key)}`;

const whole = (value: Json, pointer: string): Leftover => ({
  path: pointer,
  value,
  place: { kind: 'pointer', pointer },
});

/** Items without a value are left over as well where one with a value follows: it keeps its number. */
function visitItems(list: readonly Json[], pointer: string, fates: Fates, visit: Visit): Visited {
  const items = list.map((item, index) => visit(item, pointer, index, fates?.get(index)));
  if (items.every((item) => item === READ)) return READ;
  const end = items.findLastIndex(({ isRead, left }) => isRead || left.length > 0);
  const left = items
    .slice(0, end + 1)
    .flatMap((item, index) =>
      item.isRead ? item.left : whole(list[index] ?? null, `${pointer}/${index}`),
    );
  const isRead = items.some((item) => item.isRead);
  if (left.length > 0) return { isRead, left };
  return isRead ? READ : NOTHING;
}

function visitMembers(value: JsonObject, pointer: string, fates: Fates, visit: Visit): Visited {
  const keys = Object.keys(value);
  const members: Visited[] = [];
  let [isRead, isLeft] = [false, false];
  for (const key of keys) {
    const member = visit(value[key], pointer, key, fates?.get(key));
    members.push(member);
    isRead ||= member.isRead;
    isLeft ||= member.left.length > 0;
  }
  if (!isLeft) return isRead ? READ : NOTHING;
  const read = keys.filter((_, index) => members[index]?.isRead);
  const left = members.flatMap((member, index) => {
    const [key = '', own] = [keys[index], value[keys[index] ?? '']];
    if (member.isRead || member.left.length === 0 || !isBranch(own)) return member.left;
    // As many comparisons as an object has known members, each no longer than this one: linear in the document.
    const original = read.find((other) => isDeepStrictEqual(value[other], own));
    return original === undefined
      ? member.left
      : copy(pointerTo(pointer, key), pointerTo(pointer, original));
  });
  return { isRead, left };
}

const copy = (pointer: string, copyOf: string): Leftover => ({
  path: pointer,
  copyOf,
  place: { kind: 'pointer', pointer },
});

const isBranch = (value: Json | undefined): boolean => Array.isArray(value) || isJsonObject(value);

/** Far deeper than any registry's record; a deeper one is hostile and would exhaust the stack. */
export const MAX_DEPTH = 100;

/** True where lists and objects are nested deeper than MAX_DEPTH; looks no deeper, so the stack holds. */
export function isTooDeep(document: Json): boolean {
  return typeof document === 'object' && document !== null && isDeeperThan(MAX_DEPTH, document);
}

function isDeeperThan(levels: number, value: object): boolean {
  if (levels < 0) return true;
  const inners: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  for (const inner of inners) {
    if (typeof inner === 'object' && inner !== null && isDeeperThan(levels - 1, inner)) return true;
  }
  return false;
}
