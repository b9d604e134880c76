/** Grades whose grading is named after them: `grade III or IV according to the NYHA`, `grade II (Pfirrmann)`. */
import { GRADES } from './lexicon/grades.ts';
import type { Variable } from './lexicon/variable.ts';

const NAMED = new RegExp(
  String.raw`^(?:, class\. |(?:(?!(?:or|and) )[^.;,:\n<>≤≥\d]){0,60}?)(?<![a-z])(?:(new york heart|nyha)|(pfirrmann)|(kellgren)|(outerbridge))(?![a-z])(?! ?\)? ?(?:(?:functional|class|grade) ?)*[<>≤≥]*=? ?(?:[1-5]|iv|i{1,3})(?![a-z]))`,
);
const KEYS = ['nyha', 'pfirrmann', 'kellgren-lawrence', 'outerbridge'];

/** `controlled with grade 4 or 5 asthma medication` */
const STEP = /^ (?:asthma |controller )?(?:therap|treatment|medic|drug)/;

/** The grading that follows a grade: undefined where none does, nothing where it is no grade of our kind. */
export function gradingAfter(text: string, end: number): Variable | 'other' | undefined {
  const after = text.slice(end, end + 90);
  if (STEP.test(after)) return 'other';
  const [, ...found] = NAMED.exec(after) ?? [];
  const key = KEYS[found.findIndex((name) => name !== undefined)];
  return key === undefined ? undefined : GRADES.find((one) => one.key === key);
}
