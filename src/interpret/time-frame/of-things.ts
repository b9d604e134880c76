/** Lengths that are no times of the study: `24-hour dietary recall`, `6-minute walk`, `2 hours a day`. */
import { unitAt } from './units-at.ts';
import { type Token, wordAt } from './words.ts';

/** What is done or recorded that long. */
const THING =
  /^(?:recalls?|diet|dietary|urine|urinary|ambulatory|holter|walk|walking|recordings?|audio|video|ecg|electrocardiogram|gait|sit|stair|interview)$/;

/** The unit of a number ends before this place. */
export const isOfThing = (tokens: readonly Token[], next: number): boolean =>
  THING.test(wordAt(tokens, next)) || isPerDay(tokens, next);

/** `24 hours a day`, `30 minutes per session`; `once a day` has no unit of its own. */
function isPerDay(tokens: readonly Token[], next: number): boolean {
  const isPer = /^(?:an?|per|each|every|\/)$/.test(wordAt(tokens, next));
  const isShort = /^(?:h|hours?|hrs?|min|mins|minutes?)$/.test(wordAt(tokens, next - 1));
  return isPer && isShort && /^(?:day|night|week|session|visit)$/.test(wordAt(tokens, next + 1));
}

/** The number at this place is that of such a length. */
export function isNumberOfThing(tokens: readonly Token[], at: number): boolean {
  const unit = unitAt(tokens, at + 1);
  return unit !== undefined && isOfThing(tokens, unit.next);
}
