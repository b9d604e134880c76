/** The values of a trial, each with its path in the model and its position in every list it stands in. */
import type { Place } from '../shared/issue.ts';
import { asText, isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import type { Trial } from '../trial/trial.ts';
import type { Derivation, Sourced } from '../trial/values.ts';
import { own } from '../shared/own.ts';

/** Where in a list a value stands: the second of `outcomes(primary)`. */
export interface Position {
  readonly list: string;
  readonly index: number;
}

export interface TrialValue {
  /** `outcomes(primary).measure`: the path a mapping row names. */
  readonly path: string;
  /** `outcomes[1].measure`: the path ext-derivation.sourcePath names. */
  readonly concrete: string;
  readonly positions: readonly Position[];
  readonly value: boolean | number | string;
  readonly place: Place;
  readonly derivation?: Derivation;
}

type ItemKind = (item: JsonObject) => Json | undefined;

/** How the items of a list of the model are told apart, as in an element pattern. */
const KINDS: Readonly<Record<string, ItemKind>> = {
  identifiers: ({ kind }) => kind,
  outcomes: ({ kind }) => kind,
  criteria: ({ exclude }) => (exclude === true ? 'exclusion' : 'inclusion'),
  registrationDates: ({ activity }) => activity,
  browseTerms: ({ module, kind }) => `${asText(module)}-${asText(kind)}`,
};

/** Every value of the trial in model order; what interpret/ computed without a place is none. */
export function trialValues(trial: Trial): readonly TrialValue[] {
  const { leftovers: _, ...rest } = trial;
  const found: TrialValue[] = [];
  visit(rest as unknown as JsonObject, { path: '', concrete: '', positions: [] }, found);
  return found;
}

type At = Pick<TrialValue, 'path' | 'concrete' | 'positions'>;

function visit(value: JsonObject, at: At, found: TrialValue[]): void {
  const sourced = asSourced(value);
  if (sourced) {
    const { derivation } = sourced;
    const { value: words, place } = sourced;
    found.push({ ...at, value: words, place, ...(derivation && { derivation }) });
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    const path = at.path === '' ? key : `${at.path}.${key}`;
    const concrete = at.concrete === '' ? key : `${at.concrete}.${key}`;
    if (Array.isArray(child))
      visitList(key, child as readonly Json[], { ...at, path, concrete }, found);
    else if (isJsonObject(child)) visit(child, { ...at, path, concrete }, found);
  }
}

function visitList(name: string, items: readonly Json[], at: At, found: TrialValue[]): void {
  const counts = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    if (!isJsonObject(item)) continue;
    const kind = own(KINDS, name)?.(item);
    const path = typeof kind === 'string' ? `${at.path}(${kind})` : `${at.path}[]`;
    const ordinal = counts.get(path) ?? 0;
    counts.set(path, ordinal + 1);
    const positions = [...at.positions, { list: path, index: ordinal }];
    visit(item, { path, concrete: `${at.concrete}[${index}]`, positions }, found);
  }
}

function asSourced(value: JsonObject): Sourced<boolean | number | string> | undefined {
  const { place } = value;
  return isJsonObject(place) && typeof value['value'] !== 'object'
    ? (value as unknown as Sourced<boolean | number | string>)
    : undefined;
}
