/** Times at a place of a time frame: `4, 8 and 12 weeks`, `Weeks 4-8`, `3rd month`, `first week`. */
import type { TimeUnit } from '../../trial/understood.ts';
import { type Numbers, numbersAt } from './numbers.ts';
import { readingOf, type Reading } from './readings.ts';
import { restAt, unitAt, type UnitAt } from './units-at.ts';
import { beginsWithDigit, ordinalIn, unitOf } from './units.ts';
import { type Token, wordAt } from './words.ts';

type Tokens = readonly Token[];

export type Amount = {
  /** Place after its last word. */
  readonly next: number;
  /** `Week 4` or `4 weeks`, or `first week`. */
  readonly form: 'label' | 'quantity' | 'ordinal';
} & Reading;

export function amountAt(tokens: Tokens, at: number): Amount | undefined {
  return (
    quantityAt(tokens, at) ?? labelAt(tokens, at) ?? ordinalAt(tokens, at) ?? singleAt(tokens, at)
  );
}

/** `4 weeks`, `4, 8 and 12 weeks`, `4-8 weeks`, `12th week`, `5 years 4 months`. */
function quantityAt(tokens: Tokens, at: number): Amount | undefined {
  const numbers = numbersAt(tokens, at, () => true);
  const unit = numbers && unitAfter(tokens, numbers);
  if (!unit || !isQuantity(numbers) || isLabelled(tokens, unit.next)) return undefined;
  const [value = 0, more] = numbers.values;
  const rest = more === undefined ? restAt(tokens, value, unit) : undefined;
  const form = 'quantity';
  if (rest) return { kind: 'points', points: [rest.length], form, next: rest.next };
  const reading = readingOf(numbers, unit.unit);
  return reading && { ...reading, form, next: unit.next };
}

/** The number before is another's: `Visit 1 Day 8`. */
const isLabelled = (tokens: Tokens, at: number): boolean =>
  beginsWithDigit(wordAt(tokens, at)) && !unitAt(tokens, at + 1);

/** A time before nothing said is none, but for a row of them: `-60, 0 and 30 minutes`. */
const isQuantity = ({ values }: Numbers): boolean =>
  values.every((value) => value >= 0) ||
  (values.length > 1 && values.every((value, index) => value > (values[index - 1] ?? -Infinity)));

/** Also that of `3, 6 and 12, months`. */
function unitAfter(tokens: Tokens, { values, next }: Numbers): UnitAt | undefined {
  const isApart = values.length > 1 && wordAt(tokens, next) === ',';
  const unit = unitAt(tokens, isApart ? next + 1 : next, values.length > 1);
  return isApart && unit && /^[-\d]/.test(wordAt(tokens, unit.next)) ? undefined : unit;
}

/** `Week 4`, `Days 1, 8, 15`, `Weeks 4-8`, `W12`; a number that has its own unit is not taken. */
function labelAt(tokens: Tokens, at: number): Amount | undefined {
  const word = wordAt(tokens, at);
  const unit = unitOf(word);
  if (!unit || (/^[a-z]$/.test(word) && tokens[at + 1]?.isGlued !== true)) return undefined;
  const first = /^(?:no|number|#)$/.test(wordAt(tokens, at + 1)) ? at + 2 : at + 1;
  const numbers = numbersAt(tokens, first, (next) => {
    const own = unitAt(tokens, next);
    return own
      ? /^[-\d]/.test(wordAt(tokens, own.next))
      : next <= first + 2 || !isOfHours(tokens, next, unit);
  });
  const amount = numbers && readingOf(numbers, unit);
  return amount && { ...amount, form: 'label', next: numbers.next };
}

/** The number before this place begins times of its own: the 0 of `Day 14, 0 to 12 hours`. */
function isOfHours(tokens: Tokens, next: number, unit: TimeUnit): boolean {
  if (/^(?:s|min|h)$/.test(unit) || !/^(?:[-,]|to|and)$/.test(wordAt(tokens, next))) return false;
  const numbers = numbersAt(tokens, next - 1, () => true);
  const own = numbers && unitAt(tokens, numbers.next);
  return own !== undefined && /^(?:s|min|h)$/.test(own.unit);
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
  const word = wordAt(tokens, at);
  if (word !== 'a' && word !== 'an') return undefined;
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
