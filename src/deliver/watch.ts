import type { FhirClient } from './fhir-client.ts';

/** How a FHIR server answered last. Its being down makes the service degraded, never unready: records must still come in. */
export interface ServerHealth {
  readonly state: 'unknown' | 'answering' | 'not-answering' | 'not-configured';
  readonly since?: string;
  /** Seconds for which it is not asked: it wished so, or could not be reached several times in a row. */
  readonly pausedForS?: number;
}

export interface WatchedClient {
  readonly client: FhirClient;
  health(): ServerHealth;
}

export function watchServer(client: FhirClient): WatchedClient {
  let last: ServerHealth = { state: 'unknown' };
  const note = (isAnswering: boolean): void => {
    const state = isAnswering ? 'answering' : 'not-answering';
    if (last.state !== state) last = { state, since: new Date().toISOString() };
  };
  return {
    health: () => last,
    client: {
      ...client,
      send: (request, onExchange) =>
        client.send(request, (exchange) => {
          note(exchange.status !== undefined && exchange.status < 500);
          onExchange?.(exchange);
        }),
    },
  };
}
