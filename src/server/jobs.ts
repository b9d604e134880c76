/**
 * From a stored webhook to deliveries: the webhook becomes records, a record becomes a bundle, and a bundle a row for
 * each destination.
 *
 * Every step reads its row, does its work and writes its row; the message that woke it carries nothing
 * but the row's name. So a step may be woken twice, or again after a kill, and the row decides what is left.
 */
import { splitRecords } from '../parse/split-records.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import { reachesLimit, type FailLimit, type Issue } from '../shared/issue.ts';
import type { Log } from '../shared/logger.ts';
import { toReceived, type Received } from '../shared/received.ts';
import type { Converted } from './converted.ts';
import type { Metrics } from './metrics.ts';
import type { Precedence } from './precedence.ts';
import type { Queue } from './queue.ts';
import type { DeliveryStore } from './store/delivery-store.ts';
import type { JobEntry, RecordDetail } from './store/entries.ts';
import type { JobStore } from './store/job-store.ts';
import type { Addressee, ConvertedRecord, RecordRef, RecordStore } from './store/record-store.ts';

export interface ConvertParts {
  readonly jobs: JobStore;
  readonly records: RecordStore;
  readonly deliveries: DeliveryStore;
  readonly queue: Queue;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly convert: (received: Received, fhir: FhirVersion) => Promise<Converted>;
  readonly failOn: FailLimit;
  /** Empty: records stop at `converted`. */
  readonly addressees: readonly Addressee[];
  /** What destinations want; the first is shown. */
  readonly versions: readonly [FhirVersion, ...FhirVersion[]];
  /** Called where a delivery may have become possible. */
  readonly onQueued: () => void;
  readonly now: () => Date;
  readonly reached: Reached;
  readonly precedence: Precedence;
}

/** Told of each step as it is done; tests end the process there. */
export type Reached = (step: Step) => void;
export type Step =
  | 'stored'
  | 'woken'
  | 'split'
  | 'converting'
  | 'converted'
  | 'settled'
  | 'claimed'
  | 'compared'
  | 'sent'
  | 'saved'
  | 'put off';

export async function convertJob(parts: ConvertParts, jobId: string): Promise<void> {
  const job = await parts.jobs.find(jobId);
  if (!job) return;
  await parts.precedence.turn();
  if (job.state === 'received') await splitJob(parts, job);
  for (const record of await parts.records.received(jobId)) await convertRecord(parts, job, record);
}

/** Names go into resources; a constant keeps a record that is sent again the same to the last byte. */
const NAME = 'webhook';

async function splitJob({ jobs, records, reached }: ConvertParts, job: JobEntry): Promise<void> {
  const body = await jobs.body(job.id);
  const text = Buffer.from(body ?? []).toString('utf8');
  const { value, issues } = splitRecords(NAME, text, optionsOf(job));
  if (value.length === 0) await jobs.setState(job.id, 'unreadable', issues);
  else await records.split(job.id, value);
  reached('split');
}

function optionsOf(job: JobEntry): { recordKey?: string; receivedAt: string } {
  return {
    ...(job.recordKey !== undefined && { recordKey: job.recordKey }),
    receivedAt: job.receivedAt,
  };
}

async function convertRecord(
  parts: ConvertParts,
  job: JobEntry,
  record: RecordDetail,
): Promise<void> {
  await parts.precedence.turn();
  parts.reached('converting');
  const text = Buffer.from(record.body).toString('utf8');
  const converted = await convertAll(parts, toReceived(NAME, text, optionsOf(job)), record);
  await parts.records.saveConversion(record, converted);
  parts.reached('converted');
  parts.metrics.converted(converted.issues);
  parts.log.info('record converted', {
    ...nameOf(record),
    state: converted.state,
    issues: converted.issues.length,
  });
  if (converted.trialKey === undefined || converted.state !== 'converted') return;
  await parts.deliveries.settle(converted.trialKey);
  parts.reached('settled');
  parts.onQueued();
}

/** One conversion for each version the destinations want; what is found in any of them is shown and counts. */
async function convertAll(
  parts: ConvertParts,
  received: Received,
  record: RecordDetail,
): Promise<ConvertedRecord> {
  const [first, ...rest] = parts.versions;
  const main = await convertSafely(parts, received, first, record);
  const others = await Promise.all(
    rest.map(async (fhir) => ({
      fhir,
      ...(await convertSafely(parts, received, fhir, record)),
    })),
  );
  return judge(parts, { ...main, issues: together([main, ...others]) }, others, record.released);
}

function together(all: readonly Converted[]): readonly Issue[] {
  if (all.length === 1) return all[0]?.issues ?? [];
  const every = all.flatMap(({ issues }) => issues);
  return [...new Map(every.map((issue) => [JSON.stringify(issue), issue])).values()];
}

/** A bug in the pipe must not stop the records behind this one; the record is kept and shown. */
async function convertSafely(
  { convert, log }: ConvertParts,
  received: Received,
  fhir: FhirVersion,
  ref: RecordRef,
): Promise<Converted> {
  try {
    return await convert(received, fhir);
  } catch (error) {
    log.error('conversion broke', nameOf(ref), error);
    const issue: Issue = {
      severity: 'fatal',
      code: 'internal-error',
      message: 'The conversion broke on this record; the record is kept and can be tried again.',
    };
    return { issues: [issue], lineage: '[]' };
  }
}

function judge(
  { failOn, addressees, now }: ConvertParts,
  main: Converted,
  others: readonly ({ readonly fhir: FhirVersion } & Converted)[],
  isReleased: boolean,
): ConvertedRecord {
  const { changedOn, ...stored } = main;
  const { bundle, issues, lineage } = stored;
  const bundles = others.flatMap((one) =>
    one.bundle === undefined ? [] : [{ fhir: one.fhir, bundle: one.bundle }],
  );
  if (bundle === undefined || bundles.length < others.length) {
    const shown = { issues, lineage, ...(bundle !== undefined && { bundle }) };
    return { ...shown, state: 'unreadable', others: [], addressees: [] };
  }
  const ownDate = believable(changedOn, now());
  const isHeld = !isReleased && reachesLimit(issues, failOn);
  return {
    ...stored,
    state: isHeld ? 'held' : 'converted',
    others: bundles,
    addressees,
    ...(ownDate !== undefined && { ownDate }),
  };
}

/** A day in the future is a slip of the pen; taken at its word it would keep every true update out until then. */
function believable(day: string | undefined, now: Date): string | undefined {
  const tomorrow = new Date(now.getTime() + 24 * 3_600_000).toISOString();
  return day !== undefined && day <= tomorrow ? day : undefined;
}

export function nameOf({ jobId, ordinal }: RecordRef): {
  readonly job: string;
  readonly record: number;
} {
  return { job: jobId, record: ordinal };
}

/**
 * Wakes what the rows say is not converted and nobody has touched for `idleMs`, `most` at a time: behind a long queue
 * most of it only waits for its turn, and need not be called again and again.
 */
export async function wakeUnfinished(
  { jobs, records, queue }: Pick<ConvertParts, 'jobs' | 'records' | 'queue'>,
  idleMs: number,
  most = Number.MAX_SAFE_INTEGER,
): Promise<number> {
  const jobIds = new Set([
    ...(await jobs.unfinished(idleMs, most)),
    ...(await records.unfinished(idleMs, most)),
  ]);
  for (const jobId of jobIds) await queue.wakeConvert(jobId);
  return jobIds.size;
}
