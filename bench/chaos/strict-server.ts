/**
 * A FHIR server that forgives nothing: it keeps every version, makes one for each PUT (also where nothing changed),
 * runs a transaction whole or not at all, and holds writers to If-Match. It is slow, refuses and hangs up by chance.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { asText, objectIn, objectsIn, type JsonObject } from '../../src/shared/json.ts';
import type { Random } from '../shared/random.ts';

export interface Version {
  /** Undefined where this version is a deletion. */
  readonly resource: JsonObject | undefined;
  /** Number of the transaction that wrote it. */
  readonly transaction: number;
}

export interface StrictServer {
  readonly url: string;
  /** Every version of each `Type/id`, oldest first. */
  readonly history: ReadonlyMap<string, readonly Version[]>;
  /** From now on nothing goes wrong. */
  calm(): void;
  stop(): Promise<void>;
}

export interface StrictOptions {
  readonly random: Random;
  /** Called when a transaction is committed and before it is answered. */
  readonly onCommit: () => void;
}

const TYPES = ['ResearchStudy', 'PlanDefinition', 'ActivityDefinition', 'EvidenceVariable', 'Group',
  'Organization', 'Location', 'DocumentReference', 'Provenance', 'AuditEvent']; // prettier-ignore

const STATEMENT = {
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2026-11-21',
  kind: 'instance',
  software: { name: 'strict server of bench/chaos' },
  fhirVersion: '4.0.1',
  format: ['application/fhir+json'],
  rest: [
    {
      mode: 'server',
      interaction: [{ code: 'transaction' }, { code: 'batch' }],
      resource: TYPES.map((type) => ({
        type,
        versioning: 'versioned-update',
        updateCreate: true,
        interaction: [
          { code: 'read' },
          { code: 'update' },
          { code: 'delete' },
          { code: 'search-type' },
        ],
        searchParam: [{ name: '_tag', type: 'token' }],
      })),
    },
  ],
};

class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export async function startStrictServer(options: StrictOptions): Promise<StrictServer> {
  const store = new Store();
  let isCalm = false;
  const server = createServer((request, response) => {
    const faults = isCalm ? undefined : options;
    answer(store, request, response, faults).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`,
    history: store.history,
    calm: () => (isCalm = true),
    stop: () => stop(server),
  };
}

async function stop(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

async function answer(
  store: Store,
  request: IncomingMessage,
  response: ServerResponse,
  faults: StrictOptions | undefined,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const random = faults?.random;
  if (random) await wait(random.between(0, 15));
  if (random?.chance(0.01) === true) return void response.destroy();
  const send = (status: number, value: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/fhir+json', 'retry-after': '0' });
    response.end(JSON.stringify(value));
  };
  if (random?.chance(0.03) === true) return send(503, outcome('too busy'));
  try {
    const value = store.handle(request.method ?? '', request.url ?? '', body);
    if (value['type'] === 'transaction-response') {
      faults?.onCommit();
      if (random) await wait(random.between(0, 15));
      if (random?.chance(0.02) === true) return void response.destroy();
    }
    send(200, value);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    send(error.status, outcome(error.message));
  }
}

const outcome = (diagnostics: string): JsonObject => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'processing', diagnostics }],
});

class Store {
  readonly history = new Map<string, Version[]>();
  #transactions = 0;

  handle(method: string, url: string, body: string): JsonObject {
    const { pathname, searchParams } = new URL(url, 'http://x');
    const path = pathname.replace(/^\/fhir\/?/, '');
    if (method === 'GET' && path === 'metadata') return STATEMENT;
    if (method === 'GET' && TYPES.includes(path))
      return this.#search(path, searchParams.get('_tag'));
    if (method === 'GET') return this.#read(path);
    if (method !== 'POST' || path !== '') throw new Refused(405, `${method} ${path}`);
    const bundle = JSON.parse(body) as JsonObject;
    return bundle['type'] === 'batch' ? this.#batch(bundle) : this.#transaction(bundle);
  }

  #current(reference: string): (JsonObject & { meta: JsonObject }) | undefined {
    const last = this.history.get(reference)?.at(-1)?.resource;
    if (!last) return undefined;
    const versionId = String(this.history.get(reference)?.length ?? 0);
    return { ...last, meta: { ...objectIn(last['meta']), versionId } };
  }

  #read(reference: string): JsonObject {
    const found = this.#current(reference);
    if (!found) throw new Refused(404, reference);
    return found;
  }

  #search(type: string, tag: string | null): JsonObject {
    const entry = [...this.history.keys()]
      .filter((reference) => reference.startsWith(`${type}/`))
      .flatMap((reference) => this.#current(reference) ?? [])
      .filter(({ meta }) =>
        objectsIn(meta['tag']).some(
          (one) => tag === null || tag === `${asText(one['system'])}|${asText(one['code'])}`,
        ),
      )
      .map((resource) => ({ resource }));
    return { resourceType: 'Bundle', type: 'searchset', total: entry.length, entry };
  }

  #batch(bundle: JsonObject): JsonObject {
    const entry = objectsIn(bundle['entry']).map((one) => {
      const request = objectIn(one['request']);
      if (request['method'] !== 'GET') throw new Refused(422, 'only reads in a batch');
      const resource = this.#current(asText(request['url']));
      return resource
        ? { resource, response: { status: '200 OK' } }
        : { response: { status: '404 Not Found' } };
    });
    return { resourceType: 'Bundle', type: 'batch-response', entry };
  }

  /** Checked whole before anything is written. */
  #transaction(bundle: JsonObject): JsonObject {
    const entries = objectsIn(bundle['entry']).map((one) => {
      const request = objectIn(one['request']);
      return { request, resource: objectIn(one['resource']), url: asText(request['url']) };
    });
    const urls = entries.map(({ url }) => url);
    if (new Set(urls).size < urls.length) throw new Refused(422, 'one identity twice');
    for (const { request, resource, url } of entries) this.#check(request, resource, url);
    this.#transactions += 1;
    const entry = entries.map(({ request, resource, url }) => {
      const isDelete = request['method'] === 'DELETE';
      const versions = this.history.get(url) ?? [];
      versions.push({ resource: isDelete ? undefined : resource, transaction: this.#transactions });
      this.history.set(url, versions);
      return { response: { status: '200 OK', etag: `W/"${versions.length}"` } };
    });
    return { resourceType: 'Bundle', type: 'transaction-response', entry };
  }

  #check(request: JsonObject, resource: JsonObject, url: string): void {
    const { method, ifMatch } = request;
    if (method !== 'PUT' && method !== 'DELETE') throw new Refused(422, `method ${asText(method)}`);
    const name = `${asText(resource['resourceType'])}/${asText(resource['id'])}`;
    if (method === 'PUT' && name !== url) throw new Refused(400, `${name} is not ${url}`);
    const now = this.history.get(url)?.length ?? 0;
    // What "versioned-update" says: who writes over something says what it has read.
    if (ifMatch === undefined && now > 0) throw new Refused(409, `${url} is there already`);
    if (ifMatch !== undefined && ifMatch !== `W/"${now}"`)
      throw new Refused(412, `${url} is at version ${now}, not ${asText(ifMatch)}`);
  }
}
