import type { Query } from './query.ts';
import { readCoverage, type Coverage } from './coverage.ts';
import { readFigures, type DeliveryCount, type Figures } from './figures.ts';
import { ALL, codeOf, OVERALL, WORST } from './shown.ts';
import {
  deliveriesOf,
  ENTRY_COLUMNS,
  toRecordDetail,
  toRecordEntry,
  type RecordDetail,
  type RecordEntry,
} from './entries.ts';
import { STATE_NAMES, type State, type Verdict } from './states.ts';

/** Form of the codes of issues and failures. */
export const CODE = /^[a-z0-9-]{1,60}$/;

export interface ListFilter {
  /** Any of these; with a destination, the state of the delivery to it. */
  readonly states?: readonly State[];
  readonly destination?: string;
  readonly verdict?: Verdict;
  /** Part of a title or trial key, any case; or the beginning of a job's id, eight characters or more. */
  readonly text?: string;
  /** Code of the worst issue. */
  readonly issue?: string;
  /** Code of the failure of a delivery; with a destination, of the one to it. */
  readonly failure?: string;
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
  deliveries(): Promise<readonly DeliveryCount[]>;
  overview(): Promise<Figures>;
  /** What records held that has no code or no reader. */
  coverage(): Promise<Coverage>;
  list(filter: ListFilter): Promise<readonly RecordEntry[]>;
  /** How long the list is without its limit. */
  count(filter: ListFilter): Promise<number>;
  /** All records of one trial, newest first. */
  history(trialKey: string): Promise<readonly RecordEntry[]>;
  /** The newest record of a trial that could be converted. */
  newest(trialKey: string): Promise<RecordDetail | undefined>;
  figures(): Promise<QueueFigures>;
}

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
    deliveries: async () => {
      const rows = await query(
        `SELECT destination, state, count(*)::int AS count FROM trialcast.delivery GROUP BY 1, 2 ORDER BY 1, 2`,
      );
      return rows as unknown as readonly DeliveryCount[];
    },
    overview: () => readFigures(query),
    coverage: () => readCoverage(query),
    list: async (filter) => (await query(LIST, listParams(filter))).map(toRecordEntry),
    count: async (filter) => {
      const { offset: _offset, limit: _limit, ...rest } = filter;
      const [row] = await query(COUNT, filterParams(rest));
      return Number(row?.['count'] ?? 0);
    },
    history: async (trialKey) => {
      const sql = `SELECT ${ENTRY_COLUMNS}, ${deliveriesOf('record')} FROM trialcast.record
        WHERE trial_key = $1 ORDER BY seq DESC, ordinal DESC LIMIT 200`;
      return (await query(sql, [trialKey])).map(toRecordEntry);
    },
    newest: async (trialKey) => {
      const sql = `SELECT record.*, ${deliveriesOf('record', true)} FROM trialcast.record
        WHERE trial_key = $1 ORDER BY seq DESC, ordinal DESC LIMIT 1`;
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
const FILTERED = `
    SELECT * FROM (
      SELECT ${ENTRY_COLUMNS}, seq, ${OVERALL} AS shown, worst.place FROM trialcast.record
        ${WORST.replace('$DESTINATION', '$4::text IS NULL OR destination = $4')}
      UNION ALL
      SELECT id, 0, state, 'receive', NULL, NULL, CASE WHEN state = 'unreadable' THEN 'errors' END,
        NULL, false, received_at, updated_at, NULL, seq, state, NULL
      FROM trialcast.job WHERE state IN ('received', 'unreadable')
    ) AS everything
    WHERE ($1::text[] IS NULL OR shown = ANY ($1)) AND ($2::text IS NULL OR verdict = $2)
      AND ($3::text IS NULL OR position(lower($3) IN lower(coalesce(title, '') || ' ' || coalesce(trial_key, ''))) > 0
        OR length($3) >= 8 AND starts_with(job_id, lower($3)))
      AND ($4::text IS NULL OR place IS NOT NULL)
      AND ($5::text IS NULL OR ${codeOf('worst_issue')} = $5)
      AND ($6::text IS NULL OR EXISTS (SELECT 1 FROM trialcast.delivery AS d WHERE d.job_id = everything.job_id
        AND d.ordinal = everything.ordinal AND ($4::text IS NULL OR d.destination = $4) AND ${codeOf('d.failure')} = $6))`;
const LIST = `SELECT page.*, ${deliveriesOf('page')}
  FROM (${FILTERED} ORDER BY seq DESC, ordinal LIMIT $7 OFFSET $8) AS page ORDER BY seq DESC, ordinal`;
const COUNT = `SELECT count(*)::int AS count FROM (${FILTERED}) AS found`;

function filterParams(filter: ListFilter): readonly unknown[] {
  const text = filter.text?.replaceAll('\0', '').toWellFormed();
  return [
    filter.states ?? null,
    filter.verdict ?? null,
    text ?? null,
    filter.destination ?? null,
    filter.issue ?? null,
    filter.failure ?? null,
  ];
}

const listParams = (filter: ListFilter): readonly unknown[] => [
  ...filterParams(filter),
  filter.limit ?? 50,
  filter.offset ?? 0,
];
