import { MIND_SCORES } from './mind-scores.ts';
import { ORGAN_SCORES } from './organ-scores.ts';
import { score, type Variable } from './variable.ts';

/** Questionnaires and scores, by field. */
export const FIELD_SCORES: readonly Variable[] = [...MIND_SCORES, ...ORGAN_SCORES].map((row) =>
  score(...row),
);
