/** HTTP below the routes: limits of time and size, and answers to what never became a request. */
import { createServer, STATUS_CODES, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { FHIR_JSON, outcomeOfFailure } from './error-handler.ts';
import { Failure } from '../shared/failure.ts';

/** Headers are small: who takes long over them holds connections. */
const HEADERS_MS = 15_000;

/** `requestMs`: time a whole request may take to arrive. */
export function createHttpServer(listener: RequestListener, requestMs: number): Server {
  const server = createServer(
    {
      requestTimeout: requestMs,
      headersTimeout: Math.min(HEADERS_MS, requestMs),
      connectionsCheckingInterval: Math.min(1_000, requestMs),
      keepAliveTimeout: 10_000,
      maxHeaderSize: 16 * 1024,
    },
    listener,
  );
  server.maxRequestsPerSocket = 10_000;
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else refuse(socket as Socket, failureOf(error.code));
  });
  return server;
}

function failureOf(code: string | undefined): readonly [status: number, failure: Failure] {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return [408, new Failure('request-malformed', 'The request took too long to arrive.')];
  }
  if (code === 'HPE_HEADER_OVERFLOW')
    return [431, new Failure('request-too-large', 'The headers are too large.')];
  return [400, new Failure('request-malformed', 'This is no HTTP request.')];
}

function refuse(socket: Socket, [status, failure]: readonly [number, Failure]): void {
  const body = JSON.stringify(outcomeOfFailure(failure));
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Connection: close',
      'Cache-Control: no-store',
      'X-Content-Type-Options: nosniff',
      `Content-Type: ${FHIR_JSON}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}
