import type { TransactionBundle } from '../../bundle/bundle.ts';
import type { Exchange } from '../../deliver/exchange.ts';
import type { PushReport } from '../../deliver/push.ts';
import type { LineageEntry } from '../../map/resource.ts';
import type { FailureCode, Retry } from '../../shared/failure.ts';
import type { Issue, Severity } from '../../shared/issue.ts';
import type { Row } from './database.ts';
import { isState, type State, type Verdict } from './states.ts';

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

/** One record without its large parts: what lists and job answers show. */
export interface RecordEntry {
  readonly jobId: string;
  readonly ordinal: number;
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
  readonly attempts: number;
  readonly nextAttemptAt?: string;
  readonly failure?: FailureNote;
  readonly released: boolean;
  readonly receivedAt: string;
  readonly updatedAt: string;
  readonly deliveredAt?: string;
}

/** One record with everything the trial page shows. */
export interface RecordDetail extends RecordEntry {
  readonly body: Uint8Array;
  readonly issues: readonly Issue[];
  readonly bundle?: TransactionBundle;
  readonly lineage: readonly LineageEntry[];
  readonly report?: Omit<PushReport, 'exchanges'>;
  readonly exchanges: readonly Exchange[];
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

/** Columns `toRecordEntry` reads. */
export const ENTRY_COLUMNS =
  'job_id, ordinal, state, step, trial_key, title, verdict, worst_issue, attempts, next_attempt_at, failure, released, received_at, updated_at, delivered_at';

export function toRecordEntry(row: Row): RecordEntry {
  return withoutUndefined({
    jobId: text(row['job_id']),
    ordinal: Number(row['ordinal']),
    state: state(row['state']),
    step: text(row['step']),
    trialKey: optionalText(row['trial_key']),
    title: optionalText(row['title']),
    verdict: optionalText(row['verdict']),
    worstIssue: json(row['worst_issue']),
    attempts: Number(row['attempts']),
    nextAttemptAt: instant(row['next_attempt_at']),
    failure: json(row['failure']),
    released: row['released'] === true,
    receivedAt: instant(row['received_at']) ?? '',
    updatedAt: instant(row['updated_at']) ?? '',
    deliveredAt: instant(row['delivered_at']),
  }) as unknown as RecordEntry;
}

export function toRecordDetail(row: Row): RecordDetail {
  return {
    ...toRecordEntry(row),
    ...withoutUndefined({
      body: row['body'],
      issues: json(row['issues']) ?? [],
      bundle: json(row['bundle']),
      lineage: json(row['lineage']) ?? [],
      report: json(row['report']),
      exchanges: json(row['exchanges']) ?? [],
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
function json(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : undefined;
}
