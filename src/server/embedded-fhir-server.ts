/**
 * A FHIR server in memory for the demo and for tests: Medplum's router over its MemoryRepository.
 *
 * No rollback, no validation, nothing kept: a transaction runs entry by entry. Real servers are what the
 * service is made for; this one only lets it be seen without one.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getStatus, type WithId } from '@medplum/core';
import { FhirRouter, type FhirRequest } from '@medplum/fhir-router';
import type { Resource, ResourceType } from '@medplum/fhirtypes';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type Response,
} from 'express';
import { asText, isJsonObject } from '../shared/json.ts';
import { IndexedRepository } from './embedded-repository.ts';

export interface EmbeddedFhirServer {
  /** Base address: `http://127.0.0.1:8090/fhir`. */
  readonly url: string;
  /** Page that lists what it holds. */
  readonly home: string;
  /** Number of resources. */
  count(): Promise<number>;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** @default 0, a free one */
  readonly port?: number;
  /** What of a real server it does: see `EmbeddedRules`. @default none */
  readonly rules?: EmbeddedRules;
  /** Seen before each request; may answer it in the server's place. For tests of faults. */
  readonly intercept?: express.RequestHandler;
}

/** Rules of real servers that the router knows, or that are told by the statement. */
export interface EmbeddedRules {
  /** Transactions with Medplum's limits: 50 updates, 8 entries where one is conditional. */
  readonly limits?: boolean;
  /** A PUT to an id that is not there is refused, and said to be, or not (as HAPI does). */
  readonly refusesClientIds?: boolean | 'silently';
  /** System interactions it states; a bundle of another type is refused. */
  readonly interactions?: readonly ('transaction' | 'batch')[];
  /** Software it says it is. */
  readonly software?: string;
}

/** Types a trial becomes; the statement and the page list these. */
const TYPES = [
  'ResearchStudy',
  'PlanDefinition',
  'ActivityDefinition',
  'EvidenceVariable',
  'Group',
  'Organization',
  'Location',
  'DocumentReference',
  'Provenance',
] as const satisfies readonly ResourceType[];

export async function startEmbeddedFhirServer(
  options: EmbeddedOptions = {},
): Promise<EmbeddedFhirServer> {
  const repository = new IndexedRepository((options.rules?.refusesClientIds ?? false) !== false);
  const app = createApp(repository, options);
  const server = createServer(app);
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${home}/fhir`,
    home,
    count: async () => (await listAll(repository)).length,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function createApp(repository: IndexedRepository, options: EmbeddedOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  if (options.intercept) app.use(options.intercept);
  app.use(express.json({ type: () => true, limit: '64mb' }));
  app.get('/', async (_request, response) => {
    response.type('html').send(page(await listAll(repository)));
  });
  const rules = options.rules ?? {};
  const statement = statementOf(rules);
  app.get('/fhir/metadata', (_request, response) => sendJson(response, 200, statement));
  const router = new FhirRouter();
  app.use('/fhir', (request, response) => handle(router, repository, rules, request, response));
  const broken: ErrorRequestHandler = (_error, _request, response, _next) => {
    sendJson(response, 500, { resourceType: 'OperationOutcome', issue: [BROKEN] });
  };
  app.use(broken);
  return app;
}

const BROKEN = {
  severity: 'fatal',
  code: 'exception',
  diagnostics: 'The embedded FHIR server broke.',
};

async function handle(
  router: FhirRouter,
  repository: IndexedRepository,
  rules: EmbeddedRules,
  request: Request,
  response: Response,
): Promise<void> {
  const body: unknown = request.body;
  const refusal = refusalOf(body, rules);
  if (refusal !== undefined) return sendJson(response, 400, refused(refusal));
  const [outcome, resource] = await router.handleRequest(
    {
      method: request.method as FhirRequest['method'],
      url: request.url,
      pathname: '',
      params: {},
      query: {},
      headers: request.headers,
      body: Array.isArray(body) || isJsonObject(body) ? body : undefined,
      config: { transactions: rules.limits === true },
    },
    repository,
  );
  sendJson(response, getStatus(outcome), resource ?? outcome);
}

function sendJson(response: Response, status: number, body: unknown): void {
  response.status(status).type('application/fhir+json').send(JSON.stringify(body));
}

async function listAll(repository: IndexedRepository): Promise<readonly WithId<Resource>[]> {
  const lists = await Promise.all(
    TYPES.map((resourceType) =>
      repository.searchResources<Resource>({ resourceType, count: 1000 }),
    ),
  );
  return lists.flat();
}

const SOFTWARE = 'trialcast embedded FHIR server (in memory, for demonstration)';

function statementOf({ refusesClientIds = false, ...rules }: EmbeddedRules): unknown {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-21',
    kind: 'instance',
    software: { name: rules.software ?? SOFTWARE },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        interaction: interactionsOf(rules).map((code) => ({ code })),
        resource: TYPES.map((type) => ({
          type,
          ...(refusesClientIds !== 'silently' && { updateCreate: !refusesClientIds }),
          conditionalCreate: true,
          conditionalUpdate: true,
          interaction: [{ code: 'read' }, { code: 'update' }, { code: 'search-type' }],
        })),
      },
    ],
  };
}

const interactionsOf = ({ interactions = ['transaction', 'batch'] }: EmbeddedRules) => interactions;

/** Why a bundle is refused that the statement says nothing of; undefined for what is taken. */
function refusalOf(body: unknown, rules: EmbeddedRules): string | undefined {
  if (!isJsonObject(body) || body['resourceType'] !== 'Bundle') return undefined;
  const type = asText(body['type']);
  return interactionsOf(rules).some((one) => one === type)
    ? undefined
    : `This server takes no ${type} bundles.`;
}

const refused = (diagnostics: string): unknown => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'not-supported', diagnostics }],
});

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function page(resources: readonly WithId<Resource>[]): string {
  const rows = resources.map(({ resourceType, id, meta }) => {
    const address = escaped(`/fhir/${resourceType}/${id}`);
    return `<tr><td>${resourceType}</td><td><a href="${address}">${escaped(id)}</a></td><td>${escaped(meta?.versionId ?? '')}</td></tr>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Embedded FHIR server</title>
<h1>Embedded FHIR server</h1><p>${resources.length} resources, in memory, for demonstration.
<a href="/fhir/ResearchStudy">All studies</a> · <a href="/fhir/metadata">CapabilityStatement</a></p>
<table><tr><th>Type<th>Id<th>Version</tr>${rows.join('\n')}</table></html>`;
}
