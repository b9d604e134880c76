/** Whether the parts between semicolons are criteria each, or one goes on with the other. */
import { hasValue } from './announce.ts';
import { isOtherMatter, isOwnMatter } from './own-matter.ts';
import { colonOf, semicolonParts } from './run-in.ts';
import type { Side } from './side.ts';

export const startsLarge = (text: string): boolean => /^\p{Lu}/u.test(text);
const SHORT = 100;

/** Parts that are criteria each, with what explains them; undefined where one goes on after a semicolon. */
export function partsApart(
  text: string,
  side: Side,
  isMarked: boolean,
): readonly string[] | undefined {
  const parts = semicolonParts(text);
  if (!isMarked && parts.length > 2)
    return parts.slice(1).some((part) => IS_CASE.test(part)) ? undefined : parts;
  const whole = semicolonParts(text, explains);
  return whole.length > 1 && areApart(whole, side) ? whole : undefined;
}

const explains = (part: string): boolean =>
  (EXPLAINS.test(part) && !(/^the\b/i.test(part) && isOwnMatter(part))) ||
  PERMITS.test(part.slice(0, SHORT)) ||
  LETS_IN.test(part) ||
  TELLS_HOW.test(part.slice(0, SHORT));

function areApart(parts: readonly string[], side: Side): boolean {
  const others = parts.slice(1);
  const colons = parts.filter(others.length > 1 ? hasList : hasColon).length;
  if (colons > 0 && colons < parts.length) return false;
  if (side === 'inclusion' && others.some((part) => /^or\b/i.test(part))) return false;
  const first = parts[0] ?? '';
  if (others.every((part) => isOtherMatter(withoutJoint(part), first))) return true;
  const large = others.filter((part) => startsLarge(withoutJoint(part))).length;
  if (large === others.length || (others.length > 2 && large * 2 > others.length)) return true;
  return areShort(parts) || others.every((part) => isOwnCriterion(part, first, side));
}

const firstSentence = (part: string): string => part.split(/[.。]\s/, 1)[0] ?? '';

/** Of two parts one with a colon may be a case: `Liver metastases: < 5 × ULN`. */
const hasColon = (part: string): boolean => colonOf(firstSentence(part)) !== undefined;

/** A colon before a value leads to no list: `ECOG: 0-1`. */
export function hasList(part: string): boolean {
  const sentence = firstSentence(part);
  const colon = colonOf(sentence);
  return colon !== undefined && !isValue(sentence.slice(colon + 1));
}

export const isValue = (text: string): boolean => /^\s*\\?[\d<>≤≥=]/.test(text);

/** `if older than 2, another value`: a case of the part before. */
const IS_CASE = /^\W?(?:if|e\.g|i\.e|for example|otherwise)\b/i;

const isRest = (own: string, first: string, isJoined: boolean): boolean =>
  GOES_ON.test(firstSentence(own)) ||
  DEFINES.test(first.slice(0, FARTHEST).replaceAll(/\([^()]*\)/g, '')) ||
  (!isJoined && TAKES_OUT.test(first.slice(0, FARTHEST)));

/** Words of the first part that are looked at for each of the others. */
const FARTHEST = 2000;
/** What follows is taken out too: `Steroids, excluding topical ones; low doses`. */
const TAKES_OUT = /\b(?:excluding|except\w*|other than)\b/i;

const areShort = (parts: readonly string[]): boolean =>
  parts.length > 2 &&
  parts.every((part) => withoutRemarks(part).length <= SHORT && !IS_SENTENCE.test(part));

const withoutRemarks = (part: string): string =>
  part.length > SHORT ? part.replaceAll(/ ?\([^()]{1,60}\)/g, '') : part;

export const IS_SENTENCE = /\b(?:is|are|be|can|must|should|will|may|defined)\b/;
const EXPLAINS =
  /^\W?(?:note|but|if|the|these|this|it|they|in (?:case|cases|which|rare)|however|otherwise|when|where|a (?:subject|patient) (?:is|will|may)|such|unless|except|exceptions?|excluding|including|with|without|for(?! (?:men|males?)\b)|specifically|defined|measured|calculated|e\.g|i\.e|or,?$|and,?$|and\/or)/i;
/** Takes something back of the part before. */
const PERMITS =
  /\b(?:not (?:needed|required|necessary)|considered|allowed|permitted|acceptable|eligible|may|can)\b/i;
const LETS_IN = /^[^.;]{0,250}\b(?:are|is) (?:eligible|allowed|permitted|acceptable)\b/i;
/** How the part before is found out. */
const TELLS_HOW =
  /\bwill be (?:evaluat|assess|measur|perform|test|calculat|determin|confirm|obtain|complet|repeat|us)ed\b/i;
/** Says what is to be done, or what a word means. */
const GOES_ON =
  /\b(?:will be|must be|should be|was|were|is defined|are those|require|this|these)\b/i;

export const jointOf = (part: string): string | undefined => JOINT.exec(part)?.[1];
const JOINT = /^(and\/or|and|or|plus)\b[\s,]*/i;
export const withoutJoint = (part: string): string => part.replace(JOINT, '');

/** True for a part that begins small and yet is no rest of the one before. */
function isOwnCriterion(part: string, first: string, side: Side): boolean {
  const own = withoutJoint(part);
  if (isContrast(first, own) || isDemand(first, own, side)) return true;
  if (own.length < 8 || isRest(own, first, own.length < part.length)) return false;
  if (side === 'exclusion') return !FRAGMENT.test(own);
  if (!OF_PERSON.test(own) && openingOf(own) === openingOf(first)) return true;
  return /^no /i.test(own) || isOtherValue(own, first);
}

const isOtherValue = (own: string, first: string): boolean =>
  hasValue(first) &&
  hasValue(own) &&
  /^\p{L}/u.test(own) &&
  (!OF_SOME.test(own) || OF_SOME.test(first));

const DEFINES = /\b(?:defined (?:as|by)|such as|including|e\.g|i\.e)/i;
/** Needs the words before it: `receiving immunosuppression`, `has a severe impairment`, `≤ 5 x ULN`. */
const FRAGMENT =
  /^(?:[^\p{L}\d(]|\p{L}+ing\b|has\b|have\b|had\b|was\b|longer\b|more\b|less\b|to\b|by\b|those receiv)/iu;
const OF_PERSON = /^(?:patients?|subjects?|participants?)\b/i;
const OF_SOME =
  /\b(?:for|in|with|when|if) (?:patients?|subjects?|participants?|those|case|liver|known)\b/iu;

/** `…; patients with resectable metastases are excluded`, `…; women must have a negative test` after what is used against pregnancy. */
const isDemand = (first: string, own: string, side: Side): boolean =>
  side === 'inclusion' &&
  (EXCLUDES.test(own) || (PERSON_MUST.test(own) && ofBirth(first) && ofBirth(own)));

const EXCLUDES = /^(?:[\p{L}-]+ ){1,12}(?:are|is|will be) excluded\b/iu;
const PERSON_MUST =
  /^(?:[\p{L}-]+ ){0,4}(?:women|females?|males?|men|patients?|subjects?|participants?)\b[^,.;]{0,60}\b(?:must|should)\b/iu;
const ofBirth = (text: string): boolean =>
  /\b(?:pregnan|contracept|birth control|child-?bearing|lactat|breast-?feed)/i.test(
    text.slice(0, 160),
  );

/** What is asked of women, and what of men. */
const isContrast = (first: string, own: string): boolean =>
  /\b(?:women|woman|female)/i.test(first.slice(0, START)) &&
  /^(?:for |a |all |the )?(?:men|man|males?)\b/i.test(own);
const START = 80;

const openingOf = (text: string): string => /^\p{L}+/u.exec(text)?.[0].toLowerCase() ?? '';
