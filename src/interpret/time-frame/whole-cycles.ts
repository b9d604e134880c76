/** Whole time frames told in cycles: `Cycle 1 (28 days)`, `up to 6 cycles (each cycle is 28 days)`. */
import type { Duration, TimeStatement } from '../../trial/understood.ts';
import { amountAt } from './amounts.ts';
import { type Phrase, phraseOf } from './words.ts';

const FIRST = '(?:(?:the )?(?:first|1st|initial)(?: treatment)? cycle(?: of [a-z]{2,20})?|cycle 1)';
const DURING = new RegExp(
  `^(?:(?:the )?dlt [a-z -]{0,40}:? ?)?(?:(?:during|in|through|over|throughout|within|up to)(?: the end of)? )?${FIRST}[ .,]*$`,
  'i',
);
const END = new RegExp(`^(?:at )?(?:the )?end of ${FIRST}[ .,]*$`, 'i');
const CYCLES =
  '(?:the end of )?(?:cycle (?<cycle>\\d{1,2})|(?<count>\\d{1,2}) cycles)(?: of [a-z]{2,20})?[ .,]*$';
const UP_TO = new RegExp(
  `^(?:(?:for|during|within|over) )?(?:(?:the )?first|(?:up to|until|through)(?: the)?)(?: completion of)?(?: the)? ${CYCLES}`,
  'i',
);
const AFTER = new RegExp(`^(?:after|following|upon)(?: completion of)? ${CYCLES}`, 'i');

/** Undefined where it is none of these. */
export function readCycles({ words, notes }: Phrase): TimeStatement | undefined {
  const [note, other] = notes;
  const length = note && !other ? lengthIn(note.words) : undefined;
  if (!note || !length || !/cycle/i.test(words)) return undefined;
  const text = words.trim().replaceAll(/ {2,}/g, ' ');
  if (DURING.test(text)) return { kind: 'bound', high: { offset: length } };
  if (END.test(text)) return { kind: 'points', points: [{ offset: length }] };
  return countedIn(text, note.words, length);
}

function countedIn(text: string, note: string, length: Duration): TimeStatement | undefined {
  const high = totalOf(UP_TO.exec(text), note, length);
  if (high) return { kind: 'bound', high: { offset: high } };
  const offset = totalOf(AFTER.exec(text), note, length);
  return offset && { kind: 'points', points: [{ offset }] };
}

/** Of `6 cycles (each cycle is 28 days)` 168 days, of `6 cycles (18 weeks)` 18 weeks. */
function totalOf(
  match: RegExpExecArray | null,
  note: string,
  length: Duration,
): Duration | undefined {
  const count = match?.groups?.['count'] ?? match?.groups?.['cycle'];
  if (count === undefined) return undefined;
  const isOfOne = /cycle|each|every|per/i.test(note);
  return isOfOne ? { ...length, value: length.value * Number(count) } : length;
}

/** The longest where it is one of several; days by their numbers are none: `Cycle 1 (Day 1 to Day 28)`. */
function lengthIn(note: string): Duration | undefined {
  const { tokens } = phraseOf(note);
  for (let at = 0; at < tokens.length; at += 1) {
    const amount = amountAt(tokens, at);
    if (amount?.form === 'label') return undefined;
    if (amount?.kind === 'points') return amount.points.at(-1);
    if (amount?.kind === 'span') return amount.high;
  }
  return undefined;
}
