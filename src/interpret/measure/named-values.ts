/** Values of what no entry of the lexicon names, by its own words, wherever a number is compared. */
import { type Comparison, comparisonsIn, isTime } from './comparisons.ts';
import { readDaily } from './daily.ts';
import { readLastingStates, readMinutes } from './lasting-states.ts';
import { namedValue } from './named.ts';
import { readOwnScore } from './own-scores.ts';
import { overlap, type Statement } from './statement.ts';
import { readLimited } from './limited.ts';
import { readOften } from './often.ts';
import { readServing, readTaking } from './servings.ts';
import { readSize } from './sizes.ts';
import { readSubstance } from './substances.ts';
import { readLevels, readThing } from './things.ts';
import { TIME_RULES } from './times/place.ts';
import type { Told } from './told.ts';
import { readTwice } from './twice.ts';

const RULES: readonly ((text: string, one: Comparison, words: string) => Told | undefined)[] = [
  readMinutes,
  readOften,
  readDaily,
  readOwnScore,
  readServing,
  readTaking,
  readSubstance,
  readSize,
  readThing,
];

export function readNamedValues(
  text: string,
  words: string,
  taken: readonly Statement[],
): readonly Statement[] {
  // The menopause is told by what defines it.
  const states = readLastingStates(text, words, taken).filter(
    ({ type, start }) => /menorr|menopaus/.test(type.text ?? '') || !isAside(text, start),
  );
  const found: Statement[] = [];
  const isMeasured = (at: number): boolean =>
    taken.some(({ start, end, rule }) => start <= at && at < end && !TIME_RULES.includes(rule));
  for (const one of comparisonsIn(text, isMeasured)) {
    if (isTaken(one, taken) || states.some((state) => overlap(state, one))) continue;
    const told = firstOf(text, one, words);
    if (!told || isAside(text, Math.min(told.name.start, one.start))) continue;
    const start = Math.min(told.name.start, one.start);
    const end = Math.max(told.end, one.end);
    if (found.some((other) => overlap(other, { start, end }))) continue;
    const named = namedValue(words.slice(told.name.start, told.name.end), told.value, {
      start,
      end,
    });
    found.push(one.offset ? { ...named, offset: one.offset } : named);
  }
  const levels = [...readLevels(text, words), ...readTwice(text, words)].filter(
    (one) => ![...found, ...taken].some((other) => overlap(one, other)),
  );
  return [...states, ...found, ...levels];
}

function firstOf(text: string, one: Comparison, words: string): Told | undefined {
  if (one.offset) return readLimited(text, one);
  for (const rule of RULES) {
    const told = rule(text, one, words);
    if (told) return told;
  }
  return undefined;
}

/** What a time is of may hold another number: `more than 2 infections within 12 months`. */
const isTaken = (one: Comparison, taken: readonly Statement[]): boolean =>
  taken.some((other) => overlap(one, other) && (isTime(one) || !TIME_RULES.includes(other.rule)));

const ASIDE =
  /(?<![a-z])(?:(?<!as )defin\w+|meaning|i\.e\.?|ie(?=,)|such as|e\.g\.?|for example|considered)(?![a-z])[^.;\n]{0,120}$|(?<![a-z])(?:if|when|unless|in case of|agrees?|agreeing)(?![a-z])[^.;,:\n]{0,80}$/;

/** In a definition, an example or a condition. */
const isAside = (text: string, at: number): boolean =>
  ASIDE.test(text.slice(Math.max(0, at - 130), at));
