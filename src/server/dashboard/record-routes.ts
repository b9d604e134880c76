import type { Request, Response } from 'express';
import { compareVersions, type Version } from '../../compare/compare.ts';
import { Failure } from '../../shared/failure.ts';
import type { Route } from '../routes/route.ts';
import type { RecordDetail, RecordEntry } from '../store/entries.ts';
import type { JobStore } from '../store/job-store.ts';
import type { RecordRef } from '../store/record-store.ts';
import { aboutOf, pagesOf, sendPage, shellOf, type DashboardParts } from './parts.ts';
import type { Asked } from './chosen.ts';
import type { History } from './history-tab.ts';
import { trialOf } from './lineage.ts';
import { addressOf } from './list.ts';
import { recordPage, TABS } from './record-page.ts';
import { toSourceLines } from './source-lines.ts';

export function recordRoutes(parts: DashboardParts): readonly Route[] {
  const page = pagesOf(parts);
  return [
    page('get', '/trials/:key', showTrial),
    page('get', '/records/:job/:ordinal', showOne),
    page('get', '/records/:job/:ordinal/bundle.json', sendBundle),
  ];
}

/** A trial is shown by its newest record. */
async function showTrial(
  parts: DashboardParts,
  request: Request,
  response: Response,
): Promise<void> {
  const found = await parts.views.newest(String(request.params['key']).replaceAll('\0', ''));
  if (!found) throw new Failure('not-found', 'There is no such trial.');
  await showRecord(parts, found, request, response);
}

async function showOne(parts: DashboardParts, request: Request, response: Response): Promise<void> {
  const first = await firstOfWhole(parts, request);
  if (first) response.redirect(302, `${parts.config.basePath}${addressOf(first)}`);
  else await showRecord(parts, await requireRecord(parts, request), request, response);
}

/** A webhook that was shown as a whole may have been taken apart since: its first record stands in for it. */
async function firstOfWhole(
  { records }: DashboardParts,
  { params }: Request,
): Promise<RecordEntry | undefined> {
  const [jobId, ordinal] = [String(params['job']), String(params['ordinal'])];
  if (ordinal !== '0' || !/^[0-9a-f-]{36}$/.test(jobId)) return undefined;
  return (await records.ofJob(jobId))[0];
}

async function showRecord(
  parts: DashboardParts,
  found: RecordDetail,
  request: Request,
  response: Response,
): Promise<void> {
  const { views, definitions, knowledge } = parts;
  const versions = found.trialKey === undefined ? [found] : await views.history(found.trialKey);
  const { tab: asked } = request.query;
  const tab = TABS.find((name) => name === asked) ?? (found.bundle ? 'readable' : 'issues');
  const trial = tab === 'delivery' ? undefined : trialOf(textOf(found), found.receivedAt);
  const view = {
    record: found,
    versions,
    tab,
    asked: askedOf(request),
    about: aboutOf(definitions),
    help: parts.help,
    source: toSourceLines(textOf(found)),
    knowledge,
    ...(trial && { trial }),
    ...(tab === 'history' && { history: await historyOf(parts, found, versions, request) }),
  };
  sendPage(response, recordPage(shellOf(parts, response), view));
}

const textOf = ({ body }: RecordDetail): string => Buffer.from(body).toString('utf8');

/** The shown version against the one that came before it, or the one that is asked for. */
async function historyOf(
  { records, knowledge }: DashboardParts,
  shown: RecordDetail,
  versions: readonly RecordEntry[],
  request: Request,
): Promise<History> {
  const place = versions.findIndex((one) => nameOf(one) === nameOf(shown));
  const wanted = request.query['with'];
  const entry = versions.find((one) => nameOf(one) === wanted) ?? versions[place + 1];
  const history = { shown, entries: versions };
  if (!entry) return history;
  const before = await records.find(entry);
  const [old, own] = [before && versionOf(before), versionOf(shown)];
  if (!old || !own) return { ...history, before: entry };
  return {
    ...history,
    before: entry,
    comparison: compareVersions(old, own, knowledge.tables),
  };
}

const nameOf = ({ jobId, ordinal }: RecordRef): string => `${jobId}/${ordinal}`;

function versionOf(record: RecordDetail): Version | undefined {
  const { bundle } = record;
  const trial = trialOf(textOf(record), record.receivedAt);
  return bundle && trial && { bundle, trial };
}

function askedOf({ query }: Request): Asked {
  const { resource, element } = query;
  const number = (name: string): number | undefined => {
    const value = query[name];
    return typeof value === 'string' && /^\d{1,7}$/.test(value) ? Number(value) : undefined;
  };
  const [line, issue] = [number('line'), number('issue')];
  return {
    ...(typeof resource === 'string' && { resource }),
    ...(typeof element === 'string' && element.startsWith('/') && { element }),
    ...(line !== undefined && { line }),
    ...(issue !== undefined && { issue }),
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

async function sendBundle(
  parts: DashboardParts,
  request: Request,
  response: Response,
): Promise<void> {
  const found = await requireRecord(parts, request);
  if (!found.bundle) throw new Failure('not-found', 'There is no bundle of this record.');
  response
    .set('Content-Disposition', `attachment; filename="${found.trialKey ?? 'bundle'}.json"`)
    .type('application/fhir+json')
    .send(JSON.stringify(found.bundle, undefined, 2));
}
