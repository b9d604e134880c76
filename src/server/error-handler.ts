/** The only place where something thrown becomes an HTTP answer; every answer is an OperationOutcome. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { codeSystem } from '../shared/canonical.ts';
import { Failure, FAILURE_CODES, type FailureCode } from '../shared/failure.ts';
import type { JsonObject } from '../shared/json.ts';
import type { Log } from '../shared/logger.ts';
import { correlationOf } from './correlation.ts';

export const FHIR_JSON = 'application/fhir+json; charset=utf-8';

export interface Answer {
  readonly status: number;
  readonly outcome: JsonObject;
  /** Its sentence. */
  readonly message: string;
  readonly retryAfterS?: number;
}

/** What a caller is told of an error. Of a bug it is the request id and nothing else: its message may quote a record. */
export function answerOfError(error: unknown, requestId: string): Answer {
  const failure = error instanceof Failure ? error : ofParser(error);
  if (!failure) {
    const message = `Internal error (request ${requestId}).`;
    return { status: 500, outcome: outcomeOf('exception', 'internal-error', message), message };
  }
  const { status } = FAILURE_CODES[failure.code];
  return {
    status,
    outcome: outcomeOfFailure(failure),
    message: failure.message,
    ...(failure.retryAfterS !== undefined && { retryAfterS: failure.retryAfterS }),
  };
}

export function outcomeOfFailure(failure: Failure): JsonObject {
  return outcomeOf(ISSUE_TYPES[failure.code] ?? typeOf(failure), failure.code, failure.message);
}

/** http://hl7.org/fhir/R4/valueset-issue-type.html */
const ISSUE_TYPES: Partial<Record<FailureCode, string>> = {
  'not-found': 'not-found',
  'method-not-allowed': 'not-supported',
  'media-type-unsupported': 'not-supported',
  'request-malformed': 'structure',
  'request-too-large': 'too-long',
  'too-many-requests': 'throttled',
  'webhook-id-reused': 'conflict',
  'job-state': 'conflict',
  'credentials-missing': 'login',
  'credentials-invalid': 'login',
  'origin-refused': 'forbidden',
  'signature-missing': 'login',
  'signature-invalid': 'security',
  'signature-expired': 'expired',
};

const typeOf = (failure: Failure): string =>
  failure.retry === 'permanent' ? 'processing' : 'transient';

function outcomeOf(type: string, code: string, message: string): JsonObject {
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: type,
        details: { coding: [{ system: codeSystem('issue-code'), code }], text: message },
        diagnostics: message,
      },
    ],
  };
}

/** Errors of Express and its body parser carry a type or a 4xx status; their messages are not passed on. */
function ofParser(error: unknown): Failure | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { type, status, limit } = error as { type?: unknown; status?: unknown; limit?: unknown };
  if (type === 'entity.too.large') {
    return new Failure(
      'request-too-large',
      `The body is larger than ${Number(limit)} bytes; nothing was stored.`,
    );
  }
  if (status === 415) {
    return new Failure(
      'media-type-unsupported',
      'The body is sent under an encoding that is not accepted; nothing was stored.',
    );
  }
  const isCallers = typeof status === 'number' && status >= 400 && status < 500;
  return isCallers
    ? new Failure('request-malformed', 'The request cannot be read; nothing was stored.')
    : undefined;
}

export function sendOutcome(response: Response, status: number, outcome: JsonObject): void {
  response.status(status).type(FHIR_JSON).send(JSON.stringify(outcome));
}

export const unknownPath: RequestHandler = (_request, _response, next) => {
  next(new Failure('not-found', 'There is nothing at this address.'));
};

/** Gives the page that tells a person of an error. */
export type ErrorPage = (error: {
  readonly status: number;
  readonly message: string;
  readonly requestId: string;
}) => string;

/** An address for persons: who asks for HTML is told of an error by a page. Goes before whatever may fail. */
export const forPersons: RequestHandler = (_request, response, next) => {
  response.locals['isForPersons'] = true;
  next();
};

/** A browser names HTML first when a person asks; a program that takes anything gets the OperationOutcome. */
const isPersonAsking = (request: Request, response: Response): boolean =>
  response.locals['isForPersons'] === true && /^text\/html\b/.test(request.get('accept') ?? '');

export function errorHandler(log: Log, errorPage?: ErrorPage): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const about = correlationOf(response);
    const answer = answerOfError(error, about.requestId);
    if (answer.status === 500) log.error('request broke', about, error);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (answer.retryAfterS !== undefined) response.set('Retry-After', String(answer.retryAfterS));
    const { status, outcome, message } = answer;
    if (errorPage && isPersonAsking(request, response))
      response.status(status).type('html').send(errorPage({ status, message, requestId: about.requestId })); // prettier-ignore
    else sendOutcome(response, status, outcome);
  };
}
