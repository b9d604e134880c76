/** A phrase taken apart, and what its remarks say. */
import type { TimeStatement } from '../../trial/understood.ts';
import type { Element } from './element.ts';
import type { Phrase } from './words.ts';

/** What a remark says, and before which place of the words it stood. */
export interface Noted {
  readonly at: number;
  readonly statements: readonly TimeStatement[];
}

/** A phrase taken apart. */
export interface Read {
  readonly phrase: Phrase;
  readonly elements: readonly Element[];
  readonly noted: readonly Noted[];
}
