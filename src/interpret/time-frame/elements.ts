/** A time frame as a row of times, recurrences, events, and what else it says between them. */
import type { TimeEvent } from '../../trial/understood.ts';
import { type Amount, amountAt } from './amounts.ts';
import { anchorAt, wordsOf } from './anchors.ts';
import type { AmountElement, Element, EveryElement } from './element.ts';
import { eventIn, isMoment } from './events.ts';
import { isOfThing } from './of-things.ts';
import { endOfPiece, piecesOf, skipLeading } from './pieces.ts';
import { everyAt } from './recurrences.ts';
import { roleAt } from './role-at.ts';
import { endOfRole, saysAt } from './roles.ts';
import { unitAt } from './units-at.ts';
import { beginsWithDigit } from './units.ts';
import { type Phrase, type Token, wordAt } from './words.ts';

export function elementsOf(phrase: Phrase): readonly Element[] {
  const elements: Element[] = [];
  let at = 0;
  let gap = 0;
  while (at < phrase.tokens.length) {
    const element = timeAt(phrase, at);
    if (element) {
      elements.push(...piecesOf(phrase, gap, at), element);
      gap = element.to;
    }
    at = element?.to ?? at + 1;
  }
  return [...elements, ...piecesOf(phrase, gap, at)];
}

/** `12 months for Cohort 1 and 24 months for Cohort 2` */
const NUMBERED = /^(?:cohort|arm|part|visit|dose|grade|cycle|group)s?$/;

/** The number of one of these, but not that of `control group 12 weeks`. */
function isNumbered(tokens: readonly Token[], at: number): boolean {
  const before = wordAt(tokens, at - 1);
  if (!beginsWithDigit(wordAt(tokens, at)) || !NUMBERED.test(before)) return false;
  return !/^(?:arm|group|cycle)$/.test(before) || unitAt(tokens, at + 1) === undefined;
}

/** A time or a recurrence that begins here. */
function timeAt(phrase: Phrase, from: number): AmountElement | EveryElement | undefined {
  const { tokens } = phrase;
  if (isNumbered(tokens, from)) return undefined;
  const every = everyAt(tokens, from);
  if (every) {
    const { period, count, next } = every;
    return { kind: 'every', period, ...(count !== undefined && { count }), from, to: next };
  }
  const end = endOfRole(tokens, from);
  for (const start of [end, end - 1]) {
    const found = start >= from ? amountFrom(phrase, start) : undefined;
    if (found && !isOfThing(tokens, found.amount.next))
      return amountElement(phrase, { ...found, from, start });
  }
  return undefined;
}

interface Found {
  readonly amount: Amount;
  /** From the words before it: `postoperative day 1`. */
  readonly event?: TimeEvent;
}

const BEFORE_LABEL = new Set('study treatment trial relative calendar'.split(' '));
const AFTER_SURGERY =
  /^(?:post-?op|postoperative(?:ly)?|postsurgical|pod|postpartum|postnatal|postdose)$/;

/** `4 weeks`, `study day 5`, `postoperative day 1`. */
function amountFrom(phrase: Phrase, start: number): Found | undefined {
  const { tokens } = phrase;
  const word = wordAt(tokens, start);
  const parts = postWords(tokens, start);
  const skipped = parts > 0 ? parts : BEFORE_LABEL.has(word) ? 1 : 0;
  const amount = amountAt(tokens, start + skipped);
  if (!amount || (parts === 0 && skipped > 0 && amount.form !== 'label')) return undefined;
  const event = parts > 0 ? eventIn(wordsOf(phrase, start, start + parts)) : undefined;
  return sumFrom(phrase, start + skipped, amount) ?? { amount, ...(event && { event }) };
}

/** The hours of `Day 9+48 hours` count from the day. */
function sumFrom(
  phrase: Phrase,
  start: number,
  { kind, form, next, ...rest }: Amount,
): Found | undefined {
  const { tokens } = phrase;
  if (form !== 'label' || !/^(?:\+|plus)$/.test(wordAt(tokens, next))) return undefined;
  const amount = amountAt(tokens, next + 1);
  const event = eventIn(wordsOf(phrase, start, next));
  const isOne = kind === 'points' && 'points' in rest && rest.points.length === 1;
  return isOne && event && amount?.form === 'quantity' ? { amount, event } : undefined;
}

/** Length of `postoperative`, `post-operative`, `post op`. */
function postWords(tokens: readonly Token[], at: number): number {
  const word = wordAt(tokens, at);
  if (!word.startsWith('p')) return 0;
  if (word !== 'post') return AFTER_SURGERY.test(word) ? 1 : 0;
  const place = tokens[at + 1]?.text === '-' ? at + 2 : at + 1;
  return /^(?:op|operative|surgery|surgical|dose|treatment|operation)$/.test(wordAt(tokens, place))
    ? place - at + 1
    : 0;
}

function amountElement(
  phrase: Phrase,
  { amount, event: own, from, start }: Found & { readonly from: number; readonly start: number },
): AmountElement {
  const { tokens } = phrase;
  const anchor = anchorAt(phrase, amount, (place) => startsAt(phrase, place));
  const event = own ?? anchor.event;
  return {
    kind: 'amount',
    role: roleAt(tokens, { amount, from, start }),
    isSaid: start > from,
    isAt: saysAt(tokens, from, start),
    amount,
    ...(event && { event }),
    ...(anchor.isBefore && { isBefore: true }),
    ...(anchor.isBoth && { isBoth: true }),
    ...(wordAt(tokens, from) === 'within' && { isWithin: true }),
    from,
    to: anchor.next,
  };
}

/** Another time or event begins at this place: what was before it ends there. */
function startsAt(phrase: Phrase, place: number): boolean {
  const { tokens } = phrase;
  if (everyAt(tokens, place)) return true;
  const end = endOfRole(tokens, place);
  if (amountFrom(phrase, end) ?? (end > place ? amountFrom(phrase, end - 1) : undefined))
    return true;
  const start = skipLeading(tokens, place);
  return isMoment(wordsOf(phrase, start, endOfPiece(tokens, start)));
}
