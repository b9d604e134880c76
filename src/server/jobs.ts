/**
 * From a stored webhook to deliveries: the webhook becomes records, a record becomes a bundle, and a bundle a row for
 * each destination.
 *
 * Every step reads its row, does its work and writes its row; the message that woke it carries nothing
 * but the row's name. So a step may be woken twice, or again after a kill, and the row decides what is left.
 */
import type { TransactionBundle } from '../bundle/bundle.ts';
import type { Conversion } from '../convert.ts';
import type { FhirResource } from '../map/resource.ts';
import { splitRecords } from '../parse/split-records.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import { reachesLimit, type FailLimit, type Issue } from '../shared/issue.ts';
import type { Log } from '../shared/logger.ts';
import { toReceived, type Received } from '../shared/received.ts';
import { changedOn } from '../trial/changed-on.ts';
import { titleOf } from '../trial/title.ts';
import type { Metrics } from './metrics.ts';
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
  readonly convert: (received: Received, fhir: FhirVersion) => Promise<Conversion>;
  readonly failOn: FailLimit;
  /** Empty: records stop at `converted`. */
  readonly addressees: readonly Addressee[];
  /** What destinations want; the first is shown. */
  readonly versions: readonly [FhirVersion, ...FhirVersion[]];
  /** Called where a delivery may have become possible. */
  readonly onQueued: () => void;
  readonly now: () => Date;
  readonly reached: Reached;
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
  parts.reached('converting');
  const text = Buffer.from(record.body).toString('utf8');
  const converted = await convertAll(parts, toReceived(NAME, text, optionsOf(job)), record);
  await parts.records.saveConversion(record, converted);
  parts.reached('converted');
  parts.metrics.converted(converted.conversion.issues);
  parts.log.info('record converted', {
    ...nameOf(record),
    state: converted.state,
    issues: converted.conversion.issues.length,
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
  const conversion = { ...main, issues: together([main, ...others]) };
  return judge(parts, conversion, others, record.released);
}

function together(conversions: readonly Conversion[]): readonly Issue[] {
  if (conversions.length === 1) return conversions[0]?.issues ?? [];
  const all = conversions.flatMap(({ issues }) => issues);
  return [...new Map(all.map((issue) => [JSON.stringify(issue), issue])).values()];
}

/** A bug in the pipe must not stop the records behind this one; the record is kept and shown. */
async function convertSafely(
  { convert, log }: ConvertParts,
  received: Received,
  fhir: FhirVersion,
  ref: RecordRef,
): Promise<Conversion> {
  try {
    return await convert(received, fhir);
  } catch (error) {
    log.error('conversion broke', nameOf(ref), error);
    const issue: Issue = {
      severity: 'fatal',
      code: 'internal-error',
      message: 'The conversion broke on this record; the record is kept and can be tried again.',
    };
    return { issues: [issue], lineage: [] };
  }
}

function judge(
  { failOn, addressees, now }: ConvertParts,
  conversion: Conversion,
  others: readonly ({ readonly fhir: FhirVersion } & Conversion)[],
  isReleased: boolean,
): ConvertedRecord {
  const { bundle, trial } = conversion;
  const bundles = others.flatMap((one) =>
    one.bundle ? [{ fhir: one.fhir, bundle: one.bundle }] : [],
  );
  if (!bundle || bundles.length < others.length)
    return { state: 'unreadable', conversion, others: [], addressees: [] };
  const title = trial && titleOf(trial);
  const ownDate = trial && believable(changedOn(trial), now());
  const isHeld = !isReleased && reachesLimit(conversion.issues, failOn);
  return {
    state: isHeld ? 'held' : 'converted',
    conversion,
    others: bundles,
    addressees,
    trialKey: studyOf(bundle)?.id ?? bundle.id,
    ...(title !== undefined && { title }),
    ...(ownDate !== undefined && { ownDate }),
  };
}

/** A day in the future is a slip of the pen; taken at its word it would keep every true update out until then. */
function believable(day: string | undefined, now: Date): string | undefined {
  const tomorrow = new Date(now.getTime() + 24 * 3_600_000).toISOString();
  return day !== undefined && day <= tomorrow ? day : undefined;
}

function studyOf(bundle: TransactionBundle): FhirResource | undefined {
  return bundle.entry.find((entry) => entry.resource.resourceType === 'ResearchStudy')?.resource;
}

export function nameOf({ jobId, ordinal }: RecordRef): {
  readonly job: string;
  readonly record: number;
} {
  return { job: jobId, record: ordinal };
}

/** Wakes whatever the rows say is not converted and nobody has touched for `idleMs`. */
export async function wakeUnfinished(
  { jobs, records, queue }: Pick<ConvertParts, 'jobs' | 'records' | 'queue'>,
  idleMs: number,
): Promise<number> {
  const jobIds = new Set([
    ...(await jobs.unfinished(idleMs)),
    ...(await records.unfinished(idleMs)),
  ]);
  for (const jobId of jobIds) await queue.wakeConvert(jobId);
  return jobIds.size;
}
