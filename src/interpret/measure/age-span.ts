/** The value of an age: a bound or two. */
import { type AgeUnit, type Bound, readBound } from './age-bound.ts';
import { loinc } from './lexicon/variable.ts';
import { endOf } from './scan.ts';
import type { Statement } from './statement.ts';

const AGE = loinc('30525-0', 'Age');

export interface Span {
  readonly bounds: readonly Bound[];
  /** Two bounds are the ends of a range, not two cases. */
  readonly isRange: boolean;
  readonly unit: AgeUnit;
  readonly isOld: boolean;
  /** Its unit is said. */
  readonly hasUnit: boolean;
  readonly end: number;
}

const NAMES: Readonly<Record<AgeUnit, string>> = {
  a: 'years',
  mo: 'months',
  wk: 'weeks',
  d: 'days',
};

const INCLUSIVE_AT = /[ ,]*\(?(?:both )?(?:inclusive|included)\)?/y;
const TO = / {0,2}(?:-|~|to|through|until) ?/y;
const AND = /[ ,;]*(?:and|&|but|a[nd]{2})? *(?:up )?(?:to )? */y;
const OR = /[ ,;]*(?:or|and\/or|and|&|,|;) */y;

const MOST: Readonly<Record<AgeUnit, number>> = { a: 120, mo: 240, wk: 520, d: 3650 };
/** Years without the word: of fewer it is not sure. */
const LEAST_BARE = 12;

/** The bounds that begin at `at`. Years need not be said where the words before tell that it is an age. */
export function readSpan(text: string, at: number, isNamed: boolean): Span | undefined {
  const first = readBound(text, at);
  if (!first) return undefined;
  const second = readSecond(text, first);
  if (!second && first.comparator === undefined) return undefined;
  const span = spanOf(text, second ? [first, second.bound] : [first], second?.isRange === true);
  return span && isAge(span, isNamed) && isPlausible(span) ? span : undefined;
}

function spanOf(text: string, bounds: readonly Bound[], isRange: boolean): Span | undefined {
  const last = bounds.at(-1);
  if (!last) return undefined;
  const unit = last.unit ?? bounds[0]?.unit;
  return {
    bounds: bounds.map((bound) => ({ ...bound, unit: bound.unit ?? unit ?? 'a' })),
    isRange,
    unit: unit ?? 'a',
    hasUnit: unit !== undefined,
    isOld: bounds.some(({ isOld }) => isOld),
    end: endOf(INCLUSIVE_AT, text, last.end) ?? last.end,
  };
}

const isAge = ({ bounds, hasUnit, isOld }: Span, isNamed: boolean): boolean =>
  hasUnit || isOld || (isNamed && (bounds.at(-1)?.number ?? 0) >= LEAST_BARE);

const isPlausible = ({ bounds }: Span): boolean =>
  bounds.every(({ number, unit = 'a' }) => number <= MOST[unit]);

interface Second {
  readonly bound: Bound;
  readonly isRange: boolean;
}

function readSecond(text: string, first: Bound): Second | undefined {
  const range = boundAfter(text, TO, first.end) ?? boundAfter(text, AND, first.end);
  if (range && isUpper(text, first, range)) return { bound: range, isRange: true };
  const other = boundAfter(text, OR, first.end);
  const [one, two] = [first.comparator?.charAt(0), other?.comparator?.charAt(0)];
  const isOther = one !== undefined && two !== undefined && one !== two;
  return other && isOther ? { bound: other, isRange: false } : undefined;
}

/** The end of a range that begins with `first`. */
function isUpper(text: string, first: Bound, second: Bound): boolean {
  if (first.comparator?.startsWith('<') === true || second.comparator?.startsWith('>') === true)
    return false;
  const isSaid =
    first.comparator === undefined ||
    second.comparator !== undefined ||
    endOf(TO, text, first.end) !== undefined;
  return isSaid && comesAfter(second, first);
}

function boundAfter(text: string, joint: RegExp, at: number): Bound | undefined {
  const then = endOf(joint, text, at);
  return then === undefined || then === at ? undefined : readBound(text, then);
}

const DAYS: Readonly<Record<AgeUnit, number>> = { a: 365, mo: 30, wk: 7, d: 1 };

function comesAfter(second: Bound, first: Bound): boolean {
  const unit = first.unit ?? second.unit ?? 'a';
  return first.number * DAYS[unit] < second.number * DAYS[second.unit ?? unit];
}

/** One statement for a range with both ends included in one unit, else one for each bound. */
export function agesFrom(span: Span, start: number): readonly Statement[] {
  const [low, high] = span.bounds;
  if (low && high && span.isRange && isOneRange(low, high)) {
    const { unit = 'a' } = high;
    const value = { kind: 'range' as const, low: low.number, high: high.number };
    return [
      {
        rule: 'age',
        type: AGE,
        value: { ...value, unit: NAMES[unit], ucum: unit },
        start,
        end: span.end,
      },
    ];
  }
  return span.bounds.map((bound, index) => ({
    rule: 'age',
    type: AGE,
    value: {
      kind: 'quantity',
      value: bound.number,
      comparator: bound.comparator ?? (index === 0 ? '>=' : '<='),
      unit: NAMES[bound.unit ?? 'a'],
      ucum: bound.unit ?? 'a',
    },
    start: index === 0 ? start : bound.start,
    end: index === 0 && span.bounds.length > 1 ? bound.end : span.end,
  }));
}

/** `18 ≤ age ≤ 75`: the lower bound before the name. */
export function withLow(span: Span, number: number, sign: string, at: number): Span {
  const [high] = span.bounds;
  if (!high || span.bounds.length > 1 || number >= high.number) return span;
  const comparator = sign === '<' ? '>' : '>=';
  const low: Bound = { number, unit: span.unit, comparator, isOld: false, start: at, end: at };
  return { ...span, bounds: [low, { ...high, start: at }], isRange: true };
}

const isOneRange = (low: Bound, high: Bound): boolean =>
  low.unit === high.unit && (low.comparator ?? '>=') === '>=' && (high.comparator ?? '<=') === '<=';
