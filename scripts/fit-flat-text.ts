/**
 * Fits the weights of the reader of flattened text: a conditional logit over the readings of each outcome
 * (outcome-weights.ts), and one over a line being outcomes or the paragraph after them (line-weights.ts).
 *
 * usage: node scripts/fit-flat-text.ts outcomes|lines TRUTH.json > src/parse/flat/outcome-weights.ts
 *
 * TRUTH.json holds records by their NCT number with primary, secondary and other outcomes as
 * {measure, description, timeFrame}. Only even NCT numbers are used; the odd ones stay for measuring.
 */
import { readFileSync } from 'node:fs';
import { lineFeatures } from '../src/parse/flat/line-likeness.ts';
import { commasOf, sharedSuffixes } from '../src/parse/flat/outcome-features.ts';
import { partsOf, readingsOf } from '../src/parse/flat/outcome-split.ts';

interface Parts {
  readonly measure: string;
  readonly description: string;
  readonly timeFrame: string;
}

interface RecordTruth {
  readonly detailedDescription: string;
  readonly primary: readonly Parts[];
  readonly secondary: readonly Parts[];
  readonly other: readonly Parts[];
}

type Truth = Readonly<Record<string, RecordTruth>>;

const isEven = (nct: string): boolean => Number(nct.slice(3)) % 2 === 0;

/** Each line is read in two ways: as outcomes, with its features, or as the paragraph after them, with none. */
function lineExamplesOf(truth: Truth): readonly Example[] {
  return Object.entries(truth)
    .filter(([nct]) => isEven(nct))
    .flatMap(([, { primary, secondary, other, detailedDescription }]) => {
      const outcomes = [primary, secondary, other]
        .filter((list) => list.length > 0)
        .map((list) => ({ text: list.map(textOf).join('|'), right: 0 }));
      const opening = { text: detailedDescription.split('\n', 1)[0] ?? '', right: 1 };
      return [...outcomes, opening].map(({ text, right }) => ({
        readings: [lineFeatures(text).map(numberOf), []],
        right,
        share: 1,
      }));
    });
}

interface Example {
  readonly readings: readonly (readonly number[])[];
  readonly right: number;
  /** A record with many outcomes says little more than one with few. */
  readonly share: number;
}

const names: string[] = [];
const indexOf = new Map<string, number>();

function numberOf(feature: string): number {
  const known = indexOf.get(feature);
  if (known !== undefined) return known;
  indexOf.set(feature, names.length);
  return names.push(feature) - 1;
}

function outcomeExamplesOf(truth: Truth): readonly Example[] {
  return Object.entries(truth)
    .filter(([nct]) => isEven(nct))
    .flatMap(([, { primary, secondary, other }]) => {
      const outcomes = [...primary, ...secondary, ...other];
      const texts = outcomes.map(textOf);
      const shared = sharedSuffixes(texts);
      return outcomes.flatMap((outcome, index) => {
        const text = texts[index] ?? '';
        const commas = commasOf(text);
        const readings = readingsOf(text, commas, shared);
        const right = readings.findIndex((reading) => {
          const parts = partsOf(text, commas, reading);
          return (
            parts.measure === outcome.measure &&
            (parts.description ?? '') === outcome.description &&
            (parts.timeFrame ?? '') === outcome.timeFrame
          );
        });
        if (right === -1 || readings.length < 2) return [];
        const features = readings.map((reading) => reading.groups.flat().map(numberOf));
        return [{ readings: features, right, share: 1 / Math.sqrt(outcomes.length) }];
      });
    });
}

const textOf = (parts: Parts): string =>
  [parts.measure, parts.description, parts.timeFrame].filter((part) => part !== '').join(', ');

const L2 = 2e-4;
const EPOCHS = 25;

/** Stochastic gradient ascent with steps that shrink feature by feature (AdaGrad). */
function fit(examples: readonly Example[]): Float64Array {
  const weights = new Float64Array(names.length);
  const squares = new Float64Array(names.length).fill(1e-6);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (const example of examples) {
      for (const [f, value] of gradientOf(example, weights)) {
        const step = value - L2 * (weights[f] ?? 0);
        squares[f] = (squares[f] ?? 0) + step * step;
        weights[f] = (weights[f] ?? 0) + (0.3 * step) / Math.sqrt(squares[f] ?? 1);
      }
    }
  }
  return weights;
}

function gradientOf(
  { readings, right, share }: Example,
  weights: Float64Array,
): ReadonlyMap<number, number> {
  const scores = readings.map((features) =>
    features.reduce((sum, f) => sum + (weights[f] ?? 0), 0),
  );
  const top = Math.max(...scores);
  const raw = scores.map((score) => Math.exp(score - top));
  const total = raw.reduce((sum, value) => sum + value, 0);
  const gradient = new Map<number, number>();
  for (const [at, features] of readings.entries()) {
    const error = (at === right ? 1 : 0) - (raw[at] ?? 0) / total;
    for (const f of features) gradient.set(f, (gradient.get(f) ?? 0) + error * share);
  }
  return gradient;
}

const FITS = {
  outcomes: {
    examplesOf: outcomeExamplesOf,
    name: 'OUTCOME_WEIGHTS',
    features: 'outcome-features.ts',
  },
  lines: { examplesOf: lineExamplesOf, name: 'LINE_WEIGHTS', features: 'line-likeness.ts' },
} as const;

const [, , what = '', truthFile = ''] = process.argv;
const { examplesOf, name, features } = FITS[what === 'lines' ? 'lines' : 'outcomes'];
const examples = examplesOf(JSON.parse(readFileSync(truthFile, 'utf8')) as Truth);
const weights = fit(examples);
const rows = names
  .map((feature, index) => ({ feature, weight: Math.round((weights[index] ?? 0) * 100) / 100 }))
  .filter(({ weight }) => weight !== 0)
  .toSorted((a, b) => (a.feature < b.feature ? -1 : 1));
console.log(`/**
 * How much each feature of ${features} counts: logit weights, fitted by
 * scripts/fit-flat-text.ts on ${examples.length} examples from real records with an even NCT number.
 */
export const ${name}: Readonly<Record<string, number>> = {
${rows.map(({ feature, weight }) => `  '${feature}': ${weight},`).join('\n')}
};`);
console.error(`${examples.length} examples, ${rows.length} weights`);
