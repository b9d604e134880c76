/** Days and ends of cycles, counted from the first day of the first. */
import { numberOf } from '../measure/number.ts';

export const COUNT = '\\d{1,2}|two|three|four|five|six';
export const LIST = '\\d{1,2}(?:(?:,? ?(?:and|&|or) ?|, ?)\\d{1,2})*';
/** Of two numbers or more. */
export const MANY = '\\d{1,2}(?:(?:,? ?(?:and|&|or) ?|, ?)\\d{1,2})+';
export const SPAN = '\\d{1,2}(?: ?- ?| to | through )\\d{1,2}';
const WHOLE_SPAN = new RegExp(`^(?:${SPAN})$`, 'i');

/** How long a cycle is, in the words' own unit. */
export interface Cycle {
  readonly value: number;
  readonly unit: 'day' | 'week';
  /** `each cycle is 21 or 28 days`: the words say nothing for certain. */
  readonly isEither: boolean;
}

export const daysOf = ({ value, unit }: Cycle): number => (unit === 'week' ? value * 7 : value);

export const endsOf = (counts: string, length: number): string =>
  `Days ${integersIn(counts)
    .map((count) => count * length)
    .join(', ')}`;

/** `after cycles 2 and 4`, `after four cycles` */
export function endsAfter(told: string, length: number): string {
  const counts = /\d/.test(told) ? integersIn(told) : [numberOf(told.toLowerCase())];
  return counts.map((count) => count * length).join(', ');
}

export function everyOf(count: string, { value, unit }: Cycle): string {
  const times = numberOf(count.toLowerCase());
  // No number is said: each cycle.
  return `every ${(Number.isNaN(times) ? 1 : times) * value} ${unit}s`;
}

/** No list of days is longer. */
const MOST = 40;

/** Undefined where it cannot be told which they are. */
export function daysIn(cycles: string, days: string, cycle: Cycle | undefined): string | undefined {
  const numbers = numbersIn(cycles);
  if (numbers.includes(0)) return undefined;
  const isFirst = numbers.every((number) => number === 1);
  const length = cycle ? daysOf(cycle) : 0;
  if (WHOLE_SPAN.test(days)) return isFirst || cycle ? spanIn(numbers, days, length) : undefined;
  if (!cycle && !isFirst) return WHOLE_SPAN.test(cycles) ? undefined : namesIn(numbers, days);
  const all = numbers.flatMap((number) =>
    integersIn(days).map((day) => (number - 1) * length + day),
  );
  return all.length <= MOST ? `Days ${all.join(', ')}` : undefined;
}

/** `Days 1-14` of one cycle. */
function spanIn(
  [cycle = 1, more]: readonly number[],
  days: string,
  length: number,
): string | undefined {
  const ends = integersIn(days).map((day) => (cycle - 1) * length + day);
  return more === undefined ? `Days ${ends.join('-')}` : undefined;
}

/** Days of cycles whose length is not told go by their names; those of the first are days. */
function namesIn(cycles: readonly number[], days: string): string | undefined {
  const names = cycles.flatMap((cycle) =>
    integersIn(days).map((day) => (cycle === 1 ? `Day ${day}` : `c${cycle}d${day}`)),
  );
  return names.length <= MOST ? names.join(', ') : undefined;
}

const integersIn = (words: string): readonly number[] => (words.match(/\d+/g) ?? []).map(Number);

/** `1, 2 and 5`, `1-9`. */
function numbersIn(words: string): readonly number[] {
  const numbers = integersIn(words);
  const [first = 0, last = 0] = numbers;
  if (!WHOLE_SPAN.test(words)) return numbers;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
