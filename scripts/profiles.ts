/**
 * Turns profiles/fsh into profiles/r4 and profiles/r5, snapshots included, without a network.
 *
 *   node scripts/profiles.ts           writes the files
 *   node scripts/profiles.ts --check   writes nothing; exit 1 where the committed files differ
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CANONICAL } from '../src/shared/canonical.ts';
import { FHIR_VERSIONS, type FhirVersion } from '../src/shared/fhir-version.ts';
import { buildCorePackage } from './core-packages.ts';
import { differences, type GeneratedFiles, writeFiles } from './generated-files.ts';

interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly url: string;
  readonly type?: string;
  readonly mapping?: unknown;
  readonly snapshot?: { readonly element: readonly { readonly mapping?: unknown }[] };
}

const ROOT = join(import.meta.dirname, '..');
const FSH = join(ROOT, 'profiles/fsh');
const HOME = join(ROOT, 'build/fhir-home');
const SUSHI = join(ROOT, 'node_modules/fsh-sushi/dist/app.js');

/** What SUSHI says of every build without a network. */
const EXPECTED = /^warn\s+(?:Failed to load automatically-provided|The FSHOnly property)/;

for (const fhir of FHIR_VERSIONS) {
  console.log(`base: ${buildCorePackage(fhir, HOME)} definitions of FHIR ${fhir.toUpperCase()}`);
  const files = generate(fhir);
  if (process.argv.includes('--check')) check(fhir, files);
  else write(fhir, files);
}

function generate(fhir: FhirVersion): GeneratedFiles {
  const project = join(ROOT, 'build/fsh-project', fhir);
  rmSync(project, { recursive: true, force: true });
  mkdirSync(join(project, 'input/fsh'), { recursive: true });
  cpSync(join(FSH, fhir, 'sushi-config.yaml'), join(project, 'sushi-config.yaml'));
  for (const folder of ['shared', fhir]) copyFsh(folder, join(project, 'input/fsh', folder));
  runSushi(project);
  const folder = join(project, 'fsh-generated/resources');
  const resources = readdirSync(folder)
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Resource);
  return new Map(resources.map((each) => [placeOf(each), toText(each)]));
}

function copyFsh(folder: string, target: string): void {
  mkdirSync(target);
  for (const name of readdirSync(join(FSH, folder)).filter((each) => each.endsWith('.fsh')))
    cpSync(join(FSH, folder, name), join(target, name));
}

function runSushi(project: string): void {
  const run = spawnSync(process.execPath, [SUSHI, 'build', '--snapshot', project], {
    encoding: 'utf8',
    // SUSHI looks for its newest version and the newest terminology; without that the result is the same everywhere.
    env: { ...process.env, HOME, FPL_REGISTRY: 'http://127.0.0.1:9', npm_config_offline: 'true' },
  });
  const noted = run.stdout.split('\n').filter((line) => /^(?:warn|error)\b/.test(line));
  for (const line of noted.filter((each) => !EXPECTED.test(each))) console.error(line);
  if (run.status === 0) return;
  console.error(run.stdout, run.stderr);
  throw new Error(`SUSHI ended with status ${run.status}.`);
}

function placeOf(resource: Resource): string {
  const name = `${resource.id}.json`;
  return resource.resourceType === 'ImplementationGuide' ? name : `${folderOf(resource)}/${name}`;
}

/** StructureDefinitions by what they are, all other own resources in a folder of their type: `searchparameters`. */
function folderOf(resource: Resource): string {
  const isOwn = resource.url.startsWith(`${CANONICAL}/${resource.resourceType}/`);
  if (resource.type === 'Extension') return isOwn ? 'extensions' : 'xver';
  if (!isOwn) return 'external';
  if (resource.resourceType === 'StructureDefinition') return 'profiles';
  return `${resource.resourceType.toLowerCase()}s`;
}

/** Without the mappings to RIM, v2 and the like, which the base definitions have: they are a fifth of the text. */
function toText(resource: Resource): string {
  const { mapping: _, ...kept } = resource;
  const element = resource.snapshot?.element.map(({ mapping: __, ...each }) => each);
  return `${JSON.stringify(element ? { ...kept, snapshot: { element } } : kept, null, 2)}\n`;
}

function write(fhir: FhirVersion, files: GeneratedFiles): void {
  const bytes = writeFiles(join(ROOT, 'profiles', fhir), files);
  console.log(`profiles/${fhir}: ${files.size} files, ${Math.round(bytes / 1024)} KiB`);
}

function check(fhir: FhirVersion, files: GeneratedFiles): void {
  const found = differences(join(ROOT, 'profiles', fhir), files);
  for (const line of found) console.log(line);
  console.log(
    `profiles/${fhir}: ${files.size} files checked, ${found.length} differ from profiles/fsh`,
  );
  if (found.length > 0) process.exitCode = 1;
}
