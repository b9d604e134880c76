/** A time frame as a row of times, recurrences, events, and what else it says between them. */
import type { Duration, TimeEvent } from '../../trial/understood.ts';
import { type Amount, amountAt } from './amounts.ts';
import { anchorAt, wordsOf } from './anchors.ts';
import { eventIn, isMoment } from './events.ts';
import { everyAt } from './recurrences.ts';
import { endOfRole, isLengthAfter, type Role, roleOf, saysAt } from './roles.ts';
import { type Phrase, type Token, wordAt } from './words.ts';

interface At {
  /** Places of its first word, and after its last. */
  readonly from: number;
  readonly to: number;
}

export interface AmountElement extends At {
  readonly kind: 'amount';
  readonly role: Role;
  /** Words say the role: `at Week 4` rather than `Week 4`. */
  readonly isSaid: boolean;
  /** And say that it is a moment. */
  readonly isAt: boolean;
  readonly amount: Amount;
  readonly event?: TimeEvent;
  readonly isBefore?: true;
}

export interface EveryElement extends At {
  readonly kind: 'every';
  readonly period: Duration;
  readonly count?: number;
}

export interface EventElement extends At {
  readonly kind: 'event';
  readonly role: 'at' | 'from' | 'to' | 'during';
  readonly event: TimeEvent;
  /** Its words name a moment, rather than anything. */
  readonly isMoment: boolean;
}

/** `,`, `and`, `then` between elements, and words that say nothing known. */
export interface OtherElement extends At {
  readonly kind: 'joint' | 'colon' | 'words' | 'stop';
}

export type Element = AmountElement | EveryElement | EventElement | OtherElement;

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

/** A time or a recurrence that begins here. */
function timeAt(phrase: Phrase, from: number): AmountElement | EveryElement | undefined {
  const { tokens } = phrase;
  const every = everyAt(tokens, from);
  if (every) {
    const { period, count, next } = every;
    return { kind: 'every', period, ...(count !== undefined && { count }), from, to: next };
  }
  const end = endOfRole(tokens, from);
  for (const start of [end, end - 1]) {
    const found = start >= from ? amountFrom(phrase, start) : undefined;
    if (found) return amountElement(phrase, { ...found, from, start });
  }
  return undefined;
}

interface Found {
  readonly amount: Amount;
  /** From the words before it: `postoperative day 1`. */
  readonly event?: TimeEvent;
}

const BEFORE_LABEL = /^(?:study|treatment|trial|relative|calendar)$/;
const AFTER_SURGERY = /^(?:post-?op|postoperative|postsurgical|pod)$/;

/** `4 weeks`, `study day 5`, `postoperative day 1`. */
function amountFrom(phrase: Phrase, start: number): Found | undefined {
  const { tokens } = phrase;
  const word = wordAt(tokens, start);
  const parts = word === 'post' ? postWords(tokens, start) : AFTER_SURGERY.test(word) ? 1 : 0;
  const skipped = parts > 0 ? parts : BEFORE_LABEL.test(word) ? 1 : 0;
  const amount = amountAt(tokens, start + skipped);
  if (!amount || (skipped > 0 && amount.form !== 'label')) return undefined;
  const event = parts > 0 ? eventIn(wordsOf(phrase, start, start + parts)) : undefined;
  return { amount, ...(event && { event }) };
}

/** Length of `post-operative`, `post op`. */
function postWords(tokens: readonly Token[], at: number): number {
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
  const said = roleOf(tokens, from, start);
  const anchor = anchorAt(phrase, amount, (place) => startsAt(phrase, place));
  const event = own ?? anchor.event;
  return {
    kind: 'amount',
    role: roleIn(tokens, said, amount, start > from),
    isSaid: start > from,
    isAt: saysAt(tokens, from, start),
    amount,
    ...(event && { event }),
    ...(anchor.isBefore && { isBefore: true }),
    from,
    to: anchor.next,
  };
}

/** A length is an upper bound: `12-week period`, `first week`. */
function roleIn(tokens: readonly Token[], role: Role, amount: Amount, hasWords: boolean): Role {
  if (role !== 'at' || hasWords) return role;
  const { form } = amount;
  if (form === 'ordinal') return isFirst(amount) ? 'upto' : 'at';
  return form === 'quantity' && isLengthAfter(tokens, amount.next) ? 'upto' : 'at';
}

const isFirst = (amount: Amount): boolean =>
  amount.kind === 'points' && amount.points[0]?.value === 1;

/** Another time or event begins at this place: what was before it ends there. */
function startsAt(phrase: Phrase, place: number): boolean {
  const { tokens } = phrase;
  if (everyAt(tokens, place)) return true;
  const end = endOfRole(tokens, place);
  if (amountFrom(phrase, end) ?? (end > place ? amountFrom(phrase, end - 1) : undefined))
    return true;
  let start = place;
  while (LEADING.test(wordAt(tokens, start))) start += 1;
  return isMoment(wordsOf(phrase, start, endOfPiece(tokens, start)));
}

const JOINT = /^(?:,|;|\/|&|and|or|plus|then|versus|vs|compared|with|\+)$/;
const TO = /^(?:to|through|until|till|untill|thru|throughout|upto|up)$/;

function endOfPiece(tokens: readonly Token[], at: number): number {
  let to = at;
  while (to < tokens.length && !isBreak(tokens, to)) to += 1;
  return to;
}

/** `to`, but not that of `prior to surgery` or `death due to any cause`. */
const isTo = (tokens: readonly Token[], at: number): boolean =>
  TO.test(wordAt(tokens, at)) && !BEFORE_TO.test(wordAt(tokens, at - 1));

const BEFORE_TO = /^(?:prior|due|related|according|leading|attributed)$/;

function isBreak(tokens: readonly Token[], at: number): boolean {
  const { text, isGlued } = tokens[at] ?? { text: '', isGlued: false };
  if (JOINT.test(text) || isTo(tokens, at)) return true;
  if (text === '.' || text === ':') return true;
  return text === '-' && !isGlued;
}

const SIGNS: Readonly<Record<string, OtherElement['kind']>> = {
  ';': 'stop',
  '.': 'stop',
  ':': 'colon',
};

/** What stands between two times: joints, events, and other words. */
function piecesOf(phrase: Phrase, from: number, end: number): readonly Element[] {
  const { tokens } = phrase;
  const pieces: Element[] = [];
  let at = from;
  while (at < end) {
    const word = wordAt(tokens, at);
    if (JOINT.test(word) || word === '.' || word === ':' || (word === '-' && isBreak(tokens, at))) {
      pieces.push({ kind: SIGNS[word] ?? 'joint', from: at, to: at + 1 });
      at += 1;
    } else {
      const piece = pieceAt(phrase, at, end);
      pieces.push(piece);
      at = piece.to;
    }
  }
  return pieces;
}

const FROM = /^(?:from|since|between)$/;
const LEADING =
  /^(?:at|on|in|the|once|twice|change|changes|of|time|measured|assessed|evaluated|compared|collected|both|visit|is|will|be)$/;

function pieceAt(phrase: Phrase, from: number, end: number): Element {
  const { tokens } = phrase;
  let start = from;
  while (start < end && LEADING.test(wordAt(tokens, start))) start += 1;
  const word = wordAt(tokens, start);
  if (FROM.test(word)) {
    const to = endOfFrom(tokens, { from: start + 1, end, isBetween: word === 'between' });
    return eventPiece(phrase, 'from', { from, start: start + 1, to });
  }
  if (isTo(tokens, start)) {
    while (start < end && isTo(tokens, start)) start += 1;
    const to = Math.max(start, Math.min(end, endOfPiece(tokens, start)));
    return eventPiece(phrase, 'to', { from, start, to });
  }
  const to = Math.max(from + 1, Math.min(end, endOfPiece(tokens, start)));
  return eventPiece(phrase, 'at', { from, start, to });
}

/** The event that something lasts from ends where the words say until when. */
function endOfFrom(
  tokens: readonly Token[],
  {
    from,
    end,
    isBetween,
  }: { readonly from: number; readonly end: number; readonly isBetween: boolean },
): number {
  let to = from;
  while (to < end && !isTo(tokens, to)) {
    const word = wordAt(tokens, to);
    if (/^[,;.:]$/.test(word) || (isBetween && word === 'and')) break;
    to += 1;
  }
  return to;
}

function eventPiece(
  phrase: Phrase,
  role: EventElement['role'],
  { from, start, to }: { readonly from: number; readonly start: number; readonly to: number },
): Element {
  const at = role === 'at' ? startOfMoment(phrase, start, to) : start;
  const words = wordsOf(phrase, at, to);
  const event = eventIn(words);
  const isKnown = isMoment(words);
  if (!event || (role === 'at' && !isKnown)) return { kind: 'words', from, to };
  return { kind: 'event', role, event, isMoment: isKnown, from, to };
}

/** `Pain score at baseline` names a moment at its end. */
function startOfMoment(phrase: Phrase, from: number, to: number): number {
  if (isMoment(wordsOf(phrase, from, to))) return from;
  for (let at = from; at < to; at += 1) {
    const isIn = /^(?:at|on|in)$/.test(wordAt(phrase.tokens, at));
    if (isIn && isMoment(wordsOf(phrase, at + 1, to))) return at + 1;
  }
  return from;
}
