/** How often something is done: `every 6 weeks`, `daily`, `twice a week`, `q3w`, `at 4-weekly intervals`. */
import type { Duration, TimeUnit } from '../../trial/understood.ts';
import { amountAt } from './amounts.ts';
import { numberIn, unitOf } from './units.ts';
import { type Token, wordAt } from './words.ts';
import { own } from '../../shared/own.ts';

export interface Every {
  readonly period: Duration;
  readonly count?: number;
  /** Place after its last word. */
  readonly next: number;
}

const ADVERBS: Readonly<Record<string, Duration>> = {
  hourly: { value: 1, unit: 'h' },
  daily: { value: 1, unit: 'd' },
  weekly: { value: 1, unit: 'wk' },
  biweekly: { value: 2, unit: 'wk' },
  fortnightly: { value: 2, unit: 'wk' },
  monthly: { value: 1, unit: 'mo' },
  bimonthly: { value: 2, unit: 'mo' },
  quarterly: { value: 3, unit: 'mo' },
  yearly: { value: 1, unit: 'a' },
  annually: { value: 1, unit: 'a' },
  annual: { value: 1, unit: 'a' },
  biannually: { value: 6, unit: 'mo' },
  semiannually: { value: 6, unit: 'mo' },
  semiannual: { value: 6, unit: 'mo' },
  semiyearly: { value: 6, unit: 'mo' },
};
/** Of two meanings each: twice in it, or once in two. */
const UNCLEAR = /^bi(?:weekly|monthly|annual)/;
const TIMES: Readonly<Record<string, number>> = { once: 1, twice: 2, thrice: 3 };

export function everyAt(tokens: readonly Token[], at: number): Every | undefined {
  return (
    eachAt(tokens, at) ??
    timesAt(tokens, at) ??
    adverbAt(tokens, at) ??
    shortAt(tokens, at) ??
    intervalsAt(tokens, at)
  );
}

/** `at 30 min intervals`, `at intervals of 4 weeks`. */
function intervalsAt(tokens: readonly Token[], at: number): Every | undefined {
  if (wordAt(tokens, at) === 'intervals')
    return wordAt(tokens, at + 1) === 'of' ? everyAmountAt(tokens, at + 2) : undefined;
  if (wordAt(tokens, at) !== 'at') return undefined;
  const start = /^an?$/.test(wordAt(tokens, at + 1)) ? at + 2 : at + 1;
  const every = everyAmountAt(tokens, start);
  return every && /^intervals?$/.test(wordAt(tokens, every.next))
    ? { ...every, next: every.next + 1 }
    : undefined;
}

/** `every 6 weeks`, `each week`, `every other day`, `every second month`. */
function eachAt(tokens: readonly Token[], at: number): Every | undefined {
  const word = wordAt(tokens, at);
  if (word !== 'every' && word !== 'each') return undefined;
  const isOther = /^(?:other|second|2nd|alternate)$/.test(wordAt(tokens, at + 1));
  const place = skipApproximately(tokens, isOther ? at + 2 : at + 1);
  const unit = unitOf(wordAt(tokens, place));
  if (unit) return { period: { value: isOther ? 2 : 1, unit }, next: place + 1 };
  const every = everyAmountAt(tokens, place);
  const isLength = /^(?:period|interval)s?$/.test(wordAt(tokens, every?.next ?? -1));
  if (every && isLength) return { ...every, next: every.next + 1 };
  return word === 'every' ? every : undefined;
}

function everyAmountAt(tokens: readonly Token[], at: number): Every | undefined {
  const amount = amountAt(tokens, at);
  if (amount?.kind !== 'points' || amount.form !== 'quantity') return undefined;
  const [period, more] = amount.points;
  return period && period.value > 0 && !more ? { period, next: amount.next } : undefined;
}

const skipApproximately = (tokens: readonly Token[], at: number): number =>
  /^(?:~|about|approximately|around)$/.test(wordAt(tokens, at)) ? at + 1 : at;

/** `twice a week`, `three times per day`, `once daily`, `3 times daily`. */
function timesAt(tokens: readonly Token[], at: number): Every | undefined {
  const word = wordAt(tokens, at);
  const isTimes = wordAt(tokens, at + 1) === 'times';
  const count = own(TIMES, word) ?? (isTimes ? numberIn(word) : undefined);
  if (count === undefined) return undefined;
  const every = perAt(tokens, isTimes ? at + 2 : at + 1);
  return every && { ...every, ...(count !== 1 && { count }) };
}

/** `a week`, `per day`, `daily`, `every 4 weeks`. */
function perAt(tokens: readonly Token[], at: number): Every | undefined {
  const unit = /^(?:an?|per)$/.test(wordAt(tokens, at))
    ? unitOf(wordAt(tokens, at + 1))
    : undefined;
  if (unit) return { period: { value: 1, unit }, next: at + 2 };
  return eachAt(tokens, at) ?? adverbAt(tokens, at);
}

/** `daily`, `3-monthly`, `4-weekly intervals`. */
function adverbAt(tokens: readonly Token[], at: number): Every | undefined {
  const value = numberIn(wordAt(tokens, at));
  if (value === undefined) return bareAdverbAt(tokens, at);
  const every = bareAdverbAt(tokens, wordAt(tokens, at + 1) === '-' ? at + 2 : at + 1);
  const isOne = every?.period.value === 1;
  return isOne ? { ...every, period: { ...every.period, value } } : undefined;
}

function bareAdverbAt(tokens: readonly Token[], at: number): Every | undefined {
  const word = wordAt(tokens, at);
  const period = own(ADVERBS, word);
  if (!period || UNCLEAR.test(word)) return undefined;
  const after = wordAt(tokens, at + 1);
  if (/^(?:living|life|practice|routine|activit)/.test(after)) return undefined;
  return { period, next: /^intervals?$/.test(after) ? at + 2 : at + 1 };
}

const SHORT_UNITS: Readonly<Record<string, TimeUnit>> = { d: 'd', w: 'wk', m: 'mo', h: 'h' };

/** `q3w`, `q 12 weeks`. */
function shortAt(tokens: readonly Token[], at: number): Every | undefined {
  const word = wordAt(tokens, at);
  if (!word.startsWith('q')) return undefined;
  if (word === 'q') return everyAmountAt(tokens, at + 1);
  const [, digits = '', letter = ''] = /^q(\d{1,2})([dwmh])$/.exec(word) ?? [];
  const unit = SHORT_UNITS[letter];
  return unit && { period: { value: Number(digits), unit }, next: at + 1 };
}
