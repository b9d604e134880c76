import { bucket, countWords as words, when } from './features.ts';
import { LINE_WEIGHTS } from './line-weights.ts';
import { hasUnitAndNumber, isWholeDuration, startsLikeTime } from './time-words.ts';

/** Longer lines are looked at from both ends only. */
const LOOKED_AT = 6000;

const SENTENCE_END = /[.!?]["')]?(?= \p{Lu}|$)|[。！？]/gu;
const PROSE_OPENING =
  /^(?:the|this|these|to|in|we|it|a|an|our|study|background|objectives?|purpose|design|there|patients|subjects|participants|for|all|introduction|rationale|primary|overview|after|although|because|(?:die|der|das|diese|ziel|hintergrund|le|la|les|cette|objectif|el|los|este|objetivo)(?= ))\b|^(?:本|目的|背景|研究|为了|该|近年)/i;
const LIST_ITEM = /^(?:[*•-]|\\-|\d+[.)]) ?\S/;

/** How much a line looks like outcomes, and not like the paragraph after them: log odds. */
export function outcomeLikeness(line: string): number {
  return lineFeatures(line).reduce((sum, name) => sum + (LINE_WEIGHTS[name] ?? 0), 0);
}

/** What a line shows of being outcomes: `measure, description, time frame` joined by `|`. */
export function lineFeatures(line: string): readonly string[] {
  const text = line.trim().slice(0, LOOKED_AT);
  const pieces = text.split('|').map((piece) => piece.trim());
  const timed = pieces.filter(endsInTime).length / pieces.length;
  const last = pieces.at(-1) ?? '';
  const cut = Math.max(last.lastIndexOf(', '), last.lastIndexOf('，'));
  const tail = last.slice(cut + 1).trim();
  const commas = cut !== -1;
  return [
    'L:any',
    bucket('L:pieces', pieces.length, [1, 2, 4]),
    bucket('L:timed', timed, [0, 0.5, 0.99]),
    bucket('L:sentences', sentences(text) / pieces.length, [0, 1, 2, 4]),
    bucket('L:words', words(text) / pieces.length, [8, 20, 50, 120]),
    bucket('L:commas', text.split(/, |，/).length / pieces.length - 1, [0, 1, 2, 5]),
    ...when(LIST_ITEM.test(text), 'L:listItem'),
    ...when(/[:：]$/.test(text), 'L:endsColon'),
    ...when(/[.。]$/.test(text), 'L:endsPeriod', bucket('L:endsPeriod&pieces', pieces.length, [1])),
    ...when(PROSE_OPENING.test(text), 'L:opensProse'),
    ...when(
      /^(?:this|we|in this|study design|background|objectives?|there)\b/i.test(text),
      'L:opensStudy',
    ),
    ...when(commas, bucket('L:tailWords', words(tail), [2, 5, 10, 20])),
    ...when(
      commas && isWholeDuration(tail),
      'L:tailWhole',
      /[.。]$/.test(text) ? 'L:tailWhole&period' : 'L:tailWhole&open',
    ),
    ...when(commas && startsLikeTime(tail), 'L:tailStarts'),
    ...when(commas && hasUnitAndNumber(tail), 'L:tailUnit'),
    ...when(/\b(?:will|were|was|patients|subjects|participants)\b/i.test(tail), 'L:tailVerb'),
  ];
}

/** The words after the last comma, or after one before it where those open a time frame, are a time. */
export function endsInTime(piece: string): boolean {
  const tail = piece.slice(-400);
  const parts = tail.split(/,\s+|，\s*/);
  const last = parts.at(-1) ?? '';
  if (parts.length < 2) return hasUnitAndNumber(last) && words(last) < 12;
  if (words(last) <= 25 && (startsLikeTime(last) || hasUnitAndNumber(last))) return true;
  return parts.slice(1).some((part) => startsLikeTime(part) && words(part) < 25);
}

const sentences = (text: string): number => text.match(SENTENCE_END)?.length ?? 0;

/** How much a line looks like a paragraph of prose, a list item or a heading in prose. */
export function proseLikeness(line: string): number {
  const text = line.trim().slice(0, LOOKED_AT);
  const ending = /[.:;!?。：；！？]["')”）]?$/.test(text) ? 2 : -0.5;
  const many = Math.min(sentences(text), 4) * 0.5;
  const list = /^(?:[*•-]|\d+[.)]) ?\S/.test(text) ? 1.5 : 0;
  const opens = PROSE_OPENING.test(text) ? 1 : 0;
  const piped = text.includes('|') ? -2 : 0;
  return ending + many + list + opens + piped + (words(text) > 40 ? 0.5 : 0);
}

/** How much a line looks like conditions: short names, joined by `|`. */
export function conditionsLikeness(line: string): number {
  const text = line.trim().slice(0, LOOKED_AT);
  const marks = text.includes('|') ? '|' : /[;；、，]/;
  const pieces = text.split(marks).map((piece) => piece.trim());
  const longest = Math.max(...pieces.map(words));
  const length = longest <= 6 ? 3 : longest <= 12 ? 1 : longest <= 20 ? -1 : -4;
  const sentence = /[.!?:;。！？：；]$/.test(text) ? -3 : 0;
  const verbs = /\b(?:is|are|was|were|will|be|this|we|to|study)\b/i.test(text) ? -2 : 0;
  const timed = pieces.some(endsInTime) ? -2 : 0;
  const list = /^(?:[*•-]|\d+[.)]) ?\S/.test(text) ? -3 : 0;
  const capital = /^[\p{Lu}\d]/u.test(text) ? 0.5 : -0.5;
  return length + sentence + verbs + timed + list + capital + Math.min(pieces.length - 1, 3) * 0.7;
}
