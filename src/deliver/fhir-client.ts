/**
 * HTTP to the one FHIR server that is configured.
 *
 * Every way it can go wrong becomes a Failure whose code fixes the retry class, assigned here where the
 * cause is known. Redirects are not followed and no address from a payload is ever used, so a token
 * only travels to the host the operator named.
 */
import type { JsonObject } from '../shared/json.ts';
import { fixedAuthorizer, type Authorizer } from './auth/authorizer.ts';
import type { Exchange } from './exchange.ts';
import { failureOfStatus, failureOfThrown } from './fhir-failures.ts';
import { readRaw, requireFhir, type RawAnswer } from './raw-answer.ts';
import { OPEN_GATE, type Gate } from './transport/gate.ts';
import { PLAIN_HTTP, type Http } from './transport/http.ts';

export interface FhirClientOptions {
  /** Base address of the server, without a trailing slash. */
  readonly baseUrl: string;
  /** Time one exchange may take, answer included. @default 30000 */
  readonly timeoutMs?: number;
  /** Bytes an answer may have. @default 33554432 */
  readonly maxResponseBytes?: number;
  /** Who asks. @default nobody in particular */
  readonly authorizer?: Authorizer;
  /** @default Node's own connections */
  readonly http?: Http;
  /** Turn, pace and breaker. @default everything at once */
  readonly gate?: Gate;
}

export interface FhirRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Relative to the base; one that starts with `?` is a query of the base itself. */
  readonly path: string;
  readonly body?: JsonObject;
  /** For searches: an answer made now instead of a kept one, and a refusal of parameters the server does not know. */
  readonly isSearch?: boolean;
  /** Version that must be the current one: `W/"7"`. */
  readonly ifMatch?: string;
  /** Query of a conditional create, without `?`. */
  readonly ifNoneExist?: string;
  /** Statuses besides 2xx that are an answer and no failure. @default [] */
  readonly accept?: readonly number[];
}

export interface FhirAnswer {
  readonly status: number;
  /** Empty where the server sent none, which it may after a write. */
  readonly body: JsonObject;
  /** `ETag` and `Location` of what was written. */
  readonly etag?: string;
  readonly location?: string;
}

export type OnExchange = (exchange: Exchange) => void;

export interface FhirClient {
  readonly baseUrl: string;
  /** The same for a client and all that is wrapped around it: what is learned of its server is kept under it. */
  readonly server?: object;
  /** Resolves for 2xx with FHIR JSON and for `accept`ed statuses; throws a Failure for all else. */
  send(request: FhirRequest, onExchange?: OnExchange): Promise<FhirAnswer>;
}

export function createFhirClient(options: FhirClientOptions): FhirClient {
  const settings: Settings = {
    timeoutMs: 30_000,
    maxResponseBytes: 32 * 1024 * 1024,
    authorizer: fixedAuthorizer({ kind: 'none' }),
    http: PLAIN_HTTP,
    gate: OPEN_GATE,
    ...options,
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
  };
  return {
    baseUrl: settings.baseUrl,
    server: {},
    send: async (request, onExchange = () => undefined) => {
      const raw = await settings.gate.pass(() => signedIn(settings, request, onExchange));
      return toAnswer(settings, request, raw);
    },
  };
}

/** One question that writes nothing, past the gate, for whoever wants to know whether the server is there. */
export function askMetadata(options: Omit<FhirClientOptions, 'gate'>): Promise<FhirAnswer> {
  const request: FhirRequest = { method: 'GET', path: 'metadata', accept: ALL_STATUSES };
  return createFhirClient(options).send(request);
}

const ALL_STATUSES = Array.from({ length: 400 }, (_, index) => 200 + index);

type Settings = Required<FhirClientOptions>;

/** A token that the server no longer takes is renewed once: a second 401 means us. */
async function signedIn(
  settings: Settings,
  request: FhirRequest,
  onExchange: OnExchange,
): Promise<RawAnswer> {
  const { authorizer } = settings;
  const header = await authorizer.header();
  const raw = await exchange(settings, request, header, onExchange);
  if (raw.status !== 401 || !authorizer.reject(header)) return raw;
  return exchange(settings, request, await authorizer.header(), onExchange);
}

async function exchange(
  settings: Settings,
  request: FhirRequest,
  authorization: string | undefined,
  onExchange: OnExchange,
): Promise<RawAnswer> {
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  const started = performance.now();
  const report = (raw?: RawAnswer): void =>
    onExchange({
      method: request.method,
      path: request.path,
      ...(raw && { status: raw.status }),
      durationMs: Math.round(performance.now() - started),
      requestBytes: body === undefined ? 0 : Buffer.byteLength(body),
      responseBytes: raw?.text === undefined ? 0 : Buffer.byteLength(raw.text),
      outcome: raw?.outcome ?? [],
    });
  try {
    const raw = await rawExchange(settings, request, body, authorization);
    report(raw);
    return raw;
  } catch (error) {
    report();
    throw failureOfThrown(error, request.method, settings.timeoutMs);
  }
}

async function rawExchange(
  { baseUrl, http, timeoutMs, maxResponseBytes, authorizer }: Settings,
  request: FhirRequest,
  body: string | undefined,
  authorization: string | undefined,
): Promise<RawAnswer> {
  const response = await http.send(addressOf(baseUrl, request.path), {
    method: request.method,
    headers: { ...headersOf(request), ...(authorization !== undefined && { authorization }) },
    ...(body !== undefined && { body }),
    timeoutMs,
  });
  return readRaw(response, maxResponseBytes, (said) => authorizer.conceal(said));
}

function headersOf(request: FhirRequest): Readonly<Record<string, string>> {
  return {
    accept: 'application/fhir+json',
    'user-agent': 'trialcast',
    ...(request.isSearch === true && SEARCH_HEADERS),
    ...(request.body !== undefined && { 'content-type': 'application/fhir+json' }),
    ...(request.ifMatch !== undefined && { 'if-match': request.ifMatch }),
    ...(request.ifNoneExist !== undefined && { 'if-none-exist': request.ifNoneExist }),
  };
}

/** HAPI answers a search from one it kept for a minute, and a lenient server passes over what it cannot search by. */
const SEARCH_HEADERS = { 'cache-control': 'no-cache', prefer: 'handling=strict' };

function addressOf(baseUrl: string, path: string): string {
  return path === '' || path.startsWith('?') ? `${baseUrl}${path}` : `${baseUrl}/${path}`;
}

function toAnswer(settings: Settings, request: FhirRequest, raw: RawAnswer): FhirAnswer {
  const { status, etag, location } = raw;
  const isGood = status >= 200 && status < 300;
  if (!isGood && !request.accept?.includes(status))
    throw failureOfStatus(request.method, status, raw.outcome, raw.retryAfterS);
  if (isGood) requireFhir(settings.maxResponseBytes, request, raw);
  return {
    status,
    body: raw.json ?? {},
    ...(etag !== null && { etag }),
    ...(location !== null && { location }),
  };
}
