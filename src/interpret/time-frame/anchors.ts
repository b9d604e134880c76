/** What a time counts from: `after surgery`, `post-dose`, `prior to the first dose`, and events as moments. */
import type { TimeEvent } from '../../trial/understood.ts';
import type { Amount } from './amounts.ts';
import { eventIn } from './events.ts';
import { beginsWithDigit, unitOf } from './units.ts';
import { type Phrase, type Token, wordAt, wordsIn } from './words.ts';

export interface Anchor {
  readonly event?: TimeEvent;
  /** The time lies before the event. */
  readonly isBefore?: true;
  /** And as long after it: `1 week before and after treatment`. */
  readonly isBoth?: true;
  /** Place after its last word. */
  readonly next: number;
}

const AFTER = /^(?:after|post|following|from|since|postop|into|nach|après|después|tras|後|后)$/;
const BEFORE = /^(?:before|prior|pre|preceding|vor|avant|antes|前)$/;
const JOINED = /^(?:post|pre)[a-z]{2,}$/;
/** `8 weeks or more after surgery` */
const MORE = /^(?:more|longer|later|greater)$/;
const STOP =
  /^(?:[,;:(]|until|till|through|assessed|up|upto|averag\w*|compared|versus|vs|whichever|thereafter|then|every)$/;
const WEAK_STOP = /^(?:and|or|&|to|at|on|plus|in|during|within|over|for|after|-|\.)$/;
const OTHER_WORDS =
  /^(?:post|pre)(?:erior|sent|vious|ceding|dict\w*|sumed|menstrual|menopaus\w*|conception\w*)$/;
/** Words after a time that say nothing of when: `12 months follow-up`, `3-month visit`. */
const NOTHING = new Set(
  'follow follow-up followup up visit visits mark timepoint timepoints point points time later afterwards assessment minimum'.split(
    ' ',
  ),
);

/** The anchor after a time; `starts` says where the next time or event begins. */
export function anchorAt(
  phrase: Phrase,
  { form, next }: Amount,
  starts: (place: number) => boolean,
): Anchor {
  const { tokens } = phrase;
  const place = skipNothing(tokens, next);
  const both = form === 'quantity' ? bothAt(tokens, place) : 0;
  if (both > 0) {
    const event = eventTo(phrase, place + both, starts);
    return { ...event, isBefore: true, isBoth: true };
  }
  const word = wordAt(tokens, place);
  if (isJoined(word, form)) return joinedAnchor(phrase, place);
  const isAfter = AFTER.test(word);
  // `Day 1 before dosing` is day 1.
  const isBefore = form !== 'label' && BEFORE.test(word);
  if (!isAfter && !isBefore) return { next: place };
  // `prior to surgery`, `post-surgery`
  const joint = word === 'prior' ? 'to' : '-';
  const from = wordAt(tokens, place + 1) === joint ? place + 2 : place + 1;
  const anchor = eventTo(phrase, from, starts);
  return {
    ...anchor,
    ...(from > place + 1 && word === 'post' && withoutVisit(anchor)),
    ...(!isAfter && { isBefore: true }),
  };
}

/** The treatment of `12-month post-treatment follow-up`. */
function withoutVisit({ event }: Anchor): Pick<Anchor, 'event'> {
  const named = event && eventIn(event.text.replace(VISIT, ''));
  return named ? { event: named } : {};
}

const VISIT = /(?<=\w) (?:follow-? ?up|visit|assessment)(?: (?:visit|period|assessment))?$/i;

function eventTo(phrase: Phrase, from: number, starts: (place: number) => boolean): Anchor {
  const to = endOfAnchor(phrase.tokens, from, starts);
  const event = eventIn(wordsOf(phrase, from, to));
  return { ...(event && { event }), next: to };
}

/** How many words `before and after`, `pre- and post-` are. */
function bothAt(tokens: readonly Token[], at: number): number {
  const words = wordsIn(tokens, at, at + 5).join(' ');
  const both = /^(?:before|prior|pre) (?:- )?(?:and|&|\/) (?:after|post)(?: -)?(?= |$)/.exec(words);
  return both ? both[0].split(' ').length : 0;
}

/** `postoperatively`; `Week 8 pre-dose` is in week 8, not 8 weeks before. */
const isJoined = (word: string, form: Amount['form']): boolean =>
  JOINED.test(word) && !OTHER_WORDS.test(word) && (form !== 'label' || !word.startsWith('pre'));

function skipNothing(tokens: readonly Token[], at: number): number {
  let place = at;
  if (wordAt(tokens, place) === 'or' && MORE.test(wordAt(tokens, place + 1))) place += 2;
  while (isNothing(tokens, place)) place += 1;
  return place;
}

function isNothing(tokens: readonly Token[], place: number): boolean {
  const word = wordAt(tokens, place);
  return NOTHING.has(word) || word.startsWith('follow ') || isHyphenOf(tokens, place);
}

function isHyphenOf(tokens: readonly Token[], place: number): boolean {
  // `postoperative day 0-postoperative day 7` is a span.
  const isOfOther =
    unitOf(wordAt(tokens, place + 2)) !== undefined && beginsWithDigit(wordAt(tokens, place + 3));
  const isHyphen = tokens[place]?.text === '-' && !isOfOther;
  return isHyphen && /^(?:follow|post|pre)/.test(wordAt(tokens, place + 1));
}

/** `postoperatively`, `post-dose` as one word. */
function joinedAnchor(phrase: Phrase, place: number): Anchor {
  const event = eventIn(wordsOf(phrase, place, place + 1));
  const isBefore = phrase.tokens[place]?.text.startsWith('pre') === true;
  return { ...(event && { event }), ...(isBefore && { isBefore }), next: place + 1 };
}

function endOfAnchor(
  tokens: readonly Token[],
  from: number,
  starts: (place: number) => boolean,
): number {
  let to = from;
  while (to < tokens.length && !endsAt(tokens, to, starts)) to += 1;
  return to;
}

function endsAt(tokens: readonly Token[], at: number, starts: (place: number) => boolean): boolean {
  const word = wordAt(tokens, at);
  if (STOP.test(word)) return true;
  const isEnd = word === '.' || STOP.test(wordAt(tokens, at + 1));
  return WEAK_STOP.test(word) && (isEnd || starts(at + 1));
}

export function wordsOf({ words, tokens }: Phrase, from: number, to: number): string {
  const first = tokens[from];
  const last = tokens[to - 1];
  return first && last && to > from
    ? words.slice(first.start, last.end).replaceAll(/ {2,}/g, ' ')
    : '';
}
