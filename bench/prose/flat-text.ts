/**
 * How well the reader of flattened text finds the fields of real records.
 *
 *   node bench/prose/flat-text.ts FOLDER [--wrong FIELD]
 *
 * FOLDER holds NCT….txt and truth.json. Weights and rules were made with the even NCT numbers; the odd
 * ones are held out. Prints the share of records (or outcomes) whose field is exactly right.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { interpret } from '../../src/interpret/interpret.ts';
import { detectFormat } from '../../src/parse/detect-format.ts';
import { parse } from '../../src/parse/parse.ts';
import { toReceived } from '../../src/shared/received.ts';
import type { Outcome, Trial } from '../../src/trial/trial.ts';
import type { Text } from '../../src/trial/values.ts';
import { share } from './interval.ts';
import type { Truth, TruthOutcome } from './truth.ts';

interface Tally {
  right: number;
  all: number;
}

const flat = (text: string | undefined): string => (text ?? '').replaceAll(/[ \t]+$/gm, '').trim();
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Registered items, the members of a list taken apart put back together. */
function registered(texts: readonly Text[]): readonly string[] {
  const whole = texts.map(({ value, derivation }) => derivation?.excerpt ?? value);
  return whole.filter(
    (value, index) => texts[index]?.derivation === undefined || whole[index - 1] !== value,
  );
}

function recordChecks(trial: Trial, truth: Truth): readonly (readonly [string, boolean])[] {
  const lengths = (['primary', 'secondary', 'other'] as const).map(
    (kind) =>
      trial.outcomes.filter((outcome) => outcome.kind === kind && outcome.sourceText).length,
  );
  const expected = [truth.primary.length, truth.secondary.length, truth.other.length];
  return [
    ['title', flat(trial.titles.brief?.value) === truth.title.trim()],
    ['summary', flat(trial.briefSummary?.value) === flat(truth.briefSummary)],
    [
      'detailedDescription',
      flat(trial.detailedDescription?.value) === flat(truth.detailedDescription),
    ],
    [
      'conditions',
      same(
        registered(trial.conditions),
        truth.conditions.map((c) => c.trim()).filter((c) => c !== ''),
      ),
    ],
    [
      'interventions',
      same(
        registered(trial.interventions.map(({ name }) => name)),
        truth.interventions.map(({ name }) => name),
      ),
    ],
    ['primary count', lengths[0] === expected[0]],
    ['secondary count', lengths[1] === expected[1]],
    ['other count', lengths[2] === expected[2]],
    ['all lists', same(lengths, expected)],
  ];
}

function outcomeChecks(
  found: Outcome | undefined,
  truth: TruthOutcome,
): readonly (readonly [string, boolean])[] {
  const parts = [
    ['measure', flat(found?.measure.value) === flat(truth.measure)],
    ['description', flat(found?.description?.value) === flat(truth.description)],
    ['timeFrame', flat(found?.timeFrame?.value) === flat(truth.timeFrame)],
  ] as const;
  return [...parts, ['whole outcome', parts.every(([, right]) => right)]];
}

function main(): void {
  const [, , folder = '', option, wanted] = process.argv;
  const truths = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Record<
    string,
    Truth
  >;
  const tallies = [new Map<string, Tally>(), new Map<string, Tally>()];
  for (const [nct, truth] of Object.entries(truths)) {
    const odd = Number(nct.slice(3)) % 2;
    const tally = tallies[odd];
    const text = readFileSync(join(folder, `${nct}.txt`), 'utf8');
    const parsed = parse(toReceived(`${nct}.txt`, text)).value;
    const trial = parsed && interpret(parsed).value;
    if (!tally) continue;
    const note = (name: string, right: boolean): void => {
      const entry = tally.get(name) ?? { right: 0, all: 0 };
      tally.set(name, { right: entry.right + (right ? 1 : 0), all: entry.all + 1 });
      if (option === '--wrong' && wanted === name && !right && odd === 0) console.log(nct);
    };
    note('format detected', detectFormat(text) === 'flat-text');
    if (!trial) continue;
    for (const [name, right] of recordChecks(trial, truth)) note(name, right);
    for (const kind of ['primary', 'secondary', 'other'] as const) {
      const found = trial.outcomes.filter((outcome) => outcome.kind === kind && outcome.sourceText);
      for (const [index, outcome] of truth[kind].entries()) {
        for (const [name, right] of outcomeChecks(found[index], outcome)) note(name, right);
      }
    }
  }
  report(tallies);
}

function report([even, odd]: readonly Map<string, Tally>[]): void {
  console.log('field'.padEnd(22), 'even (development)'.padEnd(34), 'odd (held out)');
  const cell = (tally: Tally | undefined): string => (tally ? share(tally.right, tally.all) : '-');
  for (const [name, tally] of even ?? []) {
    console.log(name.padEnd(22), cell(tally).padEnd(34), cell(odd?.get(name)));
  }
}

main();
