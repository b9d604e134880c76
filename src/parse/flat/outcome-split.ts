/**
 * Takes `measure, description, time frame` apart where nothing but the words tells which comma parts them.
 *
 * Every pair of commas is scored by named features with fitted weights; the best pair wins, and how far
 * it is ahead says whether the split is certain. No character is lost: the parts joined by their commas
 * are the text.
 */
import {
  bareFeatures,
  commasOf,
  descriptionFeatures,
  measureFeatures,
  sharedSuffixes,
  timeFrameFeatures,
  type Commas,
  type SharedSuffixes,
} from './outcome-features.ts';
import { OUTCOME_WEIGHTS } from './outcome-weights.ts';

export interface OutcomeParts {
  readonly measure: string;
  readonly description?: string;
  readonly timeFrame?: string;
  /** Probability of this reading among all readings, by the fitted weights. */
  readonly certainty: number;
}

/** A reading: where the measure ends and where the time frame starts, as indexes of commas. */
export interface Reading {
  /** Undefined where there is no description: the measure ends where the time frame starts. */
  readonly measureEnd: number | undefined;
  /** `commas.length` where there is no time frame. */
  readonly timeFrameStart: number;
  /** Names of features, in groups that several readings share. */
  readonly groups: readonly (readonly string[])[];
}

/** Splits the outcomes of one record together: a suffix several of them share is a time frame. */
export function splitOutcomes(texts: readonly string[]): readonly OutcomeParts[] {
  if (texts.length > MOST_OUTCOMES) return texts.map((text) => ({ measure: text, certainty: 1 }));
  const shared = sharedSuffixes(texts);
  return texts.map((text) => splitOutcome(text, shared));
}

/** Ten times what the longest registered list has; more is no list of outcomes, and only costs time. */
export const MOST_OUTCOMES = 2000;

function splitOutcome(text: string, shared: SharedSuffixes): OutcomeParts {
  const commas = commasOf(text);
  const readings = readingsOf(text, commas, shared);
  const known = new Map<readonly string[], number>();
  const scores = readings.map(({ groups }) =>
    groups.reduce((sum, group) => sum + scoreOnce(group, known), 0),
  );
  const best = scores.indexOf(Math.max(...scores));
  const reading = readings[best];
  const total = scores.reduce((sum, score) => sum + Math.exp(score - (scores[best] ?? 0)), 0);
  if (!reading) return { measure: text, certainty: 1 };
  return { ...partsOf(text, commas, reading), certainty: 1 / total };
}

/** Readings share their groups of features: each is summed up once. */
function scoreOnce(features: readonly string[], known: Map<readonly string[], number>): number {
  const score =
    known.get(features) ??
    features.reduce((sum, feature) => sum + (OUTCOME_WEIGHTS[feature] ?? 0), 0);
  known.set(features, score);
  return score;
}

/** Every reading of the text with what speaks for and against it. */
export function readingsOf(
  text: string,
  commas: Commas,
  shared: SharedSuffixes,
): readonly Reading[] {
  const { all, measureEnds, timeFrameStarts } = commas;
  const firstStart = all.length - timeFrameStarts.length;
  const starts = [...timeFrameStarts.map((_, index) => firstStart + index), all.length];
  const ends = measureEnds.map((_, index) => ({
    index,
    features: measureFeatures(text, all, index),
  }));
  return starts.flatMap((start) => {
    const timeFrame = timeFrameFeatures(text, all, start, shared);
    const bare = {
      measureEnd: undefined,
      timeFrameStart: start,
      groups: [timeFrame, bareFeatures(text, all, start)],
    };
    const described = ends.flatMap(({ index, features }) => {
      const from = all[index];
      if (index >= start || !from) return [];
      const description = descriptionFeatures(text, from, all[start]?.end ?? text.length);
      return [
        {
          measureEnd: index,
          timeFrameStart: start,
          groups: [timeFrame, features, description],
        },
      ];
    });
    return [bare, ...described];
  });
}

export function partsOf(
  text: string,
  { all }: Commas,
  { measureEnd, timeFrameStart }: Reading,
): Omit<OutcomeParts, 'certainty'> {
  const start = all[timeFrameStart];
  const bodyEnd = start?.end ?? text.length;
  const end = measureEnd === undefined ? undefined : all[measureEnd];
  return {
    measure: text.slice(0, end?.end ?? bodyEnd).trim(),
    ...(end && { description: text.slice(end.next, bodyEnd).trim() }),
    ...(start && { timeFrame: text.slice(start.next).trim() }),
  };
}
