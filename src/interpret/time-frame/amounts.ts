/** Times at a place of a time frame: `4, 8 and 12 weeks`, `Weeks 4-8`, `3rd month`, `5 years 4 months`, `first week`. */
import type { Duration, TimeUnit } from '../../trial/understood.ts';
import { type Numbers, numbersAt } from './numbers.ts';
import { numberIn, ordinalIn, unitOf } from './units.ts';
import { type Token, wordAt } from './words.ts';

type Tokens = readonly Token[];

export type Amount = {
  /** Place after its last word. */
  readonly next: number;
  /** `Week 4` or `4 weeks`, or `first week`. */
  readonly form: 'label' | 'quantity' | 'ordinal';
} & (
  | { readonly kind: 'points'; readonly points: readonly Duration[] }
  | { readonly kind: 'span'; readonly low: Duration; readonly high: Duration }
  /** `Weeks 0, 4, 8 … 52`. */
  | { readonly kind: 'steps'; readonly step: Duration; readonly bounds: Duration }
);

export function amountAt(tokens: Tokens, at: number): Amount | undefined {
  return (
    quantityAt(tokens, at) ?? labelAt(tokens, at) ?? ordinalAt(tokens, at) ?? singleAt(tokens, at)
  );
}

interface UnitAt {
  readonly unit: TimeUnit;
  readonly next: number;
}

/** `weeks`, `-week`, `th week`. */
function unitAt(tokens: Tokens, at: number): UnitAt | undefined {
  const ordinal = /^(?:st|nd|rd|th)$/.test(wordAt(tokens, at)) ? at + 1 : at;
  const place = wordAt(tokens, ordinal) === '-' ? ordinal + 1 : ordinal;
  const unit = unitOf(wordAt(tokens, place));
  return unit && !isDoubtful(tokens[place]) ? { unit, next: place + 1 } : undefined;
}

/** `12 m` may be metres, `3 s` sessions. */
const isDoubtful = (token: Token | undefined): boolean =>
  token?.isGlued === false && /^[a-gi-z]$/.test(token.text);

/** `4 weeks`, `4, 8 and 12 weeks`, `4-8 weeks`, `12th week`, `5 years 4 months`. */
function quantityAt(tokens: Tokens, at: number): Amount | undefined {
  const numbers = numbersAt(tokens, at, () => true);
  const unit = numbers && unitAfter(tokens, numbers);
  if (!unit || numbers.values.some((value) => value < 0)) return undefined;
  const amount = amountOf(numbers, unit.unit);
  const rest = isOneYear(numbers, unit) ? monthsAt(tokens, unit.next) : undefined;
  if (!rest) return amount && { ...amount, form: 'quantity', next: unit.next };
  const value = (numbers.values[0] ?? 0) * 12 + rest.value;
  return { kind: 'points', points: [{ value, unit: 'mo' }], form: 'quantity', next: rest.next };
}

const isOneYear = ({ values }: Numbers, { unit }: UnitAt): boolean =>
  unit === 'a' && values.length === 1;

/** Also that of `3, 6 and 12, months`. */
function unitAfter(tokens: Tokens, { values, next }: Numbers): UnitAt | undefined {
  const isApart = values.length > 1 && wordAt(tokens, next) === ',';
  const unit = unitAt(tokens, isApart ? next + 1 : next);
  return isApart && unit && /^[-\d]/.test(wordAt(tokens, unit.next)) ? undefined : unit;
}

/** The months of `5 years 4 months`, `6 years and 11 months`. */
function monthsAt(
  tokens: Tokens,
  at: number,
): { readonly value: number; readonly next: number } | undefined {
  const place = tokens[at]?.text === 'and' ? at + 1 : at;
  const value = numberIn(wordAt(tokens, place));
  const unit = unitAt(tokens, place + 1);
  return value !== undefined && value < 12 && unit?.unit === 'mo'
    ? { value, next: unit.next }
    : undefined;
}

/** `Week 4`, `Days 1, 8, 15`, `Weeks 4-8`, `W12`; a number that has its own unit is not taken. */
function labelAt(tokens: Tokens, at: number): Amount | undefined {
  const word = wordAt(tokens, at);
  const unit = unitOf(word);
  if (!unit || (/^[a-z]$/.test(word) && tokens[at + 1]?.isGlued !== true)) return undefined;
  const first = /^(?:no|number|#)$/.test(wordAt(tokens, at + 1)) ? at + 2 : at + 1;
  const numbers = numbersAt(tokens, first, (next) => {
    const own = unitAt(tokens, next);
    return !own || /^[-\d]/.test(wordAt(tokens, own.next));
  });
  const amount = numbers && amountOf(numbers, unit);
  return amount && { ...amount, form: 'label', next: numbers.next };
}

/** `first week`, `third month`. */
function ordinalAt(tokens: Tokens, at: number): Amount | undefined {
  const value = ordinalIn(wordAt(tokens, at));
  const unit = value === undefined ? undefined : unitAt(tokens, at + 1);
  if (value === undefined || !unit) return undefined;
  return { kind: 'points', points: [{ value, unit: unit.unit }], form: 'ordinal', next: unit.next };
}

/** `a week after surgery`. */
function singleAt(tokens: Tokens, at: number): Amount | undefined {
  if (!/^an?$/.test(wordAt(tokens, at))) return undefined;
  const unit = unitAt(tokens, at + 1);
  if (!unit || !/^(?:after|post|following|before|from|later)$/.test(wordAt(tokens, unit.next)))
    return undefined;
  return {
    kind: 'points',
    points: [{ value: 1, unit: unit.unit }],
    form: 'quantity',
    next: unit.next,
  };
}

type Reading =
  | { readonly kind: 'points'; readonly points: readonly Duration[] }
  | { readonly kind: 'span'; readonly low: Duration; readonly high: Duration }
  | { readonly kind: 'steps'; readonly step: Duration; readonly bounds: Duration };

/** Undefined where lists and spans are mixed, or a span ends before it starts. */
function amountOf({ values, joints }: Numbers, unit: TimeUnit): Reading | undefined {
  const [first = 0, second = 0] = values;
  const last = values.at(-1) ?? 0;
  if (joints.every((joint) => joint === 'list'))
    return { kind: 'points', points: values.map((value) => ({ value, unit })) };
  if (joints.length === 1 && joints[0] === 'span' && first < second)
    return { kind: 'span', low: { value: first, unit }, high: { value: second, unit } };
  const isSteps =
    joints.at(-1) === 'dots' && joints.slice(0, -1).every((joint) => joint === 'list');
  if (!isSteps || joints.length < 2 || first >= second) return undefined;
  return {
    kind: 'steps',
    step: { value: second - first, unit },
    bounds: { value: last, unit },
  };
}
