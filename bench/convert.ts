/**
 * Records a second of each stage over the studies of test/corpus and the examples, one thread:
 *
 *   npm exec node bench/convert.ts
 *
 * Compare figures of one run only: machines differ, and so does one machine from hour to hour.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { toTransaction } from '../src/bundle/transaction.ts';
import { convert } from '../src/convert.ts';
import { interpret } from '../src/interpret/interpret.ts';
import { mapTrial } from '../src/map/map-trial.ts';
import { parse } from '../src/parse/parse.ts';
import { splitRecords } from '../src/parse/split-records.ts';
import type { Received } from '../src/shared/received.ts';
import { loadDefinitions } from '../src/source/load-definitions.ts';

const FOLDERS = ['../test/corpus/studies/', '../examples/'].map(
  (path) => new URL(path, import.meta.url),
);
const WARM_UP_ROUNDS = 3;
const ROUNDS = 10;

const records = FOLDERS.flatMap((folder) =>
  readdirSync(folder).flatMap(
    (name) => splitRecords(name, readFileSync(new URL(name, folder), 'utf8')).value,
  ),
);
const definitions = loadDefinitions();

function mapped(received: Received): ReturnType<typeof toTransaction> | undefined {
  const trial = parse(received).value;
  if (!trial) return undefined;
  const { resources } = mapTrial(interpret(trial).value, received, definitions);
  return toTransaction(resources, definitions.fhir);
}

const STAGES: Readonly<Record<string, (received: Received) => unknown>> = {
  parse,
  'parse, interpret, map, bundle': mapped,
  'the same and stringify': (received) => JSON.stringify(mapped(received)),
  'convert (with validation)': (received) => convert(received, definitions),
};

for (const [name, run] of Object.entries(STAGES)) {
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) records.forEach(run);
  const started = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) records.forEach(run);
  const seconds = (performance.now() - started) / 1000;
  console.log(`${Math.round((records.length * ROUNDS) / seconds)} records/s  ${name}`);
}
