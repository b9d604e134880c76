/**
 * Time frames taken apart, only where a pattern matches the whole text (MAPPING 5.1); `approximately`
 * stays in the text alone.
 */
import { oneLine } from '../parse/lines.ts';
import type { Duration, TimeEvent, TimeStatement, Timing, TimeUnit } from '../trial/understood.ts';

const NUMBER_WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const NUMBER = `(\\d{1,4}(?:\\.\\d{1,2})?|${NUMBER_WORDS.slice(1).join('|')})`;
const UNIT = '(minute|min|hour|hr|day|week|wk|month|mo|year|yr)s?';
const UCUM: Readonly<Record<string, TimeUnit>> = {
  minute: 'min',
  min: 'min',
  hour: 'h',
  hr: 'h',
  day: 'd',
  week: 'wk',
  wk: 'wk',
  month: 'mo',
  mo: 'mo',
  year: 'a',
  yr: 'a',
};
const APPROXIMATELY = '(?:approximately |about |approx\\.? |around )?';
const EVENT = '([^()]{3,300}?)';

function duration(value: string | undefined, unit: string | undefined): Duration | undefined {
  const words = NUMBER_WORDS.indexOf((value ?? '').toLowerCase());
  const number = words === -1 ? Number(value) : words;
  const code = UCUM[(unit ?? '').toLowerCase()];
  return code === undefined || Number.isNaN(number) ? undefined : { value: number, unit: code };
}

interface Pattern {
  readonly expression: RegExp;
  readonly read: (groups: readonly string[]) => TimeStatement | undefined;
}

const pattern = (expression: string, read: Pattern['read']): Pattern => ({
  expression: new RegExp(`^${expression}$`, 'i'),
  read,
});

const PATTERNS: readonly Pattern[] = [
  pattern(`(?:at )?${NUMBER}[ -]?${UNIT}`, ([value, unit]) => withQuantity(duration(value, unit))),
  pattern(`up to ${APPROXIMATELY}${NUMBER}[ -]?${UNIT}`, ([value, unit]) =>
    withHigh(duration(value, unit)),
  ),
  pattern(`${NUMBER} ?(?:-|–|to) ?${NUMBER}[ -]?${UNIT}`, ([low, high, unit]) =>
    withRange(duration(low, unit), duration(high, unit)),
  ),
  pattern(
    `(?:at )?${NUMBER}[ -]?${UNIT} (?:after|post|following|from) ${EVENT}`,
    ([value, unit, event]) => withEvent(withQuantity(duration(value, unit)), event),
  ),
  pattern(`from ${EVENT},? up to ${APPROXIMATELY}${NUMBER}[ -]?${UNIT}`, ([event, value, unit]) =>
    withEvent(withHigh(duration(value, unit)), event),
  ),
  pattern(
    `from ${EVENT},? (?:until|to|till|through) [^()]{3,300}\\(up to ${APPROXIMATELY}${NUMBER}[ -]?${UNIT}\\)`,
    ([event, value, unit]) => withEvent(withHigh(duration(value, unit)), event),
  ),
];

/** How every text begins that one of the patterns matches. */
const STARTS_A_PATTERN = new RegExp(`^(?:at |up to |from |${NUMBER})`, 'i');

const LONGEST = 700;

export function readTimeFrame(text: string): Timing | undefined {
  const words = oneLine(text).replace(/\.$/, '');
  if (words.length > LONGEST || !STARTS_A_PATTERN.test(words)) return undefined;
  for (const { expression, read } of PATTERNS) {
    const match = expression.exec(words);
    if (!match) continue;
    const statement = read(match.slice(1));
    return statement && [statement];
  }
  return undefined;
}

const withQuantity = (offset: Duration | undefined): TimeStatement | undefined =>
  offset && { kind: 'points', points: [{ offset }] };
const withHigh = (offset: Duration | undefined): TimeStatement | undefined =>
  offset && { kind: 'bound', high: { offset } };

function withRange(
  low: Duration | undefined,
  high: Duration | undefined,
): TimeStatement | undefined {
  if (!low || !high || low.value >= high.value) return undefined;
  return { kind: 'range', low: { offset: low }, high: { offset: high } };
}

function withEvent(
  statement: TimeStatement | undefined,
  words: string | undefined,
): TimeStatement | undefined {
  if (!statement || words === undefined) return undefined;
  // A time point or a second range in the words: the text says more than one thing.
  if (/\d+ ?(?:day|week|month|year|hour)s?\b/i.test(words)) return undefined;
  const event = eventIn(words);
  if (statement.kind === 'points')
    return { kind: 'points', points: statement.points.map((point) => ({ ...point, event })) };
  return statement.kind === 'bound'
    ? { ...statement, high: { ...statement.high, event } }
    : undefined;
}

function eventIn(words: string): TimeEvent {
  const name = words
    .trim()
    .replace(/^the (?=\S)/i, '')
    .replace(/^date of (?=\S)/i, '')
    .replace(/^the (?=\S)/i, '');
  const text = name.charAt(0).toUpperCase() + name.slice(1);
  const code = eventCodeOf(text);
  return { text, ...(code && { code }) };
}

const STARTS: readonly string[] = [
  'first dose',
  'first dose of study drug',
  'first dose of study treatment',
  'first dose of study medication',
  'first dose of study intervention',
  'first study dose',
  'first study dose date',
  'treatment start',
  'start of treatment',
  'start of study treatment',
  'start date of the treatment phase',
  'treatment initiation',
  'initiation of treatment',
  'first administration of study drug',
  'first administration',
  'first treatment',
];

const EVENTS: Readonly<Record<string, readonly string[]>> = {
  randomization: ['randomization', 'randomisation'],
  enrollment: ['enrollment', 'enrolment', 'study enrollment', 'inclusion'],
  'last-dose': [
    'last dose',
    'last dose of study drug',
    'last dose of study treatment',
    'final dose',
  ],
  screening: ['screening'],
  surgery: ['surgery', 'operation', 'the operation'],
  diagnosis: ['diagnosis', 'initial diagnosis'],
};

/** Exact names only: an anchor in other words keeps its words. */
function eventCodeOf(event: string): TimeEvent['code'] {
  const name = event.toLowerCase();
  if (STARTS.includes(name)) return { system: 'evidence-variable-event', code: 'treatment-start' };
  const code = Object.keys(EVENTS).find((key) => EVENTS[key]?.includes(name));
  return code === undefined ? undefined : { system: 'timing-event', code };
}
