/** An entry of an outline as criteria: its words, the list in them, and what stands under it. */
import { announcesList, hasValue } from './announce.ts';
import { isNamedGroup } from './group-headings.ts';
import { BULLET, DASH } from './inline-marks.ts';
import type { Count } from './markers.ts';
import type { Entry } from './outline.ts';
import { criterion, joinedBy, withoutTail, type CriterionPart } from './part.ts';
import { isNote } from './rows.ts';
import { inlineList, type InlineItem, type InlineList } from './run-in.ts';
import { semicolonCriteria } from './semicolons.ts';
import type { Side } from './side.ts';

interface Around {
  readonly side: Side;
  readonly next: Entry | undefined;
}

/** An item with what stands under it, or with the list its words are; the rest of a list that began with it. */
export function criteriaOf(entry: Entry, { side, next }: Around): readonly CriterionPart[] {
  const { label, count, text, items } = entry;
  if (items.length > 0) {
    // The name of a group among others: what stands under it is what the item around it asks for.
    if (!isNamedGroup(entry)) return parentsOf(entry, side);
    return withLabel(itemsOf(items, side), [label, text].filter(Boolean).join(' '));
  }
  // `1. Age. 2. Consent` in one line, where no line after it is the second.
  const own = next?.count?.value === (count?.value ?? 0) + 1 ? undefined : countBefore(count, text);
  const list = inlineList(text, own);
  if (!list) return semicolonCriteria(text, side, label);
  const found = list.items.flatMap((item) => inlineParts(item, side));
  if (list.lead === '') return withLabel(found, label);
  return goesOn(list, own)
    ? [...semicolonCriteria(list.lead, side, label), ...found]
    : withoutTail(criterion(side, label, list.lead, found));
}

/** True for the next items of the list that the words before them stand in. */
const goesOn = ({ first, style, lead, items }: InlineList, own: Count | undefined): boolean =>
  (own !== undefined && first === own.value + 1) ||
  (style === DASH && !announcesList(lead)) ||
  (style === BULLET && items.length === 1 && !isNote(items[0]?.text ?? ''));

/**
 * What an item counts as within its line: `* 1. a 2. b` goes on as `1. a` does, and of `① a; ② b` a registry's copy
 * left `* a; ② b`.
 */
export function countBefore(count: Count | undefined, text: string): Count | undefined {
  if (!count) return undefined;
  if (count.value > 0) return { ...count, style: count.style.replace(/^\*(?=.)/, '') };
  const circled = /[;；] ?([②-⑩])/.exec(text)?.[1];
  return circled === undefined
    ? countLost(text)
    : { style: '①', value: circled.charCodeAt(0) - FIRST_CIRCLED };
}

/** `a; 3. b; 4. c`: of a list in a line the first number became a bullet, or is not there. */
export function countLost(text: string): Count | undefined {
  const [, first, next] = (text.includes('. ') && FROM_LATER.exec(text)) || [];
  if (first === undefined || Number(next) !== Number(first) + 1) return undefined;
  return { style: '1.', value: Number(first) - 1 };
}

const FROM_LATER =
  /^(?![(（]?1[.)])[^;；]{3,300}[;；] ([23])\. \p{Lu}[^;；]{5,400}[;；] ([34])\. \p{Lu}/u;

/** Before ②, which then counts on from 1. */
const FIRST_CIRCLED = 0x2460;

/** `IgE > 1000 IU/mL; and two of the following criteria:` with a list under it is two criteria. */
const SECOND_ANNOUNCES = /[;；]\s*(?:(?:and|or|plus)\b,?\s*)?((?:(?:at least|any) )?(?:one|two|three|[1-5]|any|all|either)\b[^;；]{0,80}[:：])$/i; // prettier-ignore

function parentsOf({ label, text, items }: Entry, side: Side): readonly CriterionPart[] {
  const under = announcesList(text) ? valuesOf(items, side) : itemsOf(items, side);
  const first = firstInLine(text, items);
  if (first)
    return [
      criterion(side, label, first.lead, [
        ...first.items.flatMap((item) => inlineParts(item, side)),
        ...under,
      ]),
    ];
  const second = SECOND_ANNOUNCES.exec(text.slice(-LAST_WORDS));
  if (!second) return [withOwnList(criterion(side, label, text, under))];
  const before = text.slice(0, text.length - second[0].length);
  return [criterion(side, label, before), criterion(side, undefined, second[1] ?? '', under)];
}

/** `… as follows: a. first` over `b. second`: a list whose first was drawn into the line before it. */
function firstInLine(text: string, [next]: readonly Entry[]): InlineList | undefined {
  if (next?.count?.value !== 2 || !BEGINS_LIST.test(text)) return undefined;
  const list = inlineList(text);
  return list?.first === 1 && list.lead !== '' ? list : undefined;
}

const BEGINS_LIST = /[:：]\s*[(（]?(?:[a1]|i)\\?[.)）]\s/;

const valuesOf = (items: readonly Entry[], side: Side): readonly CriterionPart[] =>
  items.flatMap((item, at) => {
    const parts = criteriaOf(item, { side, next: items[at + 1] });
    return item.items.length === 0 ? parts.flatMap(withoutName) : parts;
  });

/** `Liver function: ALT ≤ 2.5 ULN; bilirubin ≤ 1.5 ULN` among the functions of organs is two of their values. */
function withoutName(part: CriterionPart): readonly CriterionPart[] {
  const [first, second, ...others] = part.items;
  if (!first || !second || others.length > 0 || !NAME_OF_ORGAN.test(part.text)) return [part];
  if (!hasValue(first.text) || first.items.length > 0) return [part];
  return [criterion(part.side, part.label, `${part.text} ${first.text}`), second];
}

const NAME_OF_ORGAN = /^(?:\p{L}+ )?\p{L}+\s*[:：]$/u;
const LAST_WORDS = 120;

/** `Requirements as follows: A; B; C` with a note under it: the list in its words comes first. */
function withOwnList(whole: CriterionPart): CriterionPart {
  if (!/[;；]/.test(whole.text) || announcesList(whole.text)) return whole;
  const [one, ...others] = semicolonCriteria(whole.text, whole.side, whole.label);
  if (!one || others.length > 0 || one.items.length < 2 || !OWN_LIST.test(one.text)) return whole;
  return { ...one, items: [...one.items, ...whole.items] };
}

const OWN_LIST = /\b(?:follow\w*|includ\w*|defined|criteria|requirements)\b[^.]{0,40}[:：]$/i;

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

/** An item of a list in a line, which may hold a list itself. */
export function inlineParts(item: InlineItem, side: Side): readonly CriterionPart[] {
  return item.text === '' ? [] : [joinedBy(item.joint, inlinePart(item, side))];
}

function inlinePart({ label, text }: InlineItem, side: Side): CriterionPart {
  const list = inlineList(text);
  if (!list) {
    const [only, ...others] = semicolonCriteria(text, side, label);
    return only && others.length === 0 ? only : criterion(side, label, text);
  }
  if (list.lead === '') return criterion(side, label, text);
  const items = list.items.flatMap((one) => inlineParts(one, side));
  return criterion(side, label, list.lead, items);
}
