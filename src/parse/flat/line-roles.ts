/**
 * Which lines of a flattened record are title, summary, conditions, interventions, outcomes and
 * description: told from what the lines say and the order the fields are written in, never from a
 * file name or a fixed line number.
 */
import { isBlank, type Line } from '../lines.ts';
import { interventionStyle } from './intervention-line.ts';
import { conditionsLikeness, outcomeLikeness, proseLikeness } from './line-likeness.ts';

/** Lines of each field; every non-empty line of the record is in exactly one of them. */
export interface LineRoles {
  readonly title: readonly Line[];
  readonly summary: readonly Line[];
  readonly conditions: readonly Line[];
  readonly interventions: readonly Line[];
  /** One line each for primary, secondary and other outcomes, as far as there are any. */
  readonly outcomes: readonly Line[];
  readonly description: readonly Line[];
  /** How far this reading is ahead of the next best. */
  readonly margin: number;
}

interface Arrangement {
  /** Undefined where a record has none: nothing before the interventions is like a list of names. */
  readonly conditions: number | undefined;
  readonly interventions: number | undefined;
  /** The line after both. */
  readonly first: number;
  readonly outcomes: number;
  readonly score: number;
}

/** More lines than any summary has; bounds the work on hostile input. */
const LINES_LOOKED_AT = 600;
const MOST_OUTCOME_LINES = 3;
/** Below it, nothing speaks for a flattened record. */
const LEAST_SCORE = 4;

export function findRoles(lines: readonly Line[]): LineRoles | undefined {
  const filled = lines.filter((line) => !isBlank(line));
  const scored = arrangementsOf(filled).toSorted((a, b) => b.score - a.score);
  const [best, next] = scored;
  if (!best || best.score < LEAST_SCORE) return undefined;
  return { ...rolesOf(lines, filled, best), margin: best.score - (next?.score ?? 0) };
}

function arrangementsOf(filled: readonly Line[]): readonly Arrangement[] {
  const likeness = toLikeness();
  const interventions = interventionsAmong(filled);
  if (interventions !== undefined) {
    const before = interventions - 1;
    const isNamed = before > 0 && likeness.conditions(filled[before]) >= LEAST_CONDITIONS;
    const conditions = isNamed ? before : undefined;
    return withOutcomes(likeness, filled, { conditions, interventions, first: interventions + 1 });
  }
  const last = Math.min(filled.length, LINES_LOOKED_AT);
  const candidates = Array.from({ length: Math.max(last - 1, 0) }, (_, index) => index + 1);
  return candidates.flatMap((at) => [
    ...withOutcomes(likeness, filled, { conditions: at, interventions: undefined, first: at + 1 }),
    ...withOutcomes(likeness, filled, { ...NEITHER, first: at + 1 }),
  ]);
}

const NEITHER_IS_RARE = -2;
const NEITHER = { conditions: undefined, interventions: undefined };

/** Types as codes are certain; in words they may stand in a paragraph too. */
function interventionsAmong(filled: readonly Line[]): number | undefined {
  const styles = filled.map(({ text }, index) => (index > 0 ? interventionStyle(text) : undefined));
  const coded = styles.indexOf('codes');
  const found = coded === -1 ? styles.indexOf('words') : coded;
  return found === -1 ? undefined : found;
}

/** What the last line of a summary stays below. */
const LEAST_CONDITIONS = -2.5;

function withOutcomes(
  likeness: Likeness,
  filled: readonly Line[],
  before: Pick<Arrangement, 'conditions' | 'interventions' | 'first'>,
): readonly Arrangement[] {
  const { conditions, interventions, first } = before;
  const fewest = interventions === undefined ? 1 : 0;
  const counts = [0, 1, 2, 3].filter(
    (count) => count >= fewest && count <= MOST_OUTCOME_LINES && first + count <= filled.length,
  );
  const named = conditions === undefined ? 0 : likeness.conditions(filled[conditions]);
  const typed = interventions === undefined ? 0 : 8;
  const neither = conditions === undefined && interventions === undefined ? NEITHER_IS_RARE : 0;
  const summaryEnd = conditions ?? interventions ?? first;
  return counts.map((outcomes) => {
    const score = named + typed + neither + scoreOf(likeness, filled, summaryEnd, first, outcomes);
    return { ...before, outcomes, score };
  });
}

interface Likeness {
  readonly conditions: (line: Line | undefined) => number;
  readonly outcomes: (line: Line | undefined) => number;
  readonly prose: (line: Line | undefined) => number;
}

/** Each line is looked at once, however many arrangements it is in. */
function toLikeness(): Likeness {
  return {
    conditions: remembered(conditionsLikeness),
    outcomes: remembered(outcomeLikeness),
    prose: remembered(proseLikeness),
  };
}

function remembered(likeness: (text: string) => number): (line: Line | undefined) => number {
  const known = new Map<Line, number>();
  return (line) => {
    if (!line) return likeness('');
    const value = known.get(line) ?? likeness(line.text);
    known.set(line, value);
    return value;
  };
}

function scoreOf(
  likeness: Likeness,
  filled: readonly Line[],
  summaryEnd: number,
  first: number,
  outcomes: number,
): number {
  const outcomeLines = filled.slice(first, first + outcomes);
  const opening = filled[first + outcomes];
  return (
    outcomeLines.reduce((sum, line) => sum + likeness.outcomes(line), 0) +
    (opening ? likeness.prose(opening) : -1) +
    likeness.prose(filled[summaryEnd - 1]) / 2 +
    afterBlankPenalty(filled, [summaryEnd, ...outcomeLines.map((_, at) => first + at)]) +
    repetitionBonus(filled, summaryEnd, first + outcomes)
  );
}

/** The fields follow each other without a blank line; only texts of several paragraphs hold one. */
function afterBlankPenalty(filled: readonly Line[], indexes: readonly number[]): number {
  const after = indexes.filter((index) => {
    const [line, before] = [filled[index], filled[index - 1]];
    return line && before && line.number - before.number > 1;
  });
  return -3 * after.length;
}

/** A description often opens as the summary does; where there is none, the summary stands in its place. */
function repetitionBonus(filled: readonly Line[], summaryEnd: number, description: number): number {
  const opens = filled[1]?.text.slice(0, ECHO) ?? '';
  const isEcho = filled[description]?.text.startsWith(opens) === true;
  if (!isEcho || opens.length < LEAST_ECHO) return 0;
  const isSame =
    filled.length - description === summaryEnd - 1 &&
    filled
      .slice(1, summaryEnd)
      .every((line, index) => line.text === filled[description + index]?.text);
  return isSame ? 30 : 6;
}

const ECHO = 50;
const LEAST_ECHO = 15;

function rolesOf(
  lines: readonly Line[],
  filled: readonly Line[],
  { conditions, interventions, first, outcomes }: Arrangement,
): Omit<LineRoles, 'margin'> {
  const between = (from: number, to: number): readonly Line[] => {
    const [start, end] = [filled[from]?.number ?? Infinity, filled[to]?.number ?? Infinity];
    return lines.filter(({ number }) => number >= start && number < end);
  };
  return {
    title: filled.slice(0, 1),
    summary: between(1, conditions ?? interventions ?? first),
    conditions: conditions === undefined ? [] : filled.slice(conditions, conditions + 1),
    interventions:
      interventions === undefined ? [] : filled.slice(interventions, interventions + 1),
    outcomes: filled.slice(first, first + outcomes),
    description: between(first + outcomes, filled.length),
  };
}
