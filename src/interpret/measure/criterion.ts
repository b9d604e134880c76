/** All that a criterion says in a computable way, in its order. */
import { readAllergyTests, specificOf } from './allergy.ts';
import { isAside, isOfSome, readAges, saidInBrackets } from './ages.ts';
import { readAmounts } from './amounts.ts';
import { readClasses } from './classes.ts';
import { readCounts } from './counts.ts';
import { readFlags } from './flags.ts';
import { readNamedValues } from './named-values.ts';
import { readIgeClasses } from './ige-class.ts';
import { readLiverClasses } from './liver-classes.ts';
import { normalText } from './normal-text.ts';
import { readSex } from './sex.ts';
import { overlap, type Statement } from './statement.ts';
import { readStates } from './states.ts';
import { statementsIn } from './statements.ts';
import { TIME_RULES } from './times/place.ts';
import { readTimes } from './times/times.ts';
import { readTumourSizes } from './tumour-sizes.ts';

/** Longer texts are no criteria; what lies beyond is not read. */
const LONGEST = 20_000;

const NUMBER =
  /\d|(?<![a-z])(?:once|twice|uln|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|eighteen|twenty|thirty)(?![a-z])/;

export function readCriterion(criterion: string, exclude: boolean): readonly Statement[] {
  const words = criterion.slice(0, LONGEST);
  const text = normalText(words);
  // Most criteria have no number, and then no value.
  const hasNumber = NUMBER.test(text);
  const ages = hasNumber ? readAges(text) : [];
  const named = specificOf(statementsIn(text), text);
  const tested = hasNumber ? readAllergyTests(text, named) : [];
  const measured = [...withoutAges([...named, ...tested], ages, text), ...ages];
  const isFree = (one: Statement): boolean => !measured.some((other) => overlap(one, other));
  const classes = readClasses(text, words).filter(isFree);
  const counted = hasNumber
    ? [
        ...readCounts(text),
        ...readTumourSizes(text),
        ...readAmounts(text, words),
        ...readStates(text, words),
      ]
    : [];
  const others = [
    ...readFlags(text, exclude),
    ...readSex(text, exclude),
    ...readLiverClasses(text, words),
    ...readIgeClasses(text, words),
    ...counted,
  ].filter(isFree);
  // When a grade was found is no time of something that was had.
  const values = (exclude ? measured : [...measured, ...classes]).map(upToDenial);
  const times = readTimes(text, words, values, exclude);
  const told = [...measured, ...times, ...classes, ...others];
  const all = hasNumber ? [...told, ...readNamedValues(text, words, told)] : told;
  if (all.length === 0) return all;
  const asked = text.includes('defin') ? all.filter((one) => !isDefinition(text, one)) : all;
  return once(MAY_EXEMPLIFY.test(text) ? asked.filter((one) => !isExample(text, one)) : asked);
}

/** `≥ 9 g/dL without transfusion within 7 days`: the condition says what was not had within a time. */
const upToDenial = (one: Statement): Statement =>
  one.condition !== undefined &&
  /^(?:without|with no|in the absence of)(?![a-z])/.test(one.condition)
    ? { ...one, end: one.end - one.condition.length }
    : one;

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
        (ages.length > 0 ? saidInBrackets(text, one.start) : isAside(text, one.start)) ||
        ages.some((age) => overlap(one, age))
      ),
  );
}

const SAYS_EXAMPLE = String.raw`(?:e\.? ?g\.?|for example|such as|for instance|i\.?e)(?![a-z])`;
const EXAMPLE = new RegExp(String.raw`\( ?${SAYS_EXAMPLE}`);
/** `abnormal ECG, e.g., QTc > 480 ms`: outside of brackets, up to the end of the sentence. */
const OPEN_EXAMPLE =
  /(?<![a-z]|\( ?)(?:e\.? ?g\.?|for (?:example|instance))(?![a-z]),?(?:\([^()]{0,60}\)|[^.;:()\n]|\.(?=\d)){0,180}(?:\([^()]{0,60})?$/;
const MAY_EXEMPLIFY = new RegExp(`(?<![a-z])${SAYS_EXAMPLE}`);
const ID_EST = /\( ?i\.?e(?![a-z])/;

/** A time that follows what it is of is told at its end. */
function isExample(text: string, { start, end, rule, type }: Statement): boolean {
  if (!TIME_RULES.includes(rule))
    return isInExample(text, start, rule === 'name') || isOfExample(text, start, rule);
  const isBefore = text.slice(start, end).endsWith((type.text ?? '').toLowerCase());
  return isInExample(text, isBefore ? start : end - 1, true);
}

/** `(e.g. prednisone > 10 mg)`: within brackets that give an example. */
function isInExample(text: string, at: number, isNamed: boolean): boolean {
  const before = text.slice(Math.max(0, at - 260), at);
  const open = before.lastIndexOf('(');
  if (open < 0 || before.includes(')', open)) return false;
  const inside = before.slice(open);
  // `(i.e. > grade 1)` is what is asked for, `(i.e. ≤ 10 mg prednisone)` says which doses are meant.
  return EXAMPLE.test(inside) && (isNamed || !ID_EST.test(inside));
}

const isOfExample = (text: string, start: number, rule: string): boolean =>
  (rule.startsWith('measure:') || CLASSES.includes(rule)) &&
  OPEN_EXAMPLE.test(text.slice(Math.max(0, start - 200), start));

const CLASSES: readonly string[] = ['grade', 'stage', 'tnm'];

const DEFINES =
  /(?<!as )(?:defined (?:as|by)|definition:?)(?! (?:the following|follows|below|any|one))[^.;:\n]{0,160}$/;
const DEFINED = /(?<!as )defined (?:as|by)/;
/** What is asked for by its definition: organ function. */
const ASKED =
  /menopaus|function|(?:renal|kidney|hepatic|liver) (?:impairment|insufficiency|failure)|reserve|adequate|acceptable|sufficient|criteria|parameters|values/;

/** `uncontrolled hypertension, defined as > 140/90 mmHg`: what a term means is not what is asked for. */
function isDefinition(text: string, { rule, start, end }: Statement): boolean {
  if (!rule.startsWith('measure:') && rule !== 'name') return false;
  const isDefined =
    DEFINES.test(text.slice(Math.max(0, start - 200), start)) ||
    DEFINED.test(text.slice(start, end));
  const before = text.slice(0, start);
  // `obesity` names a level of the index.
  return isDefined && !ASKED.test(before) && !(rule === 'measure:bmi' && before.includes('obes'));
}

/** In order; what is said again in other words is said once, but for what times are of. */
function once(statements: readonly Statement[]): readonly Statement[] {
  const told = new Set<string>();
  return statements
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .filter(({ rule, type, value, condition, offset }) => {
      if (type.text !== undefined) return true;
      const key = JSON.stringify([rule, type.code, value, condition, offset]);
      const isNew = !told.has(key);
      told.add(key);
      return isNew;
    });
}
