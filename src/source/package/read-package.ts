/**
 * I/O in: the definitions of a FHIR package (https://hl7.org/fhir/packages.html), as a .tgz, as the folder it
 * unpacks to, or as any folder or file of definitions.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Failure } from '../../shared/failure.ts';
import {
  asText,
  isJsonObject,
  listIn,
  objectIn,
  objectsIn,
  type JsonObject,
} from '../../shared/json.ts';
import { tarFiles } from './tar.ts';

export interface FhirPackage {
  /** Name and version, for the report's first line. */
  readonly label: string;
  /** Package id; undefined for a plain folder. */
  readonly id: string | undefined;
  /** FHIR versions it says it is for; empty where it says none. */
  readonly fhirVersions: readonly string[];
  /** Package id -> version. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** StructureDefinitions, ValueSets, CodeSystems and ImplementationGuides. */
  readonly resources: readonly JsonObject[];
}

interface PackageFile {
  /** Below the package, with `/`. */
  readonly path: string;
  readonly read: () => string;
}

const MAX_UNPACKED = 1024 * 1024 * 1024;
const DEFINITIONS = new Set([
  'StructureDefinition',
  'ValueSet',
  'CodeSystem',
  'ImplementationGuide',
]);
/** Folders of a package that hold no definitions of it. */
const ASIDE = /(?:^|\/)(?:examples?|openapi|xml|other|node_modules|\.[^/]*)\//;

/** Throws Failure where it cannot be read. */
export function readPackage(path: string): FhirPackage {
  const files = filesOf(path).filter(
    (file) => /\.json$/i.test(file.path) && !ASIDE.test(file.path),
  );
  const isManifest = (file: PackageFile): boolean => basename(file.path) === 'package.json';
  // the outermost: a folder may hold the sources of a package beside its output
  const manifest = files.filter(isManifest).toSorted((a, b) => a.path.length - b.path.length)[0];
  const description = manifest ? jsonOf(manifest, path) : {};
  const resources = files
    .filter((file) => !isManifest(file) && !basename(file.path).startsWith('.'))
    .flatMap((file) => definitionsIn(jsonOf(file, path)));
  if (resources.length === 0) {
    throw new Failure('file-unreadable', `The package ${path} holds no definition of FHIR.`);
  }
  const guide = resources.find(({ resourceType }) => resourceType === 'ImplementationGuide') ?? {};
  const id = asText(description['name'] ?? guide['packageId'] ?? guide['id']);
  const version = asText(description['version'] ?? guide['version']);
  return {
    label: `${id || basename(path.replace(/[\\/]+$/, '')) || path} ${version}`.trim(),
    id: id || undefined,
    fhirVersions: versionsOf(description, guide),
    dependencies: new Map(
      Object.entries(objectIn(description['dependencies'])).map(([name, wanted]) => [
        name,
        asText(wanted),
      ]),
    ),
    resources,
  };
}

function versionsOf(description: JsonObject, guide: JsonObject): readonly string[] {
  const listed = [
    description['fhirVersions'],
    description['fhir-version-list'],
    guide['fhirVersion'],
  ];
  return listed.flatMap((versions) => listIn(versions).map(asText));
}

/** A definition, or those in a Bundle of definitions. */
function definitionsIn(resource: JsonObject): readonly JsonObject[] {
  const type = asText(resource['resourceType']);
  if (type !== 'Bundle') return DEFINITIONS.has(type) ? [resource] : [];
  return objectsIn(resource['entry']).flatMap((entry) =>
    definitionsIn(objectIn(entry['resource'])),
  );
}

function filesOf(path: string): readonly PackageFile[] {
  try {
    if (statSync(path).isDirectory()) return folderFiles(path);
    const bytes = readFileSync(path);
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
      return [{ path: basename(path), read: () => bytes.toString('utf8') }];
    }
    const archive = gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED });
    return Array.from(tarFiles(archive), (file) => ({
      path: file.path,
      read: () => file.bytes.toString('utf8'),
    }));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown reason';
    throw new Failure('file-unreadable', `Cannot read the package ${path}: ${reason}.`, { cause });
  }
}

function folderFiles(folder: string): readonly PackageFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => ({
      path: relative(folder, file).replaceAll('\\', '/'),
      read: () => readFileSync(file, 'utf8'),
    }));
}

function jsonOf(file: PackageFile, of: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(file.read().replace(/^\uFEFF/, ''));
    return isJsonObject(parsed) ? parsed : {};
  } catch (cause) {
    const message = `${file.path} of the package ${of} is not readable as JSON.`;
    throw new Failure('file-unreadable', message, { cause });
  }
}
