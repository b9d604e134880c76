import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

/**
 * Every answer has an `X-Request-Id`: the caller's own where it is one word, else a new one. A `traceparent` of the
 * caller (W3C Trace Context) comes back as it is, and its trace id stands in the log.
 */
export const correlation: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  const id = given !== undefined && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
  response.locals['requestId'] = id;
  response.set('X-Request-Id', id);
  const parent = request.get('traceparent') ?? '';
  const [, trace] = TRACEPARENT.exec(parent) ?? [];
  if (trace !== undefined) {
    response.locals['traceId'] = trace;
    response.set('traceparent', parent);
  }
  next();
};

/** https://www.w3.org/TR/trace-context/#traceparent-header; ids of zeros are none. */
const TRACEPARENT =
  /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-[\w-]{1,64})?$/;

/** What a log line about a request says of it. */
export function correlationOf({ locals }: Pick<Response, 'locals'>): {
  readonly requestId: string;
  readonly traceId?: string;
} {
  const { requestId, traceId } = locals as { requestId?: unknown; traceId?: unknown };
  return {
    requestId: typeof requestId === 'string' ? requestId : '',
    ...(typeof traceId === 'string' && { traceId }),
  };
}
