/**
 * Which lines of a flattened record are title, summary, conditions, interventions, outcomes and
 * description: told from what the lines say and the order the fields are written in, never from a
 * file name or a fixed line number.
 */
import { isBlank, type Line } from '../lines.ts';
import {
  conditionsLikeness,
  isInterventionsLine,
  outcomeLikeness,
  proseLikeness,
} from './line-likeness.ts';

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
  readonly conditions: number;
  readonly interventions: number | undefined;
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
  const interventions = filled.findIndex(
    (line, index) => index > 0 && isInterventionsLine(line.text),
  );
  if (interventions > 1) return withOutcomes(filled, interventions - 1, interventions);
  const last = Math.min(filled.length, LINES_LOOKED_AT);
  const candidates = Array.from({ length: Math.max(last - 2, 0) }, (_, index) => index + 2);
  return candidates.flatMap((conditions) => withOutcomes(filled, conditions, undefined));
}

function withOutcomes(
  filled: readonly Line[],
  conditions: number,
  interventions: number | undefined,
): readonly Arrangement[] {
  const first = (interventions ?? conditions) + 1;
  const fewest = interventions === undefined ? 1 : 0;
  const counts = [0, 1, 2, 3].filter(
    (count) => count >= fewest && count <= MOST_OUTCOME_LINES && first + count <= filled.length,
  );
  return counts.map((outcomes) => {
    const score =
      scoreOf(filled, conditions, first, outcomes) + (interventions === undefined ? 0 : 8);
    return { conditions, interventions, outcomes, score };
  });
}

function scoreOf(
  filled: readonly Line[],
  conditions: number,
  first: number,
  outcomes: number,
): number {
  const outcomeLines = filled.slice(first, first + outcomes);
  const description = filled.slice(first + outcomes);
  const opening = description[0];
  return (
    conditionsLikeness(filled[conditions]?.text ?? '') +
    outcomeLines.reduce((sum, line) => sum + outcomeLikeness(line.text), 0) +
    (opening ? proseLikeness(opening.text) : -1) +
    proseLikeness(filled[conditions - 1]?.text ?? '') / 2 +
    afterBlankPenalty(filled, [conditions, ...outcomeLines.map((_, at) => first + at)]) +
    repetitionBonus(filled.slice(1, conditions), description)
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
function repetitionBonus(summary: readonly Line[], description: readonly Line[]): number {
  const opens = summary[0]?.text.slice(0, ECHO) ?? '';
  if (opens.length < 20 || !description.some(({ text }) => text.startsWith(opens))) return 0;
  const same =
    summary.length === description.length &&
    summary.every((line, index) => line.text === description[index]?.text);
  if (same) return 30;
  return description[0]?.text.startsWith(opens) === true ? 6 : 0;
}

const ECHO = 50;

function rolesOf(
  lines: readonly Line[],
  filled: readonly Line[],
  { conditions, interventions, outcomes }: Arrangement,
): Omit<LineRoles, 'margin'> {
  const first = (interventions ?? conditions) + 1;
  const between = (from: number, to: number): readonly Line[] => {
    const [start, end] = [filled[from]?.number ?? Infinity, filled[to]?.number ?? Infinity];
    return lines.filter(({ number }) => number >= start && number < end);
  };
  return {
    title: filled.slice(0, 1),
    summary: between(1, conditions),
    conditions: filled.slice(conditions, conditions + 1),
    interventions:
      interventions === undefined ? [] : filled.slice(interventions, interventions + 1),
    outcomes: filled.slice(first, first + outcomes),
    description: between(first + outcomes, filled.length),
  };
}
