/** Our reading of the 66 labelled trials beside the labels (test/corpus/labels). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { ownReading } from './own-reading.ts';
import { readLabels, readText, type LabelFile, type LabelledText } from './read-labels.ts';
import { figuresOf, missesOf, variablesOf } from './report.ts';
import { FIGURES, scoreTrial, type TrialScore } from './score.ts';

const LABELS = new URL('../../../test/corpus/labels/', import.meta.url);

export const HALVES = ['develop', 'measure'] as const;
export type Half = (typeof HALVES)[number];

interface Labelled extends LabelFile {
  readonly id: string;
  readonly text: LabelledText;
}

/** Every committed label file of one half. */
export function labelsOf(half: Half): readonly Labelled[] {
  const folder = new URL(`${half}/`, LABELS);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^NCT\d{8}\.txt$/.test(name))
    .toSorted()
    .map((name) => {
      const text = readText(readFileSync(new URL(`texts/${name}`, LABELS), 'utf8'));
      const content = readFileSync(new URL(name, folder), 'utf8');
      return { id: name.replace('.txt', ''), text, ...readLabels(name, content, text) };
    });
}

function measureHalf(half: Half, misses: string | undefined): void {
  const labelled = labelsOf(half);
  const errors = labelled.flatMap((file) => file.errors);
  if (errors.length > 0) throw new Error(`labels of ${half}:\n${errors.join('\n')}`);
  const scores = labelled.map(({ id, text, reading }) => ({
    id,
    score: scoreTrial(reading, ownReading(text)),
  }));
  console.log(`\n${half}: ${labelled.length} trials`);
  if (labelled.length === 0) return;
  const all: readonly TrialScore[] = scores.map(({ score }) => score);
  for (const line of figuresOf(all)) console.log(line);
  if (half === 'measure') return;
  for (const line of variablesOf(all)) console.log(line);
  const figure = FIGURES.find((name) => name === misses);
  if (!figure) return;
  console.log(`\n${figure}: - labelled and not read so, + read and not labelled so`);
  for (const { id, score } of scores) {
    for (const line of missesOf(id, score, figure)) console.log(line);
  }
}

/** `[develop|measure] [--misses items|nesting|typed|time-frames]`; of the held-out half no misses are told. */
export function measureLabels(options: readonly string[]): void {
  const at = options.indexOf('--misses');
  const misses = at === -1 ? undefined : (options[at + 1] ?? '');
  const wanted = HALVES.filter((half) => options.includes(half));
  if (misses !== undefined && !FIGURES.some((name) => name === misses))
    throw new Error(`--misses takes one of ${FIGURES.join(', ')}`);
  if (misses !== undefined && (wanted.length !== 1 || wanted[0] !== 'develop'))
    throw new Error('--misses is for develop: the other half is held out');
  console.log(
    'Labels by hand; intervals by bootstrap over trials (2000 draws), where all is right by Wilson',
  );
  for (const half of wanted.length === 0 ? HALVES : wanted) measureHalf(half, misses);
}
