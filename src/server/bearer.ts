import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import type { ProxySettings } from '../config/destination.ts';
import type { BearerAccess } from '../config/read-access.ts';
import { openHttp, readText, type Http } from '../deliver/transport/http.ts';
import { Failure } from '../shared/failure.ts';

/** Gives who a bearer token is of, its `sub`; throws a Failure for a token that is not to be believed. */
export type VerifyToken = (token: string) => Promise<string>;

/** Public-key algorithms only: `none` and shared secrets are refused whatever a token says of itself. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']; // prettier-ignore
/** Clocks may differ by this. */
const TOLERANCE_S = 30;
const TIMEOUT_MS = 5_000;
const MAX_BYTES = 1024 * 1024;

/**
 * Checks signature, issuer, audience and times of JSON Web Tokens (RFC 7519). The keys are had from the one address
 * that is configured, and again when a token names one that is not known, at most every 30 seconds.
 */
export function tokenVerifier(access: BearerAccess, proxy: ProxySettings = {}): VerifyToken {
  const http = openHttp({ proxy, timeoutMs: TIMEOUT_MS });
  const keys = createRemoteJWKSet(new URL(access.jwksUrl), {
    timeoutDuration: TIMEOUT_MS,
    [customFetch]: (url) => fetchKeys(http, url),
  });
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: access.issuer,
        audience: access.audience,
        algorithms: ALGORITHMS,
        clockTolerance: TOLERANCE_S,
        requiredClaims: ['exp', 'sub'],
      });
      return payload.sub ?? '';
    } catch (cause) {
      throw failureOf(cause);
    }
  };
}

/** No redirect is followed, and no more is read than keys can be. */
async function fetchKeys(http: Http, url: string): Promise<Response> {
  const headers = { accept: 'application/json' };
  const answer = await http.send(url, { method: 'GET', headers, timeoutMs: TIMEOUT_MS });
  const text = await readText(answer, MAX_BYTES);
  return new Response(text, { status: answer.status === 200 ? 200 : 502 });
}

/** Faults of the token are the caller's; anything else means that the keys could not be had. */
function failureOf(cause: unknown): Failure {
  if (cause instanceof errors.JWTExpired)
    return new Failure('credentials-invalid', 'The token has expired.', { cause });
  if (cause instanceof errors.JWTClaimValidationFailed) {
    const claim = ['iss', 'aud', 'exp', 'nbf', 'sub'].find((one) => one === cause.claim);
    const message = `The token is not for this service: ${claim ?? 'a claim'} is missing or another.`;
    return new Failure('credentials-invalid', message, { cause });
  }
  if (TOKEN_FAULTS.some((kind) => cause instanceof kind))
    return new Failure('credentials-invalid', 'The token is none that the issuer signed.', { cause }); // prettier-ignore
  return new Failure('credentials-unchecked', 'The keys of the issuer cannot be had at present.', {
    cause,
    retryAfterS: 30,
  });
}

const TOKEN_FAULTS = [
  errors.JWSInvalid,
  errors.JWTInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];
