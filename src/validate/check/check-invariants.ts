import type { Invariant, Item, Run } from '../plan/plan.ts';
import { report } from './run.ts';

export function checkInvariants(invariants: readonly Invariant[], item: Item, run: Run): void {
  for (const invariant of invariants) {
    if (invariant.holds(item, run) !== false) continue;
    const message = `${invariant.key}: ${invariant.human} (rule of ${invariant.source})`;
    report(run, 'invariant-failed', message, invariant.severity);
  }
}
