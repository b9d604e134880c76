import type { Issue, Place } from '../shared/issue.ts';

/**
 * A FHIR resource as the pipe carries it: JSON with a type and an id. Emitters build it with the
 * version-true types of map/r4/types.ts; nobody downstream of map/ needs more than this.
 */
export interface FhirResource {
  readonly resourceType: string;
  readonly id: string;
  readonly [element: string]: unknown;
}

/** Which places of the record a resource was made of: the coarse lineage behind the trial page. */
export interface LineageEntry {
  /** `EvidenceVariable/ctgov-nct01234567-out-pri-1`. */
  readonly resource: string;
  readonly places: readonly Place[];
}

export interface Mapping {
  /** In bundle order: Organization, Location, Group, ActivityDefinition, EvidenceVariable, PlanDefinition, ResearchStudy, DocumentReference. */
  readonly resources: readonly FhirResource[];
  readonly lineage: readonly LineageEntry[];
  readonly issues: readonly Issue[];
}
