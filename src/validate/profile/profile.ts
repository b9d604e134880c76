/**
 * A profile, compiled: only what it demands beyond the base type. Applied to values the base walk has
 * already looked at.
 */
import type { Invariant, Item, Run } from '../plan/plan.ts';

export interface Profile {
  readonly url: string;
  /** Base type it constrains: `EvidenceVariable`, `Extension`. */
  readonly type: string;
  readonly root: Node;
}

/** Reports what is wrong with one value, at the place the run stands. */
export type Demand = (item: Item, run: Run) => void;

export interface Node {
  /** ElementDefinition.id. */
  readonly id: string;
  readonly name: string;
  /** JSON name where the profile speaks of one type of a choice (`valueQuantity`). */
  readonly jsonName: string | undefined;
  /** JSON names any of which makes it present; undefined where they are not known, or many. */
  readonly presentAs: readonly string[] | undefined;
  readonly min: number;
  readonly max: number;
  readonly isList: boolean;
  readonly demands: readonly Demand[];
  readonly invariants: readonly Invariant[];
  readonly children: readonly Node[];
  readonly slicing: SlicingPlan | undefined;
}

export interface SlicingPlan {
  readonly rules: 'closed' | 'open' | 'openAtEnd';
  readonly isOrdered: boolean;
  readonly slices: readonly Slice[];
  readonly hasSlicesOfSlices: boolean;
  /** Where the url alone tells slices apart, as it does of extensions. */
  readonly byUrl: ReadonlyMap<string, Slice> | undefined;
}

export interface Slice {
  readonly name: string;
  readonly node: Node;
  /**
   * Undefined where no discriminator can be told apart: then the slice is not checked. Answers undefined for a value
   * that is told apart by what a reference leads to, where that is not at hand.
   */
  readonly matches: ((item: Item, run: Run) => boolean | undefined) | undefined;
}
