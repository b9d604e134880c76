import type { Destination, ProxySettings } from '../config/destination.ts';
import { Failure } from '../shared/failure.ts';
import { createFhirClient, type FhirClient } from './fhir-client.ts';
import { watchServer, type ServerHealth } from './watch.ts';

/** A destination in use: one for the life of the process, because it holds its connections, its token and its pace. */
export interface OpenDestination {
  readonly destination: Destination;
  readonly client: FhirClient;
  health(): ServerHealth;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly proxy: ProxySettings;
}

export function openDestination(destination: Destination, _options: OpenOptions): OpenDestination {
  const { auth, baseUrl, timeoutMs } = destination;
  if (auth.kind !== 'none' && auth.kind !== 'bearer')
    throw new Failure('configuration-invalid', `Authentication by ${auth.kind} is not built yet.`);
  const token = auth.kind === 'bearer' ? { token: auth.token } : {};
  const watched = watchServer(createFhirClient({ baseUrl, timeoutMs, ...token }));
  return {
    destination,
    client: watched.client,
    health: () => watched.health(),
    close: () => Promise.resolve(),
  };
}
