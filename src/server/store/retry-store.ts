import type { Query } from './query.ts';
import { ADD_DELIVERIES, type Addressee } from './record-store.ts';
import { DEAD, RETRYABLE, type State } from './states.ts';

/** Which records are to be tried again. */
export interface RetryFilter {
  /** @default every job */
  readonly jobId?: string;
  /** @default every record of the job */
  readonly ordinal?: number;
  /** Of the states a person may end. @default all of them */
  readonly states?: readonly State[];
  /** @default every destination that waits for a person */
  readonly destination?: string;
  /** Send held records in spite of their issues. */
  readonly isReleased: boolean;
}

export interface Restarted {
  readonly records: number;
  /** Jobs to be converted. */
  readonly jobIds: readonly string[];
  /** Trials that have deliveries to be sent. */
  readonly trialKeys: readonly string[];
}

export interface RetryStore {
  /** Back to the start, from the raw record, with the mapping of today. */
  restart(filter: RetryFilter): Promise<Restarted>;
  /** Sent as converted then: dead deliveries, and held records that are released. */
  requeue(filter: RetryFilter, addressees: readonly Addressee[]): Promise<Restarted>;
}

export function createRetryStore(query: Query): RetryStore {
  return {
    restart: async (filter) => {
      const records = await query(RESTART, [...paramsOf(filter), filter.isReleased, DEAD]);
      const isOfRecord = filter.ordinal !== undefined || filter.destination !== undefined;
      const jobs = isOfRecord ? [] : await query(RESTART_JOBS, paramsOf(filter).slice(0, 3));
      const rows = [...records, ...jobs];
      const jobIds = [...new Set(rows.map((row) => String(row['job_id'])))];
      return { records: rows.length, jobIds, trialKeys: [] };
    },
    requeue: async (filter, addressees) => {
      const dead = await query(REQUEUE, [...paramsOf(filter), DEAD]);
      const held = filter.isReleased
        ? await query(RELEASE, [...paramsOf(filter), JSON.stringify(addressees)])
        : [];
      const rows = [...dead, ...held];
      const names = new Set(
        rows.map((row) => `${String(row['job_id'])} ${String(row['ordinal'])}`),
      );
      const trialKeys = [...new Set(rows.map((row) => String(row['trial_key'])))];
      return { records: names.size, jobIds: [], trialKeys };
    },
  };
}

function paramsOf(filter: RetryFilter): readonly unknown[] {
  const { jobId, ordinal, states, destination } = filter;
  return [jobId ?? null, ordinal ?? null, states ?? RETRYABLE, destination ?? null];
}

const CHOSEN = `($1::text IS NULL OR record.job_id = $1) AND ($2::int IS NULL OR record.ordinal = $2)`;
const OF_RECORD = `d.job_id = record.job_id AND d.ordinal = record.ordinal AND ($4::text IS NULL OR d.destination = $4)`;

/** A converted record starts again where a delivery of it is dead, or where it never had one. */
const RESTART = `
  UPDATE trialcast.record SET state = 'received', released = $5, retry_to = $4, updated_at = now()
  WHERE ${CHOSEN} AND (
    state IN ('held', 'unreadable') AND state = ANY ($3::text[])
    OR state = 'converted' AND (
      EXISTS (SELECT 1 FROM trialcast.delivery AS d WHERE ${OF_RECORD} AND d.state = ANY ($6::text[]) AND d.state = ANY ($3::text[]))
      OR 'converted' = ANY ($3::text[]) AND NOT EXISTS (SELECT 1 FROM trialcast.delivery AS d WHERE ${OF_RECORD})))
  RETURNING job_id, ordinal`;

/** Webhooks nothing could be read from as a whole. */
const RESTART_JOBS = `
  UPDATE trialcast.job SET state = 'received', issues = '[]', updated_at = now()
  WHERE state = 'unreadable' AND ($1::text IS NULL OR id = $1) AND $2::int IS NULL AND 'unreadable' = ANY ($3::text[])
  RETURNING id AS job_id, 0 AS ordinal`;

const REQUEUE = `
  UPDATE trialcast.delivery AS d SET state = 'queued', attempts = 0, waited_ms = 0, next_attempt_at = NULL, failure = NULL,
    updated_at = now()
  FROM trialcast.record WHERE ${CHOSEN} AND ${OF_RECORD} AND record.state = 'converted' AND record.bundle IS NOT NULL
    AND d.state = ANY ($5::text[]) AND d.state = ANY ($3::text[])
  RETURNING d.job_id, d.ordinal, d.trial_key`;

const RELEASE = `
  WITH saved AS (
    UPDATE trialcast.record SET state = 'converted', released = true, retry_to = $4, updated_at = now()
    WHERE ${CHOSEN} AND state = 'held' AND 'held' = ANY ($3::text[]) AND bundle IS NOT NULL AND trial_key IS NOT NULL
    RETURNING job_id, ordinal, seq, trial_key, own_date, retry_to, received_at)
  ${ADD_DELIVERIES.replaceAll('$ADDRESSEES', '$5')}
  RETURNING job_id, ordinal, trial_key`;
