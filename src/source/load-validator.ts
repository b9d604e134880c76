import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Failure } from '../shared/failure.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import { asText, isJsonObject, type JsonObject } from '../shared/json.ts';
import { type CompileOptions, compileValidator } from '../validate/compile-validator.ts';
import type {
  BaseDefinitions,
  ProfileDefinitions,
  StructureDefinition,
} from '../validate/structure-definition.ts';
import { toCodeSystemCodes, type CodeSystemCodes } from '../validate/terminology/code-system.ts';
import { toValueSetCodes } from '../validate/terminology/value-set.ts';
import type { Validator } from '../validate/validator.ts';

const PROFILES = new URL('../../profiles/', import.meta.url);

export interface LoadValidatorOptions extends CompileOptions {
  /** @default 'r4' */
  readonly fhir?: FhirVersion;
  /** Folders of StructureDefinition, ValueSet and CodeSystem JSON, searched with their subfolders. @default profiles/r4 or profiles/r5 */
  readonly folders?: readonly URL[];
}

/** A validator of one FHIR version and the profiles in the given folders. Throws Failure where a file cannot be read. */
export function loadValidator(options: LoadValidatorOptions = {}): Validator {
  const { fhir = 'r4' } = options;
  const packed = readFileSync(new URL(`base/${fhir}.json.gz`, PROFILES));
  const base = JSON.parse(gunzipSync(packed).toString('utf8')) as BaseDefinitions;
  const own = new URL(`${fhir}/`, PROFILES);
  const folders = options.folders ?? (existsSync(own) ? [own] : []);
  return compileValidator(
    base,
    folders.map((folder) => readFolder(folder, base)),
    options,
  );
}

function readFolder(folder: URL, base: BaseDefinitions): ProfileDefinitions {
  const resources = jsonFiles(folder).map(readResource);
  const ofType = (type: string): JsonObject[] =>
    resources.filter((resource) => resource['resourceType'] === type);
  const byUrl = (type: string): Map<string, JsonObject> =>
    new Map(ofType(type).map((resource) => [asText(resource['url']), resource]));
  const [codeSystems, valueSets] = [byUrl('CodeSystem'), byUrl('ValueSet')];
  const known = new Map(base.codeSystems.map((system) => [system.url, system]));
  const source = {
    codeSystem: (url: string) => codeSystems.get(url) ?? toResource(known.get(url)),
    valueSet: (url: string) => valueSets.get(url),
  };
  return {
    name: packageName(ofType('ImplementationGuide')[0], folder),
    structures: ofType('StructureDefinition') as unknown as StructureDefinition[],
    codeSystems: [...codeSystems.values()].map(toCodeSystemCodes),
    valueSets: [...valueSets.values()].map((valueSet) => toValueSetCodes(valueSet, source)),
  };
}

// a value set of ours may take in a whole code system of the base specification
function toResource(system: CodeSystemCodes | undefined): JsonObject | undefined {
  if (system === undefined) return undefined;
  return { url: system.url, content: 'complete', concept: system.codes.map((code) => ({ code })) };
}

function packageName(guide: JsonObject | undefined, folder: URL): string {
  if (guide === undefined)
    return folder.pathname.split('/').findLast((part) => part !== '') ?? 'profiles';
  return `${asText(guide['packageId'] ?? guide['id'])} ${asText(guide['version'])}`.trim();
}

function jsonFiles(folder: URL): URL[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map(
      (entry) =>
        new URL(`file://${entry.parentPath.replace(/\/$/, '')}/${encodeURIComponent(entry.name)}`),
    )
    .toSorted((left, right) => (left.href < right.href ? -1 : 1));
}

function readResource(file: URL): JsonObject {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isJsonObject(parsed) ? parsed : {};
  } catch (error) {
    throw new Failure('file-unreadable', `${file.pathname} is not readable as JSON.`, {
      cause: error,
    });
  }
}
