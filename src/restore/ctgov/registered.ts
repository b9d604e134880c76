/** What of a trial stands in a registry's record: everything but what rules added to it. */
import type { Json, JsonObject } from '../../shared/json.ts';
import type { Derivation, Sourced } from '../../trial/values.ts';
import { isAdded, isTakenApart } from '../added.ts';

/** The value as a registry has it; undefined where a rule made it. */
export function registered<T extends boolean | number | string>(
  value: Sourced<T> | undefined,
): T | undefined {
  return value === undefined || isAdded(value.derivation) ? undefined : value.value;
}

/** The values of a list; what a reader took apart is one text again. */
export function registeredList(values: readonly Sourced<string>[]): readonly string[] {
  return values.flatMap((value, index) => {
    const whole = wholeText(value, values[index - 1]);
    return whole === undefined ? [] : [whole];
  });
}

/** The text a value is, or was a part of; undefined for a further part of it. */
export function wholeText(
  value: Sourced<string>,
  before: Sourced<string> | undefined,
): string | undefined {
  const { derivation } = value;
  if (!isTakenApart(derivation)) return registered(value);
  return isSameItem(derivation, before?.derivation)
    ? undefined
    : (derivation?.excerpt ?? value.value);
}

function isSameItem(a: Derivation | undefined, b: Derivation | undefined): boolean {
  return isTakenApart(b) && a?.sourcePath === b?.sourcePath && a?.excerpt === b?.excerpt;
}

/** An object without members that say nothing; undefined where none says anything. */
export function branch(
  members: Readonly<Record<string, Json | undefined>>,
): JsonObject | undefined {
  const said = Object.entries(members).filter(([, value]) => saysSomething(value));
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

/** One branch for each item, those that say nothing left out. */
export function branches<T>(
  items: readonly T[],
  write: (item: T, index: number) => JsonObject | undefined,
): readonly JsonObject[] {
  return items.map(write).filter((written) => written !== undefined);
}

function saysSomething(value: Json | undefined): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}
