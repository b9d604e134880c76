import type { TypedCriterion } from '../../trial/understood.ts';
import { numberOf } from '../measure/number.ts';

/** A pattern for the normalised words of a criterion, from its start, and what its groups mean. */
export interface Rule {
  /** Told with what it read. */
  readonly name: string;
  readonly pattern: string;
  /** One of these words is in every text the pattern matches: most criteria need no further look. */
  readonly needs: readonly string[];
  readonly read: (groups: readonly (string | undefined)[]) => TypedCriterion | undefined;
}

export function readNumber(text: string | undefined): number {
  const word = (text ?? '').trim();
  return word === 'a' ? 1 : numberOf(word);
}
