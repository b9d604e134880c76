/** Pages for people: rendered here, whole without a script, with nothing from another host. */
import type { Request, Response } from 'express';
import type { Config } from '../../config/config.ts';
import type { Conversion } from '../../convert.ts';
import type { Definitions } from '../../definitions.ts';
import { splitRecords } from '../../parse/split-records.ts';
import { Failure } from '../../shared/failure.ts';
import type { Received } from '../../shared/received.ts';
import { actorOf } from '../actor.ts';
import type { Csrf } from '../csrf.ts';
import { bodyOf } from '../routes/body.ts';
import type { Route } from '../routes/route.ts';
import type { ServerHealth } from '../../deliver/watch.ts';
import type { RecordDetail } from '../store/entries.ts';
import type { JobStore } from '../store/job-store.ts';
import type { RecordStore } from '../store/record-store.ts';
import { isState, isVerdict } from '../store/states.ts';
import type { ListFilter, Views } from '../store/views.ts';
import type { Shell } from './layout.ts';
import { overviewPage } from './overview.ts';
import { recordPage, TABS, type Tab } from './record-page.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';
import type { Marking } from './tabs.ts';
import { tryPage } from './try-page.ts';

export interface DashboardParts {
  readonly views: Views;
  readonly jobs: JobStore;
  readonly records: RecordStore;
  readonly config: Config;
  readonly definitions: Definitions;
  readonly convert: (received: Received) => Conversion;
  readonly serverHealth: () => ServerHealth;
  readonly csrf: Pick<Csrf, 'tokenFor'>;
}

const PAGE_SIZE = 50;

export function dashboardRoutes(parts: DashboardParts): readonly Route[] {
  const route = (method: Route['method'], path: string, handler: Handler): Route => ({
    method,
    path,
    access: 'person',
    isPage: true,
    handler: (request, response) => handler(parts, request, response),
  });
  return [
    route('get', '/', overview),
    route('get', '/trials/:key', trial),
    route('get', '/records/:job/:ordinal', record),
    route('get', '/records/:job/:ordinal/bundle.json', bundle),
    route('get', '/try', showTry),
    route('post', '/try', doTry),
    {
      ...route('get', '/assets/style.css', (_p, _q, response) =>
        asset(response, 'text/css', STYLE),
      ),
      access: 'public',
    },
    {
      ...route('get', '/assets/script.js', (_p, _q, response) =>
        asset(response, 'text/javascript', SCRIPT),
      ),
      access: 'public',
    },
  ];
}

type Handler = (
  parts: DashboardParts,
  request: Request,
  response: Response,
) => Promise<void> | void;

function asset(response: Response, type: string, text: string): void {
  response.set('Cache-Control', 'public, max-age=300').type(type).send(text);
}

function shellOf(
  { config, definitions, serverHealth, csrf }: DashboardParts,
  response: Response,
): Shell {
  const { basePath, fhirServer } = config;
  return {
    basePath,
    version: definitions.version,
    fhirServer,
    health: serverHealth().state,
    csrfToken: csrf.tokenFor(actorOf(response)),
  };
}

function sendPage(response: Response, text: string): void {
  response.type('html').send(text);
}

async function overview(
  parts: DashboardParts,
  request: Request,
  response: Response,
): Promise<void> {
  const filter = filterOf(request);
  const [counts, figures, entries] = [
    await parts.views.counts(),
    await parts.views.figures(),
    await parts.views.list({ ...filter, limit: PAGE_SIZE }),
  ];
  sendPage(
    response,
    overviewPage(shellOf(parts, response), {
      counts,
      figures,
      entries,
      filter,
      pageSize: PAGE_SIZE,
    }),
  );
}

function filterOf({ query }: Request): ListFilter {
  const { state, verdict, text, offset } = query;
  return {
    ...(isState(state) && { states: [state] }),
    ...(isVerdict(verdict) && { verdict }),
    ...(typeof text === 'string' && text.trim() !== '' && { text: text.trim().slice(0, 200) }),
    ...(typeof offset === 'string' && /^\d{1,7}$/.test(offset) && { offset: Number(offset) }),
  };
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
  { views, ...parts }: DashboardParts,
  found: RecordDetail,
  request: Request,
  response: Response,
): Promise<void> {
  const history = found.trialKey === undefined ? [found] : await views.history(found.trialKey);
  const { tab } = request.query;
  const view = {
    record: found,
    history,
    tab:
      TABS.find((name) => name === tab) ?? (found.bundle ? 'readable' : ('issues' satisfies Tab)),
    marking: markingOf(request),
    about: aboutOf(parts.definitions),
  };
  sendPage(response, recordPage(shellOf({ views, ...parts }, response), view));
}

function markingOf({ query }: Request): Marking {
  const { resource, line } = query;
  return {
    ...(typeof resource === 'string' && { resource }),
    ...(typeof line === 'string' && /^\d{1,7}$/.test(line) && { line: Number(line) }),
  };
}

function aboutOf({ validator }: Definitions): string {
  const { checkedAgainst, notChecked } = validator.describe();
  return `${checkedAgainst} ${notChecked}`;
}

async function requireRecord(
  { jobs, records }: DashboardParts,
  request: Request,
): Promise<RecordDetail> {
  const [jobId, ordinal] = [String(request.params['job']), String(request.params['ordinal'])];
  const isName = /^[0-9a-f-]{36}$/.test(jobId) && /^\d{1,7}$/.test(ordinal);
  const found = isName ? await records.find({ jobId, ordinal: Number(ordinal) }) : undefined;
  if (found) return found;
  const whole = isName && ordinal === '0' ? await wholeJob(jobs, jobId) : undefined;
  if (whole) return whole;
  throw new Failure('not-found', 'There is no such record.');
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

function showTry(parts: DashboardParts, _request: Request, response: Response): void {
  sendPage(response, tryPage(shellOf(parts, response), undefined, aboutOf(parts.definitions)));
}

function doTry(parts: DashboardParts, request: Request, response: Response): void {
  const text = (
    new URLSearchParams(bodyOf(request).toString('utf8')).get('record') ?? ''
  ).replaceAll('\r\n', '\n');
  const [received] = splitRecords('record', text).value;
  if (!received) throw new Failure('request-malformed', 'The form holds no record.');
  const conversion = parts.convert(received);
  sendPage(
    response,
    tryPage(
      shellOf(parts, response),
      { text: received.text, conversion },
      aboutOf(parts.definitions),
    ),
  );
}
