import { Failure } from '../../shared/failure.ts';
import { asText, type JsonObject, objectIn, objectsIn } from '../../shared/json.ts';
import type { FhirClient, OnExchange } from '../fhir-client.ts';

/** What a server's CapabilityStatement says, as far as a delivery depends on it. */
export interface ServerProfile {
  readonly software: string;
  readonly fhirVersion: string;
  readonly resourceTypes: ReadonlySet<string>;
  /** What it states of each type; a type of which it states nothing is not in the map. */
  readonly updateCreate: ReadonlyMap<string, boolean>;
  readonly conditionalCreate: ReadonlyMap<string, boolean>;
  readonly conditionalUpdate: ReadonlyMap<string, boolean>;
  /** System interactions; undefined where it lists none at all. */
  readonly interactions: ReadonlySet<string> | undefined;
}

export async function readServerProfile(
  client: FhirClient,
  onExchange?: OnExchange,
): Promise<ServerProfile> {
  const { body } = await client.send({ method: 'GET', path: 'metadata' }, onExchange);
  if (body['resourceType'] !== 'CapabilityStatement') {
    throw new Failure(
      'fhir-server-unsuitable',
      `${client.baseUrl}/metadata is no CapabilityStatement; nothing was sent. Is this the base address of a FHIR server?`,
    );
  }
  return toServerProfile(body);
}

function toServerProfile(statement: JsonObject): ServerProfile {
  const rest = objectsIn(statement['rest']).find((one) => one['mode'] === 'server') ?? {};
  const resources = objectsIn(rest['resource']);
  const software = objectIn(statement['software']);
  return {
    software: [software['name'] ?? statement['publisher'], software['version']]
      .filter((part) => typeof part === 'string')
      .join(' '),
    fhirVersion: asText(statement['fhirVersion']),
    resourceTypes: new Set(resources.map((resource) => asText(resource['type']))),
    updateCreate: statedOf(resources, 'updateCreate'),
    conditionalCreate: statedOf(resources, 'conditionalCreate'),
    conditionalUpdate: statedOf(resources, 'conditionalUpdate'),
    interactions: Array.isArray(rest['interaction'])
      ? new Set(objectsIn(rest['interaction']).map((one) => asText(one['code'])))
      : undefined,
  };
}

function statedOf(
  resources: readonly JsonObject[],
  element: 'updateCreate' | 'conditionalCreate' | 'conditionalUpdate',
): ReadonlyMap<string, boolean> {
  return new Map(
    resources.flatMap((one) => {
      const stated = one[element];
      return typeof stated === 'boolean' ? [[asText(one['type']), stated] as const] : [];
    }),
  );
}
