import type { Destination, ProxySettings } from '../config/destination.ts';
import { fixedAuthorizer, type Authorizer } from './auth/authorizer.ts';
import { tokenAuthorizer } from './auth/token-source.ts';
import { askMetadata, createFhirClient, type FhirClient } from './fhir-client.ts';
import { createGate } from './transport/gate.ts';
import { openHttp, type Http } from './transport/http.ts';
import { watchServer, type ServerHealth } from './watch.ts';

/** A destination in use: one for the life of the process, because it holds its connections, its token and its pace. */
export interface OpenDestination {
  readonly destination: Destination;
  /** Throws `fhir-server-paused` while the server is left alone; such a delivery has used no attempt. */
  readonly client: FhirClient;
  /** Milliseconds until the server may be asked again; 0 where it may now. */
  waitMs(): number;
  health(): ServerHealth;
  /** Ends its connections; what is under way fails. */
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly proxy: ProxySettings;
  /** Put around its connections, to see what goes over them. @default nothing */
  readonly around?: (http: Http) => Http;
}

export function openDestination(
  destination: Destination,
  { proxy, around = (http) => http }: OpenOptions,
): OpenDestination {
  const { baseUrl, timeoutMs, tls } = destination;
  const http = around(openHttp({ proxy, timeoutMs, ...(tls && { tls }) }));
  const parts = { baseUrl, timeoutMs, http, authorizer: authorizerOf(destination, http) };
  const gate = createGate({ ...destination, probe: () => askMetadata(parts) });
  const watched = watchServer(createFhirClient({ ...parts, gate }));
  return {
    destination,
    client: watched.client,
    waitMs: () => gate.waitMs(),
    health: () => {
      const pausedForS = Math.ceil(gate.waitMs() / 1000);
      return { ...watched.health(), ...(pausedForS > 0 && { pausedForS }) };
    },
    close: async () => {
      gate.close();
      await http.close();
    },
  };
}

function authorizerOf({ auth, baseUrl, timeoutMs }: Destination, http: Http): Authorizer {
  return auth.kind === 'client-secret' || auth.kind === 'private-key-jwt'
    ? tokenAuthorizer({ auth, baseUrl, timeoutMs, http })
    : fixedAuthorizer(auth);
}
