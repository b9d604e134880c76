import type { Conversion } from '../../convert.ts';
import type { Exchange } from '../../deliver/exchange.ts';
import type { PushReport } from '../../deliver/push.ts';
import { worstSeverity } from '../../shared/issue.ts';
import type { Received } from '../../shared/received.ts';
import type { Query, Row } from './database.ts';
import {
  ENTRY_COLUMNS,
  toRecordDetail,
  toRecordEntry,
  type FailureNote,
  type RecordDetail,
  type RecordEntry,
} from './entries.ts';
import { RETRYABLE, type State, type Verdict } from './states.ts';

/** Names one record: the ordinal counts from 1 within its job. */
export interface RecordRef {
  readonly jobId: string;
  readonly ordinal: number;
}

export interface ConvertedRecord {
  readonly state: 'converted' | 'queued' | 'held' | 'unreadable';
  readonly trialKey?: string;
  readonly title?: string;
  readonly conversion: Conversion;
}

/** What the journey of records writes. Reading for people is in views.ts. */
export interface RecordStore {
  /** Makes the rows of a job's records and marks the job as taken apart, in one statement. */
  split(jobId: string, records: readonly Received[]): Promise<void>;
  received(jobId: string): Promise<readonly RecordDetail[]>;
  find(ref: RecordRef): Promise<RecordDetail | undefined>;
  ofJob(jobId: string): Promise<readonly RecordEntry[]>;
  saveConversion(ref: RecordRef, converted: ConvertedRecord): Promise<void>;
  /** Takes the record for sending; undefined where there is nothing to send any more. */
  claim(ref: RecordRef): Promise<RecordDetail | undefined>;
  /** True where a newer record of the same trial is on its way or has arrived; the older one is then marked. */
  supersede(ref: RecordRef): Promise<boolean>;
  saveDelivered(ref: RecordRef, report: PushReport): Promise<void>;
  saveFailure(ref: RecordRef, failure: FailedAttempt): Promise<void>;
  /** Back to the start, from the raw record. Gives the number of records it was possible for. */
  restart(jobId: string, ordinal: number | undefined, release: boolean): Promise<number>;
  /** Records with something left to do that is due, untouched for `idleMs`. */
  unfinished(
    idleMs: number,
    states: readonly State[],
  ): Promise<readonly (RecordRef & { readonly trialKey?: string; readonly state: State })[]>;
}

export interface FailedAttempt {
  readonly state: 'queued' | 'rejected' | 'failed';
  readonly failure: FailureNote;
  readonly nextAttemptAt?: string;
  readonly exchanges: readonly Exchange[];
}

const WHERE_REF = 'job_id = $1 AND ordinal = $2';

export function createRecordStore(query: Query): RecordStore {
  const one = async (sql: string, params: readonly unknown[]): Promise<Row | undefined> =>
    (await query(sql, params))[0];
  return {
    split: (jobId, records) => split(query, jobId, records),
    received: async (jobId) => {
      const sql = `SELECT * FROM trialcast.record WHERE job_id = $1 AND state = 'received' ORDER BY ordinal`;
      return (await query(sql, [jobId])).map(toRecordDetail);
    },
    find: async (ref) => {
      const row = await one(`SELECT * FROM trialcast.record WHERE ${WHERE_REF}`, [
        ref.jobId,
        ref.ordinal,
      ]);
      return row && toRecordDetail(row);
    },
    ofJob: async (jobId) => {
      const sql = `SELECT ${ENTRY_COLUMNS} FROM trialcast.record WHERE job_id = $1 ORDER BY ordinal`;
      return (await query(sql, [jobId])).map(toRecordEntry);
    },
    saveConversion: (ref, converted) => saveConversion(query, ref, converted),
    claim: async (ref) => {
      const row = await one(
        `UPDATE trialcast.record SET state = 'sending', step = 'deliver', attempts = attempts + 1, updated_at = now()
         WHERE ${WHERE_REF} AND state IN ('queued', 'sending') RETURNING *`,
        [ref.jobId, ref.ordinal],
      );
      return row && toRecordDetail(row);
    },
    supersede: async (ref) => (await one(SUPERSEDE, [ref.jobId, ref.ordinal])) !== undefined,
    saveDelivered: (ref, report) => saveDelivered(query, ref, report),
    saveFailure: (ref, attempt) => saveFailure(query, ref, attempt),
    restart: async (jobId, ordinal, release) => {
      const rows = await query(
        `UPDATE trialcast.record
         SET state = 'received', attempts = 0, failure = NULL, next_attempt_at = NULL, released = $3, updated_at = now()
         WHERE job_id = $1 AND ($2::int IS NULL OR ordinal = $2) AND state = ANY ($4::text[]) RETURNING ordinal`,
        [jobId, ordinal ?? null, release, [...RETRYABLE]],
      );
      return rows.length;
    },
    unfinished: async (idleMs, states) => {
      const rows = await query(UNFINISHED, [idleMs, [...states]]);
      return rows.map(toRecordEntry);
    },
  };
}

/** Touching the rows keeps a long queue from being woken again and again. */
const UNFINISHED = `
  UPDATE trialcast.record SET updated_at = now()
  WHERE state = ANY ($2::text[]) AND updated_at <= now() - $1 * interval '1 millisecond'
    AND (next_attempt_at IS NULL OR next_attempt_at <= now())
  RETURNING ${ENTRY_COLUMNS}`;

const SUPERSEDE = `
  UPDATE trialcast.record AS older SET state = 'superseded', updated_at = now()
  WHERE job_id = $1 AND ordinal = $2 AND state IN ('queued', 'sending') AND EXISTS (
    SELECT 1 FROM trialcast.record AS newer
    WHERE newer.trial_key = older.trial_key AND newer.state IN ('queued', 'sending', 'delivered')
      AND (newer.seq, newer.ordinal) > (older.seq, older.ordinal))
  RETURNING older.job_id`;

async function split(query: Query, jobId: string, records: readonly Received[]): Promise<void> {
  const rows = records.map((record, index) => ({
    ordinal: index + 1,
    sha256: record.sha256,
    body: Buffer.from(record.text).toString('base64'),
  }));
  await query(
    `WITH job AS (
       UPDATE trialcast.job SET state = 'converted', issues = '[]', updated_at = now()
       WHERE id = $1 RETURNING id, seq, received_at)
     INSERT INTO trialcast.record (job_id, ordinal, seq, body, sha256, state, received_at)
     SELECT job.id, part.ordinal, job.seq, decode(part.body, 'base64'), part.sha256, 'received', job.received_at
     FROM job, json_to_recordset($2::json) AS part (ordinal integer, body text, sha256 text)
     ON CONFLICT (job_id, ordinal) DO NOTHING`,
    [jobId, JSON.stringify(rows)],
  );
}

async function saveConversion(
  query: Query,
  ref: RecordRef,
  converted: ConvertedRecord,
): Promise<void> {
  const { conversion } = converted;
  const [worst] = conversion.issues;
  const { severity, code, message } = worst ?? {};
  await query(
    `UPDATE trialcast.record
     SET state = $3, step = $4, trial_key = $5, title = $6, verdict = $7, issues = $8, worst_issue = $9, bundle = $10,
         lineage = $11, failure = NULL, next_attempt_at = NULL, updated_at = now()
     WHERE ${WHERE_REF} AND state = 'received'`,
    [
      ref.jobId,
      ref.ordinal,
      converted.state,
      converted.state === 'unreadable' ? 'parse' : 'convert',
      converted.trialKey ?? null,
      converted.title === undefined ? null : printable(converted.title),
      verdictOf(conversion),
      JSON.stringify(conversion.issues),
      worst === undefined ? null : JSON.stringify({ severity, code, message }),
      conversion.bundle === undefined ? null : JSON.stringify(conversion.bundle),
      JSON.stringify(conversion.lineage),
    ],
  );
}

export function verdictOf(conversion: Pick<Conversion, 'issues'>): Verdict {
  const worst = worstSeverity(conversion.issues);
  if (worst === 'fatal' || worst === 'error') return 'errors';
  return worst === 'warning' ? 'warnings' : 'clean';
}

/** PostgreSQL text takes neither U+0000 nor half a surrogate pair. */
function printable(title: string): string {
  return title
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, ' ')
    .slice(0, 500);
}

async function saveDelivered(query: Query, ref: RecordRef, report: PushReport): Promise<void> {
  const { exchanges, ...rest } = report;
  await query(
    `UPDATE trialcast.record
     SET state = 'delivered', step = 'deliver', failure = NULL, next_attempt_at = NULL, report = $3, exchanges = $4,
         delivered_at = now(), updated_at = now()
     WHERE ${WHERE_REF}`,
    [ref.jobId, ref.ordinal, JSON.stringify(rest), JSON.stringify(exchanges)],
  );
}

async function saveFailure(query: Query, ref: RecordRef, attempt: FailedAttempt): Promise<void> {
  await query(
    `UPDATE trialcast.record
     SET state = $3, failure = $4, next_attempt_at = $5, exchanges = $6, updated_at = now() WHERE ${WHERE_REF}`,
    [
      ref.jobId,
      ref.ordinal,
      attempt.state,
      JSON.stringify(attempt.failure),
      attempt.nextAttemptAt ?? null,
      JSON.stringify(attempt.exchanges),
    ],
  );
}
