import type { Request, Response } from 'express';
import { Failure } from '../../shared/failure.ts';
import type { Route } from '../routes/route.ts';
import type { RecordDetail } from '../store/entries.ts';
import type { JobStore } from '../store/job-store.ts';
import type { RecordRef } from '../store/record-store.ts';
import { aboutOf, pagesOf, sendPage, shellOf, type DashboardParts } from './parts.ts';
import { recordPage, TABS } from './record-page.ts';
import type { Marking } from './tabs.ts';

export function recordRoutes(parts: DashboardParts): readonly Route[] {
  const page = pagesOf(parts);
  return [
    page('get', '/trials/:key', trial),
    page('get', '/records/:job/:ordinal', record),
    page('get', '/records/:job/:ordinal/bundle.json', bundle),
  ];
}

/** A trial is shown by its newest record. */
async function trial(parts: DashboardParts, request: Request, response: Response): Promise<void> {
  const found = await parts.views.newest(String(request.params['key']).replaceAll('\0', ''));
  if (!found) throw new Failure('not-found', 'There is no such trial.');
  await showRecord(parts, found, request, response);
}

async function record(parts: DashboardParts, request: Request, response: Response): Promise<void> {
  await showRecord(parts, await requireRecord(parts, request), request, response);
}

async function showRecord(
  parts: DashboardParts,
  found: RecordDetail,
  request: Request,
  response: Response,
): Promise<void> {
  const { views, definitions } = parts;
  const history = found.trialKey === undefined ? [found] : await views.history(found.trialKey);
  const { tab } = request.query;
  const view = {
    record: found,
    history,
    tab: TABS.find((name) => name === tab) ?? (found.bundle ? 'readable' : 'issues'),
    marking: markingOf(request),
    about: aboutOf(definitions),
  };
  sendPage(response, recordPage(shellOf(parts, response), view));
}

function markingOf({ query }: Request): Marking {
  const { resource, line } = query;
  return {
    ...(typeof resource === 'string' && { resource }),
    ...(typeof line === 'string' && /^\d{1,7}$/.test(line) && { line: Number(line) }),
  };
}

async function requireRecord(parts: DashboardParts, request: Request): Promise<RecordDetail> {
  const [jobId, ordinal] = [String(request.params['job']), String(request.params['ordinal'])];
  const isName = /^[0-9a-f-]{36}$/.test(jobId) && /^\d{1,7}$/.test(ordinal);
  const found = isName ? await findRecord(parts, { jobId, ordinal: Number(ordinal) }) : undefined;
  if (found) return found;
  throw new Failure('not-found', 'There is no such record.');
}

export async function findRecord(
  { jobs, records }: DashboardParts,
  ref: RecordRef,
): Promise<RecordDetail | undefined> {
  return (
    (await records.find(ref)) ?? (ref.ordinal === 0 ? await wholeJob(jobs, ref.jobId) : undefined)
  );
}

/** A webhook that was never taken apart is shown like a record of its own. */
async function wholeJob(jobs: JobStore, id: string): Promise<RecordDetail | undefined> {
  const job = await jobs.find(id);
  if (!job || job.state === 'converted') return undefined;
  const { state, issues, receivedAt, updatedAt } = job;
  return {
    jobId: id,
    ordinal: 0,
    state,
    step: 'receive',
    deliveries: [],
    released: false,
    receivedAt,
    updatedAt,
    body: (await jobs.body(id)) ?? new Uint8Array(),
    issues,
    lineage: [],
  };
}

async function bundle(parts: DashboardParts, request: Request, response: Response): Promise<void> {
  const found = await requireRecord(parts, request);
  if (!found.bundle) throw new Failure('not-found', 'There is no bundle of this record.');
  response
    .set('Content-Disposition', `attachment; filename="${found.trialKey ?? 'bundle'}.json"`)
    .type('application/fhir+json')
    .send(JSON.stringify(found.bundle, undefined, 2));
}
