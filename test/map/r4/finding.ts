/** Finding what a test is about in a mapping. */
import { mapTrial } from '../../../src/map/map-trial.ts';
import type { FhirResource, Mapping } from '../../../src/map/resource.ts';
import type { Trial } from '../../../src/trial/trial.ts';
import { context, receivedWith } from '../../builders.ts';

export const XV = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-';
export const SD = 'https://trialcast.example/fhir/StructureDefinition/';
export const CS = 'https://trialcast.example/fhir/CodeSystem/';
export const UCUM = 'http://unitsofmeasure.org';

export interface Extension {
  readonly url: string;
  readonly [key: string]: unknown;
}

export const map = (trial: Trial): Mapping => mapTrial(trial, receivedWith(), context);

export function resourceOf(mapping: Mapping, type: string, suffix = ''): FhirResource {
  const found = mapping.resources.find(
    (resource) => resource.resourceType === type && resource.id.endsWith(suffix),
  );
  if (!found)
    throw new Error(`no ${type} ${suffix} in ${mapping.resources.map(({ id }) => id).join()}`);
  return found;
}

export const studyOf = (trial: Trial): FhirResource => resourceOf(map(trial), 'ResearchStudy');

export function extensionsOf(element: unknown, url: string): Extension[] {
  const { extension = [] } = element as { readonly extension?: Extension[] };
  return extension.filter((candidate) => candidate.url === url);
}

export const derived = (method: string, sourcePath: string, rule: string) => ({
  url: `${SD}ext-derivation`,
  extension: [
    { url: 'method', valueCode: method },
    { url: 'sourcePath', valueString: sourcePath },
    { url: 'rule', valueString: rule },
  ],
});
