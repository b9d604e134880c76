/** The unit after a number, and what a second unit adds: `12 weeks`, `12-week`, `1 hour 30 minutes`. */
import type { Duration, TimeUnit } from '../../trial/understood.ts';
import { numberIn, ORDINAL_ENDS, unitOf } from './units.ts';
import { type Token, wordAt } from './words.ts';

export interface UnitAt {
  readonly unit: TimeUnit;
  readonly next: number;
}

/** `weeks`, `-week`, `th week`. */
export function unitAt(tokens: readonly Token[], at: number, isRow = false): UnitAt | undefined {
  const ordinal = ORDINAL_ENDS.has(wordAt(tokens, at)) ? at + 1 : at;
  const place = wordAt(tokens, ordinal) === '-' ? ordinal + 1 : ordinal;
  const unit = unitOf(wordAt(tokens, place));
  return unit && (isRow || !isDoubtful(tokens[place])) ? { unit, next: place + 1 } : undefined;
}

/** `12 m` may be metres, `3 s` sessions; `3, 6 and 12 m` are times. */
const isDoubtful = (token: Token | undefined): boolean =>
  token?.isGlued === false && /^[a-gi-z]$/.test(token.text);

/** How many of the lesser unit the greater is. */
const PARTS: Partial<Readonly<Record<TimeUnit, Partial<Readonly<Record<TimeUnit, number>>>>>> = {
  a: { mo: 12 },
  wk: { d: 7 },
  d: { h: 24 },
  h: { min: 60 },
};
/** Two of these with `and` between them are one time, others may be two. */
const MAY_BE_JOINED = /^(?:a|h)$/;

interface LengthAt {
  readonly length: Duration;
  readonly next: number;
}

/** The whole of `5 years 4 months`, `6 years and 11 months`, `11 weeks 6 days`, `1 year and a half`. */
export function restAt(
  tokens: readonly Token[],
  value: number,
  { unit, next }: UnitAt,
): LengthAt | undefined {
  if (tokens[next]?.text !== 'and') return lesserAt(tokens, { value, unit }, next);
  if (wordAt(tokens, next + 1) === 'a' && wordAt(tokens, next + 2) === 'half')
    return { length: { value: value + 0.5, unit }, next: next + 3 };
  return MAY_BE_JOINED.test(unit) ? lesserAt(tokens, { value, unit }, next + 1) : undefined;
}

/** The `4 months` of `5 years 4 months`. */
function lesserAt(
  tokens: readonly Token[],
  { value, unit }: Duration,
  at: number,
): LengthAt | undefined {
  const more = numberIn(wordAt(tokens, at));
  const lesser = more === undefined ? undefined : unitAt(tokens, at + 1);
  const parts = lesser && PARTS[unit]?.[lesser.unit];
  if (more === undefined || !lesser || parts === undefined || more >= parts) return undefined;
  return { length: { value: value * parts + more, unit: lesser.unit }, next: lesser.next };
}
