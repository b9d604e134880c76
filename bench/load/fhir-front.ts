import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { asText, objectIn, objectsIn, type JsonObject } from '../../src/shared/json.ts';

/** What deliveries go to: it can hold every request back until it is opened. */
export interface Front {
  readonly url: string;
  hold(): void;
  open(): void;
  stop(): Promise<void>;
}

const TYPES = ['ResearchStudy', 'PlanDefinition', 'ActivityDefinition', 'EvidenceVariable', 'Group',
  'Organization', 'Location', 'DocumentReference', 'Provenance']; // prettier-ignore

const STATEMENT = {
  resourceType: 'CapabilityStatement',
  fhirVersion: '4.0.1',
  software: { name: 'stub of bench/load' },
  rest: [
    {
      mode: 'server',
      interaction: [{ code: 'transaction' }, { code: 'batch' }],
      resource: TYPES.map((type) => ({ type, updateCreate: true })),
    },
  ],
};

/** A server that has nothing, takes everything and needs the same time for each request; in a thread of its own. */
export async function startStub(latencyMs: number): Promise<Front> {
  const thread = new Worker(new URL('stub-thread.ts', import.meta.url), {
    workerData: { latencyMs },
  });
  const [url] = (await once(thread, 'message')) as [string];
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
  const order = (name: 'hold' | 'open') => (): void => thread.postMessage(name);
  return {
    url,
    hold: order('hold'),
    open: order('open'),
    stop: async () => {
      await thread.terminate();
    },
  };
}

export function serveStub(latencyMs: number): Promise<Front> {
  return startFront(async (request, body) => {
    await wait(latencyMs);
    if (request.method === 'GET') return STATEMENT;
    const bundle = JSON.parse(body.toString('utf8')) as JsonObject;
    const entry = objectsIn(bundle['entry']).map((one) =>
      objectIn(one['request'])['method'] === 'GET'
        ? { response: { status: '404 Not Found' } }
        : { response: { status: '201 Created', etag: 'W/"1"' } },
    );
    return { resourceType: 'Bundle', type: `${asText(bundle['type'])}-response`, entry };
  });
}

/** Passes everything on to a real server. */
export function startPassage(target: string): Promise<Front> {
  return startFront(async (request, body, response) => {
    const path = (request.url ?? '').replace(/^\/fhir/, '');
    const { accept = '', prefer } = request.headers;
    const answer = await fetch(`${target}${path}`, {
      method: request.method ?? 'GET',
      headers: {
        accept,
        ...(typeof prefer === 'string' && { prefer }),
        ...(body.length > 0 && { 'content-type': 'application/fhir+json' }),
      },
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    response.statusCode = answer.status;
    return answer.text();
  });
}

type Act = (request: IncomingMessage, body: Buffer, response: ServerResponse) => Promise<unknown>;

async function startFront(act: Act): Promise<Front> {
  let gate = Promise.resolve();
  let release = (): void => undefined;
  const server = createServer((request, response) => {
    const handle = async (): Promise<void> => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      await gate;
      const value = await act(request, Buffer.concat(chunks), response);
      response.setHeader('content-type', 'application/fhir+json');
      response.end(typeof value === 'string' ? value : JSON.stringify(value));
    };
    handle().catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`,
    hold: () => {
      gate = new Promise((resolve) => (release = resolve));
    },
    open: () => release(),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
