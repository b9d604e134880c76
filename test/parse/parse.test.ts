import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { interpret } from '../../src/interpret/interpret.ts';
import { parse } from '../../src/parse/parse.ts';
import { splitRecords } from '../../src/parse/split-records.ts';
import { FORMATS, toReceived } from '../../src/shared/received.ts';

const parseText = (text: string): ReturnType<typeof parse> => parse(toReceived('r', text));
const codes = (text: string): readonly string[] => parseText(text).issues.map(({ code }) => code);

describe('parse', () => {
  test('says where a JSON text stops being JSON and keeps quotes of the record out of the message', () => {
    expect(parseText('{"protocolSection": {\n  "name": "Jane Doe" "b": 1}}')).toEqual({
      value: undefined,
      issues: [
        {
          severity: 'fatal',
          code: 'record-unreadable',
          message:
            "The record is not JSON: Expected ',' or '}' after property value at line 2, column 22; not read. Send the record as the registry gives it, as one complete JSON value.",
          place: { kind: 'lines', first: 2, last: 2 },
        },
      ],
    });
  });
  test.each([
    ['', 'record-empty'],
    ['\u{feff} \n\0\0', 'record-empty'],
    ['{"studies":1}', 'format-unknown'],
    ['hello', 'format-unknown'],
    ['<html><body>x</body></html>', 'format-unknown'],
    ['{"protocolSection":', 'record-unreadable'],
    [`{"protocolSection":${'{"a":'.repeat(500)}1${'}'.repeat(501)}`, 'record-unreadable'],
  ])('gives one clear issue for %j', (text, code) => {
    expect(codes(text)).toEqual([code]);
  });
  test('notes each value of a wrong type and keeps it', () => {
    const boxed =
      '{"protocolSection":{"identificationModule":{"nctId":["NCT00000001"],"briefTitle":["T"]}},"hasResults":"no"}';
    const { value, issues } = parseText(boxed);
    expect(issues.map(({ code, place }) => [code, place])).toEqual([
      [
        'field-wrong-type',
        { kind: 'pointer', pointer: '/protocolSection/identificationModule/nctId' },
      ],
      [
        'field-wrong-type',
        { kind: 'pointer', pointer: '/protocolSection/identificationModule/briefTitle' },
      ],
      ['field-wrong-type', { kind: 'pointer', pointer: '/hasResults' }],
    ]);
    expect(value?.leftovers.map(({ path, value: kept }) => [path, kept])).toEqual([
      ['/protocolSection/identificationModule/nctId', ['NCT00000001']],
      ['/protocolSection/identificationModule/briefTitle', ['T']],
      ['/hasResults', 'no'],
    ]);
  });
  test('keeps fields it does not know as leftovers, but no empty ones', () => {
    const { value } = parseText(
      '{"protocolSection":{"newModule":{"a":{"b/c":false},"d":"","e":[]}}}',
    );
    expect(value?.leftovers).toEqual([
      {
        path: '/protocolSection/newModule/a/b~1c',
        value: false,
        place: { kind: 'pointer', pointer: '/protocolSection/newModule/a/b~1c' },
      },
    ]);
  });
  test('uses no identifier that the registry cannot have given', () => {
    const { value, issues } = parseText(
      '{"protocolSection":{"identificationModule":{"nctId":"NCT1"}}}',
    );
    expect(value?.identifiers).toEqual([]);
    expect(issues.map(({ code }) => code)).toEqual(['registry-id-invalid']);
    expect(value?.leftovers.map((leftover) => leftover.value)).toEqual(['NCT1']);
  });
});

describe('parse, splitRecords and interpret', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 2000 }),
    fc.json({ maxDepth: 5 }),
    fc
      .array(
        fc.constantFrom(
          'Title',
          'DRUG: a|b',
          '、',
          '，',
          'a, b, up to 2 years',
          '|',
          '* x',
          '1. y',
          'Inclusion Criteria:',
          'Study design',
          'Phase: II',
          '\n',
          '\r\n',
          '(',
          '\\',
          ' versus ',
          ', ',
          '1.1',
          'from x until y (up to 1 year)',
        ),
        { maxLength: 80 },
      )
      .map((parts) => parts.join('')),
  );
  test('never throw, whatever the text and the named format', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(undefined, ...FORMATS), (text, format) => {
        expect(() => {
          for (const record of splitRecords('r', text, format ? { format } : {}).value) {
            const { value } = parse(record);
            if (value) interpret(value);
          }
        }).not.toThrow();
      }),
      { numRuns: 400 },
    );
  });
  test.each([
    ['commas', `T\nS.\nC\nDRUG: x\n${'a, '.repeat(300_000)}`],
    ['pipes', `T\nS.\nC\nDRUG: x\n${'a, b, 1 year|'.repeat(80_000)}`],
    ['lines', `T\n${'x, y, 1 year\n'.repeat(80_000)}`],
    ['brackets', `T\nS.\nC\nDRUG: x\n${'('.repeat(500_000)}, 1 year`],
    ['blanks', `${' '.repeat(1_000_000)}x${'\n'.repeat(1_000_000)}`],
    ['figures', `T\nS.\nC\nDRUG: x\n${`a，${'1'.repeat(6000)}|`.repeat(100)}`],
    ['figures in lines', `T\n${`x，${'一'.repeat(6000)}\n`.repeat(200)}`],
    ['semicolons', `T\nS.\nC\nDrug: x${`;${' '.repeat(50)}`.repeat(20_000)}`],
    ['types', `T\nS.\nC\n${'药物：x；'.repeat(50_000)}`],
    ['labels', `T\n${'【题目】\n一、主要指标：1.a，1个月；\n'.repeat(20_000)}`],
    [
      'items of a page',
      `T\nPhase: I\nStatus: x\nPrimary outcome\n${'1.a，1个月；2.'.repeat(30_000)}`,
    ],
    ['lists in lists', '['.repeat(500_000)],
    [
      'criteria',
      JSON.stringify({
        protocolSection: {
          eligibilityModule: {
            eligibilityCriteria: `Inclusion Criteria: ${'1. a 2. b: '.repeat(50_000)}`,
          },
        },
      }),
    ],
  ])('take time in proportion to the text: %s', (_, text) => {
    const started = performance.now();
    for (const record of splitRecords('r', text).value) {
      const { value } = parse(record);
      if (value) interpret(value);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('parse of the examples', () => {
  const readings = [
    '000_9a75afc2414ddea6',
    '001_d21ade92f4d85067',
    '002_fab0195c309f7135',
    '004_1f2a0a5044a4a3c5',
  ].map((stem) => {
    const trial = parseText(readFileSync(`examples/${stem}.txt`, 'utf8')).value;
    const count = (kind: string): number =>
      trial?.outcomes.filter((outcome) => outcome.kind === kind).length ?? 0;
    return [
      trial?.conditions.map(({ value }) => value),
      trial?.interventions.map(({ type, name }) => `${type?.value ?? ''}: ${name.value}`),
      [count('primary'), count('secondary'), count('other')],
    ];
  });
  test('finds conditions, interventions and outcomes in the flattened ones', () => {
    expect(readings).toEqual([
      [
        ['Hepatocellular Carcinoma by BCLC Stage'],
        ['DRUG: Bevacizumab Biosimilar QL 1101'],
        [1, 6, 1],
      ],
      [
        ['Hepato Cellular Carcinoma (HCC)'],
        ['DRUG: PD-L1 antibody', 'DRUG: Bevacizumab', 'PROCEDURE: HAIC-FOLFOX'],
        [1, 0, 0],
      ],
      [
        [
          'BCLC Stage B Hepatocellular Carcinoma',
          'BCLC Stage C Hepatocellular Carcinoma',
          'Hepatic Arterial Infusion Chemotherapy',
          'Lenvatinib',
          'PD-1',
          'Systemic Therapy',
        ],
        [
          'PROCEDURE: hepatic artery infusion chemotherapy',
          'DRUG: Lenvatinib + PD-1 monoclonal antibody',
        ],
        [1, 8, 0],
      ],
      [
        ['Hepatocellular Carcinoma', 'Bispecific Antibodies', 'HAIC', 'Ramucirumab'],
        ['DRUG: HAIC（Oxaliplatin+ Raltitrexed）', 'DRUG: TQB2868', 'DRUG: Ramucirumab'],
        [1, 4, 0],
      ],
    ]);
  });
  test('keeps a time frame with commas whole', () => {
    const trial = parseText(readFileSync('examples/000_9a75afc2414ddea6.txt', 'utf8')).value;
    const [first] = trial?.outcomes ?? [];
    expect([first?.measure.value, first?.description?.value, first?.timeFrame?.value]).toEqual([
      'Objective response rate (ORR) by RECIST 1.1 and mRECIST',
      'ORR is defined as the percentage of participants who have best overall response (BOR) of complete response (CR) or partial response (PR) at the time of data cutoff as assessed by RECIST 1.1 and mRECIST',
      'From date of first dose of study drug until disease progression, development of unacceptable toxicity, withdrawal of consent, or sponsor termination (up to 2 years)',
    ]);
  });
  test('reads the page and leaves its furniture out of the trial', () => {
    const { value, issues } = parseText(readFileSync('examples/003_74237d5521536b96.txt', 'utf8'));
    expect(value).toMatchObject({
      titles: { official: { place: { kind: 'lines', first: 15, last: 15 } } },
      status: { start: { date: { value: '2020-10', derivation: { excerpt: 'October, 2020' } } } },
      design: {
        studyTypeText: { value: 'targeted, immunotherapy' },
        allocation: { value: 'RANDOMIZED' },
        interventionModel: { value: 'FACTORIAL', derivation: { excerpt: 'Factorial Assignment' } },
        primaryPurpose: { value: 'TREATMENT' },
        masking: { value: 'NONE' },
      },
      conditions: [{ value: 'Advanced Hepatocellular Carcinoma (HCC)' }],
    });
    expect(issues.map(({ code, place }) => [code, place])).toEqual([
      ['line-unused', { kind: 'lines', first: 33, last: 33 }],
    ]);
    expect(JSON.stringify(value)).not.toContain('matching score');
  });
});
