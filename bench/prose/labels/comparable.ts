/**
 * One spelling for what is right in several: criteria compared with values, units and events, of labels and of our own
 * reading alike. Nothing is converted: `1500 /uL` and `1.5 10*9/L` stay two things, for the text says one of them.
 */
import { normalText } from '../../../src/interpret/measure/normal-text.ts';
import { VARIABLES } from '../../../src/interpret/measure/mentions.ts';

export type Comparator = '<' | '<=' | '>=' | '>' | '=';

export type ComparedValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'compared'; readonly comparator: Comparator; readonly value: string }
  | { readonly kind: 'range'; readonly low: string; readonly high: string }
  | { readonly kind: 'classes'; readonly values: readonly string[] };

/** A typed criterion as both sides are compared. */
export interface Comparable {
  readonly variable: string;
  /** Comparator, value and unit: `>= 100 10*9/L`. */
  readonly value: string;
  /** What a washout is of. */
  readonly words?: string;
  readonly condition?: string;
}

/** Spellings of units that are the same number as written. */
const UNITS: Readonly<Record<string, string>> = {
  '/mm3': '/uL',
  '10*6/L': '/uL',
  '10*3/uL': '10*9/L',
  '10*3/mm3': '10*9/L',
  '10*6/mL': '10*9/L',
  '10*6/uL': '10*12/L',
  'IU/L': '[IU]/L',
  'IU/mL': '[IU]/mL',
  'mIU/mL': 'm[IU]/mL',
  'mIU/L': 'm[IU]/L',
  'kU/L': 'k[IU]/L',
  'kUA/L': 'k[IU]/L',
  '[iU]/L': '[IU]/L',
  '[iU]/mL': '[IU]/mL',
  'k[iU]/L': 'k[IU]/L',
  mmHg: 'mm[Hg]',
  'copies/mL': '{copies}/mL',
  'mL/min/1.73m2': 'mL/min/{1.73_m2}',
  'mL/min/1.73_m2': 'mL/min/{1.73_m2}',
  'mL/min/{1.73m2}': 'mL/min/{1.73_m2}',
  'mL/min/{1.73_m2}': 'mL/min/{1.73_m2}',
  'mg/mL': 'g/L',
  'ug/mL': 'mg/L',
  'ng/mL': 'ug/L',
  'pg/mL': 'ng/L',
  'g/d': 'g/(24.h)',
  'mg/d': 'mg/(24.h)',
  'g/24h': 'g/(24.h)',
  'mg/24h': 'mg/(24.h)',
  'beats/min': '/min',
  '{beats}/min': '/min',
  '{breaths}/min': '/min',
  lb: '[lb_av]',
  '{pack}.a': '{pack-years}',
};

export const unitOf = (unit: string | undefined): string =>
  unit === undefined ? '' : (UNITS[unit] ?? unit);

const NAMES = VARIABLES.map(({ key, rule, names }) => ({
  key: rule ?? key,
  pattern: new RegExp(`^(?:${names})$`),
}));

/** `name:…` of a thing that the lexicon knows is that thing. */
export function variableOf(name: string): string {
  const words = /^name:(.*)$/.exec(name)?.[1]?.trim();
  if (words === undefined) return name;
  const text = normalText(words).toLowerCase().trim();
  return NAMES.find(({ pattern }) => pattern.test(text))?.key ?? `name:${text}`;
}

const ROMAN = ['0', 'I', 'II', 'III', 'IV', 'V', 'VI'];
/** Whose classes are names: a Roman number is no number there. */
const NAMED: readonly string[] = ['stage', 'tnm', 'bclc', 'sex'];
/** Where a scale begins and ends: `0..2` of one that begins at 0 is `<= 2`. */
const SCALES: Readonly<Record<string, readonly [number, number]>> = {
  ecog: [0, 5],
  karnofsky: [10, 100],
  lansky: [10, 100],
  nyha: [1, 4],
  asa: [1, 6],
  'modified-rankin': [0, 6],
  'child-pugh-score': [5, 15],
};
const POINTS: Readonly<Record<string, readonly [number, number]>> = {
  A: [5, 6],
  B: [7, 9],
  C: [10, 15],
};

export function comparable(
  name: string,
  value: ComparedValue,
  unit: string | undefined,
): Pick<Comparable, 'variable' | 'value'> {
  const variable = variableOf(name);
  if (variable === 'child-pugh') return asPoints(value);
  const said = NAMED.includes(variable) ? named(variable, value) : numbered(variable, value);
  return { variable, value: `${said} ${unitFor(variable, unit)}`.trim() };
}

/** A score has no unit though some write `%`; an age without one is in years. */
function unitFor(variable: string, unit: string | undefined): string {
  if (variable === 'age') return unit ?? 'a';
  return unit === '%' && SCALES[variable] ? '' : unitOf(unit);
}

/** Child-Pugh classes are ranges of points. */
function asPoints(value: ComparedValue): Pick<Comparable, 'variable' | 'value'> {
  const variable = 'child-pugh-score';
  const letters =
    value.kind === 'classes' ? value.values : value.kind === 'range' ? [value.low, value.high] : [];
  const points = letters.flatMap((letter) => POINTS[letter.toUpperCase()] ?? []);
  if (points.length > 0) return { variable, value: range(variable, extremes(points)) };
  if (value.kind !== 'compared') return { variable, value: numbered(variable, value) };
  const [low, high] = POINTS[value.value.toUpperCase()] ?? [];
  if (low === undefined || high === undefined)
    return { variable, value: numbered(variable, value) };
  const bound = { '>': `>= ${high + 1}`, '>=': `>= ${low}`, '<': `<= ${low - 1}` };
  if (value.comparator === '<=') return { variable, value: `<= ${high}` };
  if (value.comparator === '=') return { variable, value: range(variable, [low, high]) };
  return { variable, value: bound[value.comparator] };
}

const extremes = (numbers: readonly number[]): readonly [number, number] => [
  Math.min(...numbers),
  Math.max(...numbers),
];

function range(variable: string, [low, high]: readonly [number, number]): string {
  const [lowest, highest] = SCALES[variable] ?? [];
  if (low === high) return `= ${low}`;
  if (low === lowest) return `<= ${high}`;
  return high === highest ? `>= ${low}` : `${low}..${high}`;
}

function named(variable: string, value: ComparedValue): string {
  const spelled = (one: string): string =>
    variable === 'sex' ? one.toLowerCase() : one.toUpperCase().replaceAll(' ', '');
  const list = (values: readonly string[]): string =>
    `in ${[...new Set(values.map(spelled))].toSorted().join('|')}`;
  if (value.kind === 'none') return '';
  if (value.kind === 'classes') return list(value.values);
  if (value.kind === 'compared')
    return value.comparator === '='
      ? list([value.value])
      : // What is compared is a number: `>= III` and `>= 3` are one.
        `${value.comparator} ${figure(value.value).toUpperCase()}`;
  const [low, high] = [ROMAN.indexOf(spelled(value.low)), ROMAN.indexOf(spelled(value.high))];
  if (low === -1 || high === -1) return `${spelled(value.low)}..${spelled(value.high)}`;
  return list(ROMAN.slice(low, high + 1));
}

function numbered(variable: string, value: ComparedValue): string {
  if (value.kind === 'none') return '';
  if (value.kind === 'compared') return `${value.comparator} ${figure(value.value)}`;
  if (value.kind === 'range')
    return range(variable, [Number(figure(value.low)), Number(figure(value.high))]);
  const figures = value.values.map(figure).toSorted((a, b) => Number(a) - Number(b));
  const numbers = figures.map(Number);
  const isRow = numbers.every((each, at) => each === (numbers[0] ?? 0) + at);
  return isRow ? range(variable, extremes(numbers)) : `in ${figures.join('|')}`;
}

function figure(text: string): string {
  const roman = ROMAN.indexOf(text.toUpperCase());
  if (roman > 0) return String(roman);
  const number = Number(text);
  return Number.isNaN(number) ? text.toLowerCase() : String(number);
}

/** Blanks are the only freedom a text has; the semicolon after an item is a separator. */
export const plain = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replace(/[;；]\s*$/, '')
    .trim();
