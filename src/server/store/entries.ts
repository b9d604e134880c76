import type { TransactionBundle } from '../../bundle/bundle.ts';
import type { Exchange } from '../../deliver/exchange.ts';
import type { PushReport } from '../../deliver/push.ts';
import type { LineageEntry } from '../../map/resource.ts';
import type { FailureCode, Retry } from '../../shared/failure.ts';
import type { Issue, Severity } from '../../shared/issue.ts';
import type { Row } from './query.ts';
import { isState, stateOfParts, type DeliveryState, type State, type Verdict } from './states.ts';

/** A webhook as stored. */
export interface JobEntry {
  readonly id: string;
  readonly webhookId: string;
  readonly bodySha256: string;
  readonly contentType: string;
  readonly recordKey?: string;
  /** The job's own step: `received`, `converted` once its records are rows, or `unreadable` as a whole. */
  readonly state: State;
  readonly issues: readonly Issue[];
  readonly receivedAt: string;
  readonly updatedAt: string;
}

export interface FailureNote {
  readonly code: FailureCode | 'internal-error';
  readonly retry: Retry;
  readonly message: string;
}

/** One record on its way to one destination. */
export interface DeliveryEntry {
  readonly destination: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt?: string;
  readonly failure?: FailureNote;
  readonly deliveredAt?: string;
}

/** The same with what the last attempt did. */
export interface DeliveryDetail extends DeliveryEntry {
  readonly report?: Omit<PushReport, 'exchanges'>;
  readonly exchanges: readonly Exchange[];
}

/** One record without its large parts: what lists and job answers show. */
export interface RecordEntry {
  readonly jobId: string;
  readonly ordinal: number;
  /** The record's own state, or the one of its deliveries that asks most for attention. */
  readonly state: State;
  readonly step: string;
  readonly trialKey?: string;
  readonly title?: string;
  readonly verdict?: Verdict;
  readonly worstIssue?: {
    readonly severity: Severity;
    readonly code: string;
    readonly message: string;
  };
  readonly deliveries: readonly DeliveryEntry[];
  readonly released: boolean;
  readonly receivedAt: string;
  readonly updatedAt: string;
  /** Day its registry says it was changed last, by which versions of a trial are told apart; absent where it says none. */
  readonly changedOn?: string;
}

/** One record with everything the trial page shows. */
export interface RecordDetail extends RecordEntry {
  readonly deliveries: readonly DeliveryDetail[];
  readonly body: Uint8Array;
  readonly issues: readonly Issue[];
  readonly bundle?: TransactionBundle;
  readonly lineage: readonly LineageEntry[];
}

export function toJobEntry(row: Row): JobEntry {
  const recordKey = optionalText(row['record_key']);
  return {
    id: text(row['id']),
    webhookId: text(row['webhook_id']),
    bodySha256: text(row['body_sha256']),
    contentType: text(row['content_type']),
    ...(recordKey !== undefined && { recordKey }),
    state: state(row['state']),
    issues: (json(row['issues']) ?? []) as readonly Issue[],
    receivedAt: instant(row['received_at']) ?? '',
    updatedAt: instant(row['updated_at']) ?? '',
  };
}

/** Columns of a record row that `toRecordEntry` reads besides its deliveries. */
export const ENTRY_COLUMNS =
  'job_id, ordinal, state, step, trial_key, title, verdict, worst_issue, released, received_at, updated_at, own_date';

/** `deliveries` of the row called `name`, as the text of a JSON array; the large columns only where asked for. */
export function deliveriesOf(name: string, isWhole = false): string {
  const large = isWhole ? ', d.report, d.exchanges' : '';
  return `(SELECT json_agg(one ORDER BY one.destination)::text FROM (
    SELECT d.destination, d.state, d.attempts, d.next_attempt_at, d.failure, d.delivered_at${large}
    FROM trialcast.delivery AS d WHERE d.job_id = ${name}.job_id AND d.ordinal = ${name}.ordinal) AS one) AS deliveries`;
}

/** `row` with its `deliveries`. */
export function toRecordEntry(row: Row): RecordEntry {
  const deliveries = ((json(row['deliveries']) ?? []) as readonly Row[]).map(toDelivery);
  const states = deliveries.map((delivery) => delivery.state);
  return withoutUndefined({
    jobId: text(row['job_id']),
    ordinal: Number(row['ordinal']),
    state: stateOfParts(state(row['state']), states),
    step: deliveries.length > 0 ? 'deliver' : text(row['step']),
    trialKey: optionalText(row['trial_key']),
    title: optionalText(row['title']),
    verdict: optionalText(row['verdict']),
    worstIssue: json(row['worst_issue']),
    deliveries,
    released: row['released'] === true,
    receivedAt: instant(row['received_at']) ?? '',
    updatedAt: instant(row['updated_at']) ?? '',
    changedOn: optionalText(row['own_date']),
  }) as unknown as RecordEntry;
}

function toDelivery(row: Row): DeliveryEntry {
  return withoutUndefined({
    destination: text(row['destination']),
    state: state(row['state']),
    attempts: Number(row['attempts']),
    nextAttemptAt: instant(row['next_attempt_at']),
    failure: json(row['failure']),
    deliveredAt: instant(row['delivered_at']),
    report: json(row['report']),
    exchanges: json(row['exchanges']),
  }) as unknown as DeliveryEntry;
}

export function toRecordDetail(row: Row): RecordDetail {
  return {
    ...toRecordEntry(row),
    ...withoutUndefined({
      body: row['body'],
      issues: json(row['issues']) ?? [],
      bundle: json(row['bundle']),
      lineage: json(row['lineage']) ?? [],
    }),
  } as unknown as RecordDetail;
}

function withoutUndefined(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const optionalText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
const state = (value: unknown): State => (isState(value) ? value : 'received');

function instant(value: unknown): string | undefined {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? new Date(value).toISOString() : undefined;
}

/** JSON of our own writing: its shape is what the store wrote. */
export function json(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : undefined;
}
