/** Age in completed units of the calendar, as FHIRPath counts `birthDate <= today() - 18 years`. */
import { spanOf } from './dates.ts';
import { isWithin, type Interval } from './interval.ts';
import type { Truth } from './kleene.ts';

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Days since 1970. */
  readonly count: number;
}

const MS_A_DAY = 86_400_000;

function dayOf(ms: number): Day {
  const date = new Date(ms);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    count: Math.floor(ms / MS_A_DAY),
  };
}

/** Ages in completed `unit` (UCUM a, mo, wk, d) on a day; two where the birth date is a month or a year. */
export function ageOn(on: string, birthDate: string, unit: string): Interval | undefined {
  const [then, birth] = [spanOf(on), spanOf(birthDate)];
  if (!then || !birth || birth.from > then.from) return undefined;
  const today = dayOf(then.from);
  const low = completed(dayOf(Math.min(birth.until, then.from)), today, unit);
  const high = completed(dayOf(birth.from), today, unit);
  return low === undefined || high === undefined ? undefined : { low, high };
}

function completed(birth: Day, today: Day, unit: string): number | undefined {
  const months =
    (today.year - birth.year) * 12 + today.month - birth.month - (today.day < birth.day ? 1 : 0);
  switch (unit) {
    case 'a':
      return Math.floor(months / 12);
    case 'mo':
      return months;
    case 'wk':
      return Math.floor((today.count - birth.count) / 7);
    case 'd':
      return today.count - birth.count;
    default:
      return undefined;
  }
}

/**
 * A person is 75 until the day before the 76th birthday (MAPPING 5.2). Who is 18 is not surely older than 18: some
 * trials mean the birthday, some the next one, so `> 18` is true from 19 on and unknown at 18. Of half a year nothing
 * is known but what the completed ones say.
 */
export function isAgeWithin(age: Interval, allowed: Interval): Truth {
  if (![allowed.low, allowed.high].every(isWhole)) {
    return isWithin({ low: age.low, high: age.high + 1, isHighOpen: true }, allowed);
  }
  if (!allowed.isLowOpen) return isWithin(age, allowed);
  const surely = isWithin(age, { ...allowed, low: allowed.low + 1, isLowOpen: false });
  const maybe = isWithin(age, { ...allowed, isLowOpen: false });
  return maybe === false ? false : surely === true ? true : undefined;
}

const isWhole = (value: number): boolean => Number.isInteger(value) || !Number.isFinite(value);
