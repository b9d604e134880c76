/** Multiples of the limits of normal, in all their spellings. */
import { numberOf } from './number.ts';
import { endOf } from './scan.ts';

export type Limit = 'UNL' | 'LNL';

export interface Multiple {
  readonly number: number;
  readonly offset: Limit;
  readonly end: number;
}

const TIMES = String.raw`(?: ?(?:x|\*|times|-?folds?)(?: above| over| greater than| higher than| as high as| of| x)?)?`;
const ANY = String.raw`(?: ?(?:the|of|institution(?:al)?(?:'s)?|laboratory(?:'s)?|local|lab|site|central|age-adjusted|age-appropriate|adjusted|reference|value for|values?|applicable|respective|\(|maximal|maximum))*`;
const UPPER = String.raw`(?:i?u\.l\.n\b\.?|i?uln(?:r|v)?|u\.n\.l\b\.?|unl|ulrr|upper limits? ?(?:of|for|in|in the|from)?(?: the)?(?: (?:institutional|institution'?s|laboratory|local|reference|normal))*(?: normal(?:ity)?| reference)?(?: (?:range|limits?|values?|levels?))?(?: ?\((?:i?uln|unl)\))?|upper normal(?: limits?| range| values?)?(?: ?\(uln\))?|upper (?:reference )?range(?: of normal)?|normal upper limits?(?: ?\(uln\))?|upper limit normal)(?: ?\((?:upper (?:limit of )?normal(?: limit)?|upper limit of normal)\))?`;
const LOWER = String.raw`(?:l\.l\.n\b\.?|llnr?|lower limits? ?(?:of|for)?(?: the)?(?: (?:institutional|laboratory|local|reference))*(?: normal| reference)?(?: (?:range|limits?|values?))?(?: ?\(lln\))?|lower normal limits?)`;
/** `three times normal`: of the upper limit, whatever is measured; only where the words say how often. */
const NORMAL = '(?:normal|norm)(?: (?:range|values?|limits?|levels?))?';
const TIMES_NORMAL_AT = new RegExp(
  ` ?(?:x|\\*|times|folds?)(?: as high as)?${ANY} ?${NORMAL}(?![a-z])`,
  'y',
);
const TWICE_NORMAL_AT = new RegExp(`${ANY} ?${NORMAL}(?![a-z])`, 'y');
/** `ULN + 4 seconds` is no multiple. */
const MORE = '(?! ?\\+ ?\\d)';

/** `the lower limit of detection` is none of normal. */
const OF_NORMAL = '(?! (?:detect|quanti|sensitiv|measur))';
const UPPER_AT = new RegExp(`${TIMES}${ANY} ?${UPPER}(?![a-z])${OF_NORMAL}${MORE}`, 'y');
const LOWER_AT = new RegExp(`${TIMES}${ANY} ?${LOWER}(?![a-z])${OF_NORMAL}`, 'y');

/** `digits` before `at` as a multiple: `2.5 × ULN`, `twice the normal range`. */
export function readMultiple(text: string, at: number, digits: string): Multiple | undefined {
  const number = numberOf(digits);
  const normal =
    /^[a-z]/.test(digits) && !/^(?:one|two|three|four|five|six|ten)/.test(digits)
      ? TWICE_NORMAL_AT
      : TIMES_NORMAL_AT;
  const upper = endOf(UPPER_AT, text, at) ?? endOf(normal, text, at);
  if (upper !== undefined) return { number, offset: 'UNL', end: upper };
  const lower = endOf(LOWER_AT, text, at);
  return lower === undefined ? undefined : { number, offset: 'LNL', end: lower };
}

const WORDS = '(?:(?:institutional|laboratory|local|reference) )*';
const WITHIN_AT = new RegExp(
  `(?<=within)(?: the)? ${WORDS}normal ${WORDS}(?:limits?|ranges?)(?![a-z])`,
  'y',
);
/** Of an organ function that is the less the better. */
export const isWithinNormal = (text: string, end: number): boolean =>
  /within [^<>≤≥\d]{0,40}(?:limits?|ranges?)$/.test(text.slice(Math.max(0, end - 60), end));

/** `> ULN`, `within normal limits`: once the limit. */
export function readLimit(text: string, at: number): Multiple | undefined {
  const upper = endOf(UPPER_AT, text, at) ?? endOf(WITHIN_AT, text, at);
  if (upper !== undefined) return { number: 1, offset: 'UNL', end: upper };
  const lower = endOf(LOWER_AT, text, at);
  return lower === undefined ? undefined : { number: 1, offset: 'LNL', end: lower };
}
