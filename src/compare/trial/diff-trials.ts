/**
 * Every difference between two versions of a trial, in words and as values.
 *
 * Pure and complete by construction: it walks both trials whatever members they have, so a field that is added to the
 * model is compared without a line here; tables (lists.ts, labels.ts, sections.ts) only make it read well.
 * Places and the wording of derivations are no difference: they tell where a value stood, not what it is.
 */
import type { CodeTables } from '../../map/tables.ts';
import { isJsonObject, type Json, type JsonObject, listIn, objectIn } from '../../shared/json.ts';
import type { Trial } from '../../trial/trial.ts';
import type { Change } from './change.ts';
import { diffList } from './diff-list.ts';
import { withArmNames } from './arm-names.ts';
import { unnested } from './labels.ts';
import { changeOf } from './say.ts';
import { rankOf } from './sections.ts';
import type { Spot } from './spot.ts';
import { isSourced, isUnsourced, membersOf, plain, textAt } from './values.ts';
import { labelKind } from './lists.ts';

/** Most important first; empty where the trials say the same. */
export function diffTrials(before: Trial, after: Trial, tables: CodeTables): readonly Change[] {
  const [a, b] = withArmNames(before, after) as unknown as readonly [JsonObject, JsonObject];
  const root: Spot = { path: '', before: '', after: '', heads: [], tables, parents: [a, b] };
  const changes = diffValue(a, b, root);
  return changes.toSorted((x, y) => rankOf(x.section) - rankOf(y.section));
}

export function diffValue(
  before: Json | undefined,
  after: Json | undefined,
  spot: Spot,
): readonly Change[] {
  if (before === undefined && after === undefined) return [];
  if (Array.isArray(before) || Array.isArray(after)) {
    return diffList(listIn(before), listIn(after), spot, diffValue);
  }
  if (isAtom(before) || isAtom(after) || isCoded(before, after)) {
    return isSame(before, after, spot.path) ? [] : [changeOf(before, after, spot)];
  }
  const names = new Set([...membersOf(before), ...membersOf(after)]);
  const [from, to] = [objectIn(before), objectIn(after)];
  return [...names].flatMap((name) =>
    diffValue(from[name], to[name], {
      ...spot,
      path: joined(spot.path, name),
      before: joined(spot.before, name),
      after: joined(spot.after, name),
      parents: [from, to],
    }),
  );
}

const joined = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** Compared as one: a sourced value, or a bare one. */
const isAtom = (value: Json | undefined): boolean =>
  value !== undefined && (!isJsonObject(value) || isSourced(value));

/** Compared as one: what interpret/ coded, which has values and no sourced one inside. */
function isCoded(before: Json | undefined, after: Json | undefined): boolean {
  const sides = [before, after].filter((side) => side !== undefined);
  return sides.every((side) => isUnsourced(side) && hasValue(side));
}

function hasValue(value: Json | undefined): boolean {
  if (Array.isArray(value)) return listIn(value).some(hasValue);
  return isJsonObject(value) ? Object.values(value).some(hasValue) : value !== undefined;
}

function isSame(before: Json | undefined, after: Json | undefined, path: string): boolean {
  if (before === undefined || after === undefined) return false;
  // After an insertion every later criterion has another number: that is no change of it.
  if (unnested(path) === 'eligibility.criteria[].label') {
    return labelKind(textAt(before)) === labelKind(textAt(after));
  }
  return text(plain(before)) === text(plain(after)) && methodOf(before) === methodOf(after);
}

const text = (value: Json): string => JSON.stringify(inOrder(value));

/** Members of a coded value may stand in any order. */
function inOrder(value: Json): Json {
  if (!isJsonObject(value)) return value;
  const members = Object.keys(value).toSorted();
  return Object.fromEntries(members.map((name) => [name, inOrder(value[name] ?? null)]));
}

/** A value that was read from the words before and is registered now is another statement. */
function methodOf(value: Json): Json {
  const derivation: JsonObject = isJsonObject(value) ? objectIn(value['derivation']) : {};
  return derivation['method'] ?? null;
}
