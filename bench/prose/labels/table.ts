/** The table of docs/eligibility.md: a row for each rate, a column for each group of trials. */
import { f1, precision, rate, recall, sum, type Rate } from './report.ts';
import type { Tally, TrialScore } from './score.ts';

export interface Column {
  readonly title: string;
  readonly scores: readonly TrialScore[];
}

interface Row {
  readonly name: string;
  readonly tallyOf: (score: TrialScore) => Tally;
  /** One rate of all, or precision, recall and F1. */
  readonly isOne: boolean;
}

const ROWS: readonly Row[] = [
  { name: 'items: side and exact text', tallyOf: ({ figures }) => figures.items, isOne: false },
  { name: 'nesting: child under its parent', tallyOf: ({ figures }) => figures.nesting, isOne: false }, // prettier-ignore
  { name: 'all of or any of the children', tallyOf: ({ apart }) => apart['children joined'], isOne: false }, // prettier-ignore
  { name: 'typed criteria: side, variable, comparator, value, unit', tallyOf: ({ figures }) => figures.typed, isOne: false }, // prettier-ignore
  { name: 'of these, with a variable of the lexicon', tallyOf: ({ apart }) => apart['known variables'], isOne: false }, // prettier-ignore
  { name: 'of these, with a name of the text', tallyOf: ({ apart }) => apart['other names'], isOne: false }, // prettier-ignore
  { name: 'a condition where the label has one, of right ones', tallyOf: ({ apart }) => apart['condition or none'], isOne: true }, // prettier-ignore
  { name: 'time frames: kind and points', tallyOf: ({ figures }) => figures['time-frames'], isOne: true }, // prettier-ignore
  { name: 'the event they count from, of right ones', tallyOf: ({ apart }) => apart['anchor or none'], isOne: true }, // prettier-ignore
];

interface Told {
  readonly name: string;
  readonly of: Rate;
  readonly all?: (tally: Tally) => number;
}

const ONE: readonly Told[] = [{ name: '', of: recall, all: ({ wanted }) => wanted }];
const THREE: readonly Told[] = [
  { name: 'precision', of: precision, all: ({ made }) => made },
  { name: 'recall', of: recall, all: ({ wanted }) => wanted },
  { name: 'F1', of: f1 },
];

export function tableOf(columns: readonly Column[]): readonly string[] {
  const titles = columns.map(({ title, scores }) => `${title} (${scores.length} trials)`);
  return [
    `| figure | | ${titles.join(' | ')} |`,
    `| --- | --- |${' --- |'.repeat(columns.length)}`,
    ...ROWS.flatMap((row) => linesOf(row, columns)),
  ];
}

const linesOf = ({ name, tallyOf, isOne }: Row, columns: readonly Column[]): readonly string[] =>
  (isOne ? ONE : THREE).map((told, at) => {
    const cells = columns.map(({ scores }) => cell(scores.map(tallyOf), told));
    return `| ${at === 0 ? name : ''} | ${told.name} | ${cells.join(' | ')} |`;
  });

function cell(tallies: readonly Tally[], { of, all }: Told): string {
  const total = sum(tallies);
  const counted = all ? `${total.right} of ${all(total)}, ` : '';
  return rate(tallies, of, counted).replaceAll('%', ' %');
}
