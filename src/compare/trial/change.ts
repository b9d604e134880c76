import type { Json } from '../../shared/json.ts';
import type { Place } from '../../shared/issue.ts';
import type { DerivationMethod } from '../../trial/values.ts';
import type { Section } from './sections.ts';

/** One record's side of a difference. */
export interface Side {
  /** Where in that record's trial: `outcomes[2].timeFrame`. */
  readonly path: string;
  /** The value, or the whole item of a list, without its places. */
  readonly value: Json;
  /** The value as people read it. */
  readonly text: string;
  /** Where in that record as received; of an item, the smallest part of the record that holds all of it. */
  readonly place?: Place;
  /** How it was obtained, where it is not a field of the record as it stands. */
  readonly derivation?: DerivationMethod;
}

export type ChangeKind = 'added' | 'removed' | 'changed';

/** One difference between two versions of a trial. */
export interface Change {
  readonly section: Section;
  readonly kind: ChangeKind;
  /** Element of the trial model, whichever item: `outcomes[].timeFrame`. */
  readonly path: string;
  /** As a registry's history page would say it. */
  readonly words: string;
  /** True where no field of either record says it, only what was read from their words. */
  readonly isDerived: boolean;
  readonly before?: Side;
  readonly after?: Side;
}
