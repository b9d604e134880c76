/** All that a criterion says in a computable way, in its order. */
import { readClasses } from './classes.ts';
import { readCounts } from './counts.ts';
import { readFlags } from './flags.ts';
import { normalText } from './normal-text.ts';
import { readPeople } from './people.ts';
import type { Statement } from './statement.ts';
import { readStatements } from './statements.ts';
import { readTimes } from './times/times.ts';

/** Longer texts are no criteria; what lies beyond is not read. */
const LONGEST = 20_000;

export function readCriterion(criterion: string, exclude: boolean): readonly Statement[] {
  const measured = readStatements(criterion);
  const words = criterion.slice(0, LONGEST);
  const text = normalText(words);
  const times = readTimes(text, words, measured, exclude);
  const others = [
    ...readFlags(text, exclude),
    ...readClasses(text, words),
    ...readCounts(text),
    ...readPeople(text, measured, exclude),
  ].filter(({ start, end }) => !measured.some((one) => one.start < end && start < one.end));
  if (times.length + others.length === 0) return measured;
  return [...measured, ...times, ...others].toSorted((a, b) => a.start - b.start || a.end - b.end);
}
