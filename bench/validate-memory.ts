/**
 * Memory of `trialcast validate` on an export of any size: writes an NDJSON file of the resources of our bundles of
 * real studies, copy after copy with ids of its own and references led along, and validates it by the command line.
 *
 *   npm exec node bench/validate-memory.ts                   an export of 2048 MiB, kept in build/
 *   npm exec node bench/validate-memory.ts -- --mib 256      a smaller one
 *   npm exec node bench/validate-memory.ts -- --fhir r5
 *   npm exec node bench/validate-memory.ts -- --from examples     of HL7's published examples instead: all types
 *
 * It prints the peak of resident memory, which has to stay below 400 MiB, and exits with 1 where it does not.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FHIR_VERSIONS, type FhirVersion } from '../src/shared/fhir-version.ts';
import { asText, isJsonObject, objectsIn, type JsonObject } from '../src/shared/json.ts';
import { hasStudies, NO_STUDIES } from '../test/full/judge.ts';
import { bundleCases } from './validator/cases.ts';
import { examplesOf } from './validator/examples.ts';

const ROOT = new URL('../', import.meta.url);
const FOLDER = new URL('build/validate-memory/', ROOT);
const BUNDLES = 60;
const MIB = 1024 * 1024;
const LIMIT_MIB = 400;

const { values: options } = parseArgs({
  options: {
    mib: { type: 'string', default: '2048' },
    fhir: { type: 'string', default: 'r4' },
    from: { type: 'string', default: 'bundles' },
  },
});

/** Stands in a line for the number of the copy; as long as that, and in no real id. */
const COPY = 'zzzzzz';
const MAX_ID = 64;

/** The resources of a bundle as lines, ids and references to them with the place of a copy's number. */
function linesOf(bundle: JsonObject): string[] {
  const resources = objectsIn(bundle['entry']).flatMap(({ resource }) =>
    isJsonObject(resource) ? [resource] : [],
  );
  const renamed = new Map(
    resources.map(({ resourceType, id }) => {
      const name = asText(id);
      const type = asText(resourceType);
      return [`${type}/${name}`, `${type}/${copyId(name)}`];
    }),
  );
  const follow = (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? (renamed.get(value) ?? value) : value;
  return resources.map((resource) =>
    JSON.stringify({ ...resource, id: copyId(asText(resource['id'])) }, follow),
  );
}

function linesOfBundles(fhir: FhirVersion): string[] {
  return bundleCases(fhir, BUNDLES).flatMap(({ text }) => {
    const bundle: unknown = JSON.parse(text);
    return isJsonObject(bundle) ? linesOf(bundle) : [];
  });
}

/** Larger ones, bundles of definitions of up to 35 MB, are no lines of an export; each takes several times its size. */
const MAX_EXAMPLE = 1_000_000;

function linesOfExamples(fhir: FhirVersion): string[] {
  const usual = examplesOf(fhir).filter(({ text }) => text.length <= MAX_EXAMPLE);
  const entry = usual.map(({ text }) => ({ resource: JSON.parse(text) as JsonObject }));
  return linesOf({ entry });
}

function copyId(id: string): string {
  return `${id.slice(0, MAX_ID - COPY.length - 1)}-${COPY}`;
}

/** Writes copies of the lines until the file is as large as wanted; gives the number of lines. */
async function writeExport(file: URL, lines: readonly string[], bytes: number): Promise<number> {
  mkdirSync(FOLDER, { recursive: true });
  const stream = createWriteStream(file);
  let [size, written] = [0, 0];
  for (let copy = 0; size < bytes; copy += 1) {
    const number = String(copy).padStart(COPY.length, '0');
    for (const line of lines) {
      const text = `${line.replaceAll(COPY, number)}\n`;
      size += Buffer.byteLength(text);
      written += 1;
      if (!stream.write(text)) await once(stream, 'drain');
      if (size >= bytes) break;
    }
  }
  stream.end();
  await once(stream, 'close');
  return written;
}

// asked of the process itself, when it ends: nobody else knows the peak
const TELL_PEAK =
  'data:text/javascript,process.on("exit",()=>{const u=process.resourceUsage();' +
  'process.stderr.write(`\\nPEAK ${u.maxRSS} ${u.userCPUTime + u.systemCPUTime}\\n`)})';

interface Peak {
  readonly residentMiB: number;
  readonly cpuSeconds: number;
  readonly summary: string;
}

async function validate(file: URL, fhir: FhirVersion): Promise<Peak> {
  const built = new URL('dist/cli/main.js', ROOT);
  const main = existsSync(built) ? built : new URL('src/cli/main.ts', ROOT);
  const asked = ['validate', fileURLToPath(file), '--fhir', fhir, '--max-issues', '3'];
  const child = spawn(process.execPath, ['--import', TELL_PEAK, fileURLToPath(main), ...asked]);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  await once(child, 'close');
  const [, kib = NaN, microseconds = NaN] = /PEAK (\d+) (\d+)/.exec(stderr)?.map(Number) ?? [];
  const summary = stdout.split('\n').find((line) => /^\d[\d,]* records?,/.test(line)) ?? stdout;
  return { residentMiB: kib / 1024, cpuSeconds: microseconds / 1e6, summary };
}

async function run(): Promise<void> {
  const fhir = FHIR_VERSIONS.find((version) => version === options.fhir) ?? 'r4';
  const { from, mib } = options;
  if (from === 'bundles' && !hasStudies) return console.log(`Nothing measured: ${NO_STUDIES}.`);
  const lines = from === 'examples' ? linesOfExamples(fhir) : linesOfBundles(fhir);
  const file = new URL(`${from}-${fhir}-${mib}.ndjson`, FOLDER);
  const count = await writeExport(file, lines, Number(mib) * MIB);
  const { size } = await stat(file);
  console.log(`${(size / MIB).toFixed(0)} MiB in ${count} lines of NDJSON, FHIR ${fhir}`);
  const started = performance.now();
  const { residentMiB, cpuSeconds, summary } = await validate(file, fhir);
  const seconds = (performance.now() - started) / 1000;
  console.log(summary);
  console.log(
    `peak ${residentMiB.toFixed(0)} MiB resident (limit ${LIMIT_MIB}), ` +
      `${seconds.toFixed(0)} s, ${cpuSeconds.toFixed(0)} s of processor time`,
  );
  // NaN, where the command broke off, is no success either
  if (!(residentMiB < LIMIT_MIB)) process.exitCode = 1;
}

await run();
