import type { Definitions } from '../definitions.ts';
import { CANONICAL } from '../shared/canonical.ts';
import { FHIR_RELEASES } from '../shared/fhir-version.ts';

const CONVERT = `${CANONICAL}/OperationDefinition/convert-trial`;
const VALIDATE = `${CANONICAL}/OperationDefinition/validate-trial`;

const SEARCH = [
  { name: '_id', type: 'token' },
  { name: 'url', type: 'uri' },
  { name: 'name', type: 'string' },
];

/** What /fhir offers: operations and definitions; the trials themselves are in the FHIR server behind. */
export function capabilityStatement(definitions: Definitions, types: readonly string[]): unknown {
  return {
    resourceType: 'CapabilityStatement',
    id: 'trialcast',
    url: `${CANONICAL}/CapabilityStatement/trialcast`,
    name: 'Trialcast',
    status: 'active',
    date: definitions.releasedAt,
    kind: 'instance',
    software: { name: 'trialcast', version: definitions.version },
    implementation: {
      description: 'Converts trial registry records and delivers them to a FHIR server.',
    },
    fhirVersion: FHIR_RELEASES[definitions.fhir],
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        resource: types.map((type) => ({
          type,
          interaction: [{ code: 'read' }, { code: 'search-type' }],
          searchParam: SEARCH,
        })),
        operation: [
          { name: 'convert-trial', definition: CONVERT },
          { name: 'validate', definition: VALIDATE },
        ],
      },
    ],
  };
}
