/**
 * Proves over many records that nothing is lost on the way to FHIR: each is converted to R4 and R5, restored
 * from the bundle without its source document, and compared.
 *
 *   npm run invariants                         the 918 studies of ../shared/data and the five text records
 *   npm run invariants -- FILE|FOLDER...       records of these: ClinicalTrials.gov JSON, NDJSON(.gz), text
 *
 * Prints counts and the paths carried by ext-source-element; exit code 1 where any check fails.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FHIR_VERSIONS } from '../src/shared/fhir-version.ts';
import { readRecords } from '../src/source/read-records.ts';
import { checkRecord, type Fault } from './invariants/check.ts';
import { contextOf } from './invariants/pipe.ts';
import { addTo, faultText, openTally, pathsOf, tableOf, type Tally } from './invariants/tally.ts';

const SHOWN_FAULTS = 20;

const inputs = process.argv.slice(2).length > 0 ? process.argv.slice(2) : defaultInputs();
const versions = FHIR_VERSIONS.map((fhir) => ({
  context: contextOf(fhir),
  tally: openTally(fhir),
}));
const proofs = new Map<string, number>();
const faults: string[] = [];
let unread = 0;
let failed = 0;

for await (const { name, record, issues } of readRecords(inputs, process.stdin)) {
  if (!record) {
    for (const { message } of issues) console.log(`${name}: ${message}`);
    continue;
  }
  for (const { context, tally } of versions) {
    const outcome = checkRecord(record, context, proofs);
    if (!outcome) unread += 1;
    else {
      addTo(tally, outcome);
      note(tally.fhir, name, outcome.faults);
    }
  }
}
report();

/** The first fault of each check of a record is shown, until there are enough. */
function note(fhir: (typeof FHIR_VERSIONS)[number], name: string, found: readonly Fault[]): void {
  failed += found.length;
  for (const fault of found) {
    const isFirst = found.find(({ check }) => check === fault.check) === fault;
    if (isFirst && faults.length < SHOWN_FAULTS) faults.push(faultText(fhir, name, fault));
  }
}

function report(): void {
  const tallies = versions.map(({ tally }) => tally);
  const { records, texts } = tallies[0] ?? openTally('r4');
  console.log(`${records - texts} studies and ${texts} text records\n`);
  console.log(tableOf(tallies));
  for (const tally of tallies) printCarried(tally);
  if (unread > 0) console.log(`\n${unread} times no trial could be read from a record.`);
  if (records === 0) console.log('No record was checked.');
  if (faults.length > 0) {
    console.log(`\n${failed} faults, the first of them:\n${faults.join('\n')}`);
  }
  process.exitCode = failed > 0 || records === 0 ? 1 : 0;
}

function printCarried({ fhir, carried, copied }: Tally): void {
  const print = (title: string, counts: ReadonlyMap<string, number>): void => {
    if (counts.size > 0) console.log(`\n${fhir}: ${title}\n${pathsOf(counts).join('\n')}`);
  };
  print('values carried by ext-source-element', carried);
  print('values named there as copies', copied);
}

function defaultInputs(): readonly string[] {
  const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const shared = folder('../../shared/data/ctgov-json/studies.ndjson.gz');
  const examples = folder('../examples');
  if (existsSync(shared)) return [shared, examples];
  console.log('SKIPPED: ../shared is absent; the studies of test/corpus are checked instead.');
  return [folder('../test/corpus/studies'), examples];
}
