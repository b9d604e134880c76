/** Lists by semicolons, and by sentences, within the words of an item. */
import { announcesList, hasValue } from './announce.ts';
import { readMarker } from './markers.ts';
import { criterion, joinedBy, type CriterionPart } from './part.ts';
import { CLOSING, colonOf, OPENING, semicolonParts, withoutSeparator } from './run-in.ts';
import { sentencesOf } from './sentences.ts';
import { valueRun, valueSentences } from './value-runs.ts';
import type { Side } from './side.ts';

const hasSemicolon = (text: string): boolean =>
  (text.includes(';') || text.includes('；')) && /[;；]\s*\S/.test(text);

/** `Deviations of vital signs: …; …` has a list under it; parts that begin like sentences are criteria of their own. */
export function semicolonCriteria(
  text: string,
  side: Side,
  label: string | undefined,
): readonly CriterionPart[] {
  if (!hasSemicolon(text)) {
    const values = label === undefined ? valueSentences(text) : undefined;
    if (values) return values.map((value) => criterion(side, undefined, value));
    return [valueRun(text, side, label) ?? sentenceList(text, side, label)];
  }
  const bracketed = bracketList(text);
  if (bracketed) {
    const items = bracketed.items.map((item) => criterion(side, undefined, withoutSeparator(item)));
    return [criterion(side, label, bracketed.lead, items)];
  }
  const parts = semicolonParts(text);
  const [first = '', ...others] = parts;
  if (others.length === 0) return [criterion(side, label, text)];
  const lead = leadOf(first, others);
  if (lead !== undefined) {
    const rest = [first.slice(lead.length), ...others].filter(
      (part) => withoutJoint(part.trim()) !== '',
    );
    const items = rest.map((part, at) => counted(withoutSeparator(part), at + 1, side));
    return [criterion(side, label, lead, items)];
  }
  if (!areApart(parts, side, label !== undefined)) return [criterion(side, label, text)];
  return parts.map((part, at) =>
    at === 0 ? criterion(side, label, part) : criterion(side, undefined, withoutJoint(part)),
  );
}

/** `stable; B. without steroids; C. treated`: a letter that counts its place is a mark. */
function counted(part: string, place: number, side: Side): CriterionPart {
  const joint = place > 1 ? JOINT.exec(part)?.[1] : undefined;
  const own = joint === undefined ? part : withoutJoint(part);
  const marked = place > 1 ? readMarker(own) : undefined;
  const isMarked = marked?.counts.some(({ value }) => value === place) === true;
  return joinedBy(
    joint,
    isMarked ? criterion(side, marked.label, marked.rest) : criterion(side, undefined, own),
  );
}

/** `Use of drugs that … (steroids within 30 days; vaccines within 30 days; immunotherapy).`: the last brackets are a list. */
function bracketList(
  text: string,
): { readonly lead: string; readonly items: readonly string[] } | undefined {
  const end = /[)）][\s.;。；]*$/.exec(text);
  if (!end) return undefined;
  const start = openingOfLast(text, end.index);
  if (start === undefined) return undefined;
  const inner = text.slice(start + 1, end.index);
  const parts = semicolonParts(inner);
  const [first = '', ...others] = parts;
  if (others.length < 2 || text.length - inner.length < LEAST_LEAD) return undefined;
  const colon = colonOf(first);
  if (colon === undefined) {
    return parts.every(isLong) ? { lead: text.slice(0, start).trim(), items: parts } : undefined;
  }
  const from = start + 1 + inner.indexOf(first) + colon + 1;
  const rest = first.slice(colon + 1).trim();
  return { lead: text.slice(0, from), items: rest === '' ? others : [rest, ...others] };
}

const LEAST_LEAD = 12;
/** Shorter parts are examples or values of what stands before the brackets. */
const isLong = (part: string): boolean => part.length > 30 && !IS_SENTENCE.test(part);

/** Place of the bracket that the one at `end` closes; undefined where there is none. */
function openingOfLast(text: string, end: number): number | undefined {
  let depth = 0;
  for (let at = end; at >= 0; at -= 1) {
    if (CLOSING.includes(text.charAt(at))) depth += 1;
    else if (OPENING.includes(text.charAt(at)) && --depth === 0) return at;
  }
  return undefined;
}

/** `… any of the following agents: Treatment with A within 6 months. Treatment with B.` has its sentences under it. */
function sentenceList(text: string, side: Side, label: string | undefined): CriterionPart {
  const lead = text.includes('following')
    ? FOLLOWING.exec(text.slice(0, FARTHEST))?.[0]
    : undefined;
  if (lead === undefined) return criterion(side, label, text);
  const sentences = sentencesOf(text.slice(lead.length));
  const openings = new Set(sentences.map((one) => one.split(' ', 1)[0]));
  const areAlike = sentences.length > 1 && (openings.size === 1 || sentences.length > 2);
  if (!areAlike || !sentences.every(startsLarge)) return criterion(side, label, text);
  return criterion(
    side,
    label,
    lead,
    sentences.map((one) => criterion(side, undefined, one)),
  );
}

const FOLLOWING = /^[^.:：;]{0,200}\b(?:the|these) following\b[^.:：;]{0,80}[:：](?= ?\p{Lu})/u;
const FARTHEST = 400;

/** `…, including but not limited to, heart failure; stroke; allergy` */
const KINDS = /^.{3,200}?\bincluding,? but (?:is |are )?not (?:limited|restricted) to[,:]?\s+/i;

/** Of several colons the one after words that announce a list: `Asthma: … requirements are as follows: A; B`. */
const ANNOUNCING_COLON = /^.{0,380}\bas follows\s?[:：]/i;

const NO_LEAD = /\b(?:note|nb|n\.b|e\.g\.?|i\.e\.?|example|examples)\s*[:：]$/i;

/** The words before a list by semicolons, that is before the colon in its first part, or the whole of that. */
function leadOf(first: string, others: readonly string[]): string | undefined {
  const colon = colonOf(first);
  if (colon === undefined) {
    if (others.length < 2) return undefined;
    return KINDS.exec(first)?.[0] ?? (announcesList(first) ? first : undefined);
  }
  const lead = ANNOUNCING_COLON.exec(first.slice(0, FARTHEST))?.[0] ?? first.slice(0, colon + 1);
  const rest = first.slice(lead.length);
  const isEach = others.some((part) => colonOf(part) !== undefined) && colonOf(rest) === undefined;
  return isEach || NO_LEAD.test(lead) ? undefined : lead;
}

const startsLarge = (text: string): boolean => /^\p{Lu}/u.test(text);
const SHORT = 100;

/** Parts that are criteria each, and not one that goes on after a semicolon. */
function areApart(parts: readonly string[], side: Side, isMarked: boolean): boolean {
  const others = parts.slice(1);
  if (!isMarked && others.length > 1) return !others.some((part) => IS_CASE.test(part));
  const colons = parts.filter((part) => colonOf(part) !== undefined).length;
  if (colons > 0 && colons < parts.length) return false;
  if (side === 'inclusion' && others.some((part) => /^or\b/i.test(part))) return false;
  if (others.some((part) => EXPLAINS.test(part) || PERMITS.test(part.slice(0, SHORT))))
    return false;
  const large = others.filter((part) => startsLarge(withoutJoint(part))).length;
  if (large === others.length || (others.length > 2 && large * 2 > others.length)) return true;
  return areShort(parts) || others.every((part) => isOwnCriterion(part, parts[0] ?? '', side));
}

/** `if older than 2, another value`: a case of the part before. */
const IS_CASE = /^\W?(?:if|e\.g|i\.e|for example|otherwise)\b/i;

const isRest = (own: string, first: string, isJoined: boolean): boolean =>
  GOES_ON.test(own) || DEFINES.test(first) || (!isJoined && TAKES_OUT.test(first));

/** What follows is taken out too: `Steroids, excluding topical ones; low doses`. */
const TAKES_OUT = /\b(?:excluding|except\w*|other than)\b/i;

const areShort = (parts: readonly string[]): boolean =>
  parts.length > 2 && parts.every((part) => part.length <= SHORT && !IS_SENTENCE.test(part));

const IS_SENTENCE = /\b(?:is|are|be|can|must|should|will|may|defined)\b/;
const EXPLAINS =
  /^\W?(?:note|but|if|the|these|this|it|they|in (?:case|cases|which|rare)|however|otherwise|when|where|a (?:subject|patient) (?:is|will|may)|such|unless|except|exceptions?|excluding|including|with|without|for(?! (?:men|males?)\b)|specifically|defined|measured|calculated|e\.g|i\.e|or,?$|and,?$|and\/or)/i;
/** Takes something back of the part before. */
const PERMITS =
  /\b(?:not (?:needed|required|necessary)|considered|allowed|permitted|acceptable|eligible|may|can)\b/i;
/** Says what is to be done, or what a word means. */
const GOES_ON =
  /\b(?:will be|must be|should be|was|were|is defined|are those|require|this|these)\b/i;

const JOINT = /^(and\/or|and|or|plus)\b[\s,]*/i;
const withoutJoint = (part: string): string => part.replace(JOINT, '');

/** True for a part that begins small and yet is no rest of the one before. */
function isOwnCriterion(part: string, first: string, side: Side): boolean {
  const own = withoutJoint(part);
  if (isContrast(first, own)) return true;
  if (own.length < 8 || isRest(own, first, own.length < part.length)) return false;
  if (side === 'exclusion') return !FRAGMENT.test(own);
  if (!OF_PERSON.test(own) && openingOf(own) === openingOf(first)) return true;
  return /^no /i.test(own) || (hasValue(first) && hasValue(own) && !OF_SOME.test(own));
}

const DEFINES = /\b(?:defined (?:as|by)|such as|including|e\.g|i\.e)/i;
/** Needs the words before it: `receiving immunosuppression`, `has a severe impairment`, `≤ 5 x ULN`. */
const FRAGMENT =
  /^(?:[^\p{L}\d(]|\p{L}+ing\b|has\b|have\b|had\b|was\b|longer\b|more\b|less\b|to\b|by\b|those receiv)/iu;
const OF_PERSON = /^(?:patients?|subjects?|participants?)\b/i;
const OF_SOME =
  /^[^\p{L}]|\b(?:for|in|with|when|if) (?:patients?|subjects?|participants?|those|case|liver|known)\b/iu;

/** What is asked of women, and what of men. */
const isContrast = (first: string, own: string): boolean =>
  /\b(?:women|woman|female)/i.test(first.slice(0, START)) &&
  /^(?:for |a |all |the )?(?:men|man|males?)\b/i.test(own);
const START = 80;

const openingOf = (text: string): string => /^\p{L}+/u.exec(text)?.[0].toLowerCase() ?? '';
