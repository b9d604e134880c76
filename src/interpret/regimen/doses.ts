/** Amounts given at a time: `1200 mg`, `15 mg/kg`, `AUC 5`, `2 capsules`. Strengths, rates and totals are none. */
import type { RegimenDose } from '../../trial/understood.ts';
import { numberOf } from '../measure/number.ts';

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d{1,4})?|\.\d{1,4}`;
const PER = String.raw`(?: ?\/ ?| per )`;
const END = String.raw`(?![a-z\d²^])`;

/** In order of trial: what begins like another stands before it. */
const UNITS: readonly (readonly [string, string])[] = [
  ['mg/kg', `(?:mg|milligrams?)${PER}(?:kg|kilograms?)`],
  ['mg/m2', String.raw`(?:mg|milligrams?)${PER}(?:m ?\\?\^? ?2|m²|square met(?:er|re))`],
  ['ug/kg', `(?:[µμu]g|mcg|micrograms?)${PER}(?:kg|kilograms?)`],
  ['g/kg', `(?:g|grams?)${PER}(?:kg|kilograms?)`],
  ['g/m2', String.raw`(?:g|grams?)${PER}(?:m ?\\?\^? ?2|m²)`],
  ['[IU]/kg', `(?:iu|international units?)${PER}(?:kg|kilograms?)`],
  ['mmol/kg', `mmol(?: [a-z]{2})?${PER}kg`],
  ['mg', '(?:mg|milligrams?)'],
  ['ug', '(?:[µμu]g|mcg|micrograms?)'],
  ['ng', '(?:ng|nanograms?)'],
  ['g', '(?:g|grams?)'],
  ['[IU]', '(?:iu|international units?)'],
  ['mmol', 'mmol'],
  ['MBq', 'mbq'],
  ['GBq', 'gbq'],
  ['Gy', 'gy'],
  ['{capsule}', 'capsules?'],
  ['{tablet}', 'tablets?'],
  ['{puff}', 'puffs?'],
  ['{drop}', 'drops?'],
];

const DOSE = new RegExp(
  String.raw`(?<![\d.,/a-z^])(?<value>${NUMBER}|one|two|three|four) ?-?(?:${UNITS.map(([, pattern]) => `(${pattern})`).join('|')})${END}`,
  'gi',
);
const AUC = /\bauc(?: of)? ?=? ?(?<value>\d{1,2}(?:\.\d{1,2})?)(?![\d.])/gi;
/** What stands before a number that is no amount at a time. */
const BEFORE =
  /(?:total(?: daily)? dose(?: of)?|daily dose(?: of)?|maxim(?:um|al)(?: [a-z]+)?(?: of)?|up to|containing|contains?|×|x|\*|vial of|each|>|<|≥|≤|at least) ?$/i;
/** And what stands after it: a rate, a total. */
const AFTER =
  /^ ?(?:(?:bw|body weight|dose)? ?(?:\/|per) ?(?:d(?:ay)?|h(?:our|r)?|min(?:ute)?|week|wk|vial|tablet|capsule|ml)\b|vials?\b|in total\b|a day\b|(?:tablet|capsule|film)s?\b|strength)/i;
/** One of several amounts: `2-4 mg`, `4 mg or 8 mg`. */
const RANGE = /\d ?(?:-|–|to|or|and|,|\/) ?$/i;

/** Every different amount at a time that the words tell. */
export function dosesIn(text: string): readonly RegimenDose[] {
  const found = new Map<string, RegimenDose>();
  for (const match of text.matchAll(DOSE)) {
    const dose = doseOf(match, text);
    if (!dose) continue;
    found.set(`${dose.value} ${dose.unit}`, dose);
    if (isOneOfMore(text, match)) found.set('more', dose);
  }
  for (const { groups } of text.matchAll(AUC)) {
    const value = Number(groups?.['value']);
    found.set(`AUC ${value}`, { value, unit: 'mg.min/mL' });
  }
  return [...found.values()];
}

/** Also `160 ug/formoterol 4.5 ug`. */
function isOneOfMore(text: string, { 0: whole, index }: RegExpExecArray): boolean {
  const isAfterOther = RANGE.test(text.slice(Math.max(0, index - 10), index));
  return isAfterOther || /^ ?[/+]/.test(text.slice(index + whole.length));
}

function doseOf(match: RegExpExecArray, text: string): RegimenDose | undefined {
  const [whole, value = '', ...units] = match;
  const unit = UNITS[units.findIndex((each) => each !== undefined)]?.[0];
  const end = match.index + whole.length;
  const isOther =
    BEFORE.test(text.slice(Math.max(0, match.index - 30), match.index)) ||
    AFTER.test(text.slice(end, end + 40));
  return unit === undefined || isOther ? undefined : { value: numberOf(value.toLowerCase()), unit };
}
