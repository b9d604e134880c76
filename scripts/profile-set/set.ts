/** The profiles of one FHIR version as they lie in profiles/r4 or profiles/r5, and what is generated from them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import type { JsonObject } from '../../src/shared/json.ts';

export const ROOT = join(import.meta.dirname, '../..');

/** `4.0.1`, `5.0.0`. */
export const FHIR_NUMBERS: Readonly<Record<FhirVersion, string>> = { r4: '4.0.1', r5: '5.0.0' };

export interface ElementType {
  readonly code: string;
  readonly profile?: readonly string[];
  readonly targetProfile?: readonly string[];
}

export interface Constraint {
  readonly key: string;
  readonly severity: string;
  readonly human: string;
  readonly expression?: string;
}

export interface Element {
  readonly id: string;
  readonly path: string;
  readonly sliceName?: string;
  readonly short?: string;
  readonly min?: number;
  readonly max?: string;
  readonly mustSupport?: boolean;
  readonly type?: readonly ElementType[];
  readonly binding?: { readonly strength: string; readonly valueSet?: string };
  readonly constraint?: readonly Constraint[];
  readonly fixedUri?: string;
  readonly [element: string]: unknown;
}

/** Any definition of ours; the members a type has not are absent. */
export interface Definition {
  readonly resourceType: string;
  readonly id: string;
  readonly url: string;
  readonly version: string;
  readonly date: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly baseDefinition?: string;
  readonly context?: readonly { readonly expression: string }[];
  readonly differential?: { readonly element: readonly Element[] };
  readonly snapshot?: { readonly element: readonly Element[] };
  readonly [element: string]: unknown;
}

export interface DefinitionFile<T = Definition> {
  /** Path below its folder, with `/`: `profiles/trial-outcome-r4.json`. */
  readonly path: string;
  readonly text: string;
  readonly resource: T;
}

/** Every JSON file below a folder of the project, by path. */
export function jsonFiles<T = Definition>(folder: string): readonly DefinitionFile<T>[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .toSorted()
    .map((path) => {
      const text = readFileSync(join(ROOT, folder, path), 'utf8');
      return { path: path.replaceAll('\\', '/'), text, resource: JSON.parse(text) as T };
    });
}

/** The definitions of one folder of a version: `definitionsIn('r4', 'extensions')`. */
export function definitionsIn(fhir: FhirVersion, folder: string): readonly Definition[] {
  return jsonFiles(`profiles/${fhir}/${folder}`).map(({ resource }) => resource);
}

export type ExampleFile = DefinitionFile<JsonObject & { resourceType: string; id: string }>;

/** The examples of a version, as committed. */
export function examplesOf(fhir: FhirVersion): readonly ExampleFile[] {
  return jsonFiles(`profiles/examples/${fhir}`);
}
