/** Lists by semicolons, and by sentences, within the words of an item. */
import { announcesList } from './announce.ts';
import { readMarker } from './markers.ts';
import {
  hasList,
  IS_SENTENCE,
  isValue,
  jointOf,
  partsApart,
  startsLarge,
  withoutJoint,
} from './apart.ts';
import { criterion, joinedBy, withoutTail, type CriterionPart } from './part.ts';
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
  const list = announcedList(text, side, label);
  if (list) return withoutTail(list);
  const apart = partsApart(text, side, label !== undefined);
  if (!apart) return [criterion(side, label, text)];
  return apart.map((part, at) =>
    at === 0 ? criterion(side, label, part) : criterion(side, undefined, withoutJoint(part)),
  );
}

/** `Deviations of vital signs: …; …` */
function announcedList(
  text: string,
  side: Side,
  label: string | undefined,
): CriterionPart | undefined {
  const [first = '', ...others] = semicolonParts(text);
  const isCase = others.length === 1 && CASE_OF.test(others[0] ?? '');
  const lead = others.length === 0 || isCase ? undefined : leadOf(first, others);
  if (lead === undefined || isNameOfTwo(lead, others)) return undefined;
  const rest = [first.slice(lead.length), ...others].filter(
    (part) => withoutJoint(part.trim()) !== '',
  );
  return criterion(side, label, lead, itemsOf(rest, side));
}

/** `Performance status: Karnofsky ≥ 50 %; or ECOG ≤ 2`: a name leads to no list of two. */
const isNameOfTwo = (lead: string, others: readonly string[]): boolean =>
  others.length === 1 && OR.test(others[0] ?? '') && NAME.test(lead);
const OR = /^or\b/i;
const NAME = /^(?!(?:One|Any|Either|All)\b)\p{Lu}[\p{L}-]*(?: [\p{L}\d-]+){0,2}\s*[:：]$/u;

/** Parts of a list; one that announces a list has the parts after it under it. */
function itemsOf(parts: readonly string[], side: Side): readonly CriterionPart[] {
  const at = parts.findIndex((part, index) => index < parts.length - 1 && announcesRest(part));
  const own = at === -1 ? parts : parts.slice(0, at);
  const items = countedAll(own, side);
  const [lead = '', start = ''] = ANNOUNCES_REST.exec(parts[at] ?? '')?.slice(1) ?? [];
  if (lead === '') return items;
  const under = countedAll([start, ...parts.slice(at + 1)], side);
  return [...items, { ...counted(lead, at + 1, side), items: under }];
}

const countedAll = (parts: readonly string[], side: Side): readonly CriterionPart[] =>
  parts.map((part, at) => counted(withoutSeparator(part), at + 1, side));

const announcesRest = (part: string): boolean =>
  part.includes('following') && ANNOUNCES_REST.test(part);
const ANNOUNCES_REST =
  /^(.{3,200}?\b(?:of the following|including the following)[:：])\s+(\S.*)$/su;

/** `stable; B. without steroids; C. treated`: a letter that counts its place is a mark. */
function counted(part: string, place: number, side: Side): CriterionPart {
  const joint = place > 1 ? jointOf(part) : undefined;
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
const KINDS =
  /^.{3,200}?\binclud(?:ing|es?),? but (?:is |are )?not (?:limited|restricted) to[,:]?\s+/i;

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
  return leadsTo(first.slice(lead.length), others, lead) ? lead : undefined;
}

function leadsTo(rest: string, others: readonly string[], lead: string): boolean {
  if (isValue(rest) && !announcesList(lead.slice(0, -1))) return false;
  const isEach =
    colonOf(rest) === undefined && others.some((part) => hasList(part) && !announcesRest(part));
  return !isEach && !NO_LEAD.test(lead);
}

/** `ALT ≤ 3 ULN; for patients with metastases, ≤ 5 ULN`: the second is a case of the first. */
const CASE_OF =
  /^\W?(?:if|however|otherwise|for (?:patients?|participants?|subjects?|those)\b[^;]{0,80}[,:：])/i;
