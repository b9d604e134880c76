/** What the entries of an outline are: headings, criteria, and lists inside their words. */
import { announcesList, asksForNothing } from './announce.ts';
import { introSide, OFFERS_CHOICE } from './headings.ts';
import type { Side } from './side.ts';
import type { Entry } from './outline.ts';
import { isShouted } from './rows.ts';
import {
  colonOf,
  inlineList,
  semicolonParts,
  withoutSeparator,
  type InlineItem,
} from './run-in.ts';
import { sentencesOf } from './sentences.ts';
import type { CriterionPart, Part } from './part.ts';

/** @param isPreamble stands before the first heading */
export function partsOf(
  entries: readonly Entry[],
  side: Side,
  isPreamble: boolean,
): readonly Part[] {
  const [only] = entries;
  if (only && entries.length === 1 && only.items.length === 0) {
    return alonePart(only, side, isPreamble);
  }
  return entries.flatMap((entry, at) =>
    topParts(entry, { side, isPreamble, isFirst: at === 0, next: entries[at + 1] }),
  );
}

interface Around {
  readonly side: Side;
  readonly isPreamble: boolean;
  readonly isFirst: boolean;
  readonly next: Entry | undefined;
}

/** One bullet for a whole side is running text. */
function alonePart(entry: Entry, side: Side, isPreamble: boolean): readonly Part[] {
  const { label, text, count } = entry;
  const isNumbered = count !== undefined && count.value > 0;
  if (label === undefined || isNumbered || isNoCriterion(text)) {
    return topParts(entry, { side, isPreamble, isFirst: true, next: undefined });
  }
  const [first, ...others] = runningParts(text, side);
  if (!first) return [{ kind: 'heading', text: label }];
  return first.kind === 'heading'
    ? [{ ...first, text: `${label} ${first.text}` }, ...others]
    : [{ ...first, label: [label, first.label].filter(Boolean).join(' ') }, ...others];
}

function topParts(entry: Entry, around: Around): readonly Part[] {
  const { label, text, items } = entry;
  const { side, isPreamble } = around;
  const heading: Part = { kind: 'heading', text: [label, text].filter(Boolean).join(' ') };
  if (text === '' || isForWholeSide(entry, around) || isNoCriterion(text)) {
    return [...(heading.text === '' ? [] : [heading]), ...partsOf(items, side, isPreamble)];
  }
  if (label === undefined && isGroupHeading(entry, isPreamble)) {
    return [heading, ...partsOf(items, side, isPreamble)];
  }
  if (label === undefined && items.length === 0) return runningParts(text, side);
  return criteriaOf(entry, around);
}

/** `Patients must meet all of the following criteria:` only announces the items under it, or the whole list it begins. */
const isForWholeSide = ({ text, items }: Entry, { side, isFirst }: Around): boolean =>
  (items.length > 0 || isFirst) &&
  text.length < 200 &&
  /[:：]$/.test(text) &&
  asksForNothing(text) &&
  introSide(text) === side &&
  (side === 'exclusion' || !OFFERS_CHOICE.test(text));

const NO_CRITERION =
  /^(?:none|n\/?a|not applicable|no (?:in|ex)clusion criteria)\.?$|^(?:note:? ?)?(?:other|additional|further)\b[^.:;]{0,60}\bcriteria\b[^.:;]{0,30}\b(?:apply|applies|applied|exist)\b.{0,10}$|^\W{0,3}(?:intentionally left blank|(?:this criterion (?:was|has been) )?(?:removed|deleted|omitted))(?: (?:per|by|in|with) (?:protocol )?amendment \S{1,8})?\W{0,3}$/i;

/** `Other protocol-defined criteria apply`, `None`: nothing that can be ticked. */
export const isNoCriterion = (text: string): boolean =>
  text.length < 160 && NO_CRITERION.test(text);

/** `Co-existing Condition:` groups the items after it; it is no criterion. */
function isGroupHeading({ text, items }: Entry, isPreamble: boolean): boolean {
  if (text.includes('\n') || text.length > 120) return false;
  if (isShouted(text)) return true;
  const words = text
    .replaceAll(/\([^()]*\)/g, '')
    .trim()
    .split(/\s+/).length;
  if (isPreamble && words <= 6 && !/[.;]$/.test(text)) return true;
  if (!/[:：]$/.test(text) || words > 10) return false;
  return items.length === 0 || !SAYS_SOMETHING.test(text);
}

const SAYS_SOMETHING =
  /\b(?:following|below|defined|adequate|any of|at least|one of|either|history|including|must|within|prior|no|not|follows)\b/i;

/** An item with what stands under it, or with the list its words are; the rest of a list that began with it. */
function criteriaOf(
  entry: Entry,
  { side, next }: Pick<Around, 'side' | 'next'>,
): readonly CriterionPart[] {
  const { label, count, text, items } = entry;
  if (items.length > 0) return parentsOf(entry, side);
  // `1. Age. 2. Consent` in one line, where no line after it is the second.
  const own =
    count && count.value > 0 && next?.count?.value !== count.value + 1 ? count : undefined;
  const list = inlineList(text, own);
  if (!list) return semicolonCriteria(text, side, label);
  const found = list.items.flatMap((item) => inlineParts(item, side));
  if (list.lead === '') return withLabel(found, label);
  return own && list.first === own.value + 1
    ? [...semicolonCriteria(list.lead, side, label), ...found]
    : [criterion(side, label, list.lead, found)];
}

/** `IgE > 1000 IU/mL; and two of the following criteria:` with a list under it is two criteria. */
const SECOND_ANNOUNCES = /[;；]\s*(?:(?:and|or|plus)\b,?\s*)?((?:(?:at least|any) )?(?:one|two|three|[1-5]|any|all|either)\b[^;；]{0,80}[:：])$/i; // prettier-ignore

function parentsOf({ label, text, items }: Entry, side: Side): readonly CriterionPart[] {
  const under = itemsOf(items, side);
  const second = SECOND_ANNOUNCES.exec(text.slice(-LAST_WORDS));
  if (!second) return [criterion(side, label, text, under)];
  const first = text.slice(0, text.length - second[0].length);
  return [criterion(side, label, first), criterion(side, undefined, second[1] ?? '', under)];
}

const LAST_WORDS = 120;

/** The marker of a line belongs to the label of the first item in it. */
function withLabel(
  [first, ...others]: readonly CriterionPart[],
  label: string | undefined,
): readonly CriterionPart[] {
  if (!first) return [];
  return [{ ...first, label: [label, first.label].filter(Boolean).join(' ') }, ...others];
}

const itemsOf = (items: readonly Entry[], side: Side): readonly CriterionPart[] =>
  items.flatMap((item, at) => criteriaOf(item, { side, next: items[at + 1] }));

function criterion(
  side: Side,
  label: string | undefined,
  text: string,
  items: readonly CriterionPart[] = [],
): CriterionPart {
  const words = text.replace(/[;；\s]+$/, '').trim();
  return { kind: 'criterion', side, ...(label !== undefined && { label }), text: words, items };
}

/** An item of a list in a line, which may hold a list itself. */
function inlineParts({ label, text }: InlineItem, side: Side): readonly CriterionPart[] {
  if (text === '') return [];
  const list = inlineList(text);
  if (!list) {
    const [only, ...others] = semicolonCriteria(text, side, label);
    return only && others.length === 0 ? [only] : [criterion(side, label, text)];
  }
  if (list.lead === '') return [criterion(side, label, text)];
  return [
    criterion(
      side,
      label,
      list.lead,
      list.items.flatMap((item) => inlineParts(item, side)),
    ),
  ];
}

/** `Deviations of vital signs: …; …` has a list under it; parts that begin like sentences are criteria of their own. */
function semicolonCriteria(
  text: string,
  side: Side,
  label: string | undefined,
): readonly CriterionPart[] {
  if (!/[;；]\s*\S/.test(text)) return [sentenceList(text, side, label)];
  const parts = semicolonParts(text);
  const [first = '', ...others] = parts;
  if (others.length === 0) return [criterion(side, label, text)];
  const lead = leadOf(first, others);
  if (lead !== undefined) {
    const rest = [first.slice(lead.length), ...others].filter((part) => part.trim() !== '');
    const items = rest.map((part) => criterion(side, undefined, withoutSeparator(part)));
    return [criterion(side, label, lead, items)];
  }
  if (!areApart(parts, label !== undefined)) return [criterion(side, label, text)];
  return parts.map((part, at) => criterion(side, at === 0 ? label : undefined, part));
}

/** `… any of the following agents: Treatment with A within 6 months. Treatment with B.` has its sentences under it. */
function sentenceList(text: string, side: Side, label: string | undefined): CriterionPart {
  const start = text.slice(0, FARTHEST);
  const lead = start.includes('following') ? FOLLOWING.exec(start)?.[0] : undefined;
  const sentences = lead === undefined ? [] : sentencesOf(text.slice(lead.length));
  const openings = new Set(sentences.map((one) => one.split(' ', 1)[0]));
  const areAlike = sentences.length > 1 && (openings.size === 1 || sentences.length > 2);
  if (lead === undefined || !areAlike || !sentences.every(startsLarge))
    return criterion(side, label, text);
  return criterion(
    side,
    label,
    lead,
    sentences.map((one) => criterion(side, undefined, one)),
  );
}

const FOLLOWING = /^[^.:：;]{0,200}\b(?:the|these) following\b[^.:：;]{0,80}[:：](?= ?\p{Lu})/u;
const FARTHEST = 400;

const NO_LEAD = /\b(?:note|nb|n\.b|e\.g\.?|i\.e\.?|example|examples)\s*[:：]$/i;

/** The words before a list by semicolons, that is before the colon in its first part, or the whole of that. */
function leadOf(first: string, others: readonly string[]): string | undefined {
  const colon = colonOf(first);
  if (colon === undefined) return others.length > 1 && announcesList(first) ? first : undefined;
  const lead = first.slice(0, colon + 1);
  const rest = first.slice(colon + 1);
  const isEach = others.some((part) => colonOf(part) !== undefined) && colonOf(rest) === undefined;
  return isEach || NO_LEAD.test(lead) ? undefined : lead;
}

const startsLarge = (text: string): boolean => /^\p{Lu}/u.test(text);
const EXPLAINS =
  /^(?:note|or|and|but|if|for|the|these|this|it|they|in (?:case|cases|which)|however|otherwise|when|a (?:subject|patient)|such|unless|except|including)\b/i;
const SHORT = 100;

/** Parts that are criteria each, and not one that goes on after a semicolon. */
function areApart(parts: readonly string[], isMarked: boolean): boolean {
  const others = parts.slice(1);
  const colons = parts.filter((part) => colonOf(part) !== undefined).length;
  if (colons > 0 && colons < parts.length) return !isMarked && others.length > 1;
  const areSentences = others.every((part) => startsLarge(part) && !EXPLAINS.test(part));
  if (areSentences) return true;
  const areShort =
    parts.length > 2 &&
    parts.every(
      (part) =>
        part.length <= SHORT && !/\b(?:is|are|be|can|must|should|will|may|defined)\b/.test(part),
    );
  return areShort || (!isMarked && others.length > 1);
}

/** Words without a marker: a list in them, else their sentences. */
function runningParts(text: string, side: Side): readonly Part[] {
  const list = inlineList(text);
  if (!list) {
    return sentencesOf(text).flatMap((sentence) => semicolonCriteria(sentence, side, undefined));
  }
  const items = list.items.flatMap((item) => inlineParts(item, side));
  if (list.lead === '') return items;
  if (/[:：]$/.test(list.lead) && !SAYS_SOMETHING.test(list.lead)) {
    return [{ kind: 'heading', text: list.lead }, ...items];
  }
  return announcesList(list.lead)
    ? [criterion(side, undefined, list.lead, items)]
    : [criterion(side, undefined, list.lead), ...items];
}
