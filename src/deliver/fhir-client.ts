/**
 * HTTP to the one FHIR server that is configured.
 *
 * Every way it can go wrong becomes a Failure whose code fixes the retry class, assigned here where the
 * cause is known. Redirects are not followed and no address from a payload is ever used, so a token
 * only travels to the host the operator named.
 */
import { Failure } from '../shared/failure.ts';
import { isJsonObject, type JsonObject } from '../shared/json.ts';
import { outcomeTexts, type Exchange } from './exchange.ts';
import { failureOfStatus, failureOfThrown } from './fhir-failures.ts';

export interface FhirClientOptions {
  /** Base address of the server, without a trailing slash. */
  readonly baseUrl: string;
  /** Bearer token. */
  readonly token?: string;
  /** Time one exchange may take, answer included. @default 30000 */
  readonly timeoutMs?: number;
  /** Bytes an answer may have. @default 33554432 */
  readonly maxResponseBytes?: number;
}

export interface FhirRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Relative to the base; one that starts with `?` is a query of the base itself. */
  readonly path: string;
  readonly body?: JsonObject;
  /** For searches: an answer made now instead of a kept one, and a refusal of parameters the server does not know. */
  readonly isSearch?: boolean;
  /** Statuses besides 2xx that are an answer and no failure. @default [] */
  readonly accept?: readonly number[];
}

export interface FhirAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

export type OnExchange = (exchange: Exchange) => void;

export interface FhirClient {
  readonly baseUrl: string;
  /** Resolves for 2xx with FHIR JSON and for `accept`ed statuses; throws a Failure for all else. */
  send(request: FhirRequest, onExchange?: OnExchange): Promise<FhirAnswer>;
}

const DEFAULTS = { timeoutMs: 30_000, maxResponseBytes: 32 * 1024 * 1024 };

export function createFhirClient(options: FhirClientOptions): FhirClient {
  const settings: Settings = {
    ...DEFAULTS,
    ...options,
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
  };
  return {
    baseUrl: settings.baseUrl,
    send: (request, onExchange) => send(settings, request, onExchange ?? (() => undefined)),
  };
}

interface Settings {
  readonly baseUrl: string;
  readonly token?: string;
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
}

interface RawAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly contentType: string;
  readonly text: string;
}

async function send(
  settings: Settings,
  request: FhirRequest,
  onExchange: OnExchange,
): Promise<FhirAnswer> {
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  const started = performance.now();
  const report = (answer?: RawAnswer, json?: JsonObject): void =>
    onExchange({
      method: request.method,
      path: request.path,
      ...(answer && { status: answer.status }),
      durationMs: Math.round(performance.now() - started),
      requestBytes: body === undefined ? 0 : Buffer.byteLength(body),
      responseBytes: answer ? Buffer.byteLength(answer.text) : 0,
      outcome: outcomeTexts(json),
    });

  let raw: RawAnswer;
  try {
    raw = await exchange(settings, request, body);
  } catch (error) {
    report();
    throw error instanceof Failure
      ? error
      : failureOfThrown(error, request.method, settings.timeoutMs);
  }
  const json = parseJson(raw.text);
  report(raw, json);
  return toAnswer(request, raw, json);
}

function toAnswer(request: FhirRequest, raw: RawAnswer, json: JsonObject | undefined): FhirAnswer {
  const isGood = raw.status >= 200 && raw.status < 300;
  if (!isGood && !request.accept?.includes(raw.status)) {
    throw failureOfStatus(request.method, raw.status, outcomeTexts(json), raw.retryAfter);
  }
  if (json) return { status: raw.status, body: json };
  if (!isGood) return { status: raw.status, body: {} };
  // A login page or a proxy's note under status 200: nobody knows what became of the request.
  throw new Failure(
    'fhir-server-broke',
    `The FHIR server answered ${request.method} with ${raw.status} and "${raw.contentType}", not FHIR JSON; the answer was not used.`,
  );
}

async function exchange(
  settings: Settings,
  request: FhirRequest,
  body: string | undefined,
): Promise<RawAnswer> {
  const response = await fetch(addressOf(settings.baseUrl, request.path), {
    method: request.method,
    redirect: 'manual',
    signal: AbortSignal.timeout(settings.timeoutMs),
    headers: {
      accept: 'application/fhir+json',
      'user-agent': 'trialcast',
      ...(request.isSearch === true && SEARCH_HEADERS),
      ...(body !== undefined && { 'content-type': 'application/fhir+json' }),
      ...(settings.token !== undefined && { authorization: `Bearer ${settings.token}` }),
    },
    ...(body !== undefined && { body }),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    contentType: (response.headers.get('content-type') ?? 'no content type').slice(0, 100),
    text: await readLimited(response, settings.maxResponseBytes),
  };
}

/** HAPI answers a search from one it kept for a minute, and a lenient server passes over what it cannot search by. */
const SEARCH_HEADERS = { 'cache-control': 'no-cache', prefer: 'handling=strict' };

function addressOf(baseUrl: string, path: string): string {
  return path === '' || path.startsWith('?') ? `${baseUrl}${path}` : `${baseUrl}/${path}`;
}

async function readLimited(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    // Leaving the loop early cancels the stream.
    if (size > maxBytes) {
      throw new Failure(
        'fhir-server-broke',
        `The FHIR server's answer is larger than ${maxBytes} bytes; it was not read to its end.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
