/**
 * Lists and items of the record that FHIR holds in another form: kept beside the study as they were, so that
 * the way back finds every item at its place.
 */
import { isJsonObject, type Json } from '../../shared/json.ts';
import type { Code, Sourced, Text } from '../../trial/values.ts';
import { cleanText } from '../clean.ts';
import { knownRow, type Scope } from '../scope.ts';

/** Keeps every list of words or codes of which one item could not go out as it stands. */
export function keepLists(scope: Scope): void {
  const { conditions, keywords, identifiers, removedCountries, interventions } = scope.trial;
  const aliases = identifiers.filter(({ kind }) => kind === 'alias').map(({ id }) => id);
  for (const list of [conditions, keywords, aliases, removedCountries]) keepTexts(scope, list);
  for (const { otherNames } of interventions) keepTexts(scope, otherNames);
  const { design, eligibility, ipdSharing } = scope.trial;
  for (const list of [design.phases, design.whoMasked, eligibility.stdAges]) keepCodes(scope, list);
  keepCodes(scope, ipdSharing?.infoTypes ?? []);
}

function keepTexts(scope: Scope, list: readonly Text[]): void {
  if (list.some(({ value }) => cleanText(value) !== value)) keepList(scope, list);
}

function keepCodes(scope: Scope, list: readonly Code[]): void {
  if (list.some((code) => !knownRow(scope, code))) keepList(scope, list);
}

/** The registered list at its own pointer. */
export function keepList(scope: Scope, list: readonly Text[]): void {
  const [first] = list;
  if (!first || first.derivation || first.place.kind !== 'pointer') return;
  const pointer = first.place.pointer.replace(/\/\d+$/u, '');
  scope.ledger.keep(
    list.map(({ value }) => value),
    { kind: 'pointer', pointer },
  );
}

/** An object of a list that gives no element at all, at its own pointer, made of the values that were read from it. */
export function keepItem(
  scope: Scope,
  values: readonly (Sourced<string | number> | undefined)[],
): void {
  const item: Record<string, Json> = {};
  let pointer: string | undefined;
  for (const value of values) {
    if (value?.place.kind !== 'pointer') continue;
    const [, owner, path] = /^(.*\/\d+)\/(.+)$/su.exec(value.place.pointer) ?? [];
    if (owner === undefined || path === undefined) {
      scope.ledger.keep(value.value, value.place);
      continue;
    }
    pointer = owner;
    put(item, path.split('/'), value.value);
  }
  if (pointer !== undefined) scope.ledger.keep(item, { kind: 'pointer', pointer });
}

function put(
  holder: Record<string, Json>,
  [key = '', ...rest]: readonly string[],
  value: Json,
): void {
  if (rest.length === 0) {
    holder[key] = value;
    return;
  }
  const inner = holder[key];
  const next: Record<string, Json> = isJsonObject(inner)
    ? { ...(inner as Record<string, Json>) }
    : {};
  holder[key] = next;
  put(next, rest, value);
}
