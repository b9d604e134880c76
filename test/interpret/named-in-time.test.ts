import { describe, expect, test } from 'vitest';
import { structureOf } from '../../src/interpret/eligibility/structure.ts';
import { valueWords } from './value-words.ts';

const named = (text: string): readonly string[] =>
  structureOf(text, true).statements.flatMap(({ type, value }) =>
    type.text === undefined || type.code !== 'named-value'
      ? []
      : [`${type.text} ${valueWords(value)}`],
  );

describe('how often, how long and how much in a time, by its own words', () => {
  test.each<[string, readonly string[]]>([
    ['Use of beta-agonists more than twice a week', ['Use of beta-agonists > 2 /wk']],
    ['no more than twice weekly triptan use', ['triptan use <= 2 /wk']],
    ['taken once a day', []],
    [
      'Use of rescue medication on more than 2 days per week',
      ['Use of rescue medication > 2 d/wk'],
    ],
    ['Exercise more than 150 minutes per week', ['Exercise > 150 min/wk']],
    ['Less than 60 minutes of structured exercise per week', ['structured exercise < 60 min/wk']],
    ['less than 60 minutes of observation', []],
    ['Drinks > 5 cups of coffee daily', ['coffee > 5 /d']],
    ['Uses salbutamol > 8 puffs/day', ['salbutamol > 8 /d']],
    ['up to 8 puffs of salbutamol', []],
    ['Caffeine intake > 300 mg/day', ['Caffeine intake > 300 mg/d']],
    ['Sleep onset latency > 30 minutes', ['Sleep onset latency > 30 min']],
    ['Operation time > 4 hours', ['Operation time > 4 h']],
    ['visit time > 4 hours', []],
    ['an attack frequency of 1 to 8 per day', ['attack frequency 1..8 /d']],
    ['mean formula intake lower than 250 ml/day', ['mean formula intake < 250 mL/d']],
    [
      'systemic steroids (≥ 0.5 mg prednisone equivalent/kg/day)',
      ['prednisone equivalent >= 0.5 mg/kg/d'],
    ],
    ['Increase in FEV1 ≥ 12% after salbutamol', ['Increase in FEV1 >= 12 %']],
    ['pulmonary function tests < 80%', []],
    ['Able to sit still for at least 60 minutes', ['sit still >= 60 min']],
    ['Able to come to the site for 2 visits', []],
    ['Mechanical ventilation for more than 48 hours', ['Mechanical ventilation > 48 h']],
    ['At least 8 years of education', ['education >= 8 a']],
    ['receiving dupilumab for at least 16 weeks', ['dupilumab >= 16 wk']],
    ['on leave for at least 16 weeks', []],
    ['Daily insulin usage above 1 U/kg per day', ['insulin usage > 1 U/kg/d']],
  ])('%s', (text, statements) => {
    expect(named(text)).toEqual(statements);
  });
});

describe('what is compared with a limit of normal or in a unit, by its own words', () => {
  test.each<[string, readonly string[]]>([
    ['Serum neuron specific enolase and/or chromogranin A >ULN', ['chromogranin A > 1 1']],
    ['Gastrin > 1.5 x ULN', ['Gastrin > 1.5 1']],
    ['5 x ULN in case of liver metastases (≤ 5 x ULN)', []],
    ['laboratory values > 2 x ULN', []],
    ['mean fluorescence intensity (MFI) >1000', ['mean fluorescence intensity > 1000']],
    ['Anisometropia > 1.5 D', ['Anisometropia > 1.5 [diop]']],
    ['bilateral 2D and 3D mammography', []],
  ])('%s', (text, statements) => {
    expect(named(text)).toEqual(statements);
  });
});
