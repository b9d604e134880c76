/**
 * Where tokens are had: the configured address, or the one the FHIR server's own
 * `.well-known/smart-configuration` names, if that has the server's origin (scheme, host and port).
 *
 * The rule keeps secrets and signed assertions from going where only an answer said (SSRF): an answer may
 * choose a path on the host the operator named, and no host.
 */
import type { ClientSecretAuth, PrivateKeyAuth } from '../../config/destination.ts';
import { isSecretsUrl } from '../../config/checks.ts';
import { Failure } from '../../shared/failure.ts';
import { asText, isJsonObject, type JsonObject, listIn } from '../../shared/json.ts';
import { failureOfThrown, secondsOf } from '../fhir-failures.ts';
import { readText, type Http, type HttpRequest } from '../transport/http.ts';

export interface TokenEndpointParts {
  readonly baseUrl: string;
  readonly auth: ClientSecretAuth | PrivateKeyAuth;
  readonly http: Http;
  readonly timeoutMs: number;
}

/** An answer of a login server is small. */
const MAX_BYTES = 1024 * 1024;

export interface JsonAnswer {
  readonly status: number;
  readonly json: JsonObject;
  readonly retryAfterS: number | undefined;
  /** Its clock as it told it, in ms; undefined where it did not. */
  readonly dateMs: number | undefined;
}

/** The address of the token endpoint. Nothing is asked where it is configured. */
export async function findTokenEndpoint(parts: TokenEndpointParts): Promise<string> {
  const { auth, baseUrl } = parts;
  if (auth.tokenUrl !== undefined) return auth.tokenUrl;
  const { status, json, retryAfterS } = await askJson(
    parts,
    `${baseUrl}/.well-known/smart-configuration`,
    {
      method: 'GET',
      headers: { accept: 'application/json' },
    },
  );
  if (status !== 200 && !isRefusal(status)) throw busy('smart-configuration', status, retryAfterS);
  const found = asText(json['token_endpoint']);
  if (status !== 200 || found === '') {
    throw unauthorized(
      `The FHIR server has no .well-known/smart-configuration with a token_endpoint (status ${status}); set auth.tokenUrl.`,
    );
  }
  requireOwnOrigin(found, baseUrl);
  requireAlgorithm(json, auth);
  return found;
}

function requireOwnOrigin(found: string, baseUrl: string): void {
  const origin = URL.canParse(found) ? new URL(found).origin : 'no address';
  if (origin !== new URL(baseUrl).origin) {
    throw unauthorized(
      `The FHIR server names a token endpoint elsewhere (${origin.slice(0, 200)}), and nothing was sent there; if it is right, set auth.tokenUrl.`,
    );
  }
  if (isSecretsUrl(found)) return;
  throw unauthorized('The token endpoint is not reached over TLS, and nothing was sent there.');
}

/** SMART App Launch 2.2, `token_endpoint_auth_signing_alg_values_supported`: optional, so absence says nothing. */
function requireAlgorithm(json: JsonObject, auth: TokenEndpointParts['auth']): void {
  if (auth.kind !== 'private-key-jwt') return;
  const known = listIn(json['token_endpoint_auth_signing_alg_values_supported']).map(asText);
  if (known.length === 0 || known.includes(auth.algorithm)) return;
  throw unauthorized(
    `The FHIR server takes assertions signed with ${known.slice(0, 9).join(', ')}, not ${auth.algorithm}.`,
  );
}

/** One exchange with a login server; anything but JSON is an empty object. */
export async function askJson(
  { http, timeoutMs }: TokenEndpointParts,
  url: string,
  request: Omit<HttpRequest, 'timeoutMs'>,
): Promise<JsonAnswer> {
  let text: string | undefined;
  let response;
  try {
    response = await http.send(url, { ...request, timeoutMs });
    text = await readText(response, MAX_BYTES);
  } catch (error) {
    throw failureOfThrown(error, request.method, timeoutMs, 'token endpoint');
  }
  const date = response.headers.get('date');
  const dateMs = date === null ? Number.NaN : Date.parse(date);
  return {
    status: response.status,
    json: parsed(text ?? ''),
    retryAfterS: secondsOf(response.headers.get('retry-after'), date),
    dateMs: Number.isNaN(dateMs) ? undefined : dateMs,
  };
}

function parsed(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** A definite no, which asking again does not change; 408 and 429 are none. */
export const isRefusal = (status: number): boolean =>
  status >= 300 && status < 500 && ![408, 429].includes(status);

export function busy(what: string, status: number, retryAfterS: number | undefined): Failure {
  const message = `The ${what} was answered with status ${status} and nothing to go on with.`;
  return new Failure('fhir-server-busy', message, retryAfterS === undefined ? {} : { retryAfterS });
}

export const unauthorized = (message: string): Failure =>
  new Failure('fhir-server-unauthorized', message);
