/**
 * A TLS proxy before a real FHIR server that does on demand what servers and networks do when they fail.
 *
 * It sees whole requests, so a fault can be put before or after the server has acted.
 */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Pair } from './certificates.ts';

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Buffer;
  /** The body is a transaction, or a batch of writes. */
  readonly isWrite: boolean;
  /** The body is a batch by which is asked what is there. */
  readonly isRead: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface FaultContext {
  readonly seen: Seen;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Lets the real server act, on this body instead if there is one; its answer is not sent yet. */
  readonly forward: (body?: string) => Promise<Answer>;
  readonly send: (answer: Answer) => void;
  /** Ends the connection at once, without a word (TCP reset). */
  readonly reset: () => void;
}

/** True where it has dealt with the request; anything else is passed on. */
export type Fault = (context: FaultContext) => Promise<boolean> | boolean;

export interface FaultProxy {
  /** `https://localhost:PORT/...`, path of the server behind it included. */
  readonly url: string;
  fault: Fault | undefined;
  /** Whether the server takes this `Authorization`; asked where no fault has dealt with a request. */
  guard: (authorization: string | undefined) => boolean;
  readonly seen: readonly Seen[];
  /** Stops listening and ends every connection: what comes is refused. */
  close(): Promise<void>;
  /** Listens again, at the same port. */
  open(): Promise<void>;
  /** Shows another certificate to connections from now on, and ends those there are. */
  show(pair: Pair): void;
  stop(): Promise<void>;
}

export async function startFaultProxy(target: string, pair: Pair): Promise<FaultProxy> {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const { origin, pathname } = new URL(target);
  let server = create(pair);
  let shown = pair;

  function create(shownPair: Pair): Server {
    const created = createServer({ ...shownPair }, (request, response) => {
      const port = request.socket.remotePort;
      const reset = (): void => {
        for (const socket of sockets) if (socket.remotePort === port) socket.resetAndDestroy();
      };
      void handle(proxy, { origin, seen, reset }, request, response).catch(() =>
        response.destroy(),
      );
    });
    // The connection below TLS, which `net` declares as a socket and `https` as a stream.
    created.on('connection', (stream) => {
      const socket = stream as Socket;
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    });
    return created;
  }
  async function listen(port: number): Promise<number> {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }
  const endAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    endAll();
    await once(server, 'close');
  };

  const proxy: FaultProxy = {
    url: '',
    fault: undefined,
    guard: () => true,
    seen,
    close,
    open: async () => {
      server = create(shown);
      await listen(port);
    },
    show: (next) => {
      shown = next;
      server.setSecureContext({ ...next });
      endAll();
    },
    stop: close,
  };
  const port = await listen(0);
  return Object.assign(proxy, { url: `https://localhost:${port}${pathname.replace(/\/$/, '')}` });
}

interface Handling {
  readonly origin: string;
  readonly seen: Seen[];
  readonly reset: () => void;
}

async function handle(
  proxy: FaultProxy,
  { origin, seen, reset }: Handling,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await buffer(request);
  const one: Seen = {
    method: request.method ?? '',
    path: request.url ?? '',
    authorization: request.headers.authorization,
    body,
    isWrite: body.includes('"method":"PUT"'),
    isRead: body.includes('"method":"GET"'),
  };
  seen.push(one);
  const context: FaultContext = {
    seen: one,
    request,
    response,
    reset,
    forward: (changed) => forward(origin, one, request, changed),
    send: ({ status, headers = {}, body: text = '' }) => {
      response.writeHead(status, { 'content-type': 'application/fhir+json', ...headers });
      response.end(text);
    },
  };
  if ((await proxy.fault?.(context)) === true) return;
  context.send(proxy.guard(one.authorization) ? await context.forward() : UNKNOWN);
}

const UNKNOWN: Answer = { status: 401, headers: { 'www-authenticate': 'Bearer' } };

/** An OperationOutcome with one error. */
export function outcome(diagnostics: string): string {
  const issue = [{ severity: 'error', code: 'processing', diagnostics }];
  return JSON.stringify({ resourceType: 'OperationOutcome', issue });
}

async function forward(
  origin: string,
  seen: Seen,
  request: IncomingMessage,
  body: string | Uint8Array = new Uint8Array(seen.body),
): Promise<Answer> {
  const { accept, prefer } = request.headers;
  const contentType = request.headers['content-type'];
  const answer = await fetch(`${origin}${seen.path}`, {
    method: seen.method,
    headers: {
      ...(accept !== undefined && { accept }),
      ...(typeof prefer === 'string' && { prefer }),
      ...(contentType !== undefined && { 'content-type': contentType }),
      'cache-control': 'no-cache',
    },
    ...(body.length > 0 && { body }),
  });
  return {
    status: answer.status,
    headers: { 'content-type': answer.headers.get('content-type') ?? 'text/plain' },
    body: await answer.text(),
  };
}
