/**
 * How often a fact read from prose is what the registry says: runs the reader over flattened records and
 * compares with the studies they were made from.
 *
 *   node bench/prose/facts.ts FLAT_FOLDER STUDIES.ndjson.gz
 *
 * A fact the registry does not state (no masking for an expanded access study) counts as unsaid, not as wrong.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { interpret } from '../../src/interpret/interpret.ts';
import { parse } from '../../src/parse/parse.ts';
import { splitRecords } from '../../src/parse/split-records.ts';
import { toReceived } from '../../src/shared/received.ts';
import type { Trial } from '../../src/trial/trial.ts';
import { share } from './interval.ts';

const [folder, studies] = process.argv.slice(2);
if (!folder || !studies)
  throw new Error('usage: node bench/prose/facts.ts FLAT_FOLDER STUDIES.ndjson.gz');

const FACTS: Readonly<Record<string, (trial: Trial) => string | undefined>> = {
  phase: ({ design }) => design.phases.map(({ value }) => value).join('+') || undefined,
  allocation: ({ design }) => design.allocation?.value,
  'intervention model': ({ design }) => design.interventionModel?.value,
  masking: ({ design }) => design.masking?.value,
  'time perspective': ({ design }) => design.timePerspective?.value,
  // A planned number says nothing of the actual one, which replaces it in the registry when a trial has ended.
  'planned enrollment': ({ design }) =>
    design.enrollmentType?.value === 'ACTUAL' ? undefined : design.enrollment?.value.toString(),
  start: ({ status }) => status.start?.date.value.slice(0, 7),
  completion: ({ status }) => status.completion?.date.value.slice(0, 7),
  'number of arms': ({ arms }) => (arms.length === 0 ? undefined : String(arms.length)),
};

interface Count {
  read: number;
  right: number;
  unsaid: number;
  readonly wrong: string[];
}

const counts = new Map<string, Count>(
  Object.keys(FACTS).map((name) => [name, { read: 0, right: 0, unsaid: 0, wrong: [] }]),
);

function understood(text: string): Trial | undefined {
  const trial = parse(toReceived('record', text)).value;
  return trial && interpret(trial).value;
}

const truths = new Map<string, Trial>();
for (const line of gunzipSync(readFileSync(studies)).toString('utf8').split('\n').filter(Boolean)) {
  const [record] = splitRecords('study', line).value;
  const trial = record && understood(record.text);
  const id = trial?.identifiers.find(({ kind }) => kind === 'registry')?.id.value;
  if (trial && id !== undefined) truths.set(id, trial);
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  const id = file.replace('.txt', '');
  const truth = truths.get(id);
  const found = understood(readFileSync(join(folder, file), 'utf8'));
  if (truth && found) compare(id, found, truth);
}

function compare(id: string, found: Trial, truth: Trial): void {
  for (const [name, fact] of Object.entries(FACTS)) {
    const count = counts.get(name);
    const [said, registered] = [fact(found), fact(truth)];
    if (!count || said === undefined) continue;
    count.read += 1;
    if (registered === undefined) count.unsaid += 1;
    else if (registered === said) count.right += 1;
    else count.wrong.push(`${id}: read ${said}, registered ${registered}`);
  }
}

for (const [name, { read, right, unsaid, wrong }] of counts) {
  console.log(
    `${name.padEnd(20)} read ${read}, right ${share(right, right + wrong.length)}, not registered ${unsaid}`,
  );
  if (process.argv.includes('--wrong')) for (const each of wrong) console.log(`    ${each}`);
}
