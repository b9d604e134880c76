/**
 * Turns profiles/fsh into profiles/r4, snapshots included, without a network.
 *
 *   node scripts/profiles.ts           writes the files
 *   node scripts/profiles.ts --check   writes nothing; exit 1 where the committed files differ
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { CANONICAL } from '../src/shared/canonical.ts';
import { buildR4CorePackage } from './r4-core-package.ts';

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
const RESULT = join(ROOT, 'profiles/r4');
const HOME = join(ROOT, 'build/fhir-home');
const PROJECT = join(ROOT, 'build/fsh-project');
const SUSHI = join(ROOT, 'node_modules/fsh-sushi/dist/app.js');

/** What SUSHI says of every build without a network. */
const EXPECTED = /^warn\s+(?:Failed to load automatically-provided|The FSHOnly property)/;

const count = buildR4CorePackage(HOME);
console.log(`base: ${count} definitions of FHIR R4 4.0.1`);
const files = generate();
if (process.argv.includes('--check')) check(files);
else write(files);

function generate(): ReadonlyMap<string, string> {
  rmSync(PROJECT, { recursive: true, force: true });
  mkdirSync(join(PROJECT, 'input/fsh'), { recursive: true });
  cpSync(join(FSH, 'sushi-config.yaml'), join(PROJECT, 'sushi-config.yaml'));
  for (const name of readdirSync(FSH).filter((each) => each.endsWith('.fsh')))
    cpSync(join(FSH, name), join(PROJECT, 'input/fsh', name));
  runSushi();
  const folder = join(PROJECT, 'fsh-generated/resources');
  const resources = readdirSync(folder)
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Resource);
  return new Map(resources.map((each) => [placeOf(each), toText(each)]));
}

function runSushi(): void {
  const run = spawnSync(process.execPath, [SUSHI, 'build', '--snapshot', PROJECT], {
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

function write(wanted: ReadonlyMap<string, string>): void {
  rmSync(RESULT, { recursive: true, force: true });
  for (const [name, text] of wanted) {
    mkdirSync(dirname(join(RESULT, name)), { recursive: true });
    writeFileSync(join(RESULT, name), text);
  }
  const bytes = [...wanted.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  console.log(`profiles/r4: ${wanted.size} files, ${Math.round(bytes / 1024)} KiB`);
}

function check(wanted: ReadonlyMap<string, string>): void {
  const present = existsSync(RESULT)
    ? readdirSync(RESULT, { recursive: true, encoding: 'utf8' }).filter((each) =>
        each.endsWith('.json'),
      )
    : [];
  const drift = [
    ...[...wanted.keys()]
      .filter((name) => !present.includes(name))
      .map((name) => `missing    ${name}`),
    ...present.filter((name) => !wanted.has(name)).map((name) => `surplus    ${name}`),
    ...present.flatMap((name) => compare(name, wanted.get(name))),
  ];
  for (const line of drift) console.log(line);
  console.log(
    `profiles/r4: ${wanted.size} files checked, ${drift.length} differ from profiles/fsh`,
  );
  if (drift.length > 0) process.exitCode = 1;
}

function compare(name: string, wanted: string | undefined): readonly string[] {
  const present = readFileSync(join(RESULT, name), 'utf8');
  if (wanted === undefined || wanted === present) return [];
  const lines = wanted.split('\n');
  const at = present.split('\n').findIndex((line, index) => line !== lines[index]);
  return [`different  ${name} from line ${at + 1}`];
}
