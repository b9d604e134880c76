/** Numbers and words of a time frame that no rule took. */
import type { Element, EventElement } from './element.ts';
import { isNumberOfThing } from './of-things.ts';
import { isVisit } from './visits.ts';
import { ORDINAL_ENDS, unitOf } from './units.ts';
import { type Phrase, type Token, wordAt, wordsIn } from './words.ts';

/** `From X until Y, assessed up to 5 years` is clear whatever numbers the events have. */
export function isPlainSpan(elements: readonly Element[]): boolean {
  const times = elements.filter(({ kind }) => kind === 'amount' || kind === 'every');
  const [time] = times;
  const isEnd =
    times.length === 1 && time?.kind === 'amount' && time.role === 'upto' && !time.event;
  return isEnd && elements.some((each) => each.kind === 'event' && each.role !== 'at');
}

/** Words that a number counts, or that make a time another one than it looks. */
const RISKY =
  /^(?:cycles?\d*|trimesters?|intervals?|multiple|except|excluding|consecutive|half|hourly)$/;

/** `the last week of treatment`, `every 1, 3 or 6 months`; the last dose or visit is a moment like others. */
const PAST = /^(?:previous|preceding|last|final|every)$/;

const MANY =
  /^[a-z -]{0,40}(?:multiple|regular|scheduled|specified|prespecified|(?:pre - )?(?:defined|specified)|predefined|various|several|different) (?:time ?points|intervals)[a-z -]{0,40}$/;

/** `3 times: baseline, 3 months and 6 months` */
const COUNTED = /^(?:[a-z]+ ){0,8}\d (?:times|occasions|time ?points)$/;
/** `4 visits over 12 months` */
const VISITS = /^\d{1,2} (?:visits|sessions|assessments)$/;

/** A number that no rule took: `Visit 3`, `Cycle 2`; `Point 1.` only counts the sentences. */
export function isUnread(phrase: Phrase, element: Element): boolean {
  if (element.kind === 'event' ? !mayHaveNumber(element) : element.kind !== 'words') return false;
  if (isEnumerator(phrase, element)) return false;
  const words = wordsIn(phrase.tokens, element.from, element.to);
  const next = phrase.tokens[element.to]?.text;
  if (
    MANY.test(words.join(' ')) ||
    VISITS.test(words.join(' ')) ||
    (next === ':' && COUNTED.test(words.join(' ')))
  )
    return false;
  return (
    words.some(
      (_, index) =>
        isNumber(words, index) &&
        !isOfDate(phrase.tokens, element.from + index) &&
        !isNumberOfThing(phrase.tokens, element.from + index),
    ) ||
    (element.kind === 'words' && isRisky(words))
  );
}

/** But no calendar year, and no dose: `during the pollen season 2013`, `for the 300 mg group`. */
function isNumber(words: readonly string[], index: number): boolean {
  const word = words[index] ?? '';
  if (!/^\.?\d/.test(word)) return false;
  const [next = '', noun] = words.slice(index + 1, index + 3);
  // The second of things, as in words: `after the 2nd dose`.
  const isOrdinal = ORDINAL_ENDS.has(next) && noun !== undefined && !unitOf(noun);
  if (DOSE.test(next) || isOrdinal) return false;
  const isYear =
    /^(?:19|20)\d\d$/.test(word) &&
    /^(?:season|year|spring|summer|winter)s?$/.test(words[index - 1] ?? '');
  return !isYear;
}

const MONTH =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/;

/** Of a calendar date: `December 31, 2009`, `31 December 2009`, `June 2022`. */
function isOfDate(tokens: readonly Token[], at: number): boolean {
  const isMonth = (by: number): boolean => MONTH.test(wordAt(tokens, at + by));
  if (/^(?:19|20)\d\d$/.test(wordAt(tokens, at)))
    return (
      isMonth(-1) || (isMonth(wordAt(tokens, at - 1) === ',' ? -3 : -2) && isDayBefore(tokens, at))
    );
  return isMonth(-1) || isMonth(1);
}

const isDayBefore = (tokens: readonly Token[], year: number): boolean =>
  /^\d{1,2}$/.test(wordAt(tokens, wordAt(tokens, year - 1) === ',' ? year - 2 : year - 1));

const DOSE = /^(?:[mkµμu]?g|mcg|ml|iu|%)$/;

const mayHaveNumber = ({ role, event }: EventElement): boolean =>
  role === 'at' && !isVisit(event.text);

const isRisky = (words: readonly string[]): boolean =>
  words.some((word) => RISKY.test(word)) ||
  /\bminimum (?!(?:of )?follow)|\bmedian .{0,40}\b(?:was|were|is)$/.test(words.join(' ')) ||
  PAST.test(words.at(-1) ?? '') ||
  (words.some((word) => PAST.test(word)) && words.some((word) => unitOf(word) !== undefined));

const ENUMERATOR =
  /^(?:respectively )?(?:(?:for|in|of) )?(?:the )?(?:point|part|cohort|phase|stage|arm|group|panel|module|time|period|step)s? [\da-z]+(?: [a-z])?$/;
/** The 2a of `Parts 1a and 2a`. */
const ANOTHER =
  /(?:^| )(?:part|cohort|phase|stage|arm|group|panel|module)s? [\da-z]{1,2}(?: [a-z])?(?: (?:,|and|&|or|\/|-|to|through) [\da-z]{1,2}(?: [a-z])?)+$/;

function isEnumerator({ tokens }: Phrase, { from, to }: Element): boolean {
  // A number or a letter is the last of it.
  if (!/^(?:\d+|[a-z]{1,2}|i{1,3})$/.test(wordAt(tokens, to - 1))) return false;
  const wordsFrom = (start: number): string => wordsIn(tokens, start, to).join(' ');
  return (
    ENUMERATOR.test(wordsFrom(from)) ||
    (to - from < 3 && ANOTHER.test(wordsFrom(Math.max(0, from - 8))))
  );
}

/** Events alone, or with a few words: `Change in baseline`. */
export function isBare(phrase: Phrase, elements: readonly Element[]): boolean {
  const words = elements.filter((each) => each.kind === 'words' && !isEnumerator(phrase, each));
  return words.reduce((sum, { from, to }) => sum + to - from, 0) <= 3;
}
