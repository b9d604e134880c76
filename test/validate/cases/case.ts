/**
 * A resource and the errors that are right by the specification. `judge` says where the reference validator finds
 * otherwise, and why it is the one that is wrong, or what it cannot see.
 */
import type { FhirVersion } from '../../../src/shared/fhir-version.ts';

export interface Case {
  readonly name: string;
  readonly fhir: readonly FhirVersion[];
  readonly resource: object;
  /** Code and FHIRPath of each error; none where it is valid. */
  readonly errors: readonly string[];
  readonly judge?: string;
}

export const BOTH: readonly FhirVersion[] = ['r4', 'r5'];

export const PROFILE_BASE = 'http://profiles.invalid/StructureDefinition';

/** A profile as an author writes it: a differential, no snapshot. `id: 'Patient.name'` gives the path as well. */
export function profile(id: string, type: string, elements: readonly object[]): object {
  return {
    resourceType: 'StructureDefinition',
    id,
    url: `${PROFILE_BASE}/${id}`,
    name: id.replaceAll('-', '_'),
    status: 'draft',
    kind: 'resource',
    abstract: false,
    type,
    baseDefinition: `http://hl7.org/fhir/StructureDefinition/${type}`,
    derivation: 'constraint',
    differential: { element: [{ id: type, path: type }, ...elements] },
  };
}

/** An element of a differential; its path is its id without slices. */
export function element(id: string, more: object = {}): object {
  const sliceName = /:([^.:]+)$/.exec(id)?.[1];
  return {
    id,
    path: id.replaceAll(/:[^.]+/g, ''),
    ...(sliceName === undefined ? {} : { sliceName }),
    ...more,
  };
}

export function slicing(
  type: string,
  path: string,
  rules: 'open' | 'closed' | 'openAtEnd' = 'open',
  more: object = {},
): object {
  return { slicing: { discriminator: [{ type, path }], rules, ...more } };
}

/** A resource that claims the profile. */
export function claiming(id: string, resource: object): object {
  return { ...resource, meta: { profile: [`${PROFILE_BASE}/${id}`] } };
}
