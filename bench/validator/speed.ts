/**
 * Bundles a second of our validator, of HAPI and of Medplum, each on one thread, warmed, from text to verdict; and
 * the time from the start of both command lines to the first verdict. Ours and Medplum's are measured in turns, half
 * of the rounds before HAPI's and half after, so that a change of the machine's load shows in the spread.
 */
import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { JUDGE } from '../../test/full/judge.ts';
import { bundleCases } from './cases.ts';

const FOLDER = new URL('../../build/validator-bench/speed/', import.meta.url);
const ROOT = new URL('../../', import.meta.url);
const SHARED_BUNDLE = new URL('../shared/examples/seed000.r4.bundle.json', ROOT);
const BUNDLES = 16;
/** Rounds of HAPI that warm it up (by the third its rate has settled), and those that count. */
const HAPI_WARM_UP = 4;
const HAPI_ROUNDS = 6;
/** Of ours and of Medplum's, before HAPI's and again after. */
const ROUNDS = 4;
const STARTS = 5;

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
  const children = [await openWarm('ours', files), await openWarm('medplum', files)];
  const before = await inTurns(children);
  const hapi = await hapiRates(files);
  const after = await inTurns(children);
  for (const child of children) child.kill();
  const [own = [], medplum = []] = before.map((rates, at) => [...rates, ...(after[at] ?? [])]);
  const [start = [], hapiStart = []] = await starts(files.slice(0, 1));
  const kB = Math.round(texts.join('').length / texts.length / 1000);
  const rows = [
    `${texts.length} R4 bundles (${kB} kB each), one thread, from text to verdict; load of the machine ${(loadavg()[0] ?? 0).toFixed(1)} on ${availableParallelism()} cores`,
    '',
    'bundles a second               best   median    worst   ours is faster: best/best, median/median, worst/best',
    row('ours, all checks', own, 0),
    row('HAPI, single pass', hapi, 2) + timesAs(own, hapi),
    row('@medplum/core', medplum, 0) + timesAs(own, medplum),
    '',
    'ms from start to verdict       best   median    worst   ours is faster: best/best, median/median, best/worst',
    row(`ours (${hasBuild ? 'dist' : 'sources, not built'})`, start, 0, lowest),
    row('HAPI', hapiStart, 0, lowest) + timesAs(hapiStart, start, lowest),
  ];
  return { text: rows.join('\n') };
}

type Spread = (values: readonly number[]) => readonly [best: number, median: number, worst: number];

const highest: Spread = (values) => {
  const sorted = values.toSorted((a, b) => b - a);
  return [sorted[0] ?? NaN, sorted[Math.floor(sorted.length / 2)] ?? NaN, sorted.at(-1) ?? NaN];
};

const lowest: Spread = (values) => {
  const [worst, median, best] = highest(values);
  return [best, median, worst];
};

function row(name: string, values: readonly number[], digits: number, spread = highest): string {
  const figures = spread(values).map((value) => value.toFixed(digits).padStart(9));
  return `  ${name.padEnd(24)}${figures.join('')}`;
}

/** How many times the one is the other: by the best of both, by the medians, and in the worst case for the one. */
function timesAs(one: readonly number[], other: readonly number[], spread = highest): string {
  const [[best, median, worst], [otherBest, otherMedian, otherWorst]] = [
    spread(one),
    spread(other),
  ];
  const least = spread === highest ? worst / otherBest : best / otherWorst;
  const ratios = [best / otherBest, median / otherMedian, least];
  return `   ${ratios.map((ratio) => ratio.toFixed(1)).join(', ')}`;
}

function writeFiles(texts: readonly string[]): string[] {
  mkdirSync(FOLDER, { recursive: true });
  return texts.map((text, at) => {
    const file = fileURLToPath(new URL(`${String(at).padStart(2, '0')}.json`, FOLDER));
    writeFileSync(file, text);
    return file;
  });
}

/** A warm validator in a process of its own. */
async function openWarm(
  which: 'ours' | 'medplum',
  files: readonly string[],
): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('speed-child.ts', import.meta.url)), [which, ...files]);
  await once(child, 'message');
  return child;
}

/** Texts a second in each round of each; while one works the other waits. */
async function inTurns(children: readonly ChildProcess[]): Promise<number[][]> {
  const rates: number[][] = children.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, child] of children.entries()) {
      child.send('round');
      const [rate] = (await once(child, 'message')) as [number];
      rates[at]?.push(rate);
    }
  }
  return rates;
}

const PROFILES = fileURLToPath(new URL('profiles/r4', ROOT));

/** Files a second in each round that counts. */
async function hapiRates(files: readonly string[]): Promise<number[]> {
  const options = ['--fhir', 'r4', '--profiles', PROFILES, '--no-each', '--hapi-lenient'];
  const rounds = HAPI_WARM_UP + HAPI_ROUNDS;
  const repeat = ['--jobs', '1', '--repeat', String(rounds), '--times', '--min', 'error'];
  const { stderr } = await runAnyway(JUDGE, [...options, ...repeat, ...files]);
  const seconds = [...(/rounds ([^;]*);/.exec(stderr)?.[1] ?? '').matchAll(/[\d.]+/g)].map(Number);
  if (seconds.length < rounds) throw new Error(`no times from the reference validator: ${stderr}`);
  return seconds.slice(HAPI_WARM_UP).map((each) => files.length / each);
}

const hasBuild = existsSync(new URL('dist/cli/main.js', ROOT));

/** Milliseconds from start to end of our command and of HAPI's, in turns; ours as it is built, if it is. */
async function starts(files: readonly string[]): Promise<number[][]> {
  const own = [fileURLToPath(new URL('bin/trialcast.js', ROOT)), 'validate', ...files];
  const judged = ['--fhir', 'r4', '--profiles', PROFILES, '--no-each', ...files];
  const times: number[][] = [[], []];
  for (let round = 0; round < STARTS; round += 1) {
    times[0]?.push(await timed(process.execPath, own));
    times[1]?.push(await timed(JUDGE, judged));
  }
  return times;
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
