/** Periods of time in a normalised text: `4 weeks`, `six (6) months`, `the past year`. */
import { numberOf } from '../number.ts';

export interface Period {
  /** Absent where the words name only the unit: `within the last year` is one. */
  readonly value: number;
  readonly high?: number;
  readonly unit: string;
  /** UCUM code. */
  readonly ucum: string;
  readonly start: number;
  readonly end: number;
}

const SAID =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|eighteen|twenty|twenty-four|thirty|sixty|ninety';
/** A word is parted from its unit: `and` is no day. */
const COUNT = String.raw`(?:\d+(?:[.,]\d+)?|(?:${SAID}|(?:half )?an?)(?![a-z]))`;
const PERIODS = new RegExp(
  String.raw`(?<![a-z\d^/-]|\d[.,])(${COUNT})(?: ?\( ?(?:\d{1,3}|[a-z]{3,8}) ?\))?(?: ?(?:-|to) ?(\d{1,3}|${SAID})(?![\d.]))?[ -]{0,2}(?:x |full |consecutive |calendar |complete |previous |preceding |past ){0,2}(hours?|hrs?|h|days?|d|weeks?|wks?|months?|mos?|years?|yrs?)(?:'s|'|\(s\))?(?![a-z\d])(?:\.(?= (?:of|prior|before|after|from|to)(?![a-z])))?`,
  'g',
);
/** `the last month`: one of it. */
const UNCOUNTED =
  /(?<![a-z])(?:last|past|previous|prior|preceding|the) (hour|day(?! of)|week|month|year)(?![a-z])/g;

/** Any unit of time: most criteria have none. */
const MAY_HAVE = /hour|hr|\d ?h(?![a-z])|day|week|wk|month|mos?\b|year|yr|\dd/;

/** Words and UCUM codes of units of time, by the letter they begin with. */
export const TIME_UNITS: Readonly<Record<string, readonly [unit: string, ucum: string]>> = {
  h: ['hours', 'h'],
  d: ['days', 'd'],
  w: ['weeks', 'wk'],
  m: ['months', 'mo'],
  y: ['years', 'a'],
};

export function periodsIn(text: string): readonly Period[] {
  if (!MAY_HAVE.test(text)) return [];
  const counted = [...text.matchAll(PERIODS)].flatMap(
    ({ index, 0: words, 1: count, 2: high, 3: unit }) =>
      toPeriod(count ?? 'a', high, unit ?? '', index, index + words.length),
  );
  const uncounted = [...text.matchAll(UNCOUNTED)].flatMap(({ index, 0: words, 1: unit = '' }) => {
    const end = index + words.length;
    return counted.some((one) => one.start < end && index < one.end)
      ? []
      : toPeriod('a', undefined, unit, end - unit.length, end);
  });
  return uncounted.length === 0
    ? counted
    : [...counted, ...uncounted].toSorted((a, b) => a.start - b.start);
}

function toPeriod(
  count: string,
  high: string | undefined,
  word: string,
  start: number,
  end: number,
): readonly Period[] {
  const [unit, ucum] = TIME_UNITS[word.charAt(0)] ?? [];
  if (unit === undefined || ucum === undefined) return [];
  const value = count.startsWith('half') ? 0.5 : /^an?$/.test(count) ? 1 : numberOf(count);
  if (Number.isNaN(value)) return [];
  const last = high === undefined ? undefined : numberOf(high);
  return [{ value, ...(last !== undefined && { high: last }), unit, ucum, start, end }];
}
