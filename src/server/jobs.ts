/**
 * The worker: a stored webhook becomes records, a record becomes a bundle, a bundle reaches the FHIR server.
 *
 * Every step reads its row, does its work and writes its row; the message that woke it carries nothing
 * but the row's name. So a step may be woken twice, or again after a kill, and the row decides what is left.
 */
import type { TransactionBundle } from '../bundle/bundle.ts';
import type { Conversion } from '../convert.ts';
import type { Exchange } from '../deliver/exchange.ts';
import type { FhirClient } from '../deliver/fhir-client.ts';
import { pushBundle } from '../deliver/push.ts';
import { afterFailure, RETRY_POLICY, type RetryPolicy } from '../deliver/retry.ts';
import type { FhirResource } from '../map/resource.ts';
import { splitRecords } from '../parse/split-records.ts';
import { Failure } from '../shared/failure.ts';
import { reachesLimit, type FailLimit, type Issue } from '../shared/issue.ts';
import type { OrphanPolicy } from '../shared/orphan-policy.ts';
import type { Log } from '../shared/logger.ts';
import { toReceived, type Received } from '../shared/received.ts';
import { titleOf } from '../trial/title.ts';
import type { Metrics } from './metrics.ts';
import type { Handlers, Queue } from './queue.ts';
import type { FailureNote, JobEntry, RecordDetail } from './store/entries.ts';
import type { JobStore } from './store/job-store.ts';
import type { ConvertedRecord, RecordRef, RecordStore } from './store/record-store.ts';

export interface WorkerParts {
  readonly jobs: JobStore;
  readonly records: RecordStore;
  readonly queue: Queue;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly convert: (received: Received) => Conversion;
  readonly failOn: FailLimit;
  readonly orphans: OrphanPolicy;
  /** Absent: records stop at `converted`. */
  readonly client?: FhirClient;
  readonly random: () => number;
  readonly retryPolicy?: RetryPolicy;
}

export function createHandlers(parts: WorkerParts): Handlers {
  return {
    convert: (jobId) => convertJob(parts, jobId),
    deliver: (ref) => deliverRecord(parts, ref),
  };
}

async function convertJob(parts: WorkerParts, jobId: string): Promise<void> {
  const job = await parts.jobs.find(jobId);
  if (!job) return;
  if (job.state === 'received') await splitJob(parts, job);
  for (const record of await parts.records.received(jobId)) await convertRecord(parts, job, record);
}

/** Names go into resources; a constant keeps a record that is sent again the same to the last byte. */
const NAME = 'webhook';

async function splitJob({ jobs, records }: WorkerParts, job: JobEntry): Promise<void> {
  const body = await jobs.body(job.id);
  const text = Buffer.from(body ?? []).toString('utf8');
  const { value, issues } = splitRecords(NAME, text, optionsOf(job));
  if (value.length === 0) await jobs.setState(job.id, 'unreadable', issues);
  else await records.split(job.id, value);
}

function optionsOf(job: JobEntry): { recordKey?: string; receivedAt: string } {
  return {
    ...(job.recordKey !== undefined && { recordKey: job.recordKey }),
    receivedAt: job.receivedAt,
  };
}

async function convertRecord(
  parts: WorkerParts,
  job: JobEntry,
  record: RecordDetail,
): Promise<void> {
  const text = Buffer.from(record.body).toString('utf8');
  const conversion = convertSafely(parts, toReceived(NAME, text, optionsOf(job)), record);
  const converted = judge(parts, conversion, record.released);
  await parts.records.saveConversion(record, converted);
  parts.metrics.converted(conversion.issues);
  parts.log.info('record converted', {
    ...nameOf(record),
    state: converted.state,
    issues: conversion.issues.length,
  });
  if (converted.state === 'queued')
    await parts.queue.wakeDeliver(record, converted.trialKey ?? job.id);
}

/** A bug in the pipe must not stop the records behind this one; the record is kept and shown. */
function convertSafely(
  { convert, log }: WorkerParts,
  received: Received,
  ref: RecordRef,
): Conversion {
  try {
    return convert(received);
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
  { failOn, client }: WorkerParts,
  conversion: Conversion,
  isReleased: boolean,
): ConvertedRecord {
  const { bundle } = conversion;
  if (!bundle) return { state: 'unreadable', conversion };
  const title = conversion.trial && titleOf(conversion.trial);
  const isHeld = !isReleased && reachesLimit(conversion.issues, failOn);
  return {
    state: isHeld ? 'held' : client ? 'queued' : 'converted',
    conversion,
    trialKey: studyOf(bundle)?.id ?? bundle.id,
    ...(title !== undefined && { title }),
  };
}

function studyOf(bundle: TransactionBundle): FhirResource | undefined {
  return bundle.entry.find((entry) => entry.resource.resourceType === 'ResearchStudy')?.resource;
}

async function deliverRecord(parts: WorkerParts, ref: RecordRef): Promise<void> {
  const { records, client, metrics, log, orphans } = parts;
  if (!client || (await records.supersede(ref))) return;
  const record = await records.claim(ref);
  if (!record?.bundle) return;

  const exchanges: Exchange[] = [];
  try {
    const report = await pushBundle(record.bundle, client, {
      orphans,
      onExchange: (exchange) => exchanges.push(exchange),
    });
    await records.saveDelivered(ref, report);
    metrics.delivered(Date.now() - Date.parse(record.receivedAt));
    log.info('record delivered', {
      ...nameOf(ref),
      attempt: record.attempts,
      created: report.created.length,
      updated: report.updated.length,
      unchanged: report.unchanged.length,
      retired: report.retired.length,
      deleted: report.deleted.length,
    });
  } catch (error) {
    await saveFailure(parts, record, exchanges, error);
  }
}

async function saveFailure(
  { records, queue, metrics, log, random, retryPolicy }: WorkerParts,
  record: RecordDetail,
  exchanges: readonly Exchange[],
  error: unknown,
): Promise<void> {
  const failure = noteOf(error);
  const next =
    error instanceof Failure
      ? afterFailure(error, record.attempts, random, retryPolicy ?? RETRY_POLICY)
      : ({ kind: 'stop', state: 'failed' } as const);
  metrics.deliveryFailed(failure.code, next.kind === 'retry');
  const fields = { ...nameOf(record), attempt: record.attempts, failure: failure.code };
  if (next.kind === 'stop') {
    await records.saveFailure(record, { state: next.state, failure, exchanges });
    log.error('delivery stopped', fields, error instanceof Failure ? undefined : error);
    return;
  }
  const nextAttemptAt = new Date(Date.now() + next.delayMs).toISOString();
  await records.saveFailure(record, { state: 'queued', failure, exchanges, nextAttemptAt });
  await queue.wakeDeliver(record, record.trialKey ?? record.jobId, next.delayMs);
  log.warn('delivery to be tried again', { ...fields, delayMs: next.delayMs });
}

function noteOf(error: unknown): FailureNote {
  if (error instanceof Failure)
    return { code: error.code, retry: error.retry, message: error.message };
  // The message of a bug may quote the record: it goes nowhere.
  return {
    code: 'internal-error',
    retry: 'permanent',
    message: 'The delivery broke; see the log.',
  };
}

function nameOf({ jobId, ordinal }: RecordRef): { readonly job: string; readonly record: number } {
  return { job: jobId, record: ordinal };
}

/** Wakes whatever the rows say is unfinished and nobody has touched for `idleMs`. */
export async function wakeUnfinished(
  { jobs, records, queue, client }: Pick<WorkerParts, 'jobs' | 'records' | 'queue' | 'client'>,
  idleMs: number,
): Promise<number> {
  const jobIds = new Set(await jobs.unfinished(idleMs));
  for (const { jobId } of await records.unfinished(idleMs, ['received'])) jobIds.add(jobId);
  for (const jobId of jobIds) await queue.wakeConvert(jobId);
  const waiting = client ? await records.unfinished(idleMs, ['queued', 'sending']) : [];
  for (const record of waiting) await queue.wakeDeliver(record, record.trialKey ?? record.jobId);
  return jobIds.size + waiting.length;
}
