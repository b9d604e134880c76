import { expect, test } from 'vitest';

import { readDose } from '../../src/map/dose.ts';

test.each([
  [
    '1200mg every 3 weeks',
    { amount: { value: 1200, unit: 'mg' }, repeat: { frequency: 1, period: 3, periodUnit: 'wk' } },
  ],
  [
    '15mg/kg Q3W',
    { amount: { value: 15, unit: 'mg/kg' }, repeat: { frequency: 1, period: 3, periodUnit: 'wk' } },
  ],
  [
    '400 mg orally twice daily',
    { amount: { value: 400, unit: 'mg' }, repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
  ],
  ['8 mg', { amount: { value: 8, unit: 'mg' } }],
])('reads %s', (words, dose) => expect(readDose(words)).toEqual(dose));

test.each(['Up to 6 cycles', '8 mg or 12 mg daily', '200 mg daily on days 1-14', ''])(
  'leaves %j as words',
  (words) => expect(readDose(words)).toBeUndefined(),
);
