/** The lines of a label file that say a value: `= platelets >= 100 10*9/L`, `T1 at 12 wk`. Undefined: not understood. */
import { VARIABLES } from '../../../src/interpret/measure/mentions.ts';
import {
  comparable,
  unitOf,
  type Comparable,
  type ComparedValue,
  type Comparator,
} from './comparable.ts';
import {
  durationPoint,
  eventPoint,
  TEXT_ONLY,
  timeReading,
  type Clause,
  type Point,
  type TimeReading,
} from './times.ts';

/** Variables of the conventions beside those of the lexicon. */
const OTHERS =
  'sex washout prior-therapy-lines disease-duration tumor-size tumor-count measurable-lesion-count remission-duration stage tnm bclc child-pugh child-pugh-score grade pregnancy lactation contraception consent healthy-volunteer'.split(
    ' ',
  );
const KNOWN = new Set([...OTHERS, ...VARIABLES.map(({ key, rule }) => rule ?? key)]);

const TYPED =
  /^= (?<variable>name:.+?|[a-z][a-z0-9-]*)(?: (?:in (?<classes>[^"<>=]+?)(?= "| if "|$)|(?<low>-?[\w.]*?[\w])\.\.(?<high>-?[\w.]+)(?: (?!if )(?<rangeUnit>[^\s"]+))?|(?<comparator><=|>=|<|>|=) (?<value>-?[\w.]+)(?: (?!if )(?<unit>[^\s"]+))?))?(?: "(?<words>(?:[^"\\]|\\.)*)")?(?: if "(?<condition>(?:[^"\\]|\\.)*)")?$/;

export function readTyped(line: string): Comparable | undefined {
  const groups = TYPED.exec(line)?.groups;
  const variable = groups?.['variable'];
  if (!groups || variable === undefined) return undefined;
  if (!variable.startsWith('name:') && !KNOWN.has(variable)) return undefined;
  const unit = groups['unit'] ?? groups['rangeUnit'];
  if (!isUnit(unit)) return undefined;
  const { words, condition } = groups;
  return {
    ...comparable(variable, valueOf(groups), unit),
    ...(words !== undefined && { words: unquoted(words) }),
    ...(condition !== undefined && { condition: unquoted(condition) }),
  };
}

const isUnit = (unit: string | undefined): boolean =>
  unit === undefined || /^[\w*/^%{}().[\]-]+$/.test(unitOf(unit));

export const unquoted = (words: string): string => words.replaceAll('\\"', '"');

function valueOf(groups: Readonly<Record<string, string | undefined>>): ComparedValue {
  const { classes, low, high, comparator, value } = groups;
  if (classes !== undefined)
    return { kind: 'classes', values: classes.split('|').map((each) => each.trim()) };
  if (low !== undefined && high !== undefined) return { kind: 'range', low, high };
  if (value === undefined) return { kind: 'none' };
  return { kind: 'compared', comparator: comparatorOf(comparator), value };
}

const COMPARATORS: readonly Comparator[] = ['<', '<=', '>=', '>', '='];
const comparatorOf = (sign: string | undefined): Comparator =>
  COMPARATORS.find((each) => each === sign) ?? '=';

const POINT = String.raw`(?:(-?\d+(?:\.\d+)?) (s|min|h|d|wk|mo|a)(?: "((?:[^"\\]|\\.)*)")?|"((?:[^"\\]|\\.)*)")`;
const CLAUSES: readonly (readonly [RegExp, (points: readonly Point[]) => Clause | undefined])[] = [
  [
    new RegExp(`^range ${POINT} \\.\\. ${POINT}$`),
    ([low, high]) => (low && high ? { kind: 'range', low, high } : undefined),
  ],
  [new RegExp(`^upto ${POINT}$`), ([high]) => (high ? { kind: 'upto', high } : undefined)],
  [
    new RegExp(`^every ${POINT} for ${POINT}$`),
    ([period, duration]) => (period && duration ? { kind: 'every', period, duration } : undefined),
  ],
  [new RegExp(`^every ${POINT}$`), ([period]) => (period ? { kind: 'every', period } : undefined)],
  [new RegExp(`^at ${POINT}$`), (points) => ({ kind: 'at', points })],
];
const EVENT = / (?:after|until) "((?:[^"\\]|\\.)*)"/g;

/** `at 0 d "baseline"; 12 wk + upto 2 a after "surgery"`. */
export function readTime(text: string): TimeReading | undefined {
  if (text === 'text') return TEXT_ONLY;
  const anchors: string[] = [];
  const clauses: Clause[] = [];
  let keyword = '';
  for (const part of outsideQuotes(text)) {
    const bare = part.replaceAll(EVENT, (_, words: string) => {
      anchors.push(unquoted(words));
      return '';
    });
    // `at 4 wk; 8 wk`: a point without a word goes on with the word before.
    const own = /^(?:at|range|upto|every)(?= )/.exec(bare)?.[0];
    const clause = readClause(own === undefined ? `${keyword} ${bare}` : bare);
    if (!clause) return undefined;
    keyword = own ?? keyword;
    clauses.push(clause);
  }
  return timeReading(clauses, anchors);
}

/** Parts between ` + ` and `; `, but not those inside quotes: an even number of these follows. */
const outsideQuotes = (text: string): readonly string[] =>
  text
    .replaceAll('\\"', '\u0000')
    .split(/(?: \+ |; )(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((part) => part.replaceAll('\u0000', '\\"').trim());

function readClause(text: string): Clause | undefined {
  for (const [pattern, make] of CLAUSES) {
    const match = pattern.exec(text);
    if (match) return make(pointsOf(match.slice(1)));
  }
  return undefined;
}

/** Four groups make a point: number, unit, its event, or an event alone. */
function pointsOf(groups: readonly (string | undefined)[]): readonly Point[] {
  const points: Point[] = [];
  for (let at = 0; at < groups.length; at += 4) {
    const [value, unit = '', named, event] = groups.slice(at, at + 4);
    const words = event ?? (Number(value) === 0 ? named : undefined);
    if (words !== undefined) points.push(eventPoint(unquoted(words)));
    else if (value !== undefined) points.push(durationPoint(Number(value), unit));
  }
  return points;
}
