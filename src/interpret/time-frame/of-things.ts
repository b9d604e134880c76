/** Lengths that are no times of the study: `24-hour dietary recall`, `6-minute walk`, `2 hours a day`. */
import { unitAt } from './units-at.ts';
import { type Token, wordAt } from './words.ts';

/** What is done or recorded that long. */
const THINGS: ReadonlySet<string> = new Set(
  (
    'recall recalls diet dietary urine urinary ambulatory holter walk walking recording recordings audio video ' +
    'ecg electrocardiogram gait sit stair interview'
  ).split(' '),
);
const PER: ReadonlySet<string> = new Set(['a', 'an', 'per', 'each', 'every', '/']);

/** The unit of a number ends before this place. */
export const isOfThing = (tokens: readonly Token[], next: number): boolean =>
  THINGS.has(wordAt(tokens, next)) || isPerDay(tokens, next);

/** `24 hours a day`, `30 minutes per session`; `once a day` has no unit of its own. */
function isPerDay(tokens: readonly Token[], next: number): boolean {
  if (!PER.has(wordAt(tokens, next))) return false;
  const isShort = /^(?:h|hours?|hrs?|min|mins|minutes?)$/.test(wordAt(tokens, next - 1));
  return isShort && /^(?:day|night|week|session|visit)$/.test(wordAt(tokens, next + 1));
}

/** The number at this place is that of such a length. */
export function isNumberOfThing(tokens: readonly Token[], at: number): boolean {
  const unit = unitAt(tokens, at + 1);
  return unit !== undefined && isOfThing(tokens, unit.next);
}
