/** What JSON Schema has no words for, or only words that cost too much. */
import type { Ajv, FuncKeywordDefinition, SchemaObject } from 'ajv';
import { isJsonObject } from '../../shared/json.ts';

type Values = Readonly<Record<string, unknown>>;
type Accepts = (value: unknown) => boolean;

/**
 * One property of many that are rarely there: the types of a choice, `_x` beside a primitive. `properties`
 * would ask an Extension for each of its 100 names and compile 50 types for the one that is given.
 */
export interface RareProperty {
  readonly schema: SchemaObject;
  /** Choice it belongs to, and the name it shares with its `_x`: at most one name of a choice is given. */
  readonly choice?: string;
  readonly name: string;
}

/** What the keyword `members` says. */
export interface Members {
  /** True of a name that `properties` looks at. */
  readonly names: Readonly<Record<string, RareProperty | true>>;
  /** ele-1: an id alone is no content; said here, where names are gone over anyway. */
  readonly needsContent: boolean;
}

interface Rare {
  readonly choice: string | undefined;
  readonly name: string;
  readonly accepts: Accepts;
}

/** No other names than these, which is additionalProperties in the one round that rare ones need anyway. */
const members: FuncKeywordDefinition = {
  keyword: 'members',
  type: 'object',
  errors: false,
  compile: ({ names, needsContent }: Members, _parent, { self }) => {
    const known = new Map<string, Rare | true>(
      Object.entries(names).map(([key, member]) => [
        key,
        member === true ? true : toRare(member, self),
      ]),
    );
    const least = needsContent ? 1 : 0;
    return (data: Values) => areAccepted(data, known, least);
  },
};

function toRare({ schema, choice, name }: RareProperty, ajv: Ajv): Rare {
  return { choice, name, accepts: onFirstUse(schema, ajv) };
}

/** An id alone is content enough beside a value (ele-1): `_x: {"id": "a"}` beside `x: "y"`. */
export function isIdOfValue(shadow: unknown, value: unknown): boolean {
  if (value === undefined || value === null || !isJsonObject(shadow)) return false;
  const { id } = shadow;
  return typeof id === 'string' && /\S/.test(id) && Object.keys(shadow).length === 1;
}

/** What of `_x` a schema must look at: the schema does not see the value beside it. */
function withoutIds(shadow: unknown, value: unknown): unknown {
  if (Array.isArray(shadow) !== Array.isArray(value)) return shadow;
  if (!Array.isArray(shadow) || !Array.isArray(value))
    return isIdOfValue(shadow, value) ? undefined : shadow;
  return shadow.map((item: unknown, index) => (isIdOfValue(item, value[index]) ? null : item));
}

function onFirstUse(schema: SchemaObject, ajv: Ajv): Accepts {
  let compiled: Accepts | undefined;
  return (value) => {
    compiled ??= ajv.compile(schema) as Accepts;
    return compiled(value);
  };
}

/** `least`: properties there must be besides an id. */
function areAccepted(
  data: Values,
  known: ReadonlyMap<string, Rare | true>,
  least: number,
): boolean {
  let count = 0;
  let given: Rare | undefined;
  let others: Map<string, string> | undefined;
  for (const key in data) {
    const property = known.get(key);
    if (key !== 'id') count += 1;
    if (property === true) continue;
    if (property === undefined) return false;
    const { choice, name } = property;
    if (!isAccepted(property, key, data)) return false;
    if (choice === undefined) continue;
    if (given?.choice === undefined) {
      given = property;
      continue;
    }
    // most objects give one choice or none: no map is made for those
    others ??= new Map([[given.choice, given.name]]);
    if ((others.get(choice) ?? name) !== name) return false;
    others.set(choice, name);
  }
  return count >= least;
}

function isAccepted({ accepts, name }: Rare, key: string, data: Values): boolean {
  // only the name of a shadow differs from its key
  if (key === name) return accepts(data[key]);
  const shadow = withoutIds(data[key], data[name]);
  return shadow === undefined || accepts(shadow);
}

/**
 * Names of lists of primitives: null holds the place of a value whose other half is given
 * (http://hl7.org/fhir/R4/json.html#primitive).
 */
const halves: FuncKeywordDefinition = {
  keyword: 'halves',
  type: 'object',
  errors: false,
  compile: (names: readonly string[]) => {
    const halved = names.map((name) => [name, `_${name}`] as const);
    return (data: Values) => {
      for (const [name, shadow] of halved)
        if (data[name] !== undefined || data[shadow] !== undefined)
          if (!areHalves(data[name], data[shadow])) return false;
      return true;
    };
  },
};

function areHalves(values: unknown, shadows: unknown): boolean {
  return (
    areGiven(values, shadows, (shadow) => shadow !== undefined && shadow !== null) &&
    areGiven(shadows, values, (value) => value !== undefined)
  );
}

function areGiven(list: unknown, others: unknown, isGiven: (other: unknown) => boolean): boolean {
  if (!Array.isArray(list)) return true;
  return list.every(
    (item, index) => item !== null || isGiven(Array.isArray(others) ? others[index] : undefined),
  );
}

export const KEYWORDS: readonly FuncKeywordDefinition[] = [members, halves];
