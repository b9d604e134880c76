import { describe, expect, test } from 'vitest';
import { splitOutcomes } from '../../src/parse/flat/outcome-split.ts';

const split = (...texts: string[]): readonly (readonly (string | undefined)[])[] =>
  splitOutcomes(texts).map(({ measure, description, timeFrame }) => [
    measure,
    description,
    timeFrame,
  ]);

describe('splitOutcomes', () => {
  test('parts measure, description and time frame', () => {
    expect(
      split('Overall Survival (OS), Time from enrollment to death, Up to approximately 2 years'),
    ).toEqual([
      ['Overall Survival (OS)', 'Time from enrollment to death', 'Up to approximately 2 years'],
    ]);
  });
  test('reads a list of time points as one time frame', () => {
    expect(
      split(
        'Pain score, The score is measured with a visual scale from 0 to 10., Baseline, 3 months, 6 months',
      ),
    ).toEqual([
      [
        'Pain score',
        'The score is measured with a visual scale from 0 to 10.',
        'Baseline, 3 months, 6 months',
      ],
    ]);
  });
  test('leaves commas of a measure and of brackets alone', () => {
    expect(split('Incidence of headache, nausea, and vomiting, 12 weeks')).toEqual([
      ['Incidence of headache, nausea, and vomiting', undefined, '12 weeks'],
    ]);
  });
  test('takes the words several outcomes share at their end as time frame', () => {
    const shared = 'first cycle of chemotherapy, whichever is later';
    const [first] = split(
      `Response rate, ${shared}`,
      `Survival rate, ${shared}`,
      `Toxicity, Number of events, ${shared}`,
    );
    expect(first).toEqual(['Response rate', undefined, shared]);
  });
  test('keeps a text without commas whole and loses no character of any other', () => {
    expect(split('Quality of life')).toEqual([['Quality of life', undefined, undefined]]);
    const text = 'A, b, C is defined as d, e, (f, g), within 3 days, or 4';
    const [parts] = split(text);
    expect(parts?.filter((part) => part !== undefined).join(', ')).toBe(text);
  });
});
