import { Failure, type FailureCode } from '../shared/failure.ts';

/** Errors of which it is certain that no request was sent: node's and undici's codes. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const TLS = /^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/** What fetch threw. Where the request may have reached the server, the failure is ambiguous. */
export function failureOfThrown(error: unknown, method: string, timeoutMs: number): Failure {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new Failure(
      'fhir-server-timeout',
      `The FHIR server gave no answer to ${method} within ${timeoutMs} ms; whether it acted is unknown.`,
      { cause: error },
    );
  }
  const code = errorCode(error);
  if (NOT_SENT.has(code) || TLS.test(code)) {
    return new Failure(
      'fhir-server-unreachable',
      `The FHIR server cannot be reached (${code}); nothing was sent.`,
      { cause: error },
    );
  }
  return new Failure(
    'fhir-server-broke',
    `The connection to the FHIR server ended before it answered ${method} (${code}); whether it acted is unknown.`,
    { cause: error },
  );
}

function errorCode(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code, errors } = current as { code?: unknown; errors?: unknown };
    if (typeof code === 'string') return code;
    // Happy Eyeballs: one refused connection for each address of the host.
    if (Array.isArray(errors) && errors.length > 0) return errorCode(errors[0]);
  }
  return 'unknown';
}

/** An answer outside 2xx. */
export function failureOfStatus(
  method: string,
  status: number,
  outcome: readonly string[],
  retryAfter: string | null,
): Failure {
  const said = outcome.length > 0 ? ` ${outcome.slice(0, 5).join(' | ')}` : '';
  const retryAfterS = secondsOf(retryAfter);
  return new Failure(
    codeOfStatus(status),
    `The FHIR server answered ${method} with status ${status}${meaningOf(status)}.${said}`,
    retryAfterS === undefined ? {} : { retryAfterS },
  );
}

export function codeOfStatus(status: number): FailureCode {
  if (status === 429 || status === 503) return 'fhir-server-busy';
  // 412 is a failed If-Match, which HAPI reports as 409: both mean that somebody wrote in between.
  if (status === 409 || status === 412) return 'fhir-server-conflict';
  if (status === 401 || status === 403) return 'fhir-server-unauthorized';
  if (status === 408) return 'fhir-server-timeout';
  if (status >= 500) return 'fhir-server-broke';
  return 'fhir-server-rejected';
}

function meaningOf(status: number): string {
  if (status >= 300 && status < 400)
    return ' (a redirect, which is not followed: configure the final address)';
  if (status === 409 || status === 412) return ' (the resource changed meanwhile)';
  return '';
}

/** Retry-After is seconds or an HTTP date (RFC 9110 section 10.2.3). */
function secondsOf(retryAfter: string | null, nowMs: number = Date.now()): number | undefined {
  if (retryAfter === null) return undefined;
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter);
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - nowMs) / 1000));
}
