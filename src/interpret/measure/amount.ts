/** A number with its unit, or as a multiple of a limit of normal, or a class. */
import { type Limit, readMultiple } from './limits.ts';
import { NUMBER, numberOf } from './number.ts';
import { gradeNumber } from './roman.ts';
import { endOf, skipBlanks } from './scan.ts';
import { isUnitAt, readUnit, type Unit } from './units.ts';

export interface Expected {
  /** UCUM codes of the units the variable may have. */
  readonly units: readonly string[];
  /** A number alone is a value: scores and ratios. */
  readonly isBare: boolean;
  /** A number with a comparator is a value though its unit is not said. */
  readonly isBareCompared: boolean;
  /** A range is a value though its unit is not said. */
  readonly isBareRange: boolean;
  /** Numbers may be Roman: classes. */
  readonly isRoman: boolean;
  /** Multiples of the limits of normal make sense. */
  readonly hasLimits: boolean;
}

export interface Amount {
  readonly number: number;
  readonly unit?: Unit;
  readonly offset?: Limit;
  readonly end: number;
}

const NUMBER_AT = new RegExp(NUMBER, 'y');
const TIMES_BEFORE = /x ?(?=\d)/y;

/** `two (2) times` */
const AGAIN = / ?\(\d{1,4}(?:[.,]\d+)?\)/y;
/** `30/100`, `4 out of 10` */
const OUT_OF = / ?(?:\/ ?(?=\d{2})|out of )\d{1,3}(?![\d/]|\.\d)/y;
/** `18-year old` */
const HYPHEN = /-(?=year|yr|month|week|day)/y;

const CLASS_AT =
  /(?:(?:class|grade|stage|level) )?([0-8]|iii|ii|iv|vi|v|i|[ⅰ-ⅵ])[abc]?(?![a-z0-9.%])/y;

/** A class, in figures or Roman. */
function readClass(text: string, at: number): Amount | undefined {
  CLASS_AT.lastIndex = at;
  const match = CLASS_AT.exec(text);
  const number = match?.[1];
  if (!match || number === undefined) return undefined;
  return { number: gradeNumber(number), end: CLASS_AT.lastIndex };
}

const COUNTS = new Set(['/uL', '/mL']);

/** The amount that begins at `at`. Without a unit it is one only where `isUnitOptional` or the variable has none. */
export function readAmount(
  text: string,
  at: number,
  expected: Expected,
  isUnitOptional = false,
): Amount | undefined {
  if (expected.isRoman) return readClass(text, at);
  const start = endOf(TIMES_BEFORE, text, at) ?? at;
  NUMBER_AT.lastIndex = start;
  const digits = NUMBER_AT.exec(text)?.[0];
  if (digits === undefined) return undefined;
  const after = /^[a-z]/.test(digits)
    ? (endOf(AGAIN, text, start + digits.length) ?? start + digits.length)
    : start + digits.length;
  return (
    (expected.hasLimits ? readMultiple(text, after, digits) : undefined) ??
    readWithUnit(text, after, digits, expected) ??
    readAlone(text, after, digits, expected, isUnitOptional)
  );
}

function readWithUnit(
  text: string,
  after: number,
  digits: string,
  { units }: Expected,
): Amount | undefined {
  const found = readUnit(text, endOf(HYPHEN, text, after) ?? skipBlanks(text, after), units);
  if (!found) return undefined;
  const number = numberOf(digits, COUNTS.has(found.unit.ucum));
  return { number, unit: found.unit, end: found.end };
}

function readAlone(
  text: string,
  after: number,
  digits: string,
  expected: Expected,
  isUnitOptional: boolean,
): Amount | undefined {
  const isAlone = isUnitOptional || expected.isBare || isCount(digits, expected);
  const end = expected.isBare ? (endOf(OUT_OF, text, after) ?? after) : after;
  const isOther =
    expected.units.length > 0 && !expected.isBare && OF_THINGS.test(text.slice(end, end + 14));
  return isAlone && !isOther && endsAt(text, end)
    ? { number: numberOf(digits, true), end }
    : undefined;
}

/** A word that is no joint may be a unit nobody knows. */
const OF_THINGS =
  /^ (?!(?:and|or|but|to|at|on|in|if|for|with|without|who|by|as|within|prior|before|during|must|is|are|will|per|from|upon|obtained|after|unless|not|then|x|until|measured|despite|because|documented|calculated|based|using|may|systolic|diastolic)(?![a-z]))[a-z]/;

/** A unit that is none of this variable's: the number is another thing's value. */
function endsAt(text: string, at: number): boolean {
  return (
    !/^(?:[a-z\d%^]|[.,/]\d| ?[x*+] ?\d)/.test(text.slice(at, at + 4)) &&
    !isUnitAt(text, skipBlanks(text, at))
  );
}

/** `Platelets ≥ 100,000`: so large a number is a count in a microlitre, though nobody says so. */
const isCount = (digits: string, { units }: Expected): boolean =>
  units.includes('/uL') && numberOf(digits, true) >= 100;
