/** What the entries of an outline are: headings, criteria, and lists inside their words. */
import { announcesList } from './announce.ts';
import { countBefore, countLost, criteriaOf, inlineParts } from './entry-criteria.ts';
import {
  isGroupHeading,
  isNamedGroup,
  isNameOfGroup,
  namesGroup,
  SAYS_SOMETHING,
} from './group-headings.ts';
import type { Entry } from './outline.ts';
import { criterion, type Part } from './part.ts';
import { inlineList } from './run-in.ts';
import { semicolonCriteria } from './semicolons.ts';
import { sentencesOf } from './sentences.ts';
import type { Side } from './side.ts';
import {
  announcedByLast,
  asksForNothingItself,
  isForWholeSide,
  isNoCriterion,
} from './whole-side.ts';

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
    topParts(entry, {
      side,
      isPreamble,
      isFirst: at === 0,
      isAlone: entries.length === 1,
      next: entries[at + 1],
    }),
  );
}

interface Around {
  readonly side: Side;
  readonly isPreamble: boolean;
  readonly isFirst: boolean;
  readonly isAlone: boolean;
  readonly next: Entry | undefined;
}

/** One bullet for a whole side is running text. */
function alonePart(entry: Entry, side: Side, isPreamble: boolean): readonly Part[] {
  const { label, text, count } = entry;
  const isNumbered = count !== undefined && count.value > 0;
  if (label === undefined || isNumbered || isNoCriterion(text)) {
    return topParts(entry, { side, isPreamble, isFirst: true, isAlone: true, next: undefined });
  }
  const [first, ...others] = runningParts(text, side);
  // Two sentences under one bullet are one criterion still.
  if (others.length === 1 && sentencesOf(text).length === 2) return [criterion(side, label, text)];
  if (!first) return [{ kind: 'heading', text: label }];
  return first.kind === 'heading'
    ? [{ ...first, text: `${label} ${first.text}` }, ...others]
    : [{ ...first, label: [label, first.label].filter(Boolean).join(' ') }, ...others];
}

function topParts(entry: Entry, around: Around): readonly Part[] {
  const { label, text, items } = entry;
  const { side, isPreamble } = around;
  const heading: Part = { kind: 'heading', text: [label, text].filter(Boolean).join(' ') };
  const announced = label === undefined ? announcedParts(entry, around) : groupInLine(entry, side);
  if (announced) return announced;
  if (text === '' || isForWholeSide(entry, around) || isNoCriterion(text)) {
    return [...(heading.text === '' ? [] : [heading]), ...partsOf(items, side, isPreamble)];
  }
  if (label === undefined ? isGroupHeading(entry, around) : isNamedGroup(entry)) {
    return [heading, ...partsOf(items, side, isPreamble)];
  }
  if (label === undefined && items.length === 0) return runningParts(text, side);
  return criteriaOf(entry, around);
}

/** `One of a household will be enrolled. They are eligible if all of the following apply:`: the last sentence is for the whole side. */
function announcedParts(entry: Entry, around: Around): readonly Part[] | undefined {
  const announced = announcedByLast(entry, around);
  if (!announced) return undefined;
  const { side, isPreamble } = around;
  return [
    ...sentencesOf(announced.before).flatMap((one) => partsBefore(one, side)),
    { kind: 'heading', text: announced.last },
    ...partsOf(entry.items, side, isPreamble),
  ];
}

/** Of the sentences before a list those that only tell its side, or how the study is made, ask for nothing. */
const partsBefore = (sentence: string, side: Side): readonly Part[] =>
  asksForNothingItself(sentence, side)
    ? [{ kind: 'heading', text: sentence }]
    : runningParts(sentence, side);

/** `1. Inclusion criteria for healthy people 1) Adults 2) …` in one line: a name with its list. */
function groupInLine(
  { label, text, items, count }: Entry,
  side: Side,
): readonly Part[] | undefined {
  if (items.length > 0 || !namesGroup(text)) return undefined;
  const list = inlineList(text, countBefore(count, text));
  if (list?.first !== 1 || !isNameOfGroup(list.lead)) return undefined;
  return [
    { kind: 'heading', text: [label, list.lead].filter(Boolean).join(' ') },
    ...list.items.flatMap((item) => inlineParts(item, side)),
  ];
}

/** Words without a marker: a list in them, else their sentences. */
function runningParts(text: string, side: Side): readonly Part[] {
  const list = inlineList(text, countLost(text));
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
