import type { FhirResource } from '../resource.ts';
import type { Scope } from '../scope.ts';
import { line } from '../narrative.ts';
import { childId, metaOf, narrative } from './common.ts';
import { codeConcept } from './coding.ts';
import type { CodeableConcept, Emitted, Provenance, ProvenanceDevice } from './types.ts';

const ACTIVITY: CodeableConcept = {
  coding: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation',
      code: 'CREATE',
      display: 'create',
    },
    {
      system: 'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle',
      code: 'transform',
      display: 'Transform/Translate Record Lifecycle Event',
    },
  ],
};

const ASSEMBLER: CodeableConcept = codeConcept(
  'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
  'assembler',
  'Assembler',
);

/** Which record and which version of the mapping made the others. Its id changes with the record's bytes. */
export function emitProvenance(
  scope: Scope,
  targets: readonly FhirResource[],
): Emitted<Provenance> {
  const { received, context } = scope;
  const adapter: ProvenanceDevice = {
    resourceType: 'Device',
    id: 'adapter',
    name: [{ value: 'trialcast', type: 'user-friendly-name' }],
    version: [{ value: context.version }],
  };
  const resource: Provenance = {
    resourceType: 'Provenance',
    id: childId(scope, `prov-${received.sha256.slice(0, 8)}`),
    meta: metaOf(scope, 'provenance'),
    language: scope.language,
    text: narrative(
      scope,
      line(
        'Generated',
        `from the source record of ${scope.label} (SHA-256 ${received.sha256.slice(0, 16)}…) by trialcast ${context.version}`,
      ),
    ),
    contained: [adapter],
    target: targets.map(({ resourceType, id }) => ({ reference: `${resourceType}/${id}` })),
    recorded: recordedAt(scope),
    activity: ACTIVITY,
    agent: [{ type: ASSEMBLER, who: { reference: '#adapter' } }],
    entity: [
      { role: 'source', what: { reference: `DocumentReference/${childId(scope, 'source')}` } },
    ],
  };
  return { resource, from: [] };
}

/** No clock here: when the record came in, else the day it was last updated, else when this mapping was released. */
function recordedAt(scope: Scope): string {
  const { received, context, date } = scope;
  if (received.receivedAt !== undefined) return received.receivedAt;
  return date !== undefined && date.length === 10 ? `${date}T00:00:00Z` : context.releasedAt;
}
