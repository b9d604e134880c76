/**
 * What of a document no reader took: the values that would be lost, with what is needed to write them back.
 *
 * A field nobody knows is left over leaf by leaf, an item of a list as a whole and in its place, and what stands
 * where something else belongs as a whole. A member equal to one beside it that was read is named as its copy.
 */
import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, pointerToken, type Json, type JsonObject } from '../../shared/json.ts';
import type { Leftover } from '../../trial/trial.ts';
import { isEmpty, type Reading } from './cursor.ts';

interface Visited {
  /** Something in it was read. */
  readonly isRead: boolean;
  readonly left: readonly Leftover[];
}

const NOTHING: Visited = { isRead: false, left: [] };
const READ: Visited = { isRead: true, left: [] };

/** In document order, without the branches at the `skipped` pointers. The document is at most MAX_DEPTH deep. */
export function leftoversOf(
  document: Json,
  reading: Pick<Reading, 'consumed' | 'misplaced'>,
  skipped: ReadonlySet<string>,
): readonly Leftover[] {
  const visit = (value: Json | undefined, pointer: string): Visited => {
    if (value === undefined || isEmpty(value)) return NOTHING;
    if (reading.misplaced.has(pointer)) return { isRead: false, left: [whole(value, pointer)] };
    if (skipped.has(pointer)) return NOTHING;
    if (Array.isArray(value)) return visitItems(value, pointer, visit);
    if (isJsonObject(value)) return visitMembers(value, pointer, visit);
    return reading.consumed.has(pointer) ? READ : { isRead: false, left: [whole(value, pointer)] };
  };
  return visit(document, '').left;
}

type Visit = (value: Json | undefined, pointer: string) => Visited;

const whole = (value: Json, pointer: string): Leftover => ({
  path: pointer,
  value,
  place: { kind: 'pointer', pointer },
});

/** Items without a value are left over as well where one with a value follows: it keeps its number. */
function visitItems(list: readonly Json[], pointer: string, visit: Visit): Visited {
  const items = list.map((item, index) => visit(item, `${pointer}/${index}`));
  const end = items.findLastIndex(({ isRead, left }) => isRead || left.length > 0);
  const left = items
    .slice(0, end + 1)
    .flatMap((item, index) =>
      item.isRead ? item.left : whole(list[index] ?? null, `${pointer}/${index}`),
    );
  return { isRead: items.some(({ isRead }) => isRead), left };
}

function visitMembers(value: JsonObject, pointer: string, visit: Visit): Visited {
  const members = Object.entries(value).map(([key, member]) => {
    const at = `${pointer}/${pointerToken(key)}`;
    return { value: member, pointer: at, ...visit(member, at) };
  });
  const read = members.filter(({ isRead }) => isRead);
  const left = members.flatMap((member) => {
    if (member.isRead || member.left.length === 0 || !isBranch(member.value)) return member.left;
    // As many comparisons as an object has known members, each no longer than this one: linear in the document.
    const original = read.find((other) => isDeepStrictEqual(other.value, member.value));
    return original ? copy(member.pointer, original.pointer) : member.left;
  });
  return { isRead: read.length > 0, left };
}

const copy = (pointer: string, copyOf: string): Leftover => ({
  path: pointer,
  copyOf,
  place: { kind: 'pointer', pointer },
});

const isBranch = (value: Json | undefined): boolean => Array.isArray(value) || isJsonObject(value);

function childrenOf(value: Json): readonly (readonly [string | number, Json | undefined])[] {
  if (Array.isArray(value)) return value.map((item, index) => [index, item] as const);
  return isJsonObject(value) ? Object.entries(value) : [];
}

/** Far deeper than any registry's record; a deeper one is hostile and would exhaust the stack. */
export const MAX_DEPTH = 100;

/** True where lists and objects are nested deeper than MAX_DEPTH; walks level by level, so never recurses. */
export function isTooDeep(document: Json): boolean {
  let level: readonly Json[] = [document];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((value) =>
      childrenOf(value).flatMap(([, inner]) =>
        inner !== undefined && isBranch(inner) ? [inner] : [],
      ),
    );
  }
  return false;
}
