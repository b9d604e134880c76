import type { Response } from 'express';
import { Failure } from '../../shared/failure.ts';
import type { Metrics } from '../metrics.ts';
import { openApi } from '../openapi.ts';
import type { ServerHealth } from '../../deliver/watch.ts';
import type { Query } from '../store/query.ts';
import type { Route } from './route.ts';

export interface HealthParts {
  readonly query: Query;
  readonly metrics: Metrics;
  readonly version: string;
  readonly basePath: string;
  readonly destinations: readonly {
    readonly name: string;
    readonly health: () => ServerHealth;
  }[];
}

export function healthRoutes(parts: HealthParts): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/livez',
      access: 'public',
      handler: (_request, response) => {
        response.json({ status: 'alive' });
      },
    },
    {
      method: 'get',
      path: '/readyz',
      access: 'public',
      handler: (_request, response) => ready(parts, response),
    },
    {
      method: 'get',
      path: '/metrics',
      access: 'metrics',
      handler: async (_request, response) => {
        response.type(parts.metrics.contentType).send(await parts.metrics.text());
      },
    },
    {
      method: 'get',
      path: '/openapi.json',
      access: 'public',
      handler: (_request, response) => {
        response.json(openApi(parts.version, parts.basePath));
      },
    },
  ];
}

const PROBE =
  'INSERT INTO trialcast.probe (id, at) VALUES (1, now()) ON CONFLICT (id) DO UPDATE SET at = now()';

/** Ready: a record can be stored. The definitions are loaded before the port is opened. */
async function ready(
  { query, version, destinations }: HealthParts,
  response: Response,
): Promise<void> {
  try {
    await query(PROBE);
  } catch (cause) {
    throw new Failure('store-unavailable', 'The job store cannot be written.', { cause });
  }
  const states = destinations.map(({ name, health }) => ({ name, ...health() }));
  const isDegraded = states.some(({ state }) => state === 'not-answering');
  response.json({
    status: isDegraded ? 'degraded' : 'ready',
    store: 'writable',
    definitions: version,
    destinations: states,
  });
}
