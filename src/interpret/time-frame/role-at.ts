/** What a time is by the words around it: a moment, an end, a length. */
import { type Amount, amountAt } from './amounts.ts';
import { isLengthAfter, isLengthBefore, type Role, roleOf, saysAt } from './roles.ts';
import { ordinalIn } from './units.ts';
import { type Token, wordAt } from './words.ts';

interface Place {
  readonly amount: Amount;
  /** Of the first word that may say it, and of the time itself. */
  readonly from: number;
  readonly start: number;
}

export function roleAt(tokens: readonly Token[], { amount, from, start }: Place): Role {
  if (isOfOther(tokens, from, amount)) return 'unclear';
  const said = roleOf(tokens, from, start);
  if (/^(?:upto|for)$/.test(said) && isWithin(tokens, from, start, amount)) return 'at';
  const isOpen = said === 'at' && !saysAt(tokens, from, start);
  return isOpen ? lengthRole(tokens, amount, from) : said;
}

/** `before a 7-day washout`, `after the second 14-day phase`: when that is is not told. */
function isOfOther(tokens: readonly Token[], from: number, { form, next }: Amount): boolean {
  if (form !== 'quantity' || wordAt(tokens, next - 2) !== '-') return false;
  const before = wordAt(tokens, from - 1);
  return (ordinalIn(before) ?? 1) > 1 || /^(?:before|preceding)$/.test(before);
}

/** `1 year maximum`, `three years at most` */
const isMostAfter = (tokens: readonly Token[], at: number): boolean =>
  /^(?:max|maximum)$/.test(wordAt(tokens, at)) ||
  (wordAt(tokens, at) === 'at' && wordAt(tokens, at + 1) === 'most');

/** `within 24-48 hours` is a span, `during Week 12` a moment. */
function isWithin(tokens: readonly Token[], from: number, start: number, amount: Amount): boolean {
  const says = (words: RegExp): boolean =>
    tokens.slice(from, start).some(({ text }) => words.test(text));
  return amount.form === 'label'
    ? amount.kind === 'span' || says(/^(?:during|for)$/)
    : amount.kind === 'span' && says(/^within$/);
}

/** A length is an upper bound: `12-week period`, `first week`. */
function lengthRole(tokens: readonly Token[], amount: Amount, from: number): Role {
  const { form, next } = amount;
  if (form === 'ordinal')
    return isFirst(amount) && !isAtEnd(tokens, from) && !isOneOfMany(tokens, next) ? 'upto' : 'at';
  // `screening period -14 ~ -1 days`
  const isDated = amount.kind === 'span' && amount.low.value < 0;
  const isLength =
    isMostAfter(tokens, next) || isLengthAfter(tokens, next) || isLengthBefore(tokens, from);
  return form === 'quantity' && isLength && !isDated && !isAtEnd(tokens, from) ? 'upto' : 'at';
}

/** `end of the 12-week treatment period` is a moment. */
const isAtEnd = (tokens: readonly Token[], from: number): boolean =>
  wordAt(tokens, from) === 'of' && /^(?:end|completion|conclusion)$/.test(wordAt(tokens, from - 1));

/** `first day, 10th day and 30th day` */
const isOneOfMany = (tokens: readonly Token[], next: number): boolean =>
  /^(?:,|and)$/.test(wordAt(tokens, next)) &&
  [1, 2].some(
    (by) =>
      /^(?:th|rd|nd)$/.test(wordAt(tokens, next + by + 1)) ||
      amountAt(tokens, next + by)?.form === 'ordinal',
  );

const isFirst = (amount: Amount): boolean =>
  amount.kind === 'points' && amount.points[0]?.value === 1;
