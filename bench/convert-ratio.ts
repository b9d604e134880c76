/**
 * What a conversion costs beside the least any program would pay for the same text:
 *
 *   (parse + interpret + map + bundle + JSON.stringify) / (JSON.parse of the input + JSON.stringify of the output)
 *
 *   npm exec node bench/convert-ratio.ts                         the studies of test/corpus, repeated
 *   npm exec node bench/convert-ratio.ts -- studies.ndjson.gz    records of files or folders
 *
 * Both sides are measured in turns, record by record, in one process: a busy machine slows both alike.
 * Validation is not part of it (bench/validate.ts), nor is hashing of the record on arrival. See docs/performance.md.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toTransaction } from '../src/bundle/transaction.ts';
import { interpret } from '../src/interpret/interpret.ts';
import { mapTrial } from '../src/map/map-trial.ts';
import { parse } from '../src/parse/parse.ts';
import type { Received } from '../src/shared/received.ts';
import { loadDefinitions } from '../src/source/load-definitions.ts';
import { readRecords } from '../src/source/read-records.ts';

const WARM_UP_ROUNDS = 3;
const ROUNDS = 9;
const LIMIT = 3;
/** Fewer records are repeated until there are as many: a short round measures the garbage collector. */
const LEAST_RECORDS = 900;

const STAGES = ['parse', 'interpret', 'map', 'bundle', 'stringify'] as const;
const BASELINE = ['JSON.parse', 'JSON.stringify'] as const;
type Step = (typeof STAGES)[number] | (typeof BASELINE)[number];
type Times = Record<Step, number>;

const definitions = loadDefinitions();

/** Times the steps of one record and gives its output. */
function measure(received: Received, times: Times): string {
  let last = performance.now();
  const timed = <T>(step: Step, value: T): T => {
    const now = performance.now();
    times[step] += now - last;
    last = performance.now();
    return value;
  };
  const trial = timed('parse', parse(received).value);
  if (!trial) return '';
  const understood = timed('interpret', interpret(trial).value);
  const { resources } = timed('map', mapTrial(understood, received, definitions));
  const bundle = timed('bundle', toTransaction(resources, definitions.fhir));
  const output = timed('stringify', JSON.stringify(bundle));
  // Ropes of the output were made flat by the line above; that is the converter's own cost.
  timed('JSON.stringify', JSON.stringify(bundle));
  if (received.text.startsWith('{')) timed('JSON.parse', JSON.parse(received.text));
  return output;
}

const noTimes = (): Times => ({
  parse: 0,
  interpret: 0,
  map: 0,
  bundle: 0,
  stringify: 0,
  'JSON.parse': 0,
  'JSON.stringify': 0,
});

const sumOf = (times: Times, steps: readonly Step[]): number =>
  steps.reduce((sum, step) => sum + times[step], 0);

const ratioOf = (times: Times): number => sumOf(times, STAGES) / sumOf(times, BASELINE);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function recordsOf(paths: readonly string[]): Promise<readonly Received[]> {
  const records: Received[] = [];
  for await (const { record } of readRecords(paths, process.stdin))
    if (record) records.push(record);
  if (records.length === 0) throw new Error(`No records in ${paths.join(', ')}.`);
  return records;
}

function repeated(records: readonly Received[]): readonly Received[] {
  const times = Math.ceil(LEAST_RECORDS / records.length);
  return Array.from({ length: times }, () => records).flat();
}

function report(rounds: readonly Times[], count: number): void {
  const ratios = rounds.map(ratioOf);
  const ratio = median(ratios);
  const at = rounds[ratios.indexOf(ratio)] ?? noTimes();
  const total = sumOf(at, STAGES);
  const line = (step: Step): string =>
    `${step.padEnd(16)}${at[step].toFixed(0).padStart(6)} ms ${((at[step] / total) * 100).toFixed(1).padStart(6)} %`;
  console.log(
    [...STAGES.map(line), 'baseline, in % of the above:', ...BASELINE.map(line)].join('\n'),
  );
  console.log(
    `${Math.round((count / total) * 1000)} records/s; ratio ${ratio.toFixed(2)} (median of ${rounds.length} rounds, ` +
      `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}; at most ${LIMIT} is wanted)`,
  );
}

const paths = process.argv.slice(2);
const CORPUS = fileURLToPath(new URL('../test/corpus/studies/', import.meta.url));
const SHARED = fileURLToPath(
  new URL('../../shared/data/ctgov-json/studies.ndjson.gz', import.meta.url),
);
const own = await recordsOf(paths.length > 0 ? paths : [existsSync(SHARED) ? SHARED : CORPUS]);
const records = repeated(own);
const hash = createHash('sha256');
for (const record of own) hash.update(measure(record, noTimes())).update('\n');
console.log(`${own.length} records, SHA-256 of all outputs ${hash.digest('hex')}`);

const rounds: Times[] = [];
for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
  const times = noTimes();
  for (const record of records) measure(record, times);
  if (round >= WARM_UP_ROUNDS) rounds.push(times);
}
report(rounds, records.length);
