/** The answer of a FHIR server as it came: read to its end, and without secrets of ours that it quotes. */
import { Failure } from '../shared/failure.ts';
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import { outcomeTexts } from './exchange.ts';
import { secondsOf } from './fhir-failures.ts';
import type { Passed } from './transport/breaker.ts';
import { readText, type HttpResponse } from './transport/http.ts';

export interface RawAnswer extends Passed {
  readonly contentType: string;
  readonly etag: string | null;
  readonly location: string | null;
  /** Undefined where it was too large to be read. */
  readonly text: string | undefined;
  readonly json: JsonObject | undefined;
  readonly outcome: readonly string[];
}

type Conceal = (said: string) => string;

export async function readRaw(
  response: HttpResponse,
  maxBytes: number,
  conceal: Conceal,
): Promise<RawAnswer> {
  const { headers, status } = response;
  const text = await readText(response, maxBytes);
  const json = parseAnswer(text ?? '', conceal);
  return {
    status,
    retryAfterS: secondsOf(headers.get('retry-after'), headers.get('date')),
    contentType: conceal(headers.get('content-type') ?? 'no content type').slice(0, 100),
    etag: headers.get('etag'),
    location: headers.get('location'),
    text,
    json,
    outcome: outcomeTexts(json),
  };
}

/** Throws where a good status came without FHIR, so that nobody knows what became of the request. */
export function requireFhir(
  maxResponseBytes: number,
  { method, path }: { readonly method: string; readonly path: string },
  { text, json, status, contentType }: RawAnswer,
): void {
  if (text === undefined) {
    throw new Failure(
      'fhir-server-broke',
      `The FHIR server's answer is larger than ${maxResponseBytes} bytes; it was not read to its end.`,
    );
  }
  // A server need not repeat what it was sent, but a search or a bundle is nothing without its answer.
  if (json !== undefined || (method !== 'GET' && path !== '' && text.trim() === '')) return;
  // A login page or a proxy's note under status 200: nobody knows what became of the request.
  throw new Failure(
    'fhir-server-broke',
    `The FHIR server answered ${method} with ${status} and "${contentType}", not FHIR JSON; the answer was not used.`,
  );
}

/**
 * The JSON of an answer. What a server says in an OperationOutcome, alone or in the entry of a batch, may quote what it
 * was sent; resources are left as they are, because they are compared.
 */
function parseAnswer(text: string, conceal: Conceal): JsonObject | undefined {
  const reviver = (_key: string, value: Json): Json =>
    isJsonObject(value) && value['resourceType'] === 'OperationOutcome'
      ? concealed(value, conceal)
      : value;
  try {
    const mayQuote = text.includes('OperationOutcome');
    const value: unknown = mayQuote ? JSON.parse(text, reviver) : JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function concealed(value: Json, conceal: Conceal): Json {
  if (typeof value === 'string') return conceal(value);
  if (Array.isArray(value)) return value.map((one: Json) => concealed(one, conceal));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, concealed(one ?? null, conceal)]),
  );
}
