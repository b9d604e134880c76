/** What stands between the times of a time frame: joints, events, and words that say nothing known. */
import { wordsOf } from './anchors.ts';
import type { Element, OtherElement } from './element.ts';
import { eventIn, isMoment } from './events.ts';
import { type Phrase, type Token, wordAt } from './words.ts';

const JOINT = /^(?:,|;|\/|&|and|or|plus|then|versus|vs|compared|with|und|oder|et|和|或|及|与|\+)$/;
const SIGN = new RegExp(`${JOINT.source}|^[.:]$`);
const TO = /^(?:to|through|until|till|untill|thru|throughout|upto|up)$/;

/** `Week 12 compared to baseline`: both are moments. */
const isComparedTo = (tokens: readonly Token[], at: number): boolean =>
  wordAt(tokens, at) === 'compared' &&
  wordAt(tokens, at + 1) === 'to' &&
  /^(?:baseline|base|screening|pre)/.test(wordAt(tokens, at + 2));

export function endOfPiece(tokens: readonly Token[], at: number): number {
  let to = at;
  while (to < tokens.length && !isBreak(tokens, to)) to += 1;
  return to;
}

/** `to`, but not that of `prior to surgery` or `death due to any cause`, nor the `up` of `followed up in`. */
function isTo(tokens: readonly Token[], at: number): boolean {
  const word = wordAt(tokens, at);
  if (!TO.test(word)) return false;
  const next = wordAt(tokens, at + 1);
  if (word === 'up') return /^(?:to|until|till?)$/.test(next);
  const before = wordAt(tokens, at - 1);
  return !BEFORE_TO.test(before) && !(before === 'admission' && isWard(tokens, at + 1));
}

/** Also before what is to be done: `asked to complete the form`. */
const BEFORE_TO =
  /^(?:prior|due|related|according|leading|attributed|asked|able|required|invited|expected|need|needed|used)$/;

/** `admission to the unit` is one event. */
const isWard = (tokens: readonly Token[], at: number): boolean =>
  /^(?:hospital|icu|[np]icu|pacu|unit|ward|intensive|emergency|department|clinic)$/.test(
    wordAt(tokens, wordAt(tokens, at) === 'the' ? at + 1 : at),
  );

/** `Screening/Baseline`, `Baseline/Index date`; not `Baseline/Week 12`. */
function isOneName(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  const isGlued = tokens[at]?.isGlued === true && next?.isGlued === true;
  const isName = /^(?:base|screening|enrol)/.test(wordAt(tokens, at - 1));
  return isGlued && isName && /^(?:base|screening|index|enrol|pre|random)/.test(next.text);
}

function isBreak(tokens: readonly Token[], at: number): boolean {
  const { text, isGlued } = tokens[at] ?? { text: '', isGlued: false };
  if (text === '/' && isOneName(tokens, at)) return false;
  if (SIGN.test(text) || isTo(tokens, at)) return true;
  return text === '-' && !isGlued;
}

const SIGNS: Readonly<Record<string, OtherElement['kind']>> = {
  ';': 'semicolon',
  '.': 'stop',
  ':': 'colon',
  '-': 'dash',
};

/** What stands between two times: joints, events, and other words. */
export function piecesOf(phrase: Phrase, from: number, end: number): readonly Element[] {
  const { tokens } = phrase;
  const pieces: Element[] = [];
  let at = from;
  while (at < end) {
    const word = wordAt(tokens, at);
    const isDash = word === '-' && (at === end - 1 || isBreak(tokens, at));
    if (isDash || SIGN.test(word)) {
      const sign = signAt(tokens, at);
      pieces.push(sign);
      at = sign.to;
    } else {
      const isLast = wordAt(tokens, end - 1) === '-' && at < end - 1;
      const piece = pieceAt(phrase, at, isLast ? end - 1 : end);
      pieces.push(piece);
      at = piece.to;
    }
  }
  return pieces;
}

function signAt(tokens: readonly Token[], from: number): OtherElement {
  const word = wordAt(tokens, from);
  const isPlus = word === '+' || word === 'plus';
  const isOr = word === 'or' || word === '/';
  const isComma = word === ',';
  const to = isComparedTo(tokens, from) ? from + 2 : from + 1;
  return {
    kind: SIGNS[word] ?? 'joint',
    ...(isPlus && { isPlus }),
    ...(isOr && { isOr }),
    ...(isComma && { isComma }),
    ...(word === '/' && { isSlash: true }),
    from,
    to,
  };
}

const FROM = /^(?:from|since|between)$/;
const LEADING =
  /^(?:at|on|in|the|once|twice|change|changes|of|time|measured|assessed|evaluated|compared|collected|both|visit|is|will|be)$/;

/** Place after the words that say nothing of an event: `measured at the`. */
export function skipLeading(tokens: readonly Token[], from: number): number {
  let at = from;
  while (LEADING.test(wordAt(tokens, at)) && !isVisitBefore(tokens, at)) at += 1;
  return at;
}

/** `Visit before dosing` is its name. */
const isVisitBefore = (tokens: readonly Token[], at: number): boolean =>
  wordAt(tokens, at) === 'visit' && /^(?:before|after|prior)$/.test(wordAt(tokens, at + 1));

function pieceAt(phrase: Phrase, from: number, end: number): Element {
  const { tokens } = phrase;
  let start = Math.min(end, skipLeading(tokens, from));
  const word = wordAt(tokens, start);
  if (FROM.test(word)) return fromPiece(phrase, { from, start: start + 1, end });
  if (isTo(tokens, start)) {
    while (start < end && isTo(tokens, start)) start += 1;
    const to = Math.max(start, Math.min(end, endOfPiece(tokens, start)));
    const event = eventIn(wordsOf(phrase, start, to));
    return event ? { kind: 'event', role: 'to', event, from, to } : { kind: 'words', from, to };
  }
  const to = Math.max(from + 1, Math.min(end, endOfPiece(tokens, start)));
  return momentPiece(phrase, { from, start, end: to });
}

interface Place {
  readonly from: number;
  /** After the words that only lead to the event. */
  readonly start: number;
  readonly end: number;
}

/** The event that something lasts from ends where the words say until when. */
function fromPiece(phrase: Phrase, { from, start, end }: Place): Element {
  const { tokens } = phrase;
  const isBetween = wordAt(tokens, start - 1) === 'between';
  let to = start;
  while (to < end && !isTo(tokens, to) && !isEndOfFrom(wordAt(tokens, to), isBetween)) to += 1;
  const event = eventIn(wordsOf(phrase, start, to));
  if (!event) return { kind: 'words', from, to: Math.max(to, from + 1) };
  const isChange = /^changes?$/.test(wordAt(tokens, from));
  return {
    kind: 'event',
    role: 'from',
    event,
    ...(isBetween && { isBetween }),
    ...(isChange && { isChange }),
    from,
    to,
  };
}

const isEndOfFrom = (word: string, isBetween: boolean): boolean =>
  /^[,;.:]$/.test(word) || (isBetween && word === 'and');

/** Words that a moment begins with wherever they stand: `samples collected pre-injection`. */
const NAMES_MOMENT = /^(?:before|prior|pre|predose|preoperatively|c\d{1,2}d\d{1,2})$/;

/** `baseline before the first dose` is the baseline. */
const AFTER_BASELINE = /(?<=^base-?line) (?:just |immediately )?(?:before|prior to) .{1,80}$/i;

/** `baseline`, `pain score at baseline`, `change in score from baseline`. */
function momentPiece(phrase: Phrase, { from, start, end: to }: Place): Element {
  const { tokens } = phrase;
  for (let at = start; at < to; at += 1) {
    const before = wordAt(tokens, at - 1);
    const isStart =
      at === start || /^(?:at|on|in|from|=)$/.test(before) || NAMES_MOMENT.test(wordAt(tokens, at));
    const words = isStart
      ? wordsOf(phrase, at, to).replace(/-$/, '').replace(AFTER_BASELINE, '')
      : '';
    const event = isMoment(words) ? eventIn(words) : undefined;
    const role = before === 'from' ? 'from' : 'at';
    if (event) return { kind: 'event', role, event, from, to };
  }
  const isDuring = wordAt(tokens, from) === 'during';
  return { kind: 'words', ...(isDuring && { isDuring }), from, to };
}
