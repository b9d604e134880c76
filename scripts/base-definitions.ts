/**
 * Writes profiles/base/r4.json.gz and r5.json.gz: the base specification cut down to what validation reads.
 *
 *   npm exec node scripts/base-definitions.ts            writes them
 *   npm exec node scripts/base-definitions.ts -- --check fails where a committed file differs
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { FHIR_VERSIONS, type FhirVersion } from '../src/shared/fhir-version.ts';
import { asText, isJsonObject, objectsIn, type Json, type JsonObject } from '../src/shared/json.ts';
import type {
  BaseDefinitions,
  ElementDefinition,
  StructureDefinition,
} from '../src/validate/structure-definition.ts';
import { toBaseText } from '../src/validate/base-text.ts';
import { toCodeSystemCodes } from '../src/validate/terminology/code-system.ts';
import { maximumOf } from '../src/validate/terminology/element-binding.ts';
import { toValueSetCodes } from '../src/validate/terminology/value-set.ts';
import { BASE_SOURCES, type BaseSource } from './base-sources.ts';

type Bound = NonNullable<ElementDefinition['binding']>;

/** True of every element: checked by hand, not once more for each of 12,000 elements. */
const EVERYWHERE = new Set(['ele-1', 'ext-1']);
/** Lists SNOMED CT at length, under a licence of its own. */
const LICENSED = new Set(['http://terminology.hl7.org/ValueSet/snomed-intl-gps']);
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
  // of the extension as a whole: what it may stand in
  if (element['path'] === 'Extension' && element['isModifier'] === true) kept['isModifier'] = true;
  const binding = element['binding'];
  if (isJsonObject(binding)) {
    kept['binding'] = toBinding(binding);
  }
  return kept as unknown as ElementDefinition;
}

function toBinding(binding: JsonObject): JsonObject {
  const { strength, valueSet } = binding;
  return { strength, valueSet, maxValueSet: maximumOf(binding as unknown as Bound) };
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
    .map(({ key, severity, human, expression }) => ({
      key,
      severity,
      human,
      expression: correctedExpression(asText(key), expression),
    }));
}

/** Constraints of 4.0.1 whose expression does not say what their sentence says, as R5 has corrected them. */
const CORRECTIONS = new Map<string, (expression: string) => string>([
  // "if there are more than one enableWhen"
  [
    'que-12',
    (expression) => expression.replace('enableWhen.count() > 2', 'enableWhen.count() > 1'),
  ],
  // about the whole path, not some part of it
  ['eld-19', anchored],
  ['eld-20', anchored],
]);

function anchored(expression: string): string {
  return expression.replace(
    /matches\('(?!\^)(.*)'\)$/,
    (_whole, pattern) => `matches('^${pattern}$')`,
  );
}

function correctedExpression(key: string, expression: Json | undefined): Json | undefined {
  return typeof expression === 'string'
    ? (CORRECTIONS.get(key)?.(expression) ?? expression)
    : expression;
}

/** What 4.0.1 forgot of a CapabilityStatement, first of all the resource: HL7's extension pack has them (5.x). */
const EXPECTED_OF = [
  'document',
  'format',
  'implementationGuide',
  'imports',
  'patchFormat',
  'rest.interaction',
  'rest.operation',
  'rest.searchParam',
  'rest.security',
  'rest.security.cors',
  'rest.security.service',
  'rest.resource',
  'rest.resource.conditionalCreate',
  'rest.resource.conditionalDelete',
  'rest.resource.conditionalRead',
  'rest.resource.conditionalUpdate',
  'rest.resource.interaction',
  'rest.resource.operation',
  'rest.resource.readHistory',
  'rest.resource.referencePolicy',
  'rest.resource.searchInclude',
  'rest.resource.searchParam',
  'rest.resource.searchRevInclude',
  'rest.resource.supportedProfile',
  'rest.resource.updateCreate',
  'rest.resource.versioning',
].map((path) => `CapabilityStatement.${path}`);

/**
 * Where extensions of 4.0.1 may stand that its own definitions put elsewhere: as HL7 corrected it in its extension pack
 * (hl7.fhir.uv.extensions 5.x), and the types whose values a regex is about.
 */
const CORRECTED_CONTEXTS = new Map([
  ['structuredefinition-fhir-type', ['ElementDefinition.type']],
  ['structuredefinition-normative-version', ['CanonicalResource', 'ElementDefinition']],
  ['regex', ['Questionnaire.item', 'ElementDefinition', 'ElementDefinition.type']],
]);

/** Contexts besides those of the published definition. */
const FORGOTTEN_CONTEXTS = new Map([['capabilitystatement-expectation', EXPECTED_OF]]);

/** Of an extension: where it may stand. */
function contextOf({ id, type, context, contextInvariant }: JsonObject): object {
  if (type !== 'Extension') return {};
  const corrected = CORRECTED_CONTEXTS.get(asText(id));
  const forgotten = FORGOTTEN_CONTEXTS.get(asText(id)) ?? [];
  const published = objectsIn(context);
  const named = new Set(published.map(({ expression }) => expression));
  const added = forgotten.filter((expression) => !named.has(expression));
  return {
    context: corrected?.map(toContext) ?? (context && [...published, ...added.map(toContext)]),
    contextInvariant,
  };
}

const toContext = (expression: string): JsonObject => ({ type: 'element', expression });

function toStructure(resource: JsonObject): StructureDefinition {
  const { url, name, kind, abstract, type, derivation, baseDefinition, snapshot } = resource;
  const elements = (snapshot as JsonObject)['element'] as readonly JsonObject[];
  return {
    resourceType: 'StructureDefinition',
    ...({ url, name, kind, abstract, type, derivation, baseDefinition } as object),
    ...contextOf(resource),
    snapshot: { element: elements.map(toElement) },
  } as unknown as StructureDefinition;
}

function byUrl(resources: readonly JsonObject[], type: string): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const resource of resources) {
    const url = asText(resource['url']);
    if (resource['resourceType'] === type && !found.has(url)) found.set(url, resource);
  }
  return found;
}

function build({ fhirVersion, structures: published, ...source }: BaseSource): BaseDefinitions {
  const structures = published.map(toStructure);
  const { terminology, languages } = source;
  const valueSets = [...byUrl(terminology, 'ValueSet').values()].map(toValueSetCodes);
  return {
    fhirVersion,
    languages,
    structures,
    codeSystems: [...byUrl(terminology, 'CodeSystem').values()].map(toCodeSystemCodes),
    valueSets: valueSets.filter(({ url }) => !LICENSED.has(url)),
  };
}

function check(name: string, target: URL, text: string): void {
  // compared unpacked: the bytes of gzip differ between zlib versions
  const isSame = gunzipSync(readFileSync(target)).toString('utf8') === text;
  console.log(`${name} ${isSame ? 'is up to date' : 'differs from its source'}`);
  if (!isSame) process.exitCode = 1;
}

function write(name: string, target: URL, text: string): void {
  mkdirSync(new URL('.', target), { recursive: true });
  const packed = gzipSync(text, { level: 9 });
  writeFileSync(target, packed);
  console.log(`${name}: ${packed.length} bytes, ${text.length} unpacked`);
}

function run(fhir: FhirVersion): void {
  const name = `profiles/base/${fhir}.json.gz`;
  const target = new URL(`../${name}`, import.meta.url);
  const text = toBaseText(build(BASE_SOURCES[fhir]()));
  if (process.argv.includes('--check')) check(name, target, text);
  else write(name, target, text);
}

for (const fhir of FHIR_VERSIONS) run(fhir);
