import type { Item, Plans, Run } from '../plan/plan.ts';

export interface Scope {
  readonly plans: Plans;
  readonly run: Run;
  /** %context: what the expression was started on. */
  readonly context: readonly Item[];
  /** $this, $index: the focus inside where(), select(), all() ... */
  readonly focus: readonly Item[];
  readonly index: number;
  /** %extension: of rules about where an extension stands. */
  readonly extension?: readonly Item[];
  /** Values that may still be gone over, where there is a limit. */
  readonly budget?: { left: number };
}

/** Thrown where an expression goes over more values than its budget: one that compares all with all never ends. */
export class OverBudget extends Error {
  override readonly name = 'OverBudget';
}

export type Compiled = (input: readonly Item[], scope: Scope) => readonly Item[];
