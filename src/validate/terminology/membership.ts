/** Whether a code is in a value set, as far as what is loaded can tell. */
import type { KnownSystem } from './known-system.ts';
import {
  type ValueSetCodes,
  type ValueSetFilter,
  type ValueSetPart,
  withoutVersion,
} from './value-set.ts';

/** Undefined where it cannot be told. A code without a system: in whatever system the value set takes codes from. */
export type Membership = (system: string | undefined, code: string) => boolean | undefined;

/** What a value set is made of, by canonical URL without version. */
export interface Definitions {
  readonly system: (url: string) => KnownSystem | undefined;
  readonly valueSet: (url: string) => ValueSetCodes | undefined;
}

/** Value sets that include one another further than this are taken as unknown: they include themselves. */
const MAX_NESTING = 16;

export function membershipOf(
  valueSet: ValueSetCodes,
  definitions: Definitions,
  depth = 0,
): Membership {
  if (valueSet.include === undefined || depth > MAX_NESTING) return () => undefined;
  const included = valueSet.include.map((part) => partOf(part, definitions, depth));
  const excluded = (valueSet.exclude ?? []).map((part) => partOf(part, definitions, depth));
  return (system, code) => {
    const within = anyOf(included, system, code);
    if (within === false || excluded.length === 0) return within;
    const out = anyOf(excluded, system, code);
    if (out === true) return false;
    return out === undefined ? undefined : within;
  };
}

function anyOf(
  parts: readonly Membership[],
  system: string | undefined,
  code: string,
): boolean | undefined {
  let result: boolean | undefined = false;
  for (const part of parts) {
    const within = part(system, code);
    if (within === true) return true;
    if (within === undefined) result = undefined;
  }
  return result;
}

function partOf(part: ValueSetPart, definitions: Definitions, depth: number): Membership {
  const tests = [...ownTests(part, definitions), ...nestedTests(part, definitions, depth)];
  const [only, ...others] = tests;
  if (only === undefined) return () => undefined;
  return others.length === 0 ? only : (system, code) => allOf(tests, system, code);
}

function allOf(
  tests: readonly Membership[],
  system: string | undefined,
  code: string,
): boolean | undefined {
  let result: boolean | undefined = true;
  for (const test of tests) {
    const passes = test(system, code);
    if (passes === false) return false;
    if (passes === undefined) result = undefined;
  }
  return result;
}

function ownTests(part: ValueSetPart, definitions: Definitions): Membership[] {
  const { system: url, codes, filters = [] } = part;
  if (url === undefined) return [];
  const known = definitions.system(url);
  if (codes !== undefined) return [inSystem(url, listTest(codes, known))];
  if (known === undefined) return [inSystem(url, () => undefined)];
  return [inSystem(url, known.has), ...filters.map((filter) => filterTest(filter, known))];
}

function inSystem(url: string, test: (code: string) => boolean | undefined): Membership {
  return (system, code) => (system === undefined || system === url ? test(code) : false);
}

function listTest(
  codes: readonly string[],
  known: KnownSystem | undefined,
): (code: string) => boolean {
  const exact = new Set(codes);
  return (code) => exact.has(code) || (known !== undefined && spelledOtherwise(code, exact, known));
}

// of a system that takes both cases, a value set lists one spelling
function spelledOtherwise(code: string, listed: ReadonlySet<string>, known: KnownSystem): boolean {
  const spelling = known.spelling(code);
  return spelling !== undefined && spelling !== code && listed.has(spelling);
}

function nestedTests(
  { valueSets = [] }: ValueSetPart,
  definitions: Definitions,
  depth: number,
): Membership[] {
  return valueSets.map((url): Membership => {
    // made when it is asked: value sets may include themselves
    let made: Membership | undefined;
    return (system, code) => {
      const nested = definitions.valueSet(withoutVersion(url));
      if (nested === undefined) return undefined;
      made ??= membershipOf(nested, definitions, depth + 1);
      return made(system, code);
    };
  });
}

/** http://hl7.org/fhir/R4/valueset-filter-operator.html; a property that is not kept cannot be told. */
function filterTest({ property, op, value }: ValueSetFilter, known: KnownSystem): Membership {
  const test = CONCEPT_FILTERS[`${property} ${op}`];
  if (test === undefined) return (_system, code) => (known.has(code) === false ? false : undefined);
  return (_system, code) => {
    const exists = known.has(code);
    return exists === true ? test(code, value, known) : exists;
  };
}

type FilterTest = (code: string, value: string, known: KnownSystem) => boolean;

const isOrIsBelow: FilterTest = (code, value, known) =>
  known.spelling(code) === value || known.isBelow(code, value);

const CONCEPT_FILTERS: Readonly<Record<string, FilterTest>> = {
  'concept is-a': isOrIsBelow,
  'code is-a': isOrIsBelow,
  'concept descendent-of': (code, value, known) => known.isBelow(code, value),
  'code descendent-of': (code, value, known) => known.isBelow(code, value),
  'concept is-not-a': (code, value, known) => !isOrIsBelow(code, value, known),
  'concept generalizes': (code, value, known) => code === value || known.isBelow(value, code),
  'concept child-of': (code, value, known) => known.isChild(code, value),
  'parent =': (code, value, known) => known.isChild(code, value),
  'child =': (code, value, known) => known.isChild(value, code),
  'concept =': (code, value) => code === value,
  'code =': (code, value) => code === value,
  'concept in': (code, value) => value.split(',').includes(code),
  'code in': (code, value) => value.split(',').includes(code),
  'concept not-in': (code, value) => !value.split(',').includes(code),
};
