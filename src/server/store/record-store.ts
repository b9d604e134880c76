import type { FhirVersion } from '../../shared/fhir-version.ts';
import { worstSeverity, type Issue } from '../../shared/issue.ts';
import type { Received } from '../../shared/received.ts';
import type { Converted } from '../converted.ts';
import type { Query, Row } from './query.ts';
import {
  deliveriesOf,
  ENTRY_COLUMNS,
  toRecordDetail,
  toRecordEntry,
  type RecordDetail,
  type RecordEntry,
} from './entries.ts';
import { noticeOf } from './notice-store.ts';
import type { Verdict } from './states.ts';

/** Names one record: the ordinal counts from 1 within its job. */
export interface RecordRef {
  readonly jobId: string;
  readonly ordinal: number;
}

/** Where a converted record goes, in which version. */
export interface Addressee {
  readonly destination: string;
  readonly fhir: FhirVersion;
}

/** What is shown of a conversion, its bundle in the version of the first destination, and where it goes. */
export interface ConvertedRecord extends Omit<Converted, 'changedOn'> {
  readonly state: 'converted' | 'held' | 'unreadable';
  /** Day of the record's own last change, where it tells one that can be believed. */
  readonly ownDate?: string;
  /** Bundles in versions that only other destinations want. */
  readonly others: readonly { readonly fhir: FhirVersion; readonly bundle: string }[];
  /** One delivery each, where the state is `converted`. */
  readonly addressees: readonly Addressee[];
}

/** What the journey of records writes. Deliveries are in delivery-store.ts, reading for people in views.ts. */
export interface RecordStore {
  /** Makes the rows of a job's records and marks the job as taken apart, in one statement. */
  split(jobId: string, records: readonly Received[]): Promise<void>;
  received(jobId: string): Promise<readonly RecordDetail[]>;
  find(ref: RecordRef): Promise<RecordDetail | undefined>;
  ofJob(jobId: string): Promise<readonly RecordEntry[]>;
  /** Conversion and deliveries in one statement: a record that says `converted` has all its deliveries. */
  saveConversion(ref: RecordRef, converted: ConvertedRecord): Promise<void>;
  /** Jobs of the longest waiting records that are not converted, untouched for `idleMs`; of `most` records. */
  unfinished(idleMs: number, most: number): Promise<readonly string[]>;
}

const WHERE_REF = 'job_id = $1 AND ordinal = $2';

/** `noticeUrls`: addresses that are told of records that are held back. */
export function createRecordStore(query: Query, noticeUrls: readonly string[] = []): RecordStore {
  return {
    split: (jobId, records) => split(query, jobId, records),
    received: async (jobId) => {
      const sql = `SELECT * FROM trialcast.record WHERE job_id = $1 AND state = 'received' ORDER BY ordinal`;
      return (await query(sql, [jobId])).map(toRecordDetail);
    },
    find: async (ref) => {
      const [row] = await query(
        `SELECT record.*, ${deliveriesOf('record', true)} FROM trialcast.record WHERE ${WHERE_REF}`,
        [ref.jobId, ref.ordinal],
      );
      return row && toRecordDetail(row);
    },
    ofJob: async (jobId) => {
      const sql = `SELECT ${ENTRY_COLUMNS}, ${deliveriesOf('record')} FROM trialcast.record WHERE job_id = $1 ORDER BY ordinal`;
      return (await query(sql, [jobId])).map(toRecordEntry);
    },
    saveConversion: (ref, converted) => saveConversion(query, ref, converted, noticeUrls),
    unfinished: async (idleMs, most) => {
      const rows = await query(UNFINISHED, [idleMs, most]);
      return [...new Set(rows.map((row: Row) => String(row['job_id'])))];
    },
  };
}

/** Touching the rows keeps a long queue from being woken again and again. */
const UNFINISHED = `
  UPDATE trialcast.record SET updated_at = now()
  WHERE (job_id, ordinal) IN (SELECT job_id, ordinal FROM trialcast.record
    WHERE state = 'received' AND (updated_at <= now() - $1 * interval '1 millisecond' OR updated_at > now())
    ORDER BY seq, ordinal LIMIT $2)
  RETURNING job_id`;

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

/**
 * Deliveries of the rows `saved` to the addressees in the JSON parameter $ADDRESSEES. A destination that has the record
 * already keeps its row: only one that waits for a person is begun anew. A record without a date of its own counts as of
 * the newest date its trial had when it arrived (ADR 11).
 */
export const ADD_DELIVERIES = `
  INSERT INTO trialcast.delivery AS delivery
    (job_id, ordinal, destination, fhir, trial_key, seq, own_date, order_date, state, received_at)
  SELECT saved.job_id, saved.ordinal, addressee.destination, addressee.fhir, saved.trial_key, saved.seq, saved.own_date,
    coalesce(saved.own_date, (SELECT max(earlier.own_date) FROM trialcast.delivery AS earlier
      WHERE earlier.destination = addressee.destination AND earlier.trial_key = saved.trial_key
        AND (earlier.seq, earlier.ordinal) < (saved.seq, saved.ordinal)), ''),
    'queued', saved.received_at
  FROM saved, json_to_recordset($ADDRESSEES::json) AS addressee (destination text, fhir text)
  WHERE saved.retry_to IS NULL OR saved.retry_to = addressee.destination OR NOT EXISTS (
    SELECT 1 FROM trialcast.delivery AS d WHERE d.job_id = saved.job_id AND d.ordinal = saved.ordinal
      AND d.destination = addressee.destination)
  ON CONFLICT (job_id, ordinal, destination) DO UPDATE
    SET state = 'queued', fhir = excluded.fhir, trial_key = excluded.trial_key, own_date = excluded.own_date,
        order_date = excluded.order_date, attempts = 0, waited_ms = 0, next_attempt_at = NULL, failure = NULL,
        updated_at = now()
    WHERE delivery.state IN ('rejected', 'failed')`;

const SAVE_CONVERSION = `
  WITH saved AS (
    UPDATE trialcast.record
    SET state = $3, step = $4, trial_key = $5, title = $6, verdict = $7, issues = $8, worst_issue = $9, bundle = $10,
        lineage = $11, own_date = $13, updated_at = now()
    WHERE ${WHERE_REF} AND state = 'received' RETURNING job_id, ordinal, seq, trial_key, own_date, retry_to, received_at),
  others AS (
    INSERT INTO trialcast.other_bundle (job_id, ordinal, fhir, bundle)
    SELECT saved.job_id, saved.ordinal, other.fhir, other.bundle
    FROM saved, json_to_recordset($12::json) AS other (fhir text, bundle text)
    ON CONFLICT (job_id, ordinal, fhir) DO UPDATE SET bundle = excluded.bundle),
  outdated AS (
    DELETE FROM trialcast.other_bundle AS old USING saved WHERE old.job_id = saved.job_id AND old.ordinal = saved.ordinal
      AND old.fhir NOT IN (SELECT other.fhir FROM json_to_recordset($12::json) AS other (fhir text))),
  told AS (${noticeOf({ rows: 'saved', type: `'trial.held'`, destination: 'NULL' }, '$15')})
  ${ADD_DELIVERIES.replaceAll('$ADDRESSEES', '$14')}`;

async function saveConversion(
  query: Query,
  ref: RecordRef,
  converted: ConvertedRecord,
  noticeUrls: readonly string[],
): Promise<void> {
  const [worst] = converted.issues;
  const { severity, code, message } = worst ?? {};
  await query(SAVE_CONVERSION, [
    ref.jobId,
    ref.ordinal,
    converted.state,
    converted.state === 'unreadable' ? 'parse' : 'convert',
    converted.trialKey ?? null,
    converted.title === undefined ? null : printable(converted.title),
    verdictOf(converted),
    JSON.stringify(converted.issues),
    worst === undefined ? null : JSON.stringify({ severity, code, message }),
    converted.bundle ?? null,
    converted.lineage,
    JSON.stringify(converted.others),
    converted.ownDate ?? null,
    JSON.stringify(converted.state === 'converted' ? converted.addressees : []),
    JSON.stringify(converted.state === 'held' ? noticeUrls : []),
  ]);
}

export function verdictOf({ issues }: { readonly issues: readonly Issue[] }): Verdict {
  const worst = worstSeverity(issues);
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
