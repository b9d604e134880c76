import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { FhirVersion } from '../shared/fhir-version.ts';
import { readBaseText } from '../validate/base-text.ts';
import { type CompileOptions, compileValidator } from '../validate/compile-validator.ts';
import type { Validator } from '../validate/validator.ts';
import { readPackage } from './package/read-package.ts';
import { toDefinitions } from './package/to-definitions.ts';
import { ucumUnits } from './ucum.ts';

/** One for all validators: units are the same for each. */
const units = ucumUnits();

const PROFILES = new URL('../../profiles/', import.meta.url);

export interface LoadValidatorOptions extends CompileOptions {
  /** @default 'r4' */
  readonly fhir?: FhirVersion;
  /** Folders of StructureDefinition, ValueSet and CodeSystem JSON, searched with their subfolders. @default profiles/r4 or profiles/r5 */
  readonly folders?: readonly URL[];
  /** FHIR packages besides: paths of folders and .tgz files. @default none */
  readonly packages?: readonly string[];
}

export interface LoadedValidator {
  readonly validator: Validator;
  /** Canonical URL of each profile and type that can be asked for -> the type it is for. */
  readonly profiles: ReadonlyMap<string, string>;
  /** Canonical URL of each profile that cannot be used -> why, as the end of a sentence. */
  readonly unusable: ReadonlyMap<string, string>;
  /** What a person should know of the packages that were given, one sentence each. */
  readonly notes: readonly string[];
}

/** A validator of one FHIR version and the profiles in the given folders. Throws Failure where a file cannot be read. */
export function loadValidator(options: LoadValidatorOptions = {}): Validator {
  return loadValidatorWithProfiles(options).validator;
}

/** The same, with what it can be asked for. */
export function loadValidatorWithProfiles(options: LoadValidatorOptions = {}): LoadedValidator {
  const { fhir = 'r4' } = options;
  const packed = readFileSync(new URL(`base/${fhir}.json.gz`, PROFILES));
  const base = readBaseText(gunzipSync(packed).toString('latin1'));
  const own = new URL(`${fhir}/`, PROFILES);
  const folders = options.folders ?? (existsSync(own) ? [own] : []);
  const paths = [...folders.map((folder) => fileURLToPath(folder)), ...(options.packages ?? [])];
  const { definitions, notes } = toDefinitions(paths.map(readPackage), base);
  const structures = [base, ...definitions].flatMap((set) => set.structures);
  return {
    validator: compileValidator(base, definitions, { units, ...options }),
    profiles: new Map(structures.map(({ url, type }) => [url, type])),
    unusable: new Map(definitions.flatMap(({ unusable }) => [...(unusable ?? [])])),
    notes,
  };
}
