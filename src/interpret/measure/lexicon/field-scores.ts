import { MIND_SCORES } from './mind-scores.ts';
import { ORGAN_SCORES } from './organ-scores.ts';
import { concept, type Variable } from './variable.ts';

/** Questionnaires and scores, by field. */
export const FIELD_SCORES: readonly Variable[] = [...MIND_SCORES, ...ORGAN_SCORES].map(
  ([key, names, display, low, high]) => ({
    key,
    names: `(?:${names})(?: (?:total )?(?:scores?|index|scale))*`,
    type: concept(key, display),
    units: [],
    isBare: true,
    hasLimits: false,
    bounds: [low, high],
  }),
);
