import { Failure } from '../shared/failure.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import { asText, type JsonObject, objectIn, objectsIn } from '../shared/json.ts';
import type { FhirClient, OnExchange } from './fhir-client.ts';

/** What a server's CapabilityStatement says, as far as a delivery depends on it. */
export interface ServerProfile {
  readonly software: string;
  readonly fhirVersion: string;
  readonly resourceTypes: ReadonlySet<string>;
  /** Types for which the server says that a PUT to a new id is refused. */
  readonly withoutUpdateCreate: ReadonlySet<string>;
  /** Undefined where the statement lists no system interactions at all. */
  readonly hasTransaction: boolean | undefined;
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
    software: [software['name'], software['version']]
      .filter((part) => typeof part === 'string')
      .join(' '),
    fhirVersion: asText(statement['fhirVersion']),
    resourceTypes: new Set(resources.map((resource) => asText(resource['type']))),
    withoutUpdateCreate: new Set(
      resources.filter((one) => one['updateCreate'] === false).map((one) => asText(one['type'])),
    ),
    hasTransaction: Array.isArray(rest['interaction'])
      ? objectsIn(rest['interaction']).some((one) => one['code'] === 'transaction')
      : undefined,
  };
}

/** `fhirVersion` of each version as a statement gives it: `4.0.1`, `5.0.0`. */
const NUMBERS: Readonly<Record<FhirVersion, string>> = { r4: '4.0', r5: '5.0' };

/** Everything that is missing at once; empty where a bundle of these types can be delivered. */
function missingFor(
  profile: ServerProfile,
  types: ReadonlySet<string>,
  fhir: FhirVersion,
): readonly string[] {
  const sorted = [...types].toSorted();
  const absent = sorted.filter((type) => !profile.resourceTypes.has(type));
  const noPut = sorted.filter((type) => profile.withoutUpdateCreate.has(type));
  return [
    ...(profile.fhirVersion.startsWith(NUMBERS[fhir])
      ? []
      : [`FHIR ${NUMBERS[fhir]} (it speaks "${profile.fhirVersion}")`]),
    ...(profile.hasTransaction === false ? ['the transaction interaction'] : []),
    ...(absent.length > 0 ? [`the resource types ${absent.join(', ')}`] : []),
    ...(noPut.length > 0 ? [`create by PUT (updateCreate) for ${noPut.join(', ')}`] : []),
  ];
}

export function requireSuitable(
  profile: ServerProfile,
  types: ReadonlySet<string>,
  fhir: FhirVersion,
): void {
  const missing = missingFor(profile, types, fhir);
  if (missing.length === 0) return;
  throw new Failure(
    'fhir-server-unsuitable',
    `The FHIR server lacks ${missing.join('; ')}; nothing was sent.`,
  );
}
