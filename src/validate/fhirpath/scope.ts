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
}

export type Compiled = (input: readonly Item[], scope: Scope) => readonly Item[];
