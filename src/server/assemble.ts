/** What a service is made of, put together. */
import { randomBytes } from 'node:crypto';
import type { Config } from '../config/config.ts';
import { convert, type Conversion } from '../convert.ts';
import type { Definitions } from '../definitions.ts';
import { type OpenDestination } from '../deliver/destination.ts';
import type { RetryPolicy } from '../deliver/retry.ts';
import type { Log } from '../shared/logger.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import type { Received } from '../shared/received.ts';
import { loadCodeHelp } from '../source/load-code-help.ts';
import { loadElementRows } from '../source/load-element-rows.ts';
import { loadDefinitions } from '../source/load-definitions.ts';
import { createAudit, type Audit } from './audit.ts';
import { createCsrf, type Csrf } from './csrf.ts';
import { dashboardRoutes } from './dashboard/routes.ts';
import { loadDefinitionIndex, type DefinitionIndex } from './definition-index.ts';
import { openConverter, type Converter } from './converter.ts';
import { toConverted } from './converted.ts';
import type { Dispatcher } from './dispatcher.ts';
import { type ConvertParts, type Reached } from './jobs.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { Watched } from './process-metrics.ts';
import type { Tracing } from './tracing/tracing.ts';
import { noticeAddresses, openNotices } from './open-notices.ts';
import type { NoticeSender } from './notices.ts';
import { createPrecedence } from './precedence.ts';
import { Pulse, type PulseTimes } from './pulse.ts';
import { dispatcherOf } from './lanes.ts';
import { openQueue } from './queue.ts';
import { asyncRoutes, createAnswerLater } from './routes/async.ts';
import { auditRoutes } from './routes/audit.ts';
import { exportRoutes } from './routes/export.ts';
import { fhirRoutes } from './routes/fhir.ts';
import { healthRoutes, type HealthParts } from './routes/health.ts';
import { jobRoutes, restart, type JobParts } from './routes/jobs.ts';
import type { Route } from './routes/route.ts';
import { subscriptionRoutes } from './routes/subscription.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { signatureVerifier } from './signature.ts';
import { createAsyncStore } from './store/async-store.ts';
import { createAuditObjects } from './store/audit-objects.ts';
import { createAuditStore, sharedSecret } from './store/audit-store.ts';
import { type Database } from './store/database.ts';
import { createDeliveryStore, type DeliveryStore } from './store/delivery-store.ts';
import { createExportStore } from './store/export-store.ts';
import { createJobStore } from './store/job-store.ts';
import { createNoticeStore } from './store/notice-store.ts';
import { createRecordStore } from './store/record-store.ts';
import { createResyncStore } from './store/resync-store.ts';
import { deleteOld, deleteOldAudit } from './store/retention.ts';
import { createRetryStore } from './store/retry-store.ts';
import { createViews, type Views } from './store/views.ts';
import { createWorkerStore } from './store/worker-store.ts';

export interface ServiceOptions {
  /** @default the pipe of convert.ts */
  readonly convert?: (received: Received, definitions: Definitions) => Conversion;
  /** @default RETRY_POLICY */
  readonly retryPolicy?: RetryPolicy;
  /** Told of each step of each record. @default nobody */
  readonly reached?: Reached;
  readonly pulseTimes?: PulseTimes;
  readonly noticePolicy?: RetryPolicy;
}

export interface Given {
  readonly config: Config;
  readonly definitions: Definitions;
  readonly log: Log;
  readonly database: Database;
  readonly options: ServiceOptions;
  readonly targets: readonly OpenDestination[];
  readonly tracing: Tracing;
}

export interface Assembled {
  readonly parts: ConvertParts;
  readonly pulse: Pulse;
  readonly dispatcher: Dispatcher;
  readonly notices: NoticeSender;
  readonly converter: Converter;
  /** Deletes what has been kept for long enough. */
  readonly clean: () => Promise<void>;
  readonly routes: readonly Route[];
  readonly csrf: Csrf;
}

export async function assemble(given: Given): Promise<Assembled> {
  const { config, definitions, log, database, options, targets, tracing } = given;
  const views = createViews(database.query);
  const noticeStore = createNoticeStore(database.work);
  const addressees = targets.map(({ destination }) => ({
    destination: destination.name,
    fhir: destination.fhir,
  }));
  const addresses = noticeAddresses(given);
  const wanted = addressees.map(({ fhir }) => fhir);
  const versions = versionsOf(definitions.fhir, wanted);
  const converter = converterOf(given, versions);
  const metrics = createMetrics({
    views,
    notices: noticeStore,
    version: definitions.version,
    destinations: watchedOf(targets),
  });
  const parts: ConvertParts = {
    jobs: createJobStore(database),
    records: createRecordStore(database.work, addresses),
    deliveries: createDeliveryStore(database.work, addresses),
    queue: await openQueue(database.boss, database.kind === 'pglite'),
    metrics,
    log,
    convert: measured(converter, metrics, tracing),
    failOn: config.failOn,
    addressees,
    versions,
    onQueued: () => dispatcher.kick(),
    now: () => new Date(),
    reached: options.reached ?? (() => undefined),
    precedence: createPrecedence(),
  };
  const pulse = pulseOf(given, parts.deliveries, () => dispatcher.kick());
  const dispatcher: Dispatcher = dispatcherOf(given, parts, pulse, (delayMs) =>
    dispatcher.kickAfter(delayMs),
  );
  const csrf = await sharedCsrf(given);
  return {
    parts,
    pulse,
    dispatcher,
    notices: openNotices(given, noticeStore),
    clean: () => clean(given),
    converter,
    routes: routesOf(given, parts, views, csrf),
    csrf,
  };
}

async function clean({ config, database, log }: Given): Promise<void> {
  const count = await deleteOld(database.work, config.keepDays);
  if (count > 0) log.info('old records deleted', { count });
  const entries = await deleteOldAudit(database.work, config.keepDays);
  if (entries > 0) log.info('old audit entries deleted', { count: entries });
}

/** One key for all replicas: a page of one may be answered by another. */
async function sharedCsrf({ database }: Given): Promise<Csrf> {
  const key = await sharedSecret(database.query, 'csrf', randomBytes(32).toString('base64'));
  return createCsrf(key);
}

const measured =
  (converter: Converter, metrics: Metrics, { step }: Tracing): ConvertParts['convert'] =>
  (received, fhir) =>
    step('convert', { 'trialcast.fhir_version': fhir }, () =>
      metrics.timed(() => converter.convert(received, fhir)),
    );

function watchedOf(targets: readonly OpenDestination[]): readonly Watched[] {
  return targets.map((target) => ({
    name: target.destination.name,
    health: () => target.health(),
  }));
}

function pulseOf(
  { database, log, options }: Given,
  deliveries: DeliveryStore,
  onReleased: () => void,
): Pulse {
  return new Pulse({
    workers: createWorkerStore(database.work),
    deliveries,
    log,
    isAlone: database.kind === 'pglite',
    onReleased,
    ...(options.pulseTimes && { times: options.pulseTimes }),
  });
}

/** Versions records are converted to; the first is shown. */
function versionsOf(
  own: FhirVersion,
  wanted: readonly FhirVersion[],
): readonly [FhirVersion, ...FhirVersion[]] {
  const [first = own, ...rest] = new Set(wanted.includes(own) ? [own, ...wanted] : wanted);
  return [first, ...rest];
}

/** Tests convert in their own way, in the loop; all else is converted in a thread. */
function converterOf({ definitions, options }: Given, versions: readonly FhirVersion[]): Converter {
  const { convert: own } = options;
  if (!own) return openConverter(versions);
  const all = new Map(versions.map((fhir) => [fhir, fhir === definitions.fhir ? definitions : loadDefinitions(fhir)])); // prettier-ignore
  return {
    convert: async (received, fhir) => toConverted(own(received, all.get(fhir) ?? definitions)),
    close: () => Promise.resolve(),
  };
}

function webhooksOf(
  { basePath, webhookSecrets }: Config,
  { stored: onStored }: Tracing,
  parts: ConvertParts,
): readonly Route[] {
  const verify = signatureVerifier(webhookSecrets);
  return webhookRoutes({ ...parts, basePath, onStored, verify });
}

function healthParts(
  { config, definitions, database, targets }: Given,
  { metrics }: ConvertParts,
): HealthParts {
  return {
    query: database.query,
    metrics,
    version: definitions.version,
    basePath: config.basePath,
    destinations: watchedOf(targets),
  };
}

function routesOf(given: Given, parts: ConvertParts, views: Views, csrf: Csrf): readonly Route[] {
  const { config, definitions, database, targets, options, tracing } = given;
  const { basePath } = config;
  const asyncParts = { answers: createAsyncStore(database.query), basePath, log: parts.log };
  const audits = createAuditStore(database.query);
  const audit: Audit = createAudit(audits, parts.log);
  const convertOne = (received: Received): Conversion =>
    (options.convert ?? convert)(received, definitions);
  const index = loadDefinitionIndex(definitions.fhir);
  const jobParts: JobParts = {
    ...parts,
    basePath,
    views,
    retries: createRetryStore(database.query),
    audit,
  };
  return [
    ...webhooksOf(config, tracing, parts),
    ...jobRoutes(jobParts),
    ...auditRoutes({ audits, basePath }),
    ...asyncRoutes(asyncParts),
    ...exportRoutes({ bundles: createExportStore(database.query) }),
    ...subscriptionRoutes({ ...parts, resync: createResyncStore(database.query), audit }),
    ...fhirRoutes({
      definitions,
      convert: convertOne,
      basePath,
      answerLater: createAnswerLater(asyncParts),
      index,
    }),
    ...healthRoutes(healthParts(given, parts)),
    ...dashboardRoutes({
      ...parts,
      convert: convertOne,
      profiles: profilesIn(index),
      help: loadCodeHelp(),
      knowledge: { rows: loadElementRows(), tables: definitions.tables },
      views,
      audits,
      auditObjects: createAuditObjects(database.query),
      config,
      definitions,
      csrf,
      health: targets.map((target) => () => target.health()),
      retry: (asked, response) => restart(jobParts, asked, response),
    }),
  ];
}

/** Profiles and extensions by address and version. */
function profilesIn(index: DefinitionIndex): readonly { id: string; canonical: string }[] {
  return index
    .search('StructureDefinition', {})
    .map(({ id, url, version }) => ({ id, canonical: `${url}|${version}` }));
}
