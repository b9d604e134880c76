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
  'UND_ERR_PRX_TLS',
]);
/** Codes of node and OpenSSL for a handshake that did not come about, and what a person may do about it. */
const TLS =
  /^(?:CERT_|CRL_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|INVALID_CA|HOSTNAME_MISMATCH)/;
const TLS_ADVICE: readonly (readonly [RegExp, string])[] = [
  [/EXPIRED/, 'its certificate has expired'],
  [/ALTNAME|HOSTNAME/, 'its certificate is for another host name'],
  [
    /SELF_SIGNED|UNABLE_TO_|DEPTH_ZERO/,
    'no trusted authority vouches for its certificate: see tls.ca',
  ],
  [
    /ALERT_(?:CERTIFICATE|HANDSHAKE|UNKNOWN_CA|BAD_CERT)/,
    'it does not accept our certificate: see tls.cert',
  ],
];

/** Who was asked, in the words of a message. */
export type Peer = 'FHIR server' | 'token endpoint';

/** What an exchange threw. Where the request may have reached the server, the failure is ambiguous. */
export function failureOfThrown(
  error: unknown,
  method: string,
  timeoutMs: number,
  peer: Peer = 'FHIR server',
): Failure {
  const options = { cause: error };
  if (error instanceof Error && error.name === 'TimeoutError') {
    const message = `The ${peer} gave no answer to ${method} within ${timeoutMs} ms; whether it acted is unknown.`;
    return new Failure('fhir-server-timeout', message, options);
  }
  const code = errorCode(error);
  if (TLS.test(code)) {
    const advice = TLS_ADVICE.find(([pattern]) => pattern.test(code))?.[1];
    const why = advice === undefined ? code : `${advice} (${code})`;
    const message = `No TLS connection to the ${peer}: ${why}; nothing was sent.`;
    return new Failure('fhir-server-tls', message, options);
  }
  if (NOT_SENT.has(code) || isProxyRefusal(error)) {
    const message = `The ${peer} cannot be reached (${isProxyRefusal(error) ? 'the proxy refused' : code}); nothing was sent.`;
    return new Failure('fhir-server-unreachable', message, options);
  }
  const message = `The connection to the ${peer} ended before it answered ${method} (${code}); whether it acted is unknown.`;
  return new Failure('fhir-server-broke', message, options);
}

/** undici has no code of its own for a proxy that opens no tunnel. */
function isProxyRefusal(error: unknown): boolean {
  return causesOf(error).some(({ message }) => message.startsWith('Proxy response ('));
}

function causesOf(error: unknown): readonly Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}

function errorCode(error: unknown): string {
  for (const current of causesOf(error)) {
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
  retryAfterS: number | null = null,
): Failure {
  const said = outcome.length > 0 ? ` ${outcome.slice(0, 5).join(' | ')}` : '';
  const wish = retryAfterS === null ? '' : ` It asked to be left alone for ${retryAfterS} s.`;
  return new Failure(
    codeOfStatus(status),
    `The FHIR server answered ${method} with status ${status}${meaningOf(status)}.${wish}${said}`,
    {
      // A page of something before the server tells nothing of the server.
      ...(outcome.length > 0 && { httpStatus: status }),
      ...(retryAfterS !== null && { retryAfterS }),
    },
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

const MEANINGS: Readonly<Record<number, string>> = {
  401: 'who asks is not known to it: see auth',
  403: 'who asks may not do this',
  404: 'nothing is there: is the base address right?',
  409: 'the resource changed meanwhile',
  412: 'the resource changed meanwhile',
  413: 'the bundle is too large for it: see maxEntries',
};

function meaningOf(status: number): string {
  const isRedirect = status >= 300 && status < 400;
  const meaning = isRedirect
    ? 'a redirect, which is not followed: configure the final address'
    : MEANINGS[status];
  return meaning === undefined ? '' : ` (${meaning})`;
}

/**
 * Seconds of a `Retry-After`, which is a number of them or an HTTP date (RFC 9110 section 10.2.3). A date is
 * measured against the answer's own `Date`, so that clocks that differ do not matter.
 */
export function secondsOf(
  retryAfter: string | null,
  date: string | null,
  nowMs: number = Date.now(),
): number | undefined {
  if (retryAfter === null) return undefined;
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter);
  const at = Date.parse(retryAfter);
  const told = date === null ? Number.NaN : Date.parse(date);
  const from = Number.isNaN(told) ? nowMs : told;
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - from) / 1000));
}
