import type { FhirVersion } from '../shared/fhir-version.ts';
import { CANONICAL, sid, structureDefinition } from '../shared/canonical.ts';
import type { FhirResource } from '../map/resource.ts';
import type { TransactionBundle } from './bundle.ts';

/**
 * One trial as one transaction, every entry a PUT by its own id: safe to repeat, and either all of it
 * stands in the server or none. No timestamp, so that the same record gives the same bytes.
 */
export function toTransaction(
  resources: readonly FhirResource[],
  fhir: FhirVersion,
): TransactionBundle {
  const key = studyKeyOf(resources);
  return {
    resourceType: 'Bundle',
    id: `${key}-${fhir}`,
    meta: {
      profile: [structureDefinition(`trial-transaction-bundle-${fhir}`)],
      tag: [{ system: sid('study'), code: key }],
    },
    type: 'transaction',
    entry: resources.map((resource) => {
      const url = `${resource.resourceType}/${resource.id}`;
      return { fullUrl: `${CANONICAL}/${url}`, resource, request: { method: 'PUT', url } };
    }),
  };
}

function studyKeyOf(resources: readonly FhirResource[]): string {
  const study = resources.find(({ resourceType }) => resourceType === 'ResearchStudy');
  if (!study)
    throw new TypeError('A transaction is made of one trial: no ResearchStudy was given.');
  return study.id;
}
