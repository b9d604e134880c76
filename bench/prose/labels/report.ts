/** The figures of many trials, with intervals, and what was missed. */
import { resampled, wilson, type Sample } from '../interval.ts';
import { APART, FIGURES, type Apart, type Figure, type Tally, type TrialScore } from './score.ts';

const percent = (value: number): string => (value * 100).toFixed(1);

export type Rate = (tally: Tally) => number;

export const precision: Rate = ({ right, made }) => right / made;
export const recall: Rate = ({ right, wanted }) => right / wanted;
export const f1: Rate = ({ right, made, wanted }) => (2 * right) / (made + wanted);

export function rate(tallies: readonly Tally[], of: Rate, sums: string): string {
  const found: Sample | undefined = resampled(tallies, (some) => of(sum(some)));
  if (!found) return '-';
  const low = found.value === 1 ? leastOfAll(sum(tallies)) : found.low;
  return `${sums}${percent(found.value)}% (${percent(low)} to ${percent(found.high)})`;
}

/** Trials without a fault say nothing of how faults vary: then Wilson's interval, of the smaller number. */
const leastOfAll = ({ made, wanted }: Tally): number => {
  const all = Math.min(made, wanted);
  return wilson(all, all)[0];
};

export const sum = (tallies: readonly Tally[]): Tally => ({
  wanted: tallies.reduce((total, { wanted }) => total + wanted, 0),
  made: tallies.reduce((total, { made }) => total + made, 0),
  right: tallies.reduce((total, { right }) => total + right, 0),
});

function threeRates(name: string, tallies: readonly Tally[]): string {
  const { right, made, wanted } = sum(tallies);
  return [
    name.padEnd(20),
    `precision ${rate(tallies, precision, `${right}/${made} `)}`,
    `recall ${rate(tallies, recall, `${right}/${wanted} `)}`,
    `F1 ${rate(tallies, f1, '')}`,
  ].join('  ');
}

const oneRate = (name: string, tallies: readonly Tally[]): string => {
  const { right, wanted } = sum(tallies);
  return `${name.padEnd(20)}  right ${rate(tallies, recall, `${right}/${wanted} `)}`;
};

const THREE_RATES: readonly Apart[] = ['children joined', 'known variables', 'other names'];

/** Lines of figures; time frames have one rate, for every text gets an answer. */
export function figuresOf(scores: readonly TrialScore[]): readonly string[] {
  const lines = FIGURES.map((figure) => {
    const tallies = scores.map(({ figures }) => figures[figure]);
    return figure === 'time-frames' ? oneRate(figure, tallies) : threeRates(figure, tallies);
  });
  const apart = APART.map((name) => {
    const tallies = scores.map((score) => score.apart[name]);
    return THREE_RATES.includes(name)
      ? threeRates(`  ${name}`, tallies)
      : oneRate(`  ${name}`, tallies);
  });
  return [...lines, ...apart];
}

/** Typed criteria by variable, most labelled first: labelled, read, right. */
export function variablesOf(scores: readonly TrialScore[]): readonly string[] {
  const names = new Set(scores.flatMap(({ variables }) => [...variables.keys()]));
  return [...names]
    .map((name) => ({
      name,
      tally: sum(scores.flatMap(({ variables }) => variables.get(name) ?? [])),
    }))
    .toSorted((a, b) => b.tally.wanted - a.tally.wanted || a.name.localeCompare(b.name))
    .map(
      ({ name, tally }) =>
        `  ${name.padEnd(30)} labelled ${tally.wanted}, read ${tally.made}, right ${tally.right}`,
    );
}

export function missesOf(id: string, score: TrialScore, figure: Figure): readonly string[] {
  const { missed, extra } = score.figures[figure];
  return [...missed.map((one) => `${id} - ${one}`), ...extra.map((one) => `${id} + ${one}`)];
}
