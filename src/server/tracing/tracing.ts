import type { RequestHandler, Response } from 'express';
import type { Http } from '../../deliver/transport/http.ts';

/** What a span says of itself: ids, names of destinations, counts. Never anything of a record. */
export type SpanFields = Readonly<Record<string, string | number>>;

/**
 * Where the service tells what it does for how long.
 *
 * A request is a span in its caller's trace. What becomes of a webhook is a trace of its own, known by the job's id in every
 * process without being stored: `receive`, which links to the request, and below it `convert` and `deliver`, whenever they come about.
 */
export interface Tracing {
  readonly requests: RequestHandler;
  /** A request was stored as this job. */
  readonly stored: (job: string, response: Response, bytes: number) => void;
  /** A step in the trace of a job. */
  readonly ofJob: <T>(
    job: string,
    name: string,
    fields: SpanFields,
    work: () => Promise<T>,
  ) => Promise<T>;
  /** A step of whatever is being done. */
  readonly step: <T>(name: string, fields: SpanFields, work: () => Promise<T>) => Promise<T>;
  /** What is being done came to this failure. */
  readonly failed: (code: string) => void;
  /** Requests to others: a span each, whose `traceparent` they carry. */
  readonly around: (http: Http) => Http;
  /** Sends what is not sent yet. */
  readonly close: () => Promise<void>;
}

/** Nobody asked for traces. */
export const NO_TRACING: Tracing = {
  requests: (_request, _response, next) => next(),
  stored: () => undefined,
  ofJob: (_job, _name, _fields, work) => work(),
  step: (_name, _fields, work) => work(),
  failed: () => undefined,
  around: (http) => http,
  close: () => Promise.resolve(),
};
