import type { Request, Response } from 'express';
import { Failure } from '../../shared/failure.ts';
import type { Log } from '../../shared/logger.ts';
import type { Audit } from '../audit.ts';
import { correlationOf } from '../correlation.ts';
import type { Queue } from '../queue.ts';
import type { JobEntry, RecordDetail } from '../store/entries.ts';
import type { JobStore } from '../store/job-store.ts';
import type { Addressee, RecordStore } from '../store/record-store.ts';
import type { DeliveryStore } from '../store/delivery-store.ts';
import type { RetryStore } from '../store/retry-store.ts';
import { FINAL, RETRYABLE, stateOfParts } from '../store/states.ts';
import type { Views } from '../store/views.ts';
import { listOf, ordinalOf, queryOf, retryOf, type Retry } from './job-query.ts';
import type { Route } from './route.ts';

export interface JobParts {
  readonly jobs: JobStore;
  readonly records: RecordStore;
  readonly retries: RetryStore;
  readonly deliveries: Pick<DeliveryStore, 'settle'>;
  readonly views: Pick<Views, 'list'>;
  readonly addressees: readonly Addressee[];
  readonly queue: Queue;
  readonly log: Log;
  readonly audit: Audit;
  readonly basePath: string;
  /** Called where a delivery may have become possible. */
  readonly onQueued: () => void;
}

type Handler = (parts: JobParts, request: Request, response: Response) => Promise<void>;

export function jobRoutes(parts: JobParts): readonly Route[] {
  const route = (method: Route['method'], path: string, handler: Handler): Route => ({
    method,
    path,
    access: 'person',
    handler: (request, response) => handler(parts, request, response),
  });
  return [
    route('get', '/jobs', list),
    route('post', '/jobs/retry', retryMany),
    route('get', '/jobs/:id', show),
    route('post', '/jobs/:id/retry', retry),
  ];
}

/** Records, newest first: `?state=failed,rejected` are the ones that wait for a person. */
async function list(
  { views, basePath }: JobParts,
  request: Request,
  response: Response,
): Promise<void> {
  const { filter, limit, offset } = listOf(request);
  // One more than is shown tells whether there is a next page.
  const found = await views.list({ ...filter, limit: limit + 1, offset });
  const query = new URLSearchParams(queryOf(request));
  query.set('offset', String(offset + limit));
  response.json({
    records: found.slice(0, limit).map(({ released: _released, ...record }) => record),
    ...(found.length > limit && { next: `${basePath}/jobs?${query.toString()}` }),
  });
}

async function show(parts: JobParts, request: Request, response: Response): Promise<void> {
  const job = await requireJob(parts, request);
  const entries = await parts.records.ofJob(job.id);
  const details = await Promise.all(entries.map((entry) => parts.records.find(entry)));
  const state = stateOfParts(
    job.state,
    entries.map((entry) => entry.state),
  );
  if (!FINAL.includes(state)) response.set('Retry-After', '1');
  response.json({
    id: job.id,
    webhookId: job.webhookId,
    state,
    receivedAt: job.receivedAt,
    issues: job.issues,
    records: details.filter((detail) => detail !== undefined).map(toView),
  });
}

function toView(record: RecordDetail): Readonly<Record<string, unknown>> {
  const {
    body: _body,
    bundle,
    lineage: _lineage,
    jobId: _jobId,
    released: _released,
    ...shown
  } = record;
  return { ...shown, ...(bundle && { resources: bundle.entry.length }) };
}

/** `?record=N` for one of several; the rest as in `retryOf`. */
async function retry(parts: JobParts, request: Request, response: Response): Promise<void> {
  const job = await requireJob(parts, request);
  const ordinal = ordinalOf(request.query['record']);
  const filter = { jobId: job.id, ...(ordinal !== undefined && { ordinal }) };
  const count = await restart(parts, { ...retryOf(request), ...filter }, response);
  if (count === 0) {
    throw new Failure(
      'job-state',
      `Nothing to try again: no record of this job is ${RETRYABLE.join(', ')}.`,
    );
  }
  const location = `${parts.basePath}/jobs/${job.id}`;
  response.set('Content-Location', location).status(202).json({ job: job.id, restarted: count });
}

/** All records of the states and the destination that are named. */
async function retryMany(parts: JobParts, request: Request, response: Response): Promise<void> {
  const asked = retryOf(request);
  if (asked.states === undefined) {
    throw new Failure(
      'request-malformed',
      `state must say what is to be tried again: some of ${RETRYABLE.join(', ')}.`,
    );
  }
  response.status(202).json({ restarted: await restart(parts, asked, response) });
}

/** Sends records back to the start, or what was made of them on; how many. */
export async function restart(
  parts: JobParts,
  { mapping, ...filter }: Retry,
  response: Response,
): Promise<number> {
  const { retries, deliveries, queue, log } = parts;
  const { records, jobIds, trialKeys } = await (mapping === 'stored'
    ? retries.requeue(filter, parts.addressees)
    : retries.restart(filter));
  for (const jobId of jobIds) await queue.wakeConvert(jobId);
  for (const trialKey of trialKeys) await deliveries.settle(trialKey);
  parts.onQueued();
  log.info('records to be tried again', {
    records,
    mapping,
    released: filter.isReleased,
    ...correlationOf(response),
  });
  await parts.audit(response, filter.isReleased ? 'release' : 'retry', objectOf(filter), {
    records,
    mapping,
    ...(filter.destination !== undefined && { destination: filter.destination }),
    ...(filter.states && { states: filter.states.join(',') }),
  });
  return records;
}

function objectOf({ jobId, ordinal }: Pick<Retry, 'jobId' | 'ordinal'>): string {
  if (jobId === undefined) return 'jobs';
  return ordinal === undefined ? `jobs/${jobId}` : `jobs/${jobId}/records/${ordinal}`;
}

async function requireJob({ jobs }: JobParts, request: Request): Promise<JobEntry> {
  const id = String(request.params['id']);
  const job = /^[0-9a-f-]{36}$/.test(id) ? await jobs.find(id) : undefined;
  if (!job) throw new Failure('not-found', 'There is no such job.');
  return job;
}
