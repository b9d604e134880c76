import type { Config } from '../../config/config.ts';
import type { Destination } from '../../config/destination.ts';
import { Failure } from '../../shared/failure.ts';
import type { FhirVersion } from '../../shared/fhir-version.ts';
import type { OrphanPolicy } from '../../shared/orphan-policy.ts';
import { serverUrl } from '../options.ts';

/** Options of `push` that say where to and how. */
export interface TargetOptions {
  readonly server?: string;
  readonly destination?: string;
  readonly fhir?: FhirVersion;
  readonly orphans?: OrphanPolicy;
  readonly concurrency?: number;
}

/** The server of the command line, or one of the configuration, with what the command line says besides. */
export function targetOf(config: Config, options: TargetOptions): Destination {
  return withOptions(destinationOf(config, options), options);
}

function destinationOf(config: Config, options: TargetOptions): Destination {
  const { destinations, fhirDefaults } = config;
  if (options.server !== undefined) return { ...fhirDefaults, baseUrl: serverUrl(options.server) };
  const names = destinations.map(({ name }) => name).join(', ') || 'none';
  const [first, ...others] = destinations.filter(
    ({ name }) => options.destination === undefined || name === options.destination,
  );
  if (first && others.length === 0) return first;
  const unknown = options.destination === undefined ? '' : `There is no ${options.destination}. `;
  throw new Failure(
    'usage',
    `${unknown}Name one destination: --server URL, or --destination NAME (configured: ${names}).`,
  );
}

function withOptions(destination: Destination, options: TargetOptions): Destination {
  const { fhir, orphans, concurrency } = options;
  return {
    ...destination,
    ...(fhir && { fhir }),
    ...(orphans && { orphans }),
    ...(concurrency !== undefined && { concurrency }),
  };
}
