/**
 * The service: store, workers and web, started and stopped as one.
 *
 * Stopping closes the door first, lets what is being worked on finish within the limit, and leaves the
 * rest in the store for the next start.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config/config.ts';
import { convert, type Conversion } from '../convert.ts';
import type { Definitions } from '../definitions.ts';
import { openDestination, type OpenDestination } from '../deliver/destination.ts';
import type { RetryPolicy } from '../deliver/retry.ts';
import { Failure } from '../shared/failure.ts';
import type { Log } from '../shared/logger.ts';
import type { Received } from '../shared/received.ts';
import { createApp } from './app.ts';
import { dashboardRoutes } from './dashboard/routes.ts';
import { loadDefinitionIndex } from './definition-index.ts';
import { createHandlers, wakeUnfinished, type WorkerParts } from './jobs.ts';
import { createMetrics } from './metrics.ts';
import { openQueue } from './queue.ts';
import { fhirRoutes } from './routes/fhir.ts';
import { healthRoutes } from './routes/health.ts';
import { jobRoutes } from './routes/jobs.ts';
import type { Route } from './routes/route.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { signatureVerifier } from './signature.ts';
import { openDatabase, type Database } from './store/database.ts';
import { createJobStore } from './store/job-store.ts';
import { createRecordStore } from './store/record-store.ts';
import { createViews, type Views } from './store/views.ts';

export interface RunningService {
  /** `http://127.0.0.1:8080`, base path included. */
  readonly url: string;
  /** `get /jobs/:id`: every route that is no page. */
  readonly apiRoutes: readonly string[];
  stop(): Promise<void>;
}

export interface ServiceOptions {
  /** @default the pipe of convert.ts */
  readonly convert?: (received: Received, definitions: Definitions) => Conversion;
  /** @default RETRY_POLICY */
  readonly retryPolicy?: RetryPolicy;
}

export async function startService(
  config: Config,
  definitions: Definitions,
  log: Log,
  options: ServiceOptions = {},
): Promise<RunningService> {
  requireSecrets(config);
  const database = await openDatabase({
    dataFolder: config.dataFolder,
    ...(config.databaseUrl !== undefined && { databaseUrl: config.databaseUrl }),
    stopMs: config.stopMs,
    onError: (error) => log.error('store reported an error', {}, error),
  });
  try {
    const service = await assemble(config, definitions, log, database, options);
    const server = await listen(service.routes, config, log);
    const stopSweep = await startWork(service.parts, log);
    const { port } = server.address() as AddressInfo;
    log.info('service started', { port, store: database.kind, version: definitions.version });
    return {
      url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}${config.basePath}`,
      apiRoutes: service.routes
        .filter((route) => route.isPage !== true)
        .map(({ method, path }) => `${method} ${path}`),
      stop: onlyOnce(async () => {
        stopSweep();
        await closeServer(server, config.stopMs);
        await database.close();
        log.info('service stopped');
      }),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function requireSecrets(config: Config): void {
  if (config.webhookSecrets.length > 0) return;
  throw new Failure(
    'configuration-invalid',
    'TRIALCAST_WEBHOOK_SECRETS is missing; without a secret no webhook could be accepted.',
  );
}

interface Assembled {
  readonly parts: WorkerParts;
  readonly routes: readonly Route[];
}

async function assemble(
  config: Config,
  definitions: Definitions,
  log: Log,
  database: Database,
  options: ServiceOptions,
): Promise<Assembled> {
  const watched =
    config.fhirServer === undefined ? undefined : watchedClient(config, config.fhirServer);
  const views = createViews(database.query);
  const parts: WorkerParts = {
    jobs: createJobStore(database.query),
    records: createRecordStore(database.query),
    queue: await openQueue(database.boss, database.kind === 'pglite'),
    metrics: createMetrics(views),
    log,
    convert: (received) => (options.convert ?? convert)(received, definitions),
    failOn: config.failOn,
    orphans: config.orphans,
    ...(watched && { client: watched.client }),
    random: Math.random,
    ...(options.retryPolicy && { retryPolicy: options.retryPolicy }),
  };
  return { parts, routes: routesOf(config, definitions, parts, views, database, watched) };
}

function watchedClient(config: Config, baseUrl: string): OpenDestination {
  const { fhirDefaults, proxy } = config;
  return openDestination({ ...fhirDefaults, baseUrl }, { proxy });
}

function routesOf(
  config: Config,
  definitions: Definitions,
  parts: WorkerParts,
  views: Views,
  { query }: Database,
  watched: OpenDestination | undefined,
): readonly Route[] {
  const { basePath } = config;
  const serverHealth = watched
    ? () => watched.health()
    : () => ({ state: 'not-configured' }) as const;
  return [
    ...webhookRoutes({ ...parts, basePath, verify: signatureVerifier(config.webhookSecrets) }),
    ...jobRoutes({ ...parts, basePath }),
    ...fhirRoutes({
      definitions,
      convert: parts.convert,
      index: loadDefinitionIndex(definitions.fhir),
    }),
    ...healthRoutes({
      query,
      metrics: parts.metrics,
      version: definitions.version,
      basePath,
      serverHealth,
    }),
    ...dashboardRoutes({ ...parts, views, config, definitions, serverHealth }),
  ];
}

async function listen(routes: readonly Route[], config: Config, log: Log): Promise<Server> {
  const server = createServer(createApp(config, routes, log));
  server.requestTimeout = 60_000;
  server.listen(config.port, config.host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new Failure(
      'port-unavailable',
      `Port ${config.port} on ${config.host} cannot be opened.`,
      { cause },
    );
  }
  return server;
}

const SWEEP_MS = 30_000;
const IDLE_MS = 5 * 60_000;

/** Workers, and the sweep that makes up for any wake-up call that was lost. */
async function startWork(parts: WorkerParts, log: Log): Promise<() => void> {
  await parts.queue.work(createHandlers(parts));
  const left = await wakeUnfinished(parts, 0);
  if (left > 0) log.info('unfinished work taken up', { count: left });
  const timer = setInterval(() => {
    wakeUnfinished(parts, IDLE_MS).catch((error: unknown) => log.error('sweep failed', {}, error));
  }, SWEEP_MS);
  timer.unref();
  return () => clearInterval(timer);
}

async function closeServer(server: Server, limitMs: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), limitMs);
  await closed;
  clearTimeout(timer);
}

/** Two signals, or a signal and an error, stop a service once. */
function onlyOnce(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= action());
}
