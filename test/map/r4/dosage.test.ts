import { expect, test } from 'vitest';
import type { Regimen } from '../../../src/trial/understood.ts';
import { registeredTrial, text } from '../../builders.ts';
import { map, resourceOf, SD, UCUM } from './finding.ts';

const NCIT = 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl';
const REGIMEN: Regimen = {
  dose: { value: 15, unit: 'mg/kg' },
  route: { name: 'intravenous', code: 'C38276' },
  schedule: { count: 1, period: { value: 21, unit: 'd' } },
  bounds: { value: 126, unit: 'd' },
  isUpTo: true,
};
const WORDS = '15 mg/kg IV on day 1 of each 21-day cycle, up to 6 cycles';
const trial = registeredTrial({
  interventions: [
    {
      type: { ...text('DRUG'), table: 'ctgov-intervention-type' },
      name: text('X'),
      description: text(WORDS),
      armGroupLabels: [],
      otherNames: [],
      regimen: REGIMEN,
    },
  ],
  arms: [
    { label: text('A'), interventionNames: [text('Drug: X')], interventions: [0] },
    {
      label: text('B'),
      interventionNames: [text('Drug: X')],
      interventions: [0],
      regimen: { schedule: { count: 1, period: { value: 2, unit: 'wk' } } },
    },
  ],
});
const REPEAT = {
  boundsDuration: { value: 126, comparator: '<=', unit: 'days', system: UCUM, code: 'd' },
  frequency: 1,
  period: 21,
  periodUnit: 'd',
};

test('a regimen is a dosage with the words it was read from', () => {
  const [dosage] = [resourceOf(map(trial), 'ActivityDefinition')['dosage']].flat();
  expect(dosage).toMatchObject({
    extension: [{ url: `${SD}ext-derivation` }],
    text: WORDS,
    timing: { repeat: REPEAT },
    route: { coding: [{ system: NCIT, code: 'C38276' }], text: 'intravenous' },
    doseAndRate: [{ doseQuantity: { value: 15, unit: 'mg/kg', system: UCUM, code: 'mg/kg' } }],
  });
});

test('an arm has its own words before those of the intervention', () => {
  const plan = JSON.stringify(resourceOf(map(trial), 'PlanDefinition')['action']);
  const timings = [...plan.matchAll(/"period":(\d+),"periodUnit":"(\w+)"/g)].map(
    ([, period, unit]) => `${period} ${unit}`,
  );
  expect(timings).toEqual(['21 d', '2 wk']);
});
