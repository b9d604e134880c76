import type { TransactionBundle } from '../../bundle/bundle.ts';
import type { Exchange } from '../../deliver/exchange.ts';
import type { PushReport } from '../../deliver/push.ts';
import type { Query, Row } from './query.ts';
import { json, type FailureNote } from './entries.ts';
import { noticeOf } from './notice-store.ts';
import type { RecordRef } from './record-store.ts';

/** A delivery one worker has taken; nobody else sends this trial to this destination until it is given back. */
export interface Claim extends RecordRef {
  readonly destination: string;
  readonly worker: string;
  readonly trialKey: string;
  /** This one included. */
  readonly attempts: number;
  /** Time attempts and the waits between them have taken so far. */
  readonly waitedMs: number;
  readonly receivedAt: string;
  readonly bundle: TransactionBundle;
}

export interface FailedAttempt {
  readonly failure: FailureNote;
  readonly exchanges: readonly Exchange[];
  /** What the attempt took. */
  readonly tookMs: number;
}

/**
 * Deliveries, each a row. Of one trial and destination at most one is `sending`: a unique index says so, whatever
 * workers do. What a worker writes after its claim was taken from it changes nothing; such calls give false.
 */
export interface DeliveryStore {
  /** The longest waiting delivery to a destination that may be sent now. */
  claim(destination: string, worker: string): Promise<Claim | undefined>;
  saveDelivered(claim: Claim, report: PushReport): Promise<boolean>;
  /** Waits `delayMs` for its next attempt. */
  saveRetry(claim: Claim, attempt: FailedAttempt, delayMs: number): Promise<boolean>;
  /** Waits for a person. */
  saveDead(claim: Claim, attempt: FailedAttempt, state: 'rejected' | 'failed'): Promise<boolean>;
  /** Gives a claim back as if it had not been taken; it waits `delayMs`. */
  release(claim: Claim, delayMs: number): Promise<boolean>;
  /** Puts the deliveries of a trial in order; marks those, of it or of all, that a newer one replaces. */
  settle(trialKey?: string): Promise<number>;
  /** Gives back what a process that ended was sending, and what is said to be sent by none there is. */
  releaseLost(): Promise<number>;
}

const WHERE = `job_id = $1 AND ordinal = $2 AND destination = $3 AND worker = $4 AND state = 'sending'`;

/** Newer: by the record's own day, and by arrival within it. */
const NEWER = `newer.destination = delivery.destination AND newer.trial_key = delivery.trial_key
  AND newer.state IN ('queued', 'sending', 'delivered')
  AND (newer.order_date, newer.seq, newer.ordinal) > (delivery.order_date, delivery.seq, delivery.ordinal)`;

/** A row written in the future was written before the clock was set back: its time to wait is not known, and over. */
const IS_DUE = `(next_attempt_at IS NULL OR next_attempt_at <= now() OR updated_at > now() + interval '2 seconds')`;

const CLAIM = `
  UPDATE trialcast.delivery AS taken
  SET state = 'sending', worker = $2, attempts = attempts + 1, updated_at = now()
  WHERE (job_id, ordinal, destination) = (
    SELECT job_id, ordinal, destination FROM trialcast.delivery
    WHERE destination = $1 AND state = 'queued' AND ${IS_DUE}
      AND NOT EXISTS (SELECT 1 FROM trialcast.delivery AS other WHERE other.destination = delivery.destination
        AND other.trial_key = delivery.trial_key AND other.state = 'sending')
      AND NOT EXISTS (SELECT 1 FROM trialcast.delivery AS newer WHERE ${NEWER})
      AND EXISTS (SELECT 1 FROM trialcast.record WHERE record.job_id = delivery.job_id
        AND record.ordinal = delivery.ordinal AND record.state = 'converted' AND record.bundle IS NOT NULL)
      AND EXISTS (SELECT 1 FROM trialcast.worker WHERE id = $2)
    ORDER BY seq, ordinal LIMIT 1 FOR UPDATE OF delivery SKIP LOCKED)
  RETURNING *, coalesce(
    (SELECT other.bundle FROM trialcast.other_bundle AS other WHERE other.job_id = taken.job_id
      AND other.ordinal = taken.ordinal AND other.fhir = taken.fhir),
    (SELECT record.bundle FROM trialcast.record WHERE record.job_id = taken.job_id
      AND record.ordinal = taken.ordinal)) AS bundle`;

/** Days of records without one follow those that came before them, in whatever order they were converted. */
const PUT_IN_ORDER = `
  UPDATE trialcast.delivery SET order_date = placed.order_date
  FROM (
    SELECT job_id, ordinal, destination, coalesce(own_date, max(own_date) OVER (
      PARTITION BY destination, trial_key ORDER BY seq, ordinal), '') AS order_date
    FROM trialcast.delivery WHERE trial_key = $1) AS placed
  WHERE delivery.job_id = placed.job_id AND delivery.ordinal = placed.ordinal
    AND delivery.destination = placed.destination AND delivery.order_date <> placed.order_date`;

/** One that was passed over before all that came earlier was converted may turn out to be the newest of all. */
const REVIVE = `
  UPDATE trialcast.delivery SET state = 'queued', updated_at = now()
  WHERE trial_key = $1 AND state = 'superseded' AND NOT EXISTS (SELECT 1 FROM trialcast.delivery AS newer
    WHERE newer.destination = delivery.destination AND newer.trial_key = delivery.trial_key
      AND (newer.order_date, newer.seq, newer.ordinal) > (delivery.order_date, delivery.seq, delivery.ordinal))`;

const SUPERSEDE = `
  UPDATE trialcast.delivery SET state = 'superseded', next_attempt_at = NULL, updated_at = now()
  WHERE state = 'queued' AND ($1::text IS NULL OR trial_key = $1)
    AND EXISTS (SELECT 1 FROM trialcast.delivery AS newer WHERE ${NEWER}) RETURNING job_id`;

/** `noticeUrls`: addresses that are told of what was delivered and what waits for a person. */
export function createDeliveryStore(
  query: Query,
  noticeUrls: readonly string[] = [],
): DeliveryStore {
  return {
    claim: (destination, worker) => claimNext(query, destination, worker),
    ...attemptEnds(query, JSON.stringify(noticeUrls)),
    settle: async (trialKey) => {
      if (trialKey !== undefined) {
        await query(PUT_IN_ORDER, [trialKey]);
        await query(REVIVE, [trialKey]);
      }
      return (await query(SUPERSEDE, [trialKey ?? null])).length;
    },
    releaseLost: async () => (await query(RELEASE_LOST)).length,
  };
}

type AttemptEnds = Pick<DeliveryStore, 'saveDelivered' | 'saveRetry' | 'saveDead' | 'release'>;

function attemptEnds(query: Query, urls: string): AttemptEnds {
  const change = async (
    claim: Claim,
    set: string,
    params: readonly unknown[],
  ): Promise<boolean> => {
    const own = [claim.jobId, claim.ordinal, claim.destination, claim.worker, urls];
    return (await query(changeOf(set), [...own, ...params])).length > 0;
  };
  const failed = ({ failure, exchanges, tookMs }: FailedAttempt): readonly unknown[] => [
    JSON.stringify(failure),
    JSON.stringify(exchanges),
    Math.round(tookMs),
  ];
  return {
    saveDelivered: (claim, { exchanges, ...report }) =>
      change(
        claim,
        `state = 'delivered', failure = NULL, next_attempt_at = NULL, delivered_at = now(), report = $6, exchanges = $7`,
        [JSON.stringify(report), JSON.stringify(exchanges)],
      ),
    saveRetry: (claim, attempt, delayMs) =>
      change(
        claim,
        `state = 'queued', failure = $6, exchanges = $7, waited_ms = waited_ms + $8::int + $9::int,
         next_attempt_at = now() + $9::int * interval '1 millisecond'`,
        [...failed(attempt), Math.round(delayMs)],
      ),
    saveDead: (claim, attempt, state) =>
      change(
        claim,
        `state = $9, failure = $6, exchanges = $7, waited_ms = waited_ms + $8::int, next_attempt_at = NULL`,
        [...failed(attempt), state],
      ),
    release: (claim, delayMs) =>
      change(
        claim,
        `state = 'queued', attempts = attempts - 1, waited_ms = waited_ms + $6::int,
         next_attempt_at = now() + $6::int * interval '1 millisecond'`,
        [Math.round(delayMs)],
      ),
  };
}

/** Where the new state is an end, a notice of it is made with it. */
function changeOf(set: string): string {
  const type = `CASE changed.state WHEN 'delivered' THEN 'trial.delivered' ELSE 'trial.failed' END`;
  return `WITH changed AS (
      UPDATE trialcast.delivery SET worker = NULL, updated_at = now(), ${set} WHERE ${WHERE}
      RETURNING job_id, ordinal, destination, trial_key, state),
    told AS (${noticeOf({ rows: 'changed', type, destination: 'changed.destination', when: `changed.state <> 'queued'` }, '$5')})
    SELECT job_id FROM changed`;
}

const RELEASE_LOST = `
  UPDATE trialcast.delivery SET state = 'queued', worker = NULL, updated_at = now()
  WHERE state = 'sending' AND NOT EXISTS (SELECT 1 FROM trialcast.worker WHERE id = delivery.worker)
  RETURNING job_id`;

async function claimNext(
  query: Query,
  destination: string,
  worker: string,
): Promise<Claim | undefined> {
  try {
    const [row] = await query(CLAIM, [destination, worker]);
    return row && toClaim(row);
  } catch (error) {
    // Two workers took two records of one trial in one moment; the index let one of them.
    if (isUniqueViolation(error)) return undefined;
    throw error;
  }
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

function toClaim(row: Row): Claim {
  return {
    jobId: String(row['job_id']),
    ordinal: Number(row['ordinal']),
    destination: String(row['destination']),
    worker: String(row['worker']),
    trialKey: String(row['trial_key']),
    attempts: Number(row['attempts']),
    waitedMs: Number(row['waited_ms']),
    receivedAt: (row['received_at'] as Date).toISOString(),
    bundle: json(row['bundle']) as TransactionBundle,
  };
}
