/**
 * What a conversion costs beside the least any program would pay for the same text:
 *
 *   (parse + interpret + map + bundle + JSON.stringify) / (JSON.parse of the input + JSON.stringify of the output)
 *
 *   npm exec node bench/convert-ratio.ts                             the studies of test/corpus, repeated
 *   npm exec node bench/convert-ratio.ts -- studies.ndjson.gz        records of files or folders
 *   npm exec node bench/convert-ratio.ts -- --fhir r5 studies.ndjson.gz
 *
 * Both sides are measured in turns, record by record, in one process: a busy machine slows both. Validation is
 * not part of it (bench/validate.ts), nor is hashing of the record on arrival. See docs/performance.md.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { TransactionBundle } from '../src/bundle/bundle.ts';
import { toTransaction } from '../src/bundle/transaction.ts';
import { interpret } from '../src/interpret/interpret.ts';
import { mapTrial } from '../src/map/map-trial.ts';
import { parse } from '../src/parse/parse.ts';
import type { Received } from '../src/shared/received.ts';
import { loadDefinitions } from '../src/source/load-definitions.ts';
import { readRecords } from '../src/source/read-records.ts';

const WARM_UP_ROUNDS = 4;
const ROUNDS = 11;
const LIMIT = 3;
/** Fewer records are repeated until there are as many: a short round measures the garbage collector. */
const LEAST_RECORDS = 900;

const STAGES = ['parse', 'interpret', 'map', 'bundle', 'stringify'] as const;
const BASELINE = ['JSON.parse', 'JSON.stringify'] as const;
const STEPS = [...STAGES, ...BASELINE] as const;
type Times = Record<(typeof STEPS)[number], number>;

const timesOf = (value: (step: keyof Times) => number): Times => ({
  parse: value('parse'),
  interpret: value('interpret'),
  map: value('map'),
  bundle: value('bundle'),
  stringify: value('stringify'),
  'JSON.parse': value('JSON.parse'),
  'JSON.stringify': value('JSON.stringify'),
});

const { values, positionals } = parseArgs({
  options: { fhir: { type: 'string', default: 'r4' } },
  allowPositionals: true,
});
const definitions = loadDefinitions(values.fhir === 'r5' ? 'r5' : 'r4');

interface Converted {
  readonly times: Times;
  readonly bundle: TransactionBundle | undefined;
  readonly output: string;
}

/** Milliseconds of each stage for one record, and what came of it. */
function convert(received: Received): Converted {
  const times = timesOf(() => 0);
  let last = performance.now();
  const timed = <T>(step: keyof Times, value: T): T => {
    times[step] = performance.now() - last;
    last = performance.now();
    return value;
  };
  const trial = timed('parse', parse(received).value);
  if (!trial) return { times, bundle: undefined, output: '' };
  const understood = timed('interpret', interpret(trial).value);
  const { resources } = timed('map', mapTrial(understood, received, definitions));
  const bundle = timed('bundle', toTransaction(resources, definitions.fhir));
  return { times, bundle, output: timed('stringify', JSON.stringify(bundle)) };
}

/** The same for the least that reading the record and writing its bundle takes. */
function baseline({ text }: Received, bundle: TransactionBundle | undefined): Times {
  const start = performance.now();
  if (text.startsWith('{')) JSON.parse(text);
  const middle = performance.now();
  JSON.stringify(bundle);
  const end = performance.now();
  return { ...timesOf(() => 0), 'JSON.parse': middle - start, 'JSON.stringify': end - middle };
}

const sumOf = (all: readonly Times[]): Times =>
  timesOf((step) => all.reduce((sum, times) => sum + times[step], 0));

const costOf = (times: Times, steps: readonly (keyof Times)[]): number =>
  steps.reduce((sum, step) => sum + times[step], 0);

const ratioOf = (times: Times): number => costOf(times, STAGES) / costOf(times, BASELINE);

async function recordsOf(paths: readonly string[]): Promise<readonly Received[]> {
  const records: Received[] = [];
  for await (const { record } of readRecords(paths, process.stdin)) {
    if (record) records.push(record);
  }
  if (records.length === 0) throw new Error(`No records in ${paths.join(', ')}.`);
  return records;
}

function repeated(records: readonly Received[]): readonly Received[] {
  const times = Math.ceil(LEAST_RECORDS / records.length);
  return Array.from({ length: times }, () => records).flat();
}

function report(title: string, times: Times): void {
  const cost = costOf(times, STAGES);
  const rows = STEPS.map((step) => {
    const share = `${((times[step] / cost) * 100).toFixed(1)} %`;
    return `  ${step.padEnd(16)}${times[step].toFixed(0).padStart(6)} ms${share.padStart(9)}`;
  });
  console.log([title, ...rows, `  ratio ${ratioOf(times).toFixed(2)}`].join('\n'));
}

const CORPUS = fileURLToPath(new URL('../test/corpus/studies/', import.meta.url));
const SHARED = fileURLToPath(
  new URL('../../shared/data/ctgov-json/studies.ndjson.gz', import.meta.url),
);
const own = await recordsOf(
  positionals.length > 0 ? positionals : [existsSync(SHARED) ? SHARED : CORPUS],
);
const converted = own.map(convert);
const hash = createHash('sha256');
for (const { output } of converted) hash.update(output).update('\n');
console.log(
  `${own.length} records, ${definitions.fhir}; SHA-256 of all outputs ${hash.digest('hex')}`,
);

const records = repeated(own);
const bundles = records.map((_, index) => converted[index % own.length]?.bundle);
const rounds: Times[] = [];
let least = records.map(() => timesOf(() => Infinity));
for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
  // A bundle made earlier is written for the baseline: the one just made would be in the processor's cache.
  const measured = records.map((record, index) =>
    sumOf([convert(record).times, baseline(record, bundles[index])]),
  );
  if (round < WARM_UP_ROUNDS) continue;
  rounds.push(sumOf(measured));
  least = least.map((known, index) =>
    timesOf((step) => Math.min(known[step], measured[index]?.[step] ?? Infinity)),
  );
}
const sorted = rounds.toSorted((a, b) => ratioOf(a) - ratioOf(b));
const [best, middle, worst] = [sorted[0], sorted[Math.floor(ROUNDS / 2)], sorted.at(-1)];
if (best && middle && worst) {
  report(`the median of ${ROUNDS} rounds`, middle);
  report('the least time of each record: what a quiet machine takes', sumOf(least));
  const range = `${ratioOf(best).toFixed(2)} to ${ratioOf(worst).toFixed(2)}`;
  const rate = Math.round((records.length / costOf(middle, STAGES)) * 1000);
  console.log(
    `ratio ${ratioOf(middle).toFixed(2)} (${range}), at most ${LIMIT} is wanted; ${rate} records/s`,
  );
}
