import type { PushReport } from '../../deliver/push.ts';
import { plural } from '../report/text.ts';

const ACTIONS = ['created', 'updated', 'retired', 'deleted', 'unchanged'] as const;
/** Resources a push wrote, retired, deleted or left, by what it did. */
type Counts = Readonly<Record<(typeof ACTIONS)[number], number>>;

/** What became of a record. */
export type Fate = 'delivered' | 'failed' | 'not-sent' | 'skipped';

/** Sums over all records of a run. */
export class Totals {
  readonly #counts: Record<(typeof ACTIONS)[number], number> = {
    created: 0,
    updated: 0,
    retired: 0,
    deleted: 0,
    unchanged: 0,
  };
  readonly #fates: Record<Fate, number> = { delivered: 0, failed: 0, 'not-sent': 0, skipped: 0 };

  count(fate: Fate, report?: PushReport): void {
    this.#fates[fate] += 1;
    if (report) for (const action of ACTIONS) this.#counts[action] += report[action].length;
  }

  /** Records seen, whatever became of them. */
  get records(): number {
    return Object.values(this.#fates).reduce((sum, count) => sum + count, 0);
  }

  of(fate: Fate): number {
    return this.#fates[fate];
  }

  /** `3 delivered, 1 failed`: for a line that is drawn over and over. */
  short(): string {
    const { delivered, failed } = this.#fates;
    return `${delivered.toLocaleString('en-US')} delivered, ${failed.toLocaleString('en-US')} failed`;
  }

  /** One sentence each on records and resources. */
  lines(isDryRun: boolean): readonly string[] {
    const { delivered, failed, skipped } = this.#fates;
    const records = [
      `${plural(delivered, 'record')} ${isDryRun ? 'compared' : 'delivered'}`,
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...(this.#fates['not-sent'] > 0 ? [`${this.#fates['not-sent']} not sent`] : []),
      ...(skipped > 0 ? [`${skipped} delivered before`] : []),
    ];
    return [
      `${records.join(', ')}.`,
      `Resources${isDryRun ? ' would be' : ''}: ${said(this.#counts)}.`,
    ];
  }
}

/** What a push of one record did, or would do. */
export function noteOf(report: PushReport): string {
  const counts = Object.fromEntries(ACTIONS.map((action) => [action, report[action].length]));
  const text = said(counts as Counts);
  return report.dryRun ? `would be: ${text}` : text;
}

/** Retired and deleted are rare: told where there are any. */
function said(counts: Counts): string {
  return ACTIONS.filter((action) => counts[action] > 0 || !['retired', 'deleted'].includes(action))
    .map((action) => `${counts[action].toLocaleString('en-US')} ${action}`)
    .join(', ');
}
