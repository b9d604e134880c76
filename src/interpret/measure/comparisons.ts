/** Every number of a text that is compared, with its unit, whatever it is of. */
import type { CriterionValue } from '../../trial/understood.ts';
import type { Expected } from './amount.ts';
import type { Limit } from './limits.ts';
import { readCompared } from './quantity.ts';
import { endOf } from './scan.ts';

export interface Comparison {
  readonly value: Extract<CriterionValue, { kind: 'quantity' | 'range' }>;
  /** The value is a multiple of a limit of normal. */
  readonly offset?: Limit;
  readonly start: number;
  /** Just after the number, its unit and what compares it. */
  readonly end: number;
}

const TIMES: readonly string[] = ['min', 'h', 'd', 'wk', 'mo', 'a'];
const UNITS: readonly string[] = [
  '%',
  'deg',
  'mm',
  'cm',
  'cm2',
  'km',
  'um',
  'mg',
  'ug',
  'g',
  'kg',
  '[lb_av]',
  'mL',
  'mm[Hg]',
  'mg/dL',
  'ug/dL',
  'mmol/L',
  'ng/mL',
  'ug/mL',
  'pg/mL',
  'ug/L',
  'ng/L',
  'mg/L',
  'g/L',
  'g/dL',
  'U/L',
  'm[IU]/mL',
  'U/mL',
  'nmol/L',
  'pmol/L',
  'umol/L',
  'mL/min',
  '/uL',
  '10*9/L',
  '10*12/L',
  '10*3/uL',
  '10*6/uL',
  'dB',
  'ms',
  'kg/m2',
  '[ppm]',
  'U',
  'm[IU]/L',
  '[IU]/L',
  'm',
  '[diop]',
  'L/min',
  's',
];
const EXPECTED: Expected = {
  units: [...UNITS, ...TIMES],
  isBare: true,
  isBareCompared: true,
  isBareRange: true,
  isRoman: false,
  hasLimits: true,
};

const WORDS = 'one|two|three|four|five|six|seven|eight|nine|ten|twelve';
/** A sign, words that compare, or a number alone; words of many meanings only right before a number. */
const STARTS = new RegExp(
  String.raw`[<>≤≥]|(?<![a-z])(?:at (?:the )?(?:least|most)|(?:no|not) (?:more|less|fewer|greater|higher|lower|larger|longer|exceed\w*)|(?:more|less|fewer|(?:great|high|low|larg|long|small)er) th[ae]n|up to|(?:minimum|maximum|exceed\w*|in excess|over|above|below|under|between|from)(?= (?:of )?(?:the )?(?:\d|(?:${WORDS})(?![a-z-]))))(?![a-z])|(?<![a-z0-9.,/+^*-])(?:\d|(?:${WORDS})(?![a-z-]))`,
  'g',
);
const NUMBER = new RegExp(String.raw`^(?:\d|(?:${WORDS})$)`);

/** A number without a word before it is compared by what follows: `5 or more`, `1 to 3`. */
const FOLLOWED = /[a-z\d][a-z\d.,]*(?: ?\(\d+\))?(?: ?[%°a-z/]+)?(?: ?[-~+]|,? (?:or|and|to) )/y;

/** `a minimum symptom score of 5` */
const SCORED = /score of $/;
const AGAIN = / or (?:more|less|fewer|greater|higher)(?! than)(?![a-z])/y;

/** But for those that begin in one of `taken`. */
export function comparisonsIn(
  text: string,
  isTaken: (at: number) => boolean,
): readonly Comparison[] {
  const found: Comparison[] = [];
  let floor = 0;
  for (const { index, 0: start } of text.matchAll(STARTS)) {
    if (index < floor || isTaken(index)) continue;
    const isAlone = NUMBER.test(start) && endOf(FOLLOWED, text, index) === undefined;
    if (isAlone && !SCORED.test(text.slice(Math.max(0, index - 10), index))) continue;
    const compared = readCompared(text, index, EXPECTED);
    if (!compared) continue;
    // `at least 2 or more`
    floor = endOf(AGAIN, text, compared.end) ?? compared.end;
    const { value, offset } = compared;
    found.push({ value, ...(offset && { offset }), start: index, end: floor });
  }
  return found;
}

export const isTime = ({ value }: Comparison): boolean =>
  value.ucum !== undefined && TIMES.includes(value.ucum);
/** Nothing is compared: `10 mg`, `5 attacks`. */
export const isPlain = ({ value }: Comparison): boolean =>
  value.kind === 'quantity' && value.comparator === undefined;
