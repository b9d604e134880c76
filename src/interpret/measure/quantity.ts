/**
 * What a criterion compares a variable with: `≥ 1.5 × 10^9/L`, `between 2 and 3 mg/dL`, `≤ 2.5 × ULN`, `0-1`.
 *
 * Reads from a given place of a normalised text and nothing else: no search, so the work is linear.
 */
import type { CriterionValue } from '../../trial/understood.ts';
import { type Amount, type Expected, readAmount } from './amount.ts';
import { type Comparator, readComparator, readTrailing } from './comparator.ts';
import { type Limit, readLimit } from './limits.ts';
import { endOf, skipBlanks } from './scan.ts';

export interface Compared {
  readonly value: Extract<CriterionValue, { kind: 'quantity' | 'range' }>;
  /** The value is a multiple of a limit of normal. */
  readonly offset?: Limit;
  readonly end: number;
}

const AND = / ?(?:,? ?and|,? ?but|,|to|;|&)? */y;
const TO = / to (?=\d)| ?- ?(?=\d)/y;
const JOINT = /[ ,]*(?:and|or|but|&|to) */y;
const DASH = / ?(?:-|~|to|through|and|or|\/) ?/y;
const BETWEEN =
  /(?:between|ranging from|in the range(?: of)?|within the range of|from|range(?: of)?:?) ?/y;

/** The value that begins at `at`; undefined where there is none, or one in a unit the variable cannot have. */
export function readCompared(text: string, at: number, expected: Expected): Compared | undefined {
  return (
    readBetween(text, at, expected) ??
    readWithComparator(text, at, expected) ??
    readPlain(text, at, expected)
  );
}

/** `between 2 and 3 mg/dL`, `from 18 to 75 years`. */
function readBetween(text: string, at: number, expected: Expected): Compared | undefined {
  const start = endOf(BETWEEN, text, at);
  return start === undefined ? undefined : readRange(text, start, expected);
}

/** `0, 1 or 2`: a range where the numbers follow one another. */
const LIST = /([0-6])(?:, ?([0-6]))+,? ?(?:or|and|\/|&)? ?([0-6])(?!\d|\.\d|%)/y;

function readList(text: string, at: number): Compared | undefined {
  LIST.lastIndex = at;
  const match = LIST.exec(text);
  const numbers = match?.[0].match(/\d/g)?.map(Number) ?? [];
  const [low] = numbers;
  const high = numbers.at(-1);
  if (low === undefined || high === undefined || numbers.length < 3) return undefined;
  return numbers.every((number, index) => number === low + index)
    ? { value: { kind: 'range', low, high }, end: LIST.lastIndex }
    : undefined;
}

function readRange(text: string, at: number, expected: Expected): Compared | undefined {
  const low = readAmount(text, at, expected, true);
  const then = low && endOf(DASH, text, low.end);
  if (!low || then === undefined || then === low.end) return undefined;
  const from = readComparator(text, then)?.end ?? then;
  // `15/50` is of the most there is.
  if (
    from === then &&
    text.slice(low.end, then).includes('/') &&
    !/^(?:[0-6](?!\d)|[iv]{1,3}(?![a-z]))/.test(text.slice(then))
  )
    return undefined;
  const high = readAmount(text, from, expected, expected.isBareRange);
  return high && high.number > low.number ? toRange(low, high) : undefined;
}

/** The unit may stand at the end alone; two units, or two limits, that differ are no range. */
function toRange(low: Amount, high: Amount): Compared | undefined {
  const isOneUnit = low.unit === undefined || low.unit.ucum === high.unit?.ucum;
  const isOneLimit = low.offset === undefined || low.offset === high.offset;
  if (!isOneUnit || !isOneLimit) return undefined;
  return {
    value: { kind: 'range', low: low.number, high: high.number, ...unitOf(high) },
    ...(high.offset && { offset: high.offset }),
    end: high.end,
  };
}

function readWithComparator(text: string, at: number, expected: Expected): Compared | undefined {
  const compared = readComparator(text, at);
  if (!compared) return undefined;
  // `= 0 or 1`
  const plain =
    compared.comparator === '='
      ? readPlain(text, skipBlanks(text, compared.end), expected)
      : undefined;
  if (plain?.value.kind === 'range') return plain;
  const amount =
    readAmount(text, skipBlanks(text, compared.end), expected, expected.isBareCompared) ??
    (expected.hasLimits ? readLimit(text, compared.end) : undefined);
  const { comparator } = compared;
  if (!amount) return withUnitOfNext(text, skipBlanks(text, compared.end), comparator, expected);
  const one = quantityOf(comparator, amount);
  return withSecondEnd(text, one, comparator, amount, expected);
}

/** One amount, compared. */
export function quantityOf(comparator: Comparator, amount: Amount): Compared {
  return {
    value: {
      kind: 'quantity',
      value: amount.number,
      ...(comparator !== '=' && { comparator }),
      ...unitOf(amount),
    },
    ...(amount.offset && { offset: amount.offset }),
    end: amount.end,
  };
}

/** `greater than 10 and less than 700 IU/mL`: the unit stands at the end of both. */
function withUnitOfNext(
  text: string,
  at: number,
  comparator: Comparator,
  expected: Expected,
): Compared | undefined {
  const bare = readAmount(text, at, expected, true);
  const next = bare && readNext(text, bare.end, expected);
  if (!bare || !next || comparator === next.comparator) return undefined;
  const { unit, number } = next.amount;
  const amount = { ...bare, ...(unit && { unit }) };
  const isRange =
    !next.isOr &&
    isOpposite(comparator, next.comparator) &&
    isLow(comparator) &&
    number > bare.number;
  return isRange ? toRange(amount, next.amount) : quantityOf(comparator, amount);
}

function readNext(
  text: string,
  at: number,
  expected: Expected,
): (Second & { readonly isOr: boolean }) | undefined {
  const joint = endOf(JOINT, text, at);
  const next = joint === undefined ? undefined : readComparator(text, joint);
  const amount = next && readAmount(text, skipBlanks(text, next.end), expected);
  const isOr = text.slice(at, joint).includes('or');
  return amount && { comparator: next.comparator, amount, isOr };
}

const isLow = (comparator: Comparator): boolean => comparator.startsWith('>');

/** `≥ 18 and ≤ 30 kg/m2` is one range, if both ends are inclusive. */
function withSecondEnd(
  text: string,
  one: Compared,
  comparator: Comparator,
  first: Amount,
  expected: Expected,
): Compared {
  const second =
    readSecond(text, first.end, expected) ?? readTo(text, first.end, comparator, expected);
  if (!second || !isOpposite(comparator, second.comparator)) return one;
  const [low, high] = isLow(comparator) ? [first, second.amount] : [second.amount, first];
  const range = low.number < high.number ? toRange(low, high) : undefined;
  return range ? { ...range, end: second.amount.end } : one;
}

/** `≥ 5 to 27` */
function readTo(
  text: string,
  at: number,
  comparator: Comparator,
  expected: Expected,
): Second | undefined {
  const then = comparator === '>=' ? endOf(TO, text, at) : undefined;
  const amount = then === undefined ? undefined : readAmount(text, then, expected);
  return amount && { comparator: '<=', amount };
}

const isOpposite = (one: Comparator, other: Comparator): boolean =>
  one.length === 2 && other.length === 2 && isLow(one) !== isLow(other);

interface Second {
  readonly comparator: Comparator;
  readonly amount: Amount;
}

function readSecond(text: string, at: number, expected: Expected): Second | undefined {
  const then = endOf(AND, text, at) ?? at;
  const compared = readComparator(text, then);
  if (!compared || compared.comparator === '=') return undefined;
  const amount = readAmount(
    text,
    skipBlanks(text, compared.end),
    expected,
    expected.isBareCompared,
  );
  return amount && { comparator: compared.comparator, amount };
}

/** `on a scale in which 3 was moderate`, `of 5 items` */
const EXPLAINS =
  /^[ -]?(?:=|(?:was|is|means|indicat|represent|being|items?|questions?|points? (?:scale|vas|nrs|likert)|point|times?|weeks?|days?|visits?)(?:[^a-z]|$))/;

/** A range without words, `0-1`; a number with what follows it, `2 or less`; a number alone where that is a value. */
function readPlain(text: string, at: number, expected: Expected): Compared | undefined {
  const range = (expected.isBare && readList(text, at)) || readRange(text, at, expected);
  if (range) return range;
  const amount = readAmount(text, at, expected, expected.isBareCompared);
  if (!amount) return undefined;
  const trailing = readTrailing(text, amount.end);
  if (trailing) return { ...quantityOf(trailing.comparator, amount), end: trailing.end };
  return expected.isBare && !EXPLAINS.test(text.slice(amount.end, amount.end + 12))
    ? quantityOf('=', amount)
    : undefined;
}

function unitOf(amount: Amount): { readonly unit?: string; readonly ucum?: string } {
  // A multiple of a limit is a bare number: the offset says what it is counted from.
  if (amount.offset !== undefined) {
    return { unit: amount.offset === 'UNL' ? '× ULN' : '× LLN', ucum: '1' };
  }
  return amount.unit ? { unit: amount.unit.unit, ucum: amount.unit.ucum } : {};
}
