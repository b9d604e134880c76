/**
 * HTTP as the FHIR client and the token endpoints use it: one set of connections for each destination,
 * with its own certificates, through the proxy the environment names.
 *
 * Redirects are never followed, here and therefore nowhere: no credentials travel to an address that
 * only an answer named.
 */
import { EnvHttpProxyAgent, fetch as undiciFetch } from 'undici';
import type { ProxySettings, Tls } from '../../config/destination.ts';

export interface HttpRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Time for connection, request and the whole answer. */
  readonly timeoutMs: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

export interface Http {
  send(url: string, request: HttpRequest): Promise<HttpResponse>;
  /** Ends every connection; what is under way fails. */
  close(): Promise<void>;
}

export interface HttpOptions {
  readonly tls?: Tls;
  readonly proxy: ProxySettings;
  /** Longest time an exchange may take here: a connection must stand well before. */
  readonly timeoutMs: number;
}

const CONNECT_MS = 10_000;

export function openHttp({ tls, proxy, timeoutMs }: HttpOptions): Http {
  // A connection that does not come about in time is known to have carried nothing, unlike an answer that does not.
  const connect = { ...tls, timeout: Math.min(CONNECT_MS, Math.ceil(timeoutMs / 2)) };
  const dispatcher = new EnvHttpProxyAgent({
    // Empty text keeps undici from reading the environment itself.
    httpProxy: proxy.httpProxy ?? '',
    httpsProxy: proxy.httpsProxy ?? '',
    noProxy: proxy.noProxy ?? '',
    connect,
    requestTls: connect,
    proxyTls: { timeout: connect.timeout, ...(tls?.ca !== undefined && { ca: tls.ca }) },
    // The time limit of the exchange is the limit.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    send: (url, { timeoutMs: limitMs, ...request }) =>
      undiciFetch(url, {
        ...request,
        redirect: 'manual',
        signal: AbortSignal.timeout(limitMs),
        dispatcher,
      }),
    close: () => dispatcher.destroy(),
  };
}

/** Node's own connections and certificates, without a proxy. */
export const PLAIN_HTTP: Http = {
  send: async (url, { timeoutMs, ...request }) => {
    const { status, headers, body } = await fetch(url, {
      ...request,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status, headers, body: body as AsyncIterable<Uint8Array> | null };
  },
  close: () => Promise.resolve(),
};

/** The body of an answer as text; `undefined` where it is larger than `maxBytes`. */
export async function readText(
  { body }: HttpResponse,
  maxBytes: number,
): Promise<string | undefined> {
  if (!body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    // Leaving the loop early cancels the stream.
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
