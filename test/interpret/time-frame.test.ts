import { describe, expect, test } from 'vitest';
import { readTimeFrame } from '../../src/interpret/time-frame.ts';

describe('readTimeFrame', () => {
  test.each([
    ['24 months', [{ kind: 'points', points: [{ offset: { value: 24, unit: 'mo' } }] }]],
    ['at 6 weeks', [{ kind: 'points', points: [{ offset: { value: 6, unit: 'wk' } }] }]],
    ['Up to approximately 2 years', [{ kind: 'bound', high: { offset: { value: 2, unit: 'a' } } }]],
    [
      '3 to 5 days',
      [
        {
          kind: 'range',
          low: { offset: { value: 3, unit: 'd' } },
          high: { offset: { value: 5, unit: 'd' } },
        },
      ],
    ],
    [
      '28 days after surgery',
      [
        {
          kind: 'points',
          points: [
            {
              offset: { value: 28, unit: 'd' },
              event: { text: 'Surgery', code: { system: 'timing-event', code: 'surgery' } },
            },
          ],
        },
      ],
    ],
    [
      'From date of first dose of study drug until disease progression, development of unacceptable toxicity, withdrawal of consent, or sponsor termination (up to 2 years)',
      [
        {
          kind: 'bound',
          high: {
            offset: { value: 2, unit: 'a' },
            event: {
              text: 'First dose of study drug',
              code: { system: 'evidence-variable-event', code: 'treatment-start' },
            },
          },
        },
      ],
    ],
    [
      'From the first documentation of CR or PR to the first progression (up to 2 years)',
      [
        {
          kind: 'bound',
          high: {
            offset: { value: 2, unit: 'a' },
            event: { text: 'First documentation of CR or PR' },
          },
        },
      ],
    ],
  ])('understands %s as a whole', (text, timing) => {
    expect(readTimeFrame(text)).toEqual(timing);
  });
  test.each([
    'Baseline, 3 months, 6 months',
    'through study completion, an average of 1 year',
    'Cycle 1 Day 1',
    'From first dose until disease progression or up to 24 months of treatment',
    '5 to 3 days',
    '',
  ])('codes nothing of %j', (text) => {
    expect(readTimeFrame(text)).toBeUndefined();
  });
});
