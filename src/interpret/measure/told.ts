import type { Comparison } from './comparisons.ts';
import type { Phrase } from './phrase.ts';
import { TIME_UNITS } from './times/period.ts';

/** What is said of a comparison: its name, and the value with what the words beside the number add to it. */
export interface Told {
  readonly name: Phrase;
  readonly value: Comparison['value'];
  readonly end: number;
}

/** `/wk` of `week`, `/d` of `24 hours` */
export const perOf = (word: string): string =>
  `/${TIME_UNITS[word.startsWith('24') ? 'd' : word.charAt(0)]?.[1] ?? ''}`;

/** How often, said at `at` in words or by a sign: `per day` or `daily`, the two groups of a sticky pattern, as `/d`. */
export function eachAt(
  pattern: RegExp,
  text: string,
  at: number,
): { readonly ucum: string; readonly end: number } | undefined {
  pattern.lastIndex = at;
  const [, each, daily] = pattern.exec(text) ?? [];
  const said = each ?? daily;
  return said === undefined ? undefined : { ucum: perOf(said), end: pattern.lastIndex };
}

/** The same number in another unit, as what stands around it says. */
export const inUnit = (value: Comparison['value'], ucum: string): Comparison['value'] => ({
  ...value,
  unit: ucum,
  ucum,
});
