/** Our reading of the labelled trials beside the labels (test/corpus/labels). */
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ownReading } from './own-reading.ts';
import { readLabels, readText, type LabelFile, type LabelledText } from './read-labels.ts';
import { figuresOf, missesOf, variablesOf } from './report.ts';
import { tableOf } from './table.ts';
import { FIGURES, scoreTrial, type Figure, type TrialScore } from './score.ts';

const LABELS = new URL('../../../test/corpus/labels/', import.meta.url);

export const HALVES = ['develop', 'measure'] as const;
export type Half = (typeof HALVES)[number];

interface Labelled extends LabelFile {
  readonly id: string;
  readonly text: LabelledText;
}

/** Trials by the draw that brought them: rules were made with an eye on the develop half of the first before the second was drawn. */
const DRAWS: ReadonlyMap<string, number> = new Map(
  readFileSync(new URL('draws.txt', LABELS), 'utf8')
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [draw, ...ids] = line.split(' ');
      return ids.map((id) => [id, Number(draw)] as const);
    }),
);

export const drawOf = (id: string): number | undefined => DRAWS.get(id);

/** Every committed label file of one half, or of one draw of it. */
export function labelsOf(half: Half, draw?: number): readonly Labelled[] {
  const folder = new URL(`${half}/`, LABELS);
  return readdirSync(folder)
    .map((name) => ({ name, id: name.replace('.txt', '') }))
    .filter(({ id }) => draw === undefined || drawOf(id) === draw)
    .toSorted((one, other) => one.id.localeCompare(other.id))
    .map(({ name, id }) => {
      const text = readText(readFileSync(new URL(`texts/${name}`, LABELS), 'utf8'));
      const content = readFileSync(new URL(name, folder), 'utf8');
      return { id, text, ...readLabels(name, content, text) };
    });
}

interface Scored {
  readonly id: string;
  readonly score: TrialScore;
}

function scoresOf(half: Half, labelled: readonly Labelled[]): readonly Scored[] {
  const errors = labelled.flatMap((file) => file.errors);
  if (errors.length > 0) throw new Error(`labels of ${half}:\n${errors.join('\n')}`);
  return labelled.map(({ id, text, reading }) => ({
    id,
    score: scoreTrial(reading, ownReading(text)),
  }));
}

function measureHalf(half: Half, { misses, draw }: Asked): void {
  const labelled = labelsOf(half, draw);
  const scores = scoresOf(half, labelled);
  const drawn = draw === undefined ? '' : ` of draw ${draw}`;
  console.log(`\n${half}: ${labelled.length} trials${drawn}`);
  if (labelled.length === 0) return;
  const all: readonly TrialScore[] = scores.map(({ score }) => score);
  for (const line of figuresOf(all)) console.log(line);
  if (half === 'measure') return;
  for (const line of variablesOf(all)) console.log(line);
  if (!misses) return;
  console.log(`\n${misses}: - labelled and not read so, + read and not labelled so`);
  for (const { id, score } of scores) {
    for (const line of missesOf(id, score, misses)) console.log(line);
  }
}

interface Asked {
  readonly misses: Figure | undefined;
  readonly draw: number | undefined;
}

/**
 * `[develop|measure] [--draw N] [--misses items|nesting|typed|time-frames]`; of the held-out half no misses are told.
 * `--table` prints the table of docs/eligibility.md.
 */
export function measureLabels(options: readonly string[]): void {
  const { values, positionals } = parseArgs({
    args: [...options],
    allowPositionals: true,
    options: { misses: { type: 'string' }, draw: { type: 'string' }, table: { type: 'boolean' } },
  });
  if (values.table === true) return printTable();
  const misses = FIGURES.find((name) => name === values.misses);
  const wanted = HALVES.filter((half) => positionals.includes(half));
  if (values.misses !== undefined && misses === undefined)
    throw new Error(`--misses takes one of ${FIGURES.join(', ')}`);
  if (misses !== undefined && (wanted.length !== 1 || wanted[0] !== 'develop'))
    throw new Error('--misses is for develop: the other half is held out');
  const draw = values.draw === undefined ? undefined : Number(values.draw);
  console.log(
    'Labels by hand; intervals by bootstrap over trials (2000 draws), where all is right by Wilson',
  );
  for (const half of wanted.length === 0 ? HALVES : wanted) measureHalf(half, { misses, draw });
  return undefined;
}

const TITLES: Readonly<Record<Half, string>> = { develop: 'looked at', measure: 'held out' };

function printTable(): void {
  const columns = HALVES.map((half) => ({
    title: TITLES[half],
    scores: scoresOf(half, labelsOf(half)).map(({ score }) => score),
  }));
  for (const line of tableOf(columns)) console.log(line);
}
