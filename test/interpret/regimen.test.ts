import { describe, expect, test } from 'vitest';
import { interpret } from '../../src/interpret/interpret.ts';
import { readRegimen } from '../../src/interpret/regimen/regimen.ts';
import { registeredTrial, text } from '../builders.ts';

const IV = { name: 'intravenous', code: 'C38276' };
const ORAL = { name: 'oral', code: 'C38288' };
const every = (value: number, unit: 'd' | 'wk' | 'mo', count = 1) => ({
  count,
  period: { value, unit },
});

describe('readRegimen', () => {
  test.each([
    ['1200mg every 3 weeks', { dose: { value: 1200, unit: 'mg' }, schedule: every(3, 'wk') }],
    ['15mg/kg Q3W', { dose: { value: 15, unit: 'mg/kg' }, schedule: every(3, 'wk') }],
    [
      '400 mg orally BID for 28 days',
      {
        dose: { value: 400, unit: 'mg' },
        route: ORAL,
        schedule: every(1, 'd', 2),
        bounds: { value: 28, unit: 'd' },
      },
    ],
    ['8 mg', { dose: { value: 8, unit: 'mg' } }],
    [
      '15 mg/kg IV on day 1 of each 21-day cycle',
      { dose: { value: 15, unit: 'mg/kg' }, route: IV, schedule: every(21, 'd') },
    ],
    [
      '750 mg/m\\^2 intravenous (IV), Day 1 of each 21-day cycle, 6 cycles.',
      {
        dose: { value: 750, unit: 'mg/m2' },
        route: IV,
        schedule: every(21, 'd'),
        bounds: { value: 126, unit: 'd' },
      },
    ],
    [
      'Administered intravenously (IV) on Days 1, 8, and 15 of each 21-day cycle up to 4 cycles',
      { route: IV, schedule: every(21, 'd', 3), bounds: { value: 84, unit: 'd' }, isUpTo: true },
    ],
    [
      'Eribulin 1.4 mg/m2, d1, 8 , q3w',
      { dose: { value: 1.4, unit: 'mg/m2' }, schedule: every(3, 'wk', 2) },
    ],
    [
      'carboplatin AUC 5 IV every 21 days',
      { dose: { value: 5, unit: 'mg.min/mL' }, route: IV, schedule: every(21, 'd') },
    ],
    [
      '60 mg (1.0 mL) administered subcutaneously every six months, beginning on Study Day 1, for a total treatment period of 24 months',
      {
        dose: { value: 60, unit: 'mg' },
        route: { name: 'subcutaneous', code: 'C38299' },
        schedule: every(6, 'mo'),
        bounds: { value: 24, unit: 'mo' },
      },
    ],
    [
      'Gabapentin 200 mg twice daily per oral',
      { dose: { value: 200, unit: 'mg' }, route: ORAL, schedule: every(1, 'd', 2) },
    ],
    [
      'DPI 250 mcg b.i.d. for 3 weeks',
      {
        dose: { value: 250, unit: 'ug' },
        schedule: every(1, 'd', 2),
        bounds: { value: 3, unit: 'wk' },
      },
    ],
  ])('%s', (words, regimen) => expect(readRegimen(words)).toEqual(regimen));

  test.each([
    ['two amounts', '8 mg or 12 mg daily', { schedule: every(1, 'd') }],
    ['a range', 'Given IV, 60-75mg/m2 Q3W', { route: IV, schedule: every(3, 'wk') }],
    [
      'two drugs',
      'CT-2103 (175 mg/m2 10 min IV infusion) and carboplatin (AUC 6, 30 min IV infusion) on day 1 of each 21-day cycle for up to 6 cycles.',
      { route: IV, schedule: every(21, 'd'), bounds: { value: 126, unit: 'd' }, isUpTo: true },
    ],
    [
      'two phases',
      'Lenvatinib at a dose of 8 mg orally QD for up to 4 cycles in the induction phase, followed by 20 mg QD',
      { route: ORAL },
    ],
    [
      'one part of a combination',
      'Budesonide 160 μg/formoterol 4.5 μg, BID',
      { schedule: every(1, 'd', 2) },
    ],
    [
      'two schedules',
      'subcutaneous injection every 2 weeks or 4 weeks',
      { route: { name: 'subcutaneous', code: 'C38299' } },
    ],
    ['a titration', '4 weeks of dose titration, 22 weeks with 10 mg daily', undefined],
    ['some days of a cycle', '200 mg daily on days 1-14', undefined],
    ['a strength', '150 mg/mL, Solution for injection in PFS', undefined],
    ['a need', '100 mg orally as needed', { route: ORAL }],
    ['no dose at all', 'Up to 6 cycles', undefined],
    ['nothing', '', undefined],
  ])('leaves what %s contradicts', (_, words, regimen) =>
    expect(readRegimen(words)).toEqual(regimen),
  );
});

test('an arm with one drug has the regimen of its own words', () => {
  const intervention = {
    type: { ...text('DRUG'), table: 'ctgov-intervention-type' },
    name: text('X'),
    description: text('10 mg daily'),
    armGroupLabels: [],
    otherNames: [],
  };
  const arm = { label: text('A'), interventionNames: [text('Drug: X')], interventions: [] };
  const trial = registeredTrial({
    interventions: [intervention, { ...intervention, name: text('Y') }],
    arms: [
      { ...arm, description: text('X 20 mg twice daily') },
      {
        ...arm,
        label: text('B'),
        interventionNames: [text('Drug: X'), text('Drug: Y')],
        description: text('20 mg weekly'),
      },
    ],
  });
  const { arms, interventions } = interpret(trial).value;
  expect(interventions[0]?.regimen?.schedule).toEqual(every(1, 'd'));
  expect(arms.map(({ regimen }) => regimen?.schedule)).toEqual([every(1, 'd', 2), undefined]);
});
