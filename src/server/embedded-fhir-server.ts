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
import { FhirRouter, MemoryRepository, type FhirRequest } from '@medplum/fhir-router';
import type { Resource, ResourceType } from '@medplum/fhirtypes';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type Response,
} from 'express';
import { asText, isJsonObject, type Json, objectsIn } from '../shared/json.ts';

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
  /** Seen before each request; may answer it in the server's place. For tests of faults. */
  readonly intercept?: express.RequestHandler;
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
  const repository = new MemoryRepository();
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

function createApp(repository: MemoryRepository, options: EmbeddedOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  if (options.intercept) app.use(options.intercept);
  app.use(express.json({ type: () => true, limit: '64mb' }));
  app.get('/', async (_request, response) => {
    response.type('html').send(page(await listAll(repository)));
  });
  app.get('/fhir/metadata', (_request, response) => sendJson(response, 200, STATEMENT));
  const router = new FhirRouter();
  app.get('/fhir/:type', (request, response) => answerSearch(repository, request, response));
  app.use('/fhir', (request, response) => handle(router, repository, request, response));
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

/** The repository indexes nothing without search parameter definitions: these are looked up here. */
const SEARCHES: Readonly<Record<string, (resource: Resource) => readonly (string | undefined)[]>> =
  {
    _id: ({ id }) => [id],
    identifier: (resource) => tokensIn((resource as { identifier?: unknown }).identifier, 'value'),
    _tag: ({ meta }) => tokensIn(meta?.tag, 'code'),
    status: (resource) => [(resource as { status?: string }).status],
  };

/** Each coding or identifier as it may be asked for: by value alone, or `system|value`. */
function tokensIn(list: unknown, member: 'value' | 'code'): readonly string[] {
  return objectsIn(list as Json | undefined).flatMap((one) => {
    const value = asText(one[member]);
    return [value, `${asText(one['system'])}|${value}`];
  });
}

async function answerSearch(
  repository: MemoryRepository,
  request: Request,
  response: Response,
): Promise<void> {
  const asked = Object.entries(request.query).filter(([name]) => name in SEARCHES);
  const found = (await listAll(repository)).filter(
    (resource) =>
      resource.resourceType === request.params['type'] &&
      asked.every(([name, value]) => SEARCHES[name]?.(resource).includes(asText(value))),
  );
  const entry = found.map((resource) => ({ resource }));
  sendJson(response, 200, {
    resourceType: 'Bundle',
    type: 'searchset',
    total: found.length,
    entry,
  });
}

async function handle(
  router: FhirRouter,
  repository: MemoryRepository,
  request: Request,
  response: Response,
): Promise<void> {
  const body: unknown = request.body;
  const [outcome, resource] = await router.handleRequest(
    {
      method: request.method as FhirRequest['method'],
      url: request.url,
      pathname: '',
      params: {},
      query: {},
      headers: request.headers,
      body: Array.isArray(body) || isJsonObject(body) ? body : undefined,
    },
    repository,
  );
  sendJson(response, getStatus(outcome), resource ?? outcome);
}

function sendJson(response: Response, status: number, body: unknown): void {
  response.status(status).type('application/fhir+json').send(JSON.stringify(body));
}

async function listAll(repository: MemoryRepository): Promise<readonly WithId<Resource>[]> {
  const lists = await Promise.all(
    TYPES.map((resourceType) =>
      repository.searchResources<Resource>({ resourceType, count: 1000 }),
    ),
  );
  return lists.flat();
}

const STATEMENT = {
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2026-11-21',
  kind: 'instance',
  software: { name: 'trialcast embedded FHIR server (in memory, for demonstration)' },
  fhirVersion: '4.0.1',
  format: ['application/fhir+json'],
  rest: [
    {
      mode: 'server',
      interaction: [{ code: 'transaction' }, { code: 'batch' }],
      resource: TYPES.map((type) => ({
        type,
        updateCreate: true,
        interaction: [{ code: 'read' }, { code: 'update' }, { code: 'search-type' }],
      })),
    },
  ],
};

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
