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
