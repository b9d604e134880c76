import type { TransactionBundle } from '../../bundle/bundle.ts';
import { json } from './entries.ts';
import type { Query } from './query.ts';

export interface ExportedTrial {
  readonly trialKey: string;
  readonly bundle: TransactionBundle;
}

export interface ExportStore {
  /** The newest conversion of each trial after this key, in the order of keys; `since` is an instant. */
  page(after: string, since: string | undefined): Promise<readonly ExportedTrial[]>;
}

/** Bundles held in memory at one time. */
const PAGE = 25;

const NEXT = `
  SELECT DISTINCT ON (trial_key) trial_key, bundle FROM trialcast.record
  WHERE trial_key > $1 AND bundle IS NOT NULL AND state <> 'unreadable'
    AND ($2::timestamptz IS NULL OR updated_at >= $2)
  ORDER BY trial_key, seq DESC, ordinal DESC LIMIT ${PAGE}`;

export function createExportStore(query: Query): ExportStore {
  return {
    page: async (after, since) => {
      const rows = await query(NEXT, [after, since ?? null]);
      return rows.map((row) => ({
        trialKey: String(row['trial_key']),
        bundle: json(row['bundle']) as TransactionBundle,
      }));
    },
  };
}
