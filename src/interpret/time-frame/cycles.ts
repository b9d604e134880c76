/**
 * Times told in cycles, in days: `Cycle 2 Day 1 (each cycle is 21 days)` is day 22. The first cycle needs no
 * length; where no length or several are told, the words are left as they are.
 */
import type { Duration, TimeStatement } from '../../trial/understood.ts';
import { numberOf } from '../measure/number.ts';
import { amountAt } from './amounts.ts';
import { inPlainSigns, type Phrase, phraseOf } from './words.ts';

const COUNT = '\\d{1,2}|two|three|four|five|six';
const LENGTHS = new RegExp(
  `[([]?[ ]?(?:(?:where |an?d? |each |every |one |1 |per )*(?:treatment )?cycle(?:s| length)?(?: \\d)?(?: ?(?:is|was|=|:|equals|lasts|of|consists of|are|each))+ ?(?<days>${COUNT})[ -]?(?<unit>days?|weeks?|d|wk)|(?<before>${COUNT})[ -](?<kind>day|week)s?[ -]cycles?)(?: (?:long|each))?(?![a-z])[ ]?[)\\]]?`,
  'gi',
);

/** How long a cycle is, in the words' own unit. */
interface Cycle {
  readonly value: number;
  readonly unit: 'day' | 'week';
}

const daysOf = ({ value, unit }: Cycle): number => (unit === 'week' ? value * 7 : value);

/** `Cycle (C) 1 Day (D) 1` */
const LETTERS = /\b(cycle|day) \([cd]\)/gi;

/** The words with each place in a cycle as a day. */
export function withoutCycles(verbatim: string): string {
  if (!/cycle|c\d+d\d/i.test(verbatim)) return verbatim;
  const text = inPlainSigns(verbatim).replaceAll(LETTERS, '$1');
  const found = [...text.matchAll(LENGTHS)].map(cycleIn);
  const lengths = new Set(found.map(daysOf));
  const [cycle] = lengths.size === 1 ? found : [];
  const stripped = text
    .replaceAll(LENGTHS, (told) => (/cycles?$/i.test(told) ? ' cycle ' : ' '))
    .replaceAll(/ {1,3},/g, ',');
  const written = REWRITES.reduce(
    (words, [pattern, write]) =>
      words.replaceAll(pattern, (...groups) => {
        const parts = groups.map(String);
        return write(parts, cycle) ?? parts[0] ?? '';
      }),
    stripped,
  );
  return written === stripped ? verbatim : written;
}

function cycleIn({ groups = {} }: RegExpExecArray): Cycle {
  const words = groups['days'] ?? groups['before'] ?? '';
  const unit = groups['unit'] ?? groups['kind'] ?? 'day';
  return {
    value: numberOf(words.toLowerCase()),
    unit: /^w/i.test(unit) ? 'week' : 'day',
  };
}

const LIST = '\\d{1,2}(?:(?:,? ?(?:and|&|or) ?|, ?)\\d{1,2})*';
const SPAN = '\\d{1,2}(?: ?- ?| to | through )\\d{1,2}';
const REMARK = '(?: ?\\([^()]{0,60}\\))?';

type Rewrite = (groups: readonly string[], cycle: Cycle | undefined) => string | undefined;

/** The places of a cycle as days; undefined where its length is not told. */
const REWRITES: readonly (readonly [RegExp, Rewrite])[] = (
  [
    [
      '\\bc(\\d{1,2})d(\\d{1,2})\\b',
      ([, cycles = '', days = ''], cycle) => daysIn(cycles, days, cycle),
    ],
    [
      '\\bd(\\d{1,2}) (?:of|in) (c\\d{1,2}(?:(?:,? and |, ?)c\\d{1,2})*)(?![\\dd])',
      ([, days = '', cycles = ''], cycle) =>
        daysIn(cycles.replaceAll(/[a-z]+/gi, ' '), days, cycle),
    ],
    [
      `\\bcycles? ?(${SPAN}|${LIST})${REMARK},? ?:? ?(?:on )?days? ?(${SPAN}|${LIST})(?![\\d-])`,
      ([, cycles = '', days = ''], cycle) => daysIn(cycles, days, cycle),
    ],
    [
      `\\bdays? ?(${SPAN}|${LIST}),? (?:of|in|on|during|for) (?:the )?(?:treatment )?cycles? ?(${SPAN}|${LIST})(?![\\d-])`,
      ([, days = '', cycles = ''], cycle) => daysIn(cycles, days, cycle),
    ],
    [
      `\\b(?:day 1 (?:of|in|on) )?(?:every|each) (?:(${COUNT}) )?(?:treatment )?cycles?\\b(?! (?:is|was|=|of|consists|length|lasts|equals)| ?=)`,
      ([, count = '1'], cycle) => cycle && everyOf(count, cycle),
    ],
    [
      `\\bend of (?:treatment )?cycles? (${LIST}(?:,? ?(?:and )?cycle \\d{1,2})*)(?![\\d-])`,
      ([, counts = ''], cycle) => cycle && endsOf(counts, daysOf(cycle)),
    ],
  ] satisfies readonly (readonly [string, Rewrite])[]
).map(([pattern, write]) => [new RegExp(pattern, 'gi'), write]);

const endsOf = (counts: string, length: number): string =>
  `Days ${(counts.match(/\d+/g) ?? []).map((count) => Number(count) * length).join(', ')}`;

function everyOf(count: string, { value, unit }: Cycle): string {
  const times = numberOf(count.toLowerCase());
  // No number is said: each cycle.
  return `every ${(Number.isNaN(times) ? 1 : times) * value} ${unit}s`;
}

const MOST = 40;

function daysIn(cycles: string, days: string, cycle: Cycle | undefined): string | undefined {
  const isSpan = new RegExp(`^(?:${SPAN})$`, 'i').test(days);
  const numbers = numbersIn(cycles);
  if (numbers.includes(0) || (!cycle && numbers.some((number) => number !== 1))) return undefined;
  if (isSpan) return numbers.length === 1 && numbers[0] === 1 ? `Days ${days}` : undefined;
  const length = cycle ? daysOf(cycle) : 0;
  const all = numbers.flatMap((number) =>
    (days.match(/\d+/g) ?? []).map((day) => (number - 1) * length + Number(day)),
  );
  return all.length <= MOST ? `Days ${all.join(', ')}` : undefined;
}

/** `1, 2 and 5`, `1-9`. */
function numbersIn(words: string): readonly number[] {
  const numbers = (words.match(/\d+/g) ?? []).map(Number);
  const [first = 0, last = 0] = numbers;
  if (!new RegExp(`^(?:${SPAN})$`, 'i').test(words)) return numbers;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

const FIRST = '(?:(?:the )?(?:first|1st|initial)(?: treatment)? cycle(?: of [a-z]{2,20})?|cycle 1)';
const DURING = new RegExp(
  `^(?:(?:the )?dlt [a-z -]{0,40})?(?:(?:during|in|through|over|throughout|within|up to)(?: the end of)? )?${FIRST}[ .,]*$`,
  'i',
);
const END = new RegExp(`^(?:at )?(?:the )?end of ${FIRST}[ .,]*$`, 'i');
const CYCLES =
  '(?:the end of )?(?:cycle (?<cycle>\\d{1,2})|(?<count>\\d{1,2}) cycles)(?: of [a-z]{2,20})?[ .,]*$';
const UP_TO = new RegExp(
  `^(?:for )?(?:up to|until|through)(?: the)?(?: completion of)?(?: the)? ${CYCLES}`,
  'i',
);
const AFTER = new RegExp(`^(?:after|following|upon)(?: completion of)? ${CYCLES}`, 'i');

/** A whole time frame of this kind: `Cycle 1 (28 days)`, `up to 6 cycles (each cycle is 28 days)`. */
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
