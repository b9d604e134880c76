import { describe, expect, test } from 'vitest';
import { readCriterion } from '../../src/interpret/measure/criterion.ts';

/** `specific-ige >= 0.35 k[IU]/L` */
const read = (text: string): readonly string[] =>
  readCriterion(text, false)
    .filter(({ rule }) => rule.startsWith('measure:'))
    .map(({ rule, value }) => {
      const name = rule.replace('measure:', '');
      if (value.kind === 'quantity')
        return `${name} ${value.comparator ?? '='} ${value.value} ${value.ucum ?? ''}`;
      return value.kind === 'range'
        ? `${name} ${value.low}..${value.high} ${value.ucum ?? ''}`
        : '?';
    });

describe('tests of an allergy, by their units', () => {
  test.each<[string, readonly string[]]>([
    ['Diagnosed by CAP FEIA to egg of 5 kU/l or greater', ['specific-ige >= 5 k[IU]/L']],
    [
      'Sensitization shown by UniCAP within a range from 3.0-80 kUA/l',
      ['specific-ige 3..80 k[IU]/L'],
    ],
    [
      'Specific IgE against birch ≥ 0.7 kU/L and against Bet v 1 ≥ 0.35 kU/L',
      ['specific-ige >= 0.7 k[IU]/L', 'specific-ige >= 0.35 k[IU]/L'],
    ],
    ['Serum IgE \\>0.35 kilounits/L (kU/L)', ['specific-ige > 0.35 k[IU]/L']],
    ['Total serum IgE level above 5000 kU/l', ['ige > 5000 k[IU]/L']],
    ['eosinophils >15/high power field in the esophagus', ['tissue-eosinophils > 15 /[HPF]']],
    ['IgE ≥ 250', ['ige >= 250 ']],
    ['a SPT to nut \\>3 mm compared to control', ['wheal-diameter > 3 mm']],
    ['positive (≥3 mm greater than negative control) skin prick test', ['wheal-diameter >= 3 mm']],
    [
      'Positive prick test (weal diameter 3 mm larger than the control)',
      ['wheal-diameter >= 3 mm'],
    ],
    ['Skin prick test with a histamine wheal of ≥ 3 mm', ['wheal-diameter >= 3 mm']],
    ['Margin of ≥ 3 mm; skin prick test planned', []],
    ['Skin prick test with a lancet of > 1 mm', []],
    ['Serum IgE times weight 50 kU', []],
    [
      'Positive food challenge (DBPCFC) at a cumulative dose of ≤ 144 mg',
      ['eliciting-dose <= 144 mg'],
    ],
    ['Reacting to < 12.5 mg on oral food challenge', ['eliciting-dose < 12.5 mg']],
    ['Negative oral food challenge with less than 100 mg of peanut protein', []],
    ['Maximum tolerated dose ≤ 30 mg in the food challenge', []],
    ['Ex-smokers with less than 10 pack years', ['smoking-history < 10 {pack-years}']],
    ['Methacholine challenge with a PC20 ≤ 16 mg/mL', ['pc20 <= 16 mg/mL']],
  ])('%s', (text, statements) => {
    expect(read(text)).toEqual(statements);
  });
});
