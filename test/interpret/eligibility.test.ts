import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { splitCriteria } from '../../src/interpret/eligibility/split.ts';
import { structureOf } from '../../src/interpret/eligibility/structure.ts';
import { interpret } from '../../src/interpret/interpret.ts';
import { parse } from '../../src/parse/parse.ts';
import { toReceived } from '../../src/shared/received.ts';

const rows = (text: string): readonly (readonly (string | undefined)[])[] =>
  splitCriteria(text).parts.map((part) =>
    part.kind === 'heading'
      ? ['heading', undefined, part.text]
      : [part.side, part.label, part.text],
  );

describe('splitCriteria', () => {
  test('reads numbered and bulleted items under their headings', () => {
    expect(
      rows(
        'Inclusion Criteria:\n\n1. Adults\n2) Able to walk\n\nKey Exclusion Criteria\n\n* Pregnancy\n- Allergy',
      ),
    ).toEqual([
      ['heading', undefined, 'Inclusion Criteria:'],
      ['inclusion', '1.', 'Adults'],
      ['inclusion', '2)', 'Able to walk'],
      ['heading', undefined, 'Key Exclusion Criteria'],
      ['exclusion', '*', 'Pregnancy'],
      ['exclusion', '-', 'Allergy'],
    ]);
  });
  test('reads full-width numbers and colons', () => {
    expect(
      rows(
        'Inclusion criteria：\n１．Adults\n2、HCC\n（3）Consent\nExclusion criteria：\n1、Pregnancy',
      ),
    ).toEqual([
      ['heading', undefined, 'Inclusion criteria：'],
      ['inclusion', '１．', 'Adults'],
      ['inclusion', '2、', 'HCC'],
      ['inclusion', '（3）', 'Consent'],
      ['heading', undefined, 'Exclusion criteria：'],
      ['exclusion', '1、', 'Pregnancy'],
    ]);
  });
  test('reads items that run on in one sentence, and no decimals, grades or versions as numbers', () => {
    expect(
      rows(
        'Inclusion criteria: 1. Lesion per RECISTv1.1. 2. ECOG of 0 or 1. 2. Recovered to grade 1) from surgery. Exclusion criteria: 1. Stage 2. disease 2. Pain',
      ),
    ).toEqual([
      ['heading', undefined, 'Inclusion criteria:'],
      ['inclusion', '1.', 'Lesion per RECISTv1.1.'],
      ['inclusion', '2.', 'ECOG of 0 or 1.'],
      ['inclusion', '2.', 'Recovered to grade 1) from surgery.'],
      ['heading', undefined, 'Exclusion criteria:'],
      ['exclusion', '1.', 'Stage 2. disease'],
      ['exclusion', '2.', 'Pain'],
    ]);
  });
  test('sees a heading that opens its list inside a numbered line', () => {
    const text =
      'Inclusion Criteria:\n1. Age 18 years or older. 2. ECOG 0-1. Exclusion Criteria: 1. Pregnant women. 2. Active infection.';
    const criteria = splitCriteria(text).parts.filter((part) => part.kind === 'criterion');
    expect(criteria.map(({ side, text: words }) => [side, words])).toEqual([
      ['inclusion', 'Age 18 years or older.'],
      ['inclusion', 'ECOG 0-1.'],
      ['exclusion', 'Pregnant women.'],
      ['exclusion', 'Active infection.'],
    ]);
  });
  test('takes the words inclusion criteria inside an item for no heading', () => {
    const text =
      'Exclusion Criteria:\n1. Does not meet the inclusion criteria: see above.\n2. Pregnant.';
    const criteria = splitCriteria(text).parts.filter((part) => part.kind === 'criterion');
    expect(criteria.map(({ side }) => side)).toEqual(['exclusion', 'exclusion']);
  });
  test('takes the side from a sentence that announces the list', () => {
    expect(
      rows(
        'Participants must meet all of the following criteria to be eligible:\n* A b\n\nA subject will not be eligible if any of the following apply:\n* C d',
      ),
    ).toEqual([
      [
        'heading',
        undefined,
        'Participants must meet all of the following criteria to be eligible:',
      ],
      ['inclusion', '*', 'A b'],
      ['heading', undefined, 'A subject will not be eligible if any of the following apply:'],
      ['exclusion', '*', 'C d'],
    ]);
  });
  test('reads a text whose sides are not told apart as inclusion criteria', () => {
    expect(splitCriteria('Adults. No pregnancy.')).toEqual({
      parts: ['Adults.', 'No pregnancy.'].map((text) => ({
        kind: 'criterion',
        side: 'inclusion',
        text,
        items: [],
      })),
      isSided: false,
    });
  });
  test('gives 12 inclusion and 22 exclusion criteria for the page of the examples', () => {
    const text = readFileSync('examples/003_74237d5521536b96.txt', 'utf8');
    const trial = parse(toReceived('p', text)).value;
    const criteria = trial ? interpret(trial).value.eligibility.criteria : [];
    expect(criteria.filter(({ exclude }) => !exclude).map(({ label }) => label)).toEqual([
      '1.',
      '2.',
      '2.',
      '3.',
      '4.',
      '5.',
      '6.',
      '7.',
      '8.',
      '9.',
      '10.',
      '11.',
    ]);
    expect(criteria.filter(({ exclude }) => exclude).map(({ label }) => label)).toEqual(
      Array.from({ length: 22 }, (_, index) => `${index + 1}.`),
    );
  });
});

describe('structureOf', () => {
  const loinc = 'http://loinc.org';
  const age = { system: loinc, code: '30525-0', display: 'Age' };
  const ecog = { system: loinc, code: '89247-1', display: 'ECOG Performance Status score' };
  test.each([
    [
      'Age 18-75 years',
      { type: age, value: { kind: 'range', low: 18, high: 75, unit: 'years', ucum: 'a' } },
    ],
    [
      'Males and females, aged \\>= 18 years.',
      {
        type: age,
        value: { kind: 'quantity', value: 18, comparator: '>=', unit: 'years', ucum: 'a' },
      },
    ],
    [
      'Eastern Cooperative Oncology Group Performance Status (ECOG PS) status of 0 or 1.',
      { type: ecog, value: { kind: 'range', low: 0, high: 1 } },
    ],
    ['ECOG ≤ 2;', { type: ecog, value: { kind: 'range', low: 0, high: 2 } }],
    [
      'Child-Pugh A or B7 liver function',
      {
        type: {
          system: 'criterion-concept',
          code: 'child-pugh-score',
          display: 'Child-Pugh score',
        },
        value: { kind: 'range', low: 5, high: 7 },
      },
    ],
    [
      'Expected survival time ≥ 3 months',
      {
        type: { system: 'criterion-concept', code: 'life-expectancy', display: 'Life expectancy' },
        value: { kind: 'quantity', value: 3, comparator: '>=', unit: 'months', ucum: 'mo' },
      },
    ],
    [
      'Platelets ≥ 100 × 10^9/L',
      {
        type: { system: loinc, code: '26515-7', display: 'Platelets [#/volume] in Blood' },
        value: { kind: 'quantity', value: 100, comparator: '>=', unit: '10*9/L', ucum: '10*9/L' },
      },
    ],
    [
      'Total bilirubin ≤ 1.5 x ULN',
      {
        type: {
          system: loinc,
          code: '1975-2',
          display: 'Bilirubin.total [Mass/volume] in Serum or Plasma',
        },
        value: { kind: 'quantity', value: 1.5, comparator: '<=', unit: '× ULN', ucum: '1' },
        offset: 'UNL',
      },
    ],
    [
      'Barcelona Clinic Liver Cancer (BCLC) stage B or C',
      {
        type: { system: 'criterion-concept', code: 'bclc-stage', display: 'BCLC stage' },
        value: {
          kind: 'any-of',
          values: ['B', 'C'].map((code) => ({
            kind: 'code',
            system: 'bclc-stage',
            code,
            display: `Stage ${code}`,
          })),
        },
      },
    ],
    [
      'BCLC stage C.',
      {
        type: { system: 'criterion-concept', code: 'bclc-stage', display: 'BCLC stage' },
        value: { kind: 'code', system: 'bclc-stage', code: 'C', display: 'Stage C' },
      },
    ],
  ])('understands %s as a whole', (text, typed) => {
    const { coverage, statements } = structureOf(text, false);
    expect(coverage).toBe('full');
    expect(statements).toMatchObject([typed]);
  });
  test('structures the necessary part of an inclusion, never a part of an exclusion', () => {
    const text = 'Child-Pugh class A, with no history of hepatic encephalopathy.';
    expect(structureOf(text, false).coverage).toBe('partial');
    expect(structureOf(text, true).coverage).toBe('none');
  });
  test.each([
    'Age 18-75 years, or younger if the parents agree',
    'At least 5 years in remission',
    'Adequate organ function',
    'No stroke within 6 months',
    'Stroke within 6 months or a planned operation',
    'BCLC stage B or Child-Pugh A',
    'BCLC stage B (not suitable for resection) or C',
  ])('structures nothing of %s', (text) => {
    expect(structureOf(text, false).coverage).toBe('none');
  });
});
