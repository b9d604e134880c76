import type { Request, Response } from 'express';
import { Failure } from '../../shared/failure.ts';
import { bodyOf } from '../routes/body.ts';
import type { Route } from '../routes/route.ts';
import type { RecordRef } from '../store/record-store.ts';
import type { RetryFilter } from '../store/retry-store.ts';
import { isState, RETRYABLE } from '../store/states.ts';
import type { ListFilter } from '../store/views.ts';
import { filterOf } from './filters.ts';
import { pagesOf, sendPage, shellOf, type DashboardParts } from './parts.ts';
import { findRecord } from './record-routes.ts';
import { retryPage, type RetryView } from './retry-page.ts';

/** So many are named on the page that asks, and so many may be chosen one by one. */
const SHOWN = 20;
const MOST = 500;

export function retryRoutes(parts: DashboardParts): readonly Route[] {
  const page = pagesOf(parts);
  return [page('get', '/retry', ask), page('post', '/retry', retry)];
}

async function ask(parts: DashboardParts, request: Request, response: Response): Promise<void> {
  const named = [request.query['record']].flat().filter((one) => typeof one === 'string');
  const view = named.length > 0 ? await viewOf(parts, named) : await listed(parts, request);
  sendPage(response, retryPage(shellOf(parts, response), view));
}

/** Of the records that were chosen, those that still wait for a person. */
async function viewOf(parts: DashboardParts, named: readonly string[]): Promise<RetryView> {
  const found = await Promise.all(
    named.slice(0, MOST).map((name) => findRecord(parts, refOf(name))),
  );
  const entries = found.filter((one) => one !== undefined && RETRYABLE.includes(one.state));
  return { entries: entries.filter((one) => one !== undefined), total: entries.length };
}

async function listed({ views }: DashboardParts, request: Request): Promise<RetryView> {
  const { states = [], destination } = filterOf(request);
  const filter: ListFilter = {
    states: states.filter((state) => RETRYABLE.includes(state)),
    ...(destination !== undefined && { destination }),
  };
  if (filter.states?.length === 0) return { entries: [], total: 0 };
  const [entries, total] = [
    await views.list({ ...filter, limit: SHOWN }),
    await views.count(filter),
  ];
  return { entries, total, filter };
}

async function retry(parts: DashboardParts, request: Request, response: Response): Promise<void> {
  const form = new URLSearchParams(bodyOf(request).toString('utf8'));
  const how = {
    isReleased: form.get('release') === 'true',
    mapping: form.get('mapping') === 'stored' ? 'stored' : 'current',
  } as const;
  let restarted = 0;
  for (const filter of chosenBy(form))
    restarted += await parts.retry({ ...filter, ...how }, response);
  response.redirect(303, `${parts.config.basePath}/trials?restarted=${restarted}`);
}

/** The records a form names, or the states and destination whose records it means. */
function chosenBy(form: URLSearchParams): readonly Omit<RetryFilter, 'isReleased'>[] {
  const named = form.getAll('record').slice(0, MOST).map(refOf);
  const destination = form.get('destination') ?? '';
  if (!/^[a-z0-9-]{0,40}$/.test(destination))
    throw new Failure('request-malformed', 'destination must be the name of a FHIR server.');
  const where = destination === '' ? {} : { destination };
  // A webhook that was never taken apart is a record of number 0 to a reader, and the whole job to the store.
  if (named.length > 0)
    return named.map(({ jobId, ordinal }) => ({
      jobId,
      ...(ordinal > 0 && { ordinal }),
      ...where,
    }));
  const states = (form.get('state') ?? '')
    .split(',')
    .filter(isState)
    .filter((state) => RETRYABLE.includes(state));
  if (states.length === 0)
    throw new Failure('request-malformed', 'The form names no record that could be tried again.');
  return [{ states, ...where }];
}

function refOf(name: string): RecordRef {
  const [, jobId, ordinal] = /^([0-9a-f-]{36})\/(\d{1,6})$/.exec(name) ?? [];
  if (jobId !== undefined && ordinal !== undefined) return { jobId, ordinal: Number(ordinal) };
  throw new Failure('request-malformed', 'A record is named by its job and its number in it.');
}
