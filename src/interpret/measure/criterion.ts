/** All that a criterion says in a computable way, in its order. */
import { isOfSome, readAges } from './ages.ts';
import { readClasses } from './classes.ts';
import { readCounts } from './counts.ts';
import { readFlags } from './flags.ts';
import { readNames } from './names.ts';
import { normalText } from './normal-text.ts';
import { readSex } from './sex.ts';
import type { Statement } from './statement.ts';
import { readStatements } from './statements.ts';
import { readTimes } from './times/times.ts';

/** Longer texts are no criteria; what lies beyond is not read. */
const LONGEST = 20_000;

export function readCriterion(criterion: string, exclude: boolean): readonly Statement[] {
  const words = criterion.slice(0, LONGEST);
  const text = normalText(words);
  const ages = readAges(text);
  const measured = [...withoutAges(readStatements(criterion), ages, text), ...ages];
  const isFree = (one: Statement): boolean =>
    !measured.some(({ start, end }) => start < one.end && one.start < end);
  const classes = readClasses(text, words).filter(isFree);
  const others = [
    ...readFlags(text, exclude),
    ...readCounts(text),
    ...readSex(text, exclude),
  ].filter(isFree);
  // When a grade was found is no time of something that was had.
  const values = exclude ? measured : [...measured, ...classes];
  const times = readTimes(text, words, values, exclude);
  const told = [...measured, ...times, ...classes, ...others];
  const all = [...told, ...readNames(text, words, told)];
  return once(EXAMPLE.test(text) ? all.filter(({ start }) => !isInExample(text, start)) : all);
}

/** What the lexicon reads of ages beside the words for them. */
function withoutAges(
  statements: readonly Statement[],
  ages: readonly Statement[],
  text: string,
): readonly Statement[] {
  return statements.filter(
    (one) =>
      one.rule !== 'measure:age' ||
      !(
        isOfSome(text, one.start, one.end) ||
        ages.some(({ start, end }) => start < one.end && one.start < end)
      ),
  );
}

const EXAMPLE = /\( ?(?:e\.? ?g\.?|for example|such as|for instance)(?![a-z])/;

/** `(e.g. prednisone > 10 mg)`: within brackets that give an example. */
function isInExample(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 160), at);
  const open = before.lastIndexOf('(');
  return open >= 0 && !before.includes(')', open) && EXAMPLE.test(before.slice(open));
}

/** In order; what is said again in other words is said once, but for what times are of. */
function once(statements: readonly Statement[]): readonly Statement[] {
  const told = new Set<string>();
  return statements
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .filter(({ rule, type, value, condition, offset }) => {
      if (rule.startsWith('measure:') || type.text !== undefined) return true;
      const key = JSON.stringify([type.code, value, condition, offset]);
      const isNew = !told.has(key);
      told.add(key);
      return isNew;
    });
}
