/** Times told in cycles, where a remark tells how long one is: `Cycle 1 (28 days)`, `end of Cycle 2 (each cycle is 21 days)`. */
import type { Duration, TimeStatement } from '../../trial/understood.ts';
import { amountAt } from './amounts.ts';
import { type Phrase, phraseOf } from './words.ts';

const FIRST = '(?:(?:the )?(?:first|1st|initial)(?: treatment)? cycle(?: of [a-z]{2,20})?|cycle 1)';
const DURING = new RegExp(
  `^(?:(?:the )?dlt [a-z -]{0,40})?(?:(?:during|in|through|over|throughout|within|up to)(?: the end of)? )?${FIRST}[ .,]*$`,
  'i',
);
const END = new RegExp(
  `^(?:at )?(?:the )?end of (?:${FIRST}|cycle (?<count>\\d{1,2}))[ .,]*$`,
  'i',
);
const UP_TO = /^(?:for )?up to (?<count>\d{1,2}) cycles(?: of [a-z]{2,20})?[ .,]*$/i;

export function readCycles({ words, notes }: Phrase): TimeStatement | undefined {
  const length = notes.length === 1 ? lengthIn(notes[0]?.words ?? '') : undefined;
  if (!length || !/cycle/i.test(words)) return undefined;
  const text = words.trim().replaceAll(/ {2,}/g, ' ');
  if (DURING.test(text)) return { kind: 'bound', high: { offset: length } };
  const end = END.exec(text);
  if (end) return { kind: 'points', points: [{ offset: times(length, end.groups?.['count']) }] };
  const bound = UP_TO.exec(text);
  return bound
    ? { kind: 'bound', high: { offset: times(length, bound.groups?.['count']) } }
    : undefined;
}

const times = ({ value, unit }: Duration, count = '1'): Duration => ({
  value: value * Number(count),
  unit,
});

/** The longest where it is one of several. */
function lengthIn(note: string): Duration | undefined {
  const { tokens } = phraseOf(note);
  for (let at = 0; at < tokens.length; at += 1) {
    const amount = amountAt(tokens, at);
    if (amount?.kind === 'points') return amount.points.at(-1);
    if (amount?.kind === 'span') return amount.high;
  }
  return undefined;
}
