/**
 * Flattened records as other senders write them: a field left out, names of intervention types as people write them,
 * lists joined by other marks. Made of the truth beside the flattened records, so that each field can be checked.
 *
 *   node bench/prose/variants.ts FOLDER [VARIANT FIELD]
 *
 * With a variant and a field, the even numbers where it is wrong are listed; the odd ones are held out.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../src/parse/parse.ts';
import { toReceived } from '../../src/shared/received.ts';
import type { Trial } from '../../src/trial/trial.ts';
import { share } from './interval.ts';
import type { Truth, TruthOutcome } from './truth.ts';

interface Style {
  readonly between?: string;
  readonly isTitleCase?: true;
}

/** What changes, and for which records: one whose names hold the mark cannot be told apart by anyone. */
interface Variant extends Style {
  readonly without?: Partial<Truth>;
  readonly fits?: (truth: Truth) => boolean;
}

const namesOf = ({ conditions, interventions }: Truth): readonly string[] => [
  ...conditions,
  ...interventions.map(({ name }) => name),
];
const withoutMarks =
  (marks: RegExp) =>
  (truth: Truth): boolean =>
    namesOf(truth).every((name) => !marks.test(name));

const VARIANTS: Readonly<Record<string, Variant>> = {
  'no conditions': { without: { conditions: [] } },
  'no interventions': { without: { interventions: [] } },
  'no summary': { without: { briefSummary: '' }, fits: hasDetails },
  'no details': { without: { detailedDescription: '' } },
  'no primary outcome': { without: { primary: [] } },
  'no outcomes': { without: { primary: [], secondary: [], other: [] } },
  'no conditions and details': { without: { conditions: [], detailedDescription: '' } },
  'types in words': { isTitleCase: true },
  'lists by semicolon': { between: '; ', fits: withoutMarks(/[;；]/) },
  'lists by full-width semicolon': { between: '；', fits: withoutMarks(/[,;，；、]/) },
  'lists by full-width comma': { between: '，', fits: withoutMarks(/[,;，；、]/) },
  'lists by enumeration comma': { between: '、', fits: withoutMarks(/[,;，；、]/) },
};

function hasDetails({ briefSummary, detailedDescription }: Truth): boolean {
  return detailedDescription !== briefSummary;
}

const typeInWords = (type: string): string =>
  type
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

function flatten(truth: Truth, { between = '|', isTitleCase }: Style): string {
  const outcomes = (rows: readonly TruthOutcome[]): string =>
    rows
      .map((row) => [row.measure, row.description, row.timeFrame].filter(Boolean).join(', '))
      .join('|');
  const types = truth.interventions.map(
    ({ type, name }) => `${isTitleCase ? typeInWords(type) : type}: ${name}`,
  );
  const lines = [
    truth.title,
    truth.briefSummary,
    truth.conditions.join(between),
    types.join(between),
    outcomes(truth.primary),
    outcomes(truth.secondary),
    outcomes(truth.other),
    truth.detailedDescription,
  ];
  return `${lines.filter(Boolean).join('\n')}\n`;
}

const flat = (text: string | undefined): string => (text ?? '').replaceAll(/[ \t]+$/gm, '').trim();
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function checks(trial: Trial | undefined, truth: Truth): Readonly<Record<string, boolean>> {
  const count = (kind: string): number =>
    trial?.outcomes.filter((outcome) => outcome.kind === kind).length ?? -1;
  return {
    read: trial !== undefined,
    title: flat(trial?.titles.brief?.value) === flat(truth.title),
    summary: flat(trial?.briefSummary?.value) === flat(truth.briefSummary),
    conditions: same(
      trial?.conditions.map(({ value }) => value),
      truth.conditions.map((name) => name.trim()).filter(Boolean),
    ),
    interventions: same(
      trial?.interventions.map(({ type, name }) => [type?.value, name.value]),
      truth.interventions.map(({ type, name }) => [type, name.trim()]),
    ),
    outcomes:
      truth.primary.length > 0 &&
      same([count('primary'), count('secondary')], [truth.primary.length, truth.secondary.length]),
    details: flat(trial?.detailedDescription?.value) === flat(truth.detailedDescription),
  };
}

function main([folder = '', wanted, field = '']: readonly string[]): void {
  const truths = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Record<
    string,
    Truth
  >;
  for (const [name, variant] of Object.entries(VARIANTS)) {
    if (wanted !== undefined && wanted !== name) continue;
    const tallies = [new Map<string, boolean[]>(), new Map<string, boolean[]>()];
    for (const [nct, whole] of Object.entries(truths)) {
      const truth = { ...whole, ...variant.without };
      if (variant.fits?.(whole) === false) continue;
      const odd = Number(nct.slice(3)) % 2;
      const found = checks(parse(toReceived(nct, flatten(truth, variant))).value, truth);
      for (const [check, isRight] of Object.entries(found)) {
        const tally = tallies[odd];
        tally?.set(check, [...(tally.get(check) ?? []), isRight]);
        if (check === field && !isRight && odd === 0) console.log(nct);
      }
    }
    report(name, tallies);
  }
}

function report(
  name: string,
  [even, odd]: readonly ReadonlyMap<string, readonly boolean[]>[],
): void {
  console.log(name);
  const cell = (checked: readonly boolean[] = []): string =>
    share(checked.filter(Boolean).length, checked.length);
  for (const [check, checked] of even ?? [])
    console.log(`  ${check.padEnd(20)} ${cell(checked).padEnd(34)} ${cell(odd?.get(check))}`);
}

main(process.argv.slice(2));
