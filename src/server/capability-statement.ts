import type { Definitions } from '../definitions.ts';
import { CANONICAL } from '../shared/canonical.ts';
import { FHIR_RELEASES } from '../shared/fhir-version.ts';

const CONVERT = `${CANONICAL}/OperationDefinition/convert-trial`;
const VALIDATE = 'http://hl7.org/fhir/OperationDefinition/Resource-validate';

export const OPERATION_DEFINITION = {
  resourceType: 'OperationDefinition',
  id: 'convert-trial',
  url: CONVERT,
  name: 'ConvertTrial',
  title: 'Convert a trial registry record to FHIR',
  status: 'active',
  kind: 'operation',
  description: 'Converts one record and validates the result; writes nothing.',
  affectsState: false,
  code: 'convert-trial',
  system: true,
  type: false,
  instance: false,
  parameter: [
    {
      name: 'record',
      use: 'in',
      min: 1,
      max: '1',
      type: 'string',
      documentation: 'The record, as text or registry JSON.',
    },
    {
      name: 'recordKey',
      use: 'in',
      min: 0,
      max: '1',
      type: 'string',
      documentation: 'Stable key of a record without a registry number.',
    },
    {
      name: 'bundle',
      use: 'out',
      min: 1,
      max: '1',
      type: 'Bundle',
      documentation: 'The transaction that delivers the trial.',
    },
    {
      name: 'outcome',
      use: 'out',
      min: 1,
      max: '1',
      type: 'OperationOutcome',
      documentation: 'What was noticed on the way.',
    },
  ],
} as const;

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
        resource: types.map((type) => ({ type, interaction: [{ code: 'read' }] })),
        operation: [
          { name: 'convert-trial', definition: CONVERT },
          { name: 'validate', definition: VALIDATE },
        ],
      },
    ],
  };
}
