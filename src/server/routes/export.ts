import { once } from 'node:events';
import type { Request, Response } from 'express';
import { Failure } from '../../shared/failure.ts';
import type { ExportStore } from '../store/export-store.ts';
import { queryOf } from './job-query.ts';
import type { Route } from './route.ts';

export interface ExportParts {
  readonly bundles: ExportStore;
}

/** `GET /export`: what was converted, one resource a line, as a FHIR server's `$import` takes it. */
export function exportRoutes(parts: ExportParts): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/export',
      access: 'person',
      handler: (request, response) => exportAll(parts, request, response),
    },
  ];
}

/** Resources that several trials have in common: each is told once. */
const SHARED = ['Organization', 'Location'];

/** `_type=ResearchStudy,Group` and `_since=2026-01-01T00:00:00Z` as in Bulk Data Export; streamed, at the pace it is read. */
async function exportAll(
  { bundles }: ExportParts,
  request: Request,
  response: Response,
): Promise<void> {
  const { types, since } = wantedOf(request);
  const told = new Set<string>();
  response.status(200).type('application/fhir+ndjson');
  let after = '';
  for (;;) {
    const trials = await bundles.page(after, since);
    for (const { bundle } of trials) {
      const lines = bundle.entry
        .map(({ resource }) => resource)
        .filter(({ resourceType }) => types === undefined || types.includes(resourceType))
        .filter(({ resourceType, id }) => {
          if (!SHARED.includes(resourceType)) return true;
          const isNew = !told.has(`${resourceType}/${id}`);
          told.add(`${resourceType}/${id}`);
          return isNew;
        });
      const text = lines.map((resource) => `${JSON.stringify(resource)}\n`).join('');
      if (!response.write(text)) await Promise.race([once(response, 'drain'), once(response, 'close')]); // prettier-ignore
      if (response.destroyed) return;
    }
    const last = trials.at(-1);
    if (!last) break;
    after = last.trialKey;
  }
  response.end();
}

function wantedOf(request: Request): {
  readonly types?: readonly string[];
  readonly since?: string;
} {
  const { _type, _since } = queryOf(request);
  const types = _type?.split(',');
  if (types?.every((one) => /^[A-Z][A-Za-z]{1,63}$/.test(one)) === false)
    throw new Failure('request-malformed', '_type must be names of resource types, with commas.');
  const isInstant =
    _since === undefined ||
    (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(_since) &&
      !Number.isNaN(Date.parse(_since)));
  if (!isInstant)
    throw new Failure('request-malformed', '_since must be an instant like 2026-01-01T00:00:00Z.');
  return { ...(types && { types }), ...(_since !== undefined && { since: new Date(_since).toISOString() }) }; // prettier-ignore
}
