/** What the words before a time say of it: `up to 4 weeks`, `at Week 4`, `from Day 1`. */
import { type Token, wordAt, wordsIn } from './words.ts';

export type Role =
  | 'at'
  | 'from'
  | 'to'
  | 'upto'
  | 'between'
  | 'for'
  /** `an average of 1 year`: an end or a moment. */
  | 'average'
  /** What is looked back on: `over the last 4 weeks`. */
  | 'recall'
  /** What cannot be told for certain: `the last 4 weeks`. */
  | 'unclear';

const AT = 'at on after upon nach après después tras 后';
const AT_WORDS = new Set(AT.split(' '));

/** Later rows give way to earlier ones: `for up to 4 weeks` is a bound. */
const ROLES: readonly (readonly [Role, ReadonlySet<string>])[] = (
  [
    ['unclear', 'beyond last final past previous consecutive'],
    ['upto', 'up upto ap within ≤ < exceed exceeding longer jusqu hasta'],
    ['at', AT],
    ['upto', 'maximum max maximal first initial total'],
    ['from', 'from since'],
    ['between', 'between'],
    ['to', 'to through thru until till untill bis 至 到'],
    ['for', 'for over during throughout across lasting entire whole x ×'],
    ['average', 'average averaging mean median'],
  ] as const
).map(([role, words]) => [role, new Set(words.split(' '))]);

/** Words that may stand with them and say nothing: `at approximately the 4 weeks`; a minimum is the time itself. */
const FILLERS = new Set(
  (
    'in by about approximately approximate approx around roughly circa ca ~ ≈ nearly almost estimated expected ' +
    'anticipated the a an of next than no not more less least most minimum min ≥ > : = . à'
  ).split(' '),
);
const ROLE_WORDS: ReadonlySet<string> = new Set([
  ...ROLES.flatMap(([, words]) => [...words]),
  ...FILLERS,
]);

/** Words of a length of time before its number: `follow-up period of 6 months`. */
const LENGTHS = new Set('period duration phase window length interval course'.split(' '));
const TOTAL = new Set(['duration', 'length']);

/** Place after the words that may say what a time is. */
export function endOfRole(tokens: readonly Token[], at: number): number {
  // A sign between two times belongs to neither.
  const first = wordAt(tokens, at);
  if (first === ':' || first === '.') return at;
  let next = at;
  while (ROLE_WORDS.has(wordAt(tokens, next))) next += 1;
  return next;
}

export function roleOf(tokens: readonly Token[], from: number, to: number): Role {
  const words = tokens
    .slice(from, to)
    .flatMap(({ text }, index, all) => (isHalf(text, all[index + 1]?.text) ? [] : [text]));
  if (isMost(words)) return 'upto';
  if (isRecall(words)) return 'recall';
  return ROLES.find(([, known]) => words.some((word) => known.has(word)))?.[0] ?? 'at';
}

/** `no more than 4 weeks`, `less than 4 weeks`, `at most 4 weeks` */
const isMost = (words: readonly string[]): boolean =>
  words.some((word, index) => {
    const before = words[index - 1];
    return before === 'no' || before === 'not'
      ? /^(?:more|longer)$/.test(word)
      : word === 'less' || word === 'most';
  });

const isRecall = (words: readonly string[]): boolean =>
  words.some((word) => /^(?:last|past|previous)$/.test(word)) &&
  words.some((word) => /^(?:over|during|in)$/.test(word));

/** The `on` of `on average`, `at` of `at least`, and an `up` that is no `up to`: `followed up after 3 months`. */
const isHalf = (word: string, next: string | undefined): boolean =>
  next === 'average' ||
  next === 'least' ||
  next === 'most' ||
  (word === 'up' && next !== 'to' && next !== 'until');

/** `Duration of study, approximately 2 years` */
const isOfLength = (tokens: readonly Token[], at: number): boolean =>
  at > 1 && TOTAL.has(wordAt(tokens, 0)) && wordAt(tokens, 1) === 'of';

/** `maximum treatment exposure was 23.5 months`, `the study duration is 12 weeks`. */
function isTold(tokens: readonly Token[], at: number): boolean {
  const joint = wordAt(tokens, at) === 'of' ? at : at - 1;
  if (!JOINTS.has(wordAt(tokens, joint))) return false;
  if ([1, 2, 3].some((by) => MOST.has(wordAt(tokens, joint - by)))) return true;
  return wordAt(tokens, joint) !== 'of' && isDurationBefore(tokens, joint);
}

const JOINTS: ReadonlySet<string> = new Set(['is', 'was', 'of']);
const MOST: ReadonlySet<string> = new Set(['max', 'maximum', 'maximal']);
const AVERAGES: ReadonlySet<string> = new Set(['median', 'mean', 'average']);

/** How long it was on average is no end. */
const isDurationBefore = (tokens: readonly Token[], at: number): boolean =>
  LENGTHS.has(wordAt(tokens, at - 1)) &&
  !wordsIn(tokens, Math.max(0, at - 5), at).some((word) => AVERAGES.has(word));

/** `follow-up period of 6 months`: words before `at` by which a time is a length. */
export const isLengthBefore = (tokens: readonly Token[], at: number): boolean =>
  isOfLength(tokens, at) ||
  isTold(tokens, at) ||
  (wordAt(tokens, at - 1) === ',' && TOTAL.has(wordAt(tokens, at - 2))) ||
  LENGTHS.has(wordAt(tokens, wordAt(tokens, at - 1) === ':' ? at - 2 : at - 1));

/** Words after a time by which it is a length: `12-week treatment period`. */
export function isLengthAfter(tokens: readonly Token[], at: number): boolean {
  const place = tokens[at]?.text === '-' ? at + 1 : at;
  return tokens
    .slice(place, place + 6)
    .some(({ text }, index, all) => LENGTH_AFTER.test(text) && all.slice(0, index).every(isPlain));
}

const LENGTH_AFTER =
  /^(?:period|duration|phase|study|trial|course|window|programme?|procedure|session)$/;
const isPlain = ({ text }: Token): boolean =>
  /^(?:[a-z]|-$)/.test(text) &&
  !/^(?:after|post|following|from|before|prior|to|and|or|of|in)$/.test(text);

/** Words say that it is a moment: `at Week 4`, `after 12 months`. */
export const saysAt = (tokens: readonly Token[], from: number, to: number): boolean =>
  tokens
    .slice(from, to)
    .some(({ text }, index, all) => AT_WORDS.has(text) && !isHalf(text, all[index + 1]?.text));
