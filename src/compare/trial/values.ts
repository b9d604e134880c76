/** A trial read as a tree: what in it is a value, what a part, what only tells where a value is from. */
import type { Place } from '../../shared/issue.ts';
import { isJsonObject, type Json, type JsonObject, listIn } from '../../shared/json.ts';
import type { DerivationMethod } from '../../trial/values.ts';

const ABOUT = new Set(['place', 'derivation']);
const LEAF_MEMBERS = new Set(['value', 'place', 'derivation', 'table']);

/** A sourced value of the model (trial/values.ts): value and place, and nothing but what tells of it. */
export function isSourced(value: Json | undefined): value is JsonObject {
  return (
    isJsonObject(value) &&
    'value' in value &&
    'place' in value &&
    Object.keys(value).every((name) => LEAF_MEMBERS.has(name))
  );
}

/** Members of a part that say something of the trial. */
export function membersOf(value: Json | undefined): readonly string[] {
  if (!isJsonObject(value)) return [];
  return Object.keys(value).filter((name) => !ABOUT.has(name) && value[name] !== undefined);
}

/** The value without places and derivations: what a comparison is about. */
export function plain(value: Json | undefined): Json {
  if (value === undefined) return null;
  if (isSourced(value)) return value['value'] ?? null;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => plain(item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(membersOf(value).map((name) => [name, plain(value[name])]));
}

/** True where no sourced value is inside: a coded time frame, a name of a list, an ordinal. */
export function isUnsourced(value: Json | undefined): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).every(isUnsourced);
  if (!isJsonObject(value)) return true;
  return !('place' in value) && Object.values(value).every(isUnsourced);
}

/** The words of a sourced text, number or code; empty for anything else. */
export function textAt(item: Json | undefined, name?: string): string {
  const value = name === undefined || !isJsonObject(item) ? item : item[name];
  const said = isSourced(value) ? value['value'] : value;
  return typeof said === 'string' || typeof said === 'number' ? String(said) : '';
}

function sourcedIn(value: Json | undefined): readonly JsonObject[] {
  if (isSourced(value)) return [value];
  if (Array.isArray(value)) return listIn(value).flatMap(sourcedIn);
  if (!isJsonObject(value)) return [];
  const own = 'place' in value ? [value] : [];
  return [...own, ...membersOf(value).flatMap((name) => sourcedIn(value[name]))];
}

/** The smallest part of the record that holds every place of a value. */
export function placeOf(value: Json | undefined): Place | undefined {
  const places = sourcedIn(value).map((one) => one['place'] as unknown as Place);
  return places.length === 0 ? undefined : places.reduce(around);
}

function around(a: Place, b: Place): Place {
  if (a.kind === 'lines' && b.kind === 'lines') {
    return { kind: 'lines', first: Math.min(a.first, b.first), last: Math.max(a.last, b.last) };
  }
  if (a.kind !== 'pointer' || b.kind !== 'pointer') return a;
  const [left, right] = [a.pointer.split('/'), b.pointer.split('/')];
  const end = left.findIndex((token, at) => token !== right[at]);
  return { kind: 'pointer', pointer: left.slice(0, end < 0 ? left.length : end).join('/') };
}

/** How a value was obtained; of a part, where every value in it was obtained so. */
export function derivationOf(value: Json | undefined): DerivationMethod | undefined {
  const methods = sourcedIn(value).map(({ derivation }) =>
    isJsonObject(derivation) ? (derivation['method'] as DerivationMethod) : undefined,
  );
  const [first] = methods;
  return methods.every((method) => method === first) ? first : undefined;
}
