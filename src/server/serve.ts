/**
 * The service: store, workers and web, started and stopped as one.
 *
 * Stopping closes the door first, lets what is being worked on finish within the limit, and leaves the
 * rest in the store for the next start.
 */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config/config.ts';
import type { Definitions } from '../definitions.ts';
import { openDestination, type OpenDestination } from '../deliver/destination.ts';
import { Failure } from '../shared/failure.ts';
import type { Log } from '../shared/logger.ts';
import { createApp } from './app.ts';
import { errorPage } from './dashboard/error-page.ts';
import { createHttpServer } from './http-server.ts';
import { convertJob, wakeUnfinished } from './jobs.ts';
import { openDatabase } from './store/database.ts';
import { NO_TRACING, type Tracing } from './tracing/tracing.ts';
import { assemble, type Assembled, type ServiceOptions } from './assemble.ts';
import { endInTurn, type Ending } from './stopping.ts';

/** What may be needed beyond the time that work is given to finish. */
const GRACE_MS = 2_000;

export interface RunningService {
  /** `http://127.0.0.1:8080`, base path included. */
  readonly url: string;
  /** `get /jobs/:id`: every route that is no page. */
  readonly apiRoutes: readonly string[];
  stop(): Promise<void>;
}

export async function startService(
  config: Config,
  definitions: Definitions,
  log: Log,
  options: ServiceOptions = {},
): Promise<RunningService> {
  requireSecrets(config);
  const given = { config, definitions, log, options };
  const tracing = await tracingOf(config, definitions.version, log);
  const database = await openStore(config, log);
  const targets: OpenDestination[] = [];
  const limitMs = config.stopMs + GRACE_MS;
  const endings: readonly Ending[] = [
    ['destinations', () => Promise.all(targets.map((target) => target.close()))],
    ['store', () => database.close()],
    ['traces', () => tracing.close()],
  ];
  try {
    for (const one of config.destinations)
      targets.push(openDestination(one, { proxy: config.proxy, around: tracing.around }));
    const service = await assemble({ ...given, database, targets, tracing });
    const server = await listen(service, config, log, tracing);
    const stopWork = await startWork(service, log, tracing);
    const { port } = server.address() as AddressInfo;
    log.info('service started', { port, store: database.kind, version: definitions.version });
    return {
      url: urlOf(config, port),
      apiRoutes: service.routes
        .filter((route) => route.isPage !== true)
        .map(({ method, path }) => `${method} ${path}`),
      stop: onlyOnce(async () => {
        const first: readonly Ending[] = [
          ['web', () => closeServer(server, config.stopMs)],
          ['work', () => stopWork(config.stopMs)],
        ];
        const last: readonly Ending[] = [['conversions', () => service.converter.close()]];
        await Promise.all(first.map((ending) => endInTurn([ending], limitMs, log)));
        await endInTurn([...endings, ...last], limitMs, log);
        log.info('service stopped');
      }),
    };
  } catch (error) {
    await endInTurn(endings, limitMs, log);
    throw error;
  }
}

function urlOf({ host, basePath }: Config, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}${basePath}`;
}

/** The packages are large: they are loaded where traces are asked for. */
async function tracingOf({ traces }: Config, version: string, log: Log): Promise<Tracing> {
  if (!traces) return NO_TRACING;
  const { openTracing } = await import('./tracing/open-tracing.ts');
  return openTracing(traces, version, log);
}

function openStore(
  { dataFolder, databaseUrl, stopMs }: Config,
  log: Log,
): ReturnType<typeof openDatabase> {
  return openDatabase({
    dataFolder,
    ...(databaseUrl !== undefined && { databaseUrl }),
    stopMs,
    onError: (error) => log.error('store reported an error', {}, error),
  });
}

function requireSecrets(config: Config): void {
  if (config.webhookSecrets.length > 0) return;
  throw new Failure(
    'configuration-invalid',
    'TRIALCAST_WEBHOOK_SECRETS is missing; without a secret no webhook could be accepted.',
  );
}

async function listen(
  service: Assembled,
  config: Config,
  log: Log,
  tracing: Tracing,
): Promise<Server> {
  const app = createApp(config, service.routes, log, {
    csrf: service.csrf,
    watchers: [tracing.requests, service.parts.metrics.requests],
    errorPage: (error) => errorPage(config.basePath, error),
  });
  const server = createHttpServer(app, config.requestMs);
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
const SWEPT = 500;
const CLEAN_MS = 10 * 60_000;

/** Workers, and the sweep that makes up for any wake-up call that was lost. */
async function startWork(
  { parts, pulse, dispatcher, notices, clean }: Assembled,
  log: Log,
  tracing: Tracing,
): Promise<(limitMs: number) => Promise<void>> {
  await pulse.start();
  await parts.queue.work((jobId) =>
    tracing.ofJob(jobId, 'convert job', { 'trialcast.job': jobId }, () => convertJob(parts, jobId)),
  );
  await parts.deliveries.settle();
  dispatcher.start();
  notices.start();
  const left = await wakeUnfinished(parts, 0);
  if (left > 0) log.info('unfinished work taken up', { count: left });
  const sweep = async (): Promise<void> => {
    await parts.deliveries.settle();
    await wakeUnfinished(parts, IDLE_MS, SWEPT);
  };
  const timer = setInterval(() => {
    sweep().catch((error: unknown) => log.error('sweep failed', {}, error));
  }, SWEEP_MS);
  timer.unref();
  const cleaning = setInterval(() => {
    clean().catch((error: unknown) => log.error('old records could not be deleted', {}, error));
  }, CLEAN_MS);
  cleaning.unref();
  return async (limitMs) => {
    clearInterval(timer);
    clearInterval(cleaning);
    await Promise.all([dispatcher.stop(limitMs), notices.stop(limitMs)]);
    await pulse.stop();
  };
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
