import type { TypedCriterion } from '../../trial/understood.ts';

/** A pattern for the normalised words of a criterion, from its start, and what its groups mean. */
export interface Rule {
  /** Told with what it read. */
  readonly name: string;
  readonly pattern: string;
  /** One of these words is in every text the pattern matches: most criteria need no further look. */
  readonly needs: readonly string[];
  readonly read: (groups: readonly (string | undefined)[]) => TypedCriterion | undefined;
}

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  six: 6,
  twelve: 12,
};

export function readNumber(text: string | undefined): number {
  const word = (text ?? '').trim();
  return NUMBER_WORDS[word] ?? Number(word.replaceAll(',', ''));
}
