import type { Query, Row } from './query.ts';

export type NoticeType = 'trial.delivered' | 'trial.failed' | 'trial.held';

/** Word to one address of what became of a trial: names and no record text. */
export interface Notice {
  /** The same at each attempt: its receiver knows by it what came before. */
  readonly id: string;
  readonly url: string;
  readonly type: NoticeType;
  readonly jobId: string;
  readonly ordinal: number;
  readonly trialKey?: string;
  readonly destination?: string;
  readonly createdAt: string;
  /** This one included. */
  readonly attempts: number;
}

export interface NoticeStore {
  /** The longest waiting notice that is due. For a minute nobody else gets it; it then comes again, unless it was ended. */
  claim(): Promise<Notice | undefined>;
  taken(id: string): Promise<void>;
  later(id: string, failure: string, delayMs: number): Promise<void>;
  giveUp(id: string, failure: string): Promise<void>;
  counts(): Promise<readonly { readonly state: string; readonly count: number }[]>;
}

/** Address of notices that become AuditEvents of one destination; it hears of its own deliveries only. */
const AUDIT = 'audit:';

export const auditAddress = (destination: string): string => `${AUDIT}${destination}`;

/** Name of the destination; undefined where the notice goes to a URL. */
export const auditedDestination = ({ url }: Notice): string | undefined =>
  url.startsWith(AUDIT) ? url.slice(AUDIT.length) : undefined;

/**
 * For a statement that changes rows: adds a notice of each to every address of the JSON parameter $URLS, in the same
 * statement, so that neither is there without the other. `rows` names the changed rows, `type` their notice, `when`
 * which of the rows are told.
 */
export function noticeOf({ rows, type, destination, when = 'true' }: Told, urls: string): string {
  return `INSERT INTO trialcast.notice (url, type, job_id, ordinal, trial_key, destination)
    SELECT address.url, ${type}, ${rows}.job_id, ${rows}.ordinal, ${rows}.trial_key, ${destination}
    FROM ${rows}, json_array_elements_text(${urls}::json) AS address (url)
    WHERE ${when} AND (address.url NOT LIKE '${AUDIT}%' OR address.url = '${AUDIT}' || ${destination})`;
}

/** SQL each. */
interface Told {
  readonly rows: string;
  readonly type: string;
  readonly destination: string;
  readonly when?: string;
}

const CLAIM = `
  UPDATE trialcast.notice
  SET attempts = attempts + 1, next_attempt_at = now() + interval '1 minute', updated_at = now()
  WHERE id = (
    SELECT id FROM trialcast.notice WHERE state = 'waiting'
      AND (next_attempt_at IS NULL OR next_attempt_at <= now() OR updated_at > now() + interval '2 seconds')
    ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING *`;

export function createNoticeStore(query: Query): NoticeStore {
  return {
    claim: async () => {
      const [row] = await query(CLAIM);
      return row && toNotice(row);
    },
    taken: async (id) => {
      await query('DELETE FROM trialcast.notice WHERE id = $1', [id]);
    },
    later: async (id, failure, delayMs) => {
      await query(
        `UPDATE trialcast.notice SET failure = $2, updated_at = now(), next_attempt_at = now() + $3::int * interval '1 millisecond'
         WHERE id = $1`,
        [id, failure, Math.round(delayMs)],
      );
    },
    giveUp: async (id, failure) => {
      const sql = `UPDATE trialcast.notice SET state = 'failed', failure = $2, updated_at = now() WHERE id = $1`;
      await query(sql, [id, failure]);
    },
    counts: async () => {
      const rows = await query(
        'SELECT state, count(*)::int AS count FROM trialcast.notice GROUP BY 1',
      );
      return rows.map((row) => ({ state: String(row['state']), count: Number(row['count']) }));
    },
  };
}

function toNotice(row: Row): Notice {
  const [trialKey, destination] = [row['trial_key'], row['destination']];
  return {
    id: String(row['id']),
    url: String(row['url']),
    type: row['type'] as NoticeType,
    jobId: String(row['job_id']),
    ordinal: Number(row['ordinal']),
    ...(typeof trialKey === 'string' && { trialKey }),
    ...(typeof destination === 'string' && { destination }),
    createdAt: (row['created_at'] as Date).toISOString(),
    attempts: Number(row['attempts']),
  };
}
