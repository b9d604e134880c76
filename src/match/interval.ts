/** Numbers a value may be, and numbers a criterion allows. */
import type { Truth } from './kleene.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
  /** The end itself does not belong to it. */
  readonly isLowOpen?: boolean;
  readonly isHighOpen?: boolean;
}

export const exactly = (value: number): Interval => ({ low: value, high: value });

/** What a Quantity's comparator leaves open; undefined for a code that is none of them (R5 `ad`). */
export function compared(value: number, comparator: string): Interval | undefined {
  switch (comparator) {
    case '':
      return exactly(value);
    case '<':
      return { low: -Infinity, high: value, isHighOpen: true };
    case '<=':
      return { low: -Infinity, high: value };
    case '>=':
      return { low: value, high: Infinity };
    case '>':
      return { low: value, high: Infinity, isLowOpen: true };
    default:
      return undefined;
  }
}

/** True where every number the value may be is allowed, false where none is. */
export function isWithin(value: Interval, allowed: Interval): Truth {
  if (endsBefore(value, allowed) || endsBefore(allowed, value)) return false;
  const isFrom =
    value.low > allowed.low ||
    (value.low === allowed.low && (!allowed.isLowOpen || value.isLowOpen === true));
  const isUpTo =
    value.high < allowed.high ||
    (value.high === allowed.high && (!allowed.isHighOpen || value.isHighOpen === true));
  return isFrom && isUpTo ? true : undefined;
}

function endsBefore(one: Interval, other: Interval): boolean {
  if (one.high !== other.low) return one.high < other.low;
  return one.isHighOpen === true || other.isLowOpen === true;
}

/** The same numbers times a factor above 0, without the noise that floating point adds in the last digits. */
export function scaled(interval: Interval, factor: number): Interval {
  const at = (value: number): number =>
    Number.isFinite(value) ? Number((value * factor).toPrecision(12)) : value;
  return { ...interval, low: at(interval.low), high: at(interval.high) };
}
