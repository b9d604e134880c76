/** How often and for how long: `every 3 weeks`, `BID`, `days 1 and 8 of each 21-day cycle`, `for 24 weeks`, `6 cycles`. */
import type { Duration, RegimenSchedule } from '../../trial/understood.ts';
import { amountAt } from '../time-frame/amounts.ts';
import { numbersAt } from '../time-frame/numbers.ts';
import { everyAt } from '../time-frame/recurrences.ts';
import { endOfRole, isLengthBefore, roleOf } from '../time-frame/roles.ts';
import { beginsWithDigit } from '../time-frame/units.ts';
import { type Token, wordAt } from '../time-frame/words.ts';
import { own } from '../../shared/own.ts';

const LATIN: Readonly<Record<string, number>> = {
  qd: 1,
  od: 1,
  bid: 2,
  bd: 2,
  tid: 3,
  tds: 3,
  qid: 4,
};
const DAY: Duration = { value: 1, unit: 'd' };

/** Every different schedule that the words tell. */
export function schedulesIn(
  tokens: readonly Token[],
  cycle: Duration | undefined,
): readonly RegimenSchedule[] {
  const found = new Map<string, RegimenSchedule>();
  let at = 0;
  while (at < tokens.length) {
    const schedule = scheduleAt(tokens, at, cycle);
    if (schedule) found.set(JSON.stringify(schedule.said), schedule.said);
    at = schedule?.next ?? at + 1;
  }
  // The days of a cycle tell more than its length: `once a week on days 1 and 8 of 21-day cycles`.
  const all = [...found.values()];
  const ofCycle = all.filter(({ period }) => period === cycle);
  return ofCycle.length === 1 ? ofCycle : all.map((schedule) => withDays(schedule, tokens));
}

/** `days 1 and 8, every 3 weeks` is twice in 3 weeks. */
function withDays(schedule: RegimenSchedule, tokens: readonly Token[]): RegimenSchedule {
  const { count, period } = schedule;
  const isLong = count === 1 && period.unit === 'wk' && period.value > 1;
  const days = isLong ? tokens.map((_, at) => daysAt(tokens, at)?.count ?? 0) : [];
  return { count: Math.max(1, count, ...days), period };
}

function scheduleAt(
  tokens: readonly Token[],
  at: number,
  cycle: Duration | undefined,
): { readonly said: RegimenSchedule; readonly next: number } | undefined {
  const days = cycle && daysAt(tokens, at);
  if (days) return { said: { count: days.count, period: cycle }, next: days.next };
  const every = isOneOfMore(tokens, at) ? undefined : everyAt(tokens, at);
  if (every && !isOther(tokens, every.next) && !isFirstOfMore(tokens, every.next))
    return { said: { count: every.count ?? 1, period: every.period }, next: every.next };
  const count = own(LATIN, wordAt(tokens, at));
  return count === undefined ? undefined : { said: { count, period: DAY }, next: at + 1 };
}

/** The 4 of `3-4 times a day`. */
const isOneOfMore = (tokens: readonly Token[], at: number): boolean =>
  OR.has(wordAt(tokens, at - 1)) && beginsWithDigit(wordAt(tokens, at - 2));

/** `every 2 weeks or 4 weeks`. */
const isFirstOfMore = (tokens: readonly Token[], at: number): boolean =>
  OR.has(wordAt(tokens, at)) && beginsWithDigit(wordAt(tokens, at + 1));

const OR = new Set(['-', 'to', 'or']);

/** `daily dose`, `every 21-day cycle`. */
const isOther = (tokens: readonly Token[], at: number): boolean =>
  /^(?:dose|doses|cycles?|treatment|living|-)$/.test(wordAt(tokens, at));

/** How many days of a cycle: `day 1 of each`, `D1`, `days 1, 8 and 15`, `day 1 and day 8`. */
function daysAt(
  tokens: readonly Token[],
  at: number,
): { readonly count: number; readonly next: number } | undefined {
  let count = 0;
  let next = at;
  while (/^(?:days?|d)$/.test(wordAt(tokens, next))) {
    const numbers = numbersAt(tokens, next + 1, () => true);
    if (!numbers || numbers.joints.some((joint) => joint !== 'list')) return undefined;
    count += numbers.values.length;
    next = numbers.next;
    const joined = endOfJoint(tokens, next);
    if (!/^(?:days?|d)$/.test(wordAt(tokens, joined))) break;
    next = joined;
  }
  return count > 0 ? { count, next } : undefined;
}

function endOfJoint(tokens: readonly Token[], at: number): number {
  let next = at;
  while (/^(?:,|and|&)$/.test(wordAt(tokens, next))) next += 1;
  return next;
}

/** The one length of a cycle that the words tell: `21-day cycle`, `each cycle is 4 weeks`. */
export function cycleIn(text: string): Duration | undefined {
  const lengths = [...text.matchAll(CYCLE)].map(({ groups = {} }): Duration => {
    const { value = groups['before'], unit = groups['kind'] ?? '' } = groups;
    return { value: Number(value), unit: unit.toLowerCase().startsWith('w') ? 'wk' : 'd' };
  });
  const [first] = lengths;
  return lengths.every(({ value, unit }) => value === first?.value && unit === first.unit)
    ? first
    : undefined;
}

const CYCLE =
  /(?<before>\d{1,2})[ -](?<kind>day|week)s?[ -](?:treatment |dosing )?(?:cycles?|regimen)|cycles?(?: length)? ?(?:is|=|:|of|equals|lasts) ?(?:a )?(?<value>\d{1,2})[ -]?(?<unit>day|week)/gi;

export interface Bounds {
  readonly length: Duration;
  readonly isUpTo: boolean;
}

/** Every different length that the words tell: `for 24 weeks`, `for up to 6 cycles`. */
export function boundsIn(tokens: readonly Token[], cycle: Duration | undefined): readonly Bounds[] {
  const found = new Map<string, Bounds>();
  let at = 0;
  while (at < tokens.length) {
    const start = endOfRole(tokens, at);
    const bounds = boundAt(tokens, at, start, cycle);
    if (bounds) found.set(JSON.stringify(bounds), bounds);
    at = Math.max(start, at + 1);
  }
  return [...found.values()];
}

function boundAt(
  tokens: readonly Token[],
  at: number,
  start: number,
  cycle: Duration | undefined,
): Bounds | undefined {
  const role = roleOf(tokens, at, start);
  const isUpTo = tokens.slice(at, start).some(({ text }) => MOST.test(text));
  const isLength = isUpTo || role === 'for' || role === 'upto' || isLengthBefore(tokens, at);
  const isApart = [',', '.', ';'].includes(wordAt(tokens, at - 1));
  const length = lengthAt(tokens, at, start);
  if (length && start > at && isLength) return { length, isUpTo };
  const cycles = cycle && (start > at || isApart) ? cyclesAt(tokens, start) : undefined;
  return cycle && cycles !== undefined
    ? { length: { ...cycle, value: cycle.value * cycles }, isUpTo }
    : undefined;
}

const MOST = /^(?:up|upto|maximum|max|within|exceed|exceeding)$/;
const saysLeast = (tokens: readonly Token[], at: number, start: number): boolean =>
  tokens.slice(at, start).some(({ text }) => /^(?:least|minimum|min|[≥>])$/.test(text));

/** `24 weeks`; a minimum is no length. */
function lengthAt(tokens: readonly Token[], at: number, start: number): Duration | undefined {
  const amount = saysLeast(tokens, at, start) ? undefined : amountAt(tokens, start);
  if (amount?.kind !== 'points' || amount.form !== 'quantity') return undefined;
  const [length, other] = amount.points;
  return length && !other && /^(?:d|wk|mo|a)$/.test(length.unit) ? length : undefined;
}

/** `6 cycles`. */
function cyclesAt(tokens: readonly Token[], at: number): number | undefined {
  const numbers = numbersAt(tokens, at, () => true);
  const [count, more] = numbers?.values ?? [];
  const isCycles = numbers && /^cycles?$/.test(wordAt(tokens, numbers.next));
  const isLength = /^(?:=|is|equals|of|lasts)$/.test(wordAt(tokens, (numbers?.next ?? at) + 1));
  return isCycles && !isLength && more === undefined ? count : undefined;
}
