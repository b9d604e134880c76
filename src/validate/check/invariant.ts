import type { Item } from '../fhirpath/item.ts';
import type { Run } from './run.ts';

/** A constraint of a definition, compiled on first use. */
export interface Invariant {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly human: string;
  /** Element or profile that demands it, for messages. */
  readonly source: string;
  /** False where the constraint is broken; undefined where it cannot be told. */
  readonly holds: (item: Item, run: Run) => boolean | undefined;
}
