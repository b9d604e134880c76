import type { Query } from './database.ts';
import {
  ENTRY_COLUMNS,
  toRecordDetail,
  toRecordEntry,
  type RecordDetail,
  type RecordEntry,
} from './entries.ts';
import { STATE_NAMES, type State, type Verdict } from './states.ts';

export interface ListFilter {
  readonly state?: State;
  readonly verdict?: Verdict;
  /** Part of a title or trial key, any case. */
  readonly text?: string;
  /** @default 0 */
  readonly offset?: number;
  /** @default 50 */
  readonly limit?: number;
}

export interface QueueFigures {
  /** Records that are neither at an end nor waiting for a person. */
  readonly depth: number;
  /** Seconds since the oldest of them was received. */
  readonly oldestAgeS: number;
}

/** What people and monitors read. */
export interface Views {
  counts(): Promise<Readonly<Record<State, number>>>;
  list(filter: ListFilter): Promise<readonly RecordEntry[]>;
  /** All records of one trial, newest first. */
  history(trialKey: string): Promise<readonly RecordEntry[]>;
  /** The newest record of a trial that could be converted. */
  newest(trialKey: string): Promise<RecordDetail | undefined>;
  figures(): Promise<QueueFigures>;
}

/** A webhook whose records are not told apart yet counts as one record. */
const ALL = `
  SELECT state, received_at FROM trialcast.record
  UNION ALL SELECT state, received_at FROM trialcast.job WHERE state IN ('received', 'unreadable')`;

export function createViews(query: Query): Views {
  return {
    counts: async () => {
      const rows = await query(
        `SELECT state, count(*)::int AS count FROM (${ALL}) AS everything GROUP BY state`,
      );
      const found = new Map(rows.map((row) => [row['state'], Number(row['count'])]));
      return Object.fromEntries(
        STATE_NAMES.map((state) => [state, found.get(state) ?? 0]),
      ) as Record<State, number>;
    },
    list: async (filter) => (await query(LIST, listParams(filter))).map(toRecordEntry),
    history: async (trialKey) => {
      const sql = `SELECT ${ENTRY_COLUMNS} FROM trialcast.record WHERE trial_key = $1 ORDER BY seq DESC, ordinal DESC LIMIT 200`;
      return (await query(sql, [trialKey])).map(toRecordEntry);
    },
    newest: async (trialKey) => {
      const sql =
        'SELECT * FROM trialcast.record WHERE trial_key = $1 ORDER BY seq DESC, ordinal DESC LIMIT 1';
      const [row] = await query(sql, [trialKey]);
      return row && toRecordDetail(row);
    },
    figures: async () => {
      const [row] = await query(
        `SELECT count(*)::int AS depth, coalesce(extract(epoch FROM now() - min(received_at)), 0)::float AS oldest
         FROM (${ALL}) AS everything WHERE state IN ('received', 'queued', 'sending')`,
      );
      return {
        depth: Number(row?.['depth'] ?? 0),
        oldestAgeS: Math.max(0, Number(row?.['oldest'] ?? 0)),
      };
    },
  };
}

/** Jobs without records appear as one line, so that what came last is always seen first. */
const LIST = `
  SELECT ${ENTRY_COLUMNS} FROM (
    SELECT ${ENTRY_COLUMNS}, seq FROM trialcast.record
    UNION ALL
    SELECT id, 0, state, 'receive', NULL, NULL, CASE WHEN state = 'unreadable' THEN 'errors' END,
      NULL, 0, NULL, NULL, false, received_at, updated_at, NULL, seq
    FROM trialcast.job WHERE state IN ('received', 'unreadable')
  ) AS everything
  WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR verdict = $2)
    AND ($3::text IS NULL OR position(lower($3) IN lower(coalesce(title, '') || ' ' || coalesce(trial_key, ''))) > 0)
  ORDER BY seq DESC, ordinal LIMIT $4 OFFSET $5`;

function listParams(filter: ListFilter): readonly unknown[] {
  const text = filter.text?.replaceAll('\0', '').toWellFormed();
  return [
    filter.state ?? null,
    filter.verdict ?? null,
    text ?? null,
    filter.limit ?? 50,
    filter.offset ?? 0,
  ];
}
