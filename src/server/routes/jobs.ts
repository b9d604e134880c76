import type { Request, Response } from 'express';
import { Failure } from '../../shared/failure.ts';
import type { Log } from '../../shared/logger.ts';
import type { Queue } from '../queue.ts';
import type { JobEntry, RecordDetail } from '../store/entries.ts';
import type { JobStore } from '../store/job-store.ts';
import type { RecordStore } from '../store/record-store.ts';
import { FINAL, RETRYABLE, stateOfParts } from '../store/states.ts';
import { contentTypeOf } from './body.ts';
import type { Route } from './route.ts';

export interface JobParts {
  readonly jobs: JobStore;
  readonly records: RecordStore;
  readonly queue: Queue;
  readonly log: Log;
  readonly basePath: string;
}

export function jobRoutes(parts: JobParts): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/jobs/:id',
      access: 'person',
      handler: (request, response) => show(parts, request, response),
    },
    {
      method: 'post',
      path: '/jobs/:id/retry',
      access: 'person',
      handler: (request, response) => retry(parts, request, response),
    },
  ];
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

/** From the raw record, with the mapping of today. `?record=N` for one of several; `?release=true` sends a held one in spite of its issues. */
async function retry(parts: JobParts, request: Request, response: Response): Promise<void> {
  const job = await requireJob(parts, request);
  const ordinal = ordinalOf(request.query['record']);
  const isReleased = request.query['release'] === 'true';
  const isWhole = job.state === 'unreadable';
  const restart = { jobId: job.id, isReleased, ...(ordinal !== undefined && { ordinal }) };
  const count = isWhole ? 1 : await parts.records.restart(restart);
  if (count === 0) {
    throw new Failure(
      'job-state',
      `Nothing to try again: no record of this job is ${RETRYABLE.join(', ')}.`,
    );
  }
  if (isWhole) await parts.jobs.setState(job.id, 'received', []);
  await parts.queue.wakeConvert(job.id);
  parts.log.info('job restarted', { job: job.id, records: count, released: isReleased });

  const location = `${parts.basePath}/jobs/${job.id}`;
  // A form on the dashboard comes with its own content type and wants to see a page.
  if (contentTypeOf(request) === 'application/x-www-form-urlencoded') {
    const page = ordinal === undefined ? '/' : `/records/${job.id}/${ordinal}?tab=delivery`;
    response.redirect(303, `${parts.basePath}${page}`);
    return;
  }
  response.set('Content-Location', location).status(202).json({ job: job.id, restarted: count });
}

async function requireJob({ jobs }: JobParts, request: Request): Promise<JobEntry> {
  const id = String(request.params['id']);
  const job = /^[0-9a-f-]{36}$/.test(id) ? await jobs.find(id) : undefined;
  if (!job) throw new Failure('not-found', 'There is no such job.');
  return job;
}

function ordinalOf(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^\d{1,6}$/.test(value)) return Number(value);
  throw new Failure('request-malformed', 'record must be the number of a record within the job.');
}
