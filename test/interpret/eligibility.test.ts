import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { splitCriteria } from '../../src/interpret/eligibility/split.ts';
import { structureOf } from '../../src/interpret/eligibility/structure.ts';
import { interpret } from '../../src/interpret/interpret.ts';
import { everyRecord } from '../corpus/records.ts';
import { criteriaOf } from './criteria-of.ts';
import { treeOf } from './criteria-tree.ts';
import { leftOver } from './left-over.ts';
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
  test.each([
    ['German', 'Einschlusskriterien:', 'Wichtige Ausschlusskriterien'],
    ['French', "Critères d'inclusion principaux :", 'Critères de non inclusion :'],
    ['Spanish', 'Criterios de inclusión:', 'Criterios de exclusión:'],
    ['Portuguese', 'Critérios de inclusão', 'Critérios de exclusão'],
    ['Italian', 'Criteri di inclusione:', 'Criteri di esclusione:'],
    ['Dutch', 'Inclusiecriteria:', 'Exclusiecriteria:'],
    ['Chinese', '入选标准：', '排除标准：'],
    ['Chinese, other words', '主要纳入标准', '主要排除标准'],
    ['Japanese', '選択基準', '除外基準'],
  ])('reads headings in %s', (_language, inclusion, exclusion) => {
    expect(rows(`${inclusion}\n1. A\n2. B\n\n${exclusion}\n1. C`)).toEqual([
      ['heading', undefined, inclusion],
      ['inclusion', '1.', 'A'],
      ['inclusion', '2.', 'B'],
      ['heading', undefined, exclusion],
      ['exclusion', '1.', 'C'],
    ]);
  });

  test('reads headings of other languages inside a running text, and no word of a sentence as one', () => {
    const sides = (text: string): readonly unknown[] =>
      rows(text).flatMap(([side, , item]) => (side === 'heading' ? [] : [[side, item]]));
    expect(sides('入选标准：1、年龄18-75岁；2、肝细胞癌。排除标准：1、妊娠；2、感染。')).toEqual([
      ['inclusion', '年龄18-75岁'],
      ['inclusion', '肝细胞癌。'],
      ['exclusion', '妊娠'],
      ['exclusion', '感染。'],
    ]);
    expect(sides('* Erfüllt die Einschlusskriterien der Hauptstudie\n* Alter über 18')).toEqual([
      ['inclusion', 'Erfüllt die Einschlusskriterien der Hauptstudie'],
      ['inclusion', 'Alter über 18'],
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

describe('items under items', () => {
  test.each([
    [
      'by indentation',
      'Inclusion Criteria:\n* Adequate function:\n\n  * Blood:\n    * ANC > 1.5\n    * platelets > 100\n  * INR < 1.5\n* Consent',
      [['Adequate function:', ['Blood:', 'ANC > 1.5', 'platelets > 100'], 'INR < 1.5'], 'Consent'],
    ],
    [
      'by a change of marker after words that announce a list',
      'Inclusion Criteria:\n1. Adequate function as follows:\na. ANC > 1.5\nb. platelets > 100\n2. Consent',
      [['Adequate function as follows:', 'ANC > 1.5', 'platelets > 100'], 'Consent'],
    ],
    [
      'by a list around it that goes on',
      'Exclusion Criteria:\n1) Stroke\n- ischaemic\n- haemorrhagic\n2) Pregnancy',
      [['Stroke', 'ischaemic', 'haemorrhagic'], 'Pregnancy'],
    ],
    [
      'by section numbers',
      'Inclusion Criteria:\n1. Disease\n1.1 proven\n1.2 measurable\n2. Consent',
      [['Disease', 'proven', 'measurable'], 'Consent'],
    ],
    [
      'in a line, by numbers and letters',
      'Inclusion Criteria:\n* NSCLC, which is: (1) proven, (2) metastatic, that is either: a) stage IV; or b) relapsed, and (3) measurable.\n* Consent',
      [
        [
          'NSCLC, which is:',
          'proven',
          ['metastatic, that is either:', 'stage IV', 'relapsed'],
          'measurable.',
        ],
        'Consent',
      ],
    ],
    [
      'in a line, by semicolons after a colon',
      'Exclusion Criteria:\n* Vital signs: pressure > 140 mmHg; heart rate > 100;\n* Pregnancy',
      [['Vital signs:', 'pressure > 140 mmHg', 'heart rate > 100'], 'Pregnancy'],
    ],
    [
      'though the line asks for something of its own side',
      'Inclusion Criteria:\n1. Subjects with brain metastases are eligible provided they meet the following criteria:\n   * stable\n   * treated\n2. Consent',
      [
        [
          'Subjects with brain metastases are eligible provided they meet the following criteria:',
          'stable',
          'treated',
        ],
        'Consent',
      ],
    ],
    [
      'by what begins small, or is a value, in a list without levels',
      'Inclusion Criteria:\n* Adults\n* Adequate organ function:\n* ANC > 1.5\n* INR < 1.5\n* Age > 18 years\n* Participants must have:\n* measurable disease\n* a scan',
      [
        'Adults',
        ['Adequate organ function:', 'ANC > 1.5', 'INR < 1.5'],
        'Age > 18 years',
        ['Participants must have:', 'measurable disease', 'a scan'],
      ],
    ],
    [
      'under a paragraph that says something itself',
      'Inclusion Criteria:\n\nAdequate marrow function as defined below within 14 days\n\n* ANC > 1.5\n* platelets > 100\n\nSigned consent is at hand.',
      [
        [
          'Adequate marrow function as defined below within 14 days',
          'ANC > 1.5',
          'platelets > 100',
        ],
        'Signed consent is at hand.',
      ],
    ],
    [
      'of a hard-wrapped text',
      '        Inclusion Criteria:\n\n          -  Adults who have been treated with at least one line of a platinum\n             compound and whose disease has progressed since, as shown by two\n             images\n\n          -  One of the following:\n\n               -  Stage III\n\n               -  Stage IV',
      [
        'Adults who have been treated with at least one line of a platinum\ncompound and whose disease has progressed since, as shown by two\nimages',
        ['One of the following:', 'Stage III', 'Stage IV'],
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(treeOf(text)).toEqual(expected);
  });

  test.each([
    [
      'one announcing line of a whole side',
      'Inclusion Criteria:\n* Patients must meet all of the following criteria:\n  * Adults\n  * Consent',
      ['Adults', 'Consent'],
    ],
    [
      'a sentence about the side that begins its list',
      'Inclusion Criteria:\n1. Unless otherwise noted, subjects must meet all of the following criteria to participate:\n2. Adults\n3. Consent',
      ['Adults', 'Consent'],
    ],
    ['groups', 'Inclusion Criteria:\n\nCohort B:\n\n* Adults\n* Consent', ['Adults', 'Consent']],
    ['nothing at all', 'Inclusion Criteria:\n* Adults\n\nExclusion Criteria:\n* None', ['Adults']],
    [
      'other criteria of a protocol',
      'Inclusion Criteria:\n* Adults\n* Consent\n\nOther protocol-defined criteria may apply.',
      ['Adults', 'Consent'],
    ],
  ])('are no items: %s', (_, text, expected) => {
    expect(treeOf(text)).toEqual(expected);
  });

  test.each([
    ['A semicolon that explains', '* ALT < 2.5 × ULN; Liver metastases: < 5 × ULN\n* Consent'],
    ['A lone letter', '* History of (a) drug abuse\n* Consent'],
    [
      'Abbreviations with points',
      '* Excipients (i.e., sucrose) or drugs (i.e., antibodies)\n* Consent',
    ],
    ['Sentences of a numbered item', '1. Women use contraception. Men do too.\n2. Consent'],
  ])('%s makes none', (_, lines) => {
    expect(
      splitCriteria(`Inclusion Criteria:\n${lines}`).parts.filter(
        ({ kind }) => kind === 'criterion',
      ),
    ).toHaveLength(2);
    expect(treeOf(`Inclusion Criteria:\n${lines}`)).toEqual(
      lines.split('\n').map((line) => line.replace(/^\S+ /, '')),
    );
  });
});

test('every character of a real text stands in one part, or joins two', () => {
  const texts = everyRecord.flatMap((record) => parse(record).value?.eligibility.text?.value ?? []);
  expect(texts.length).toBeGreaterThan(20);
  expect(texts.flatMap((text) => leftOver(text, splitCriteria(text).parts))).toEqual([]);
  expect(
    leftOver('Inclusion Criteria:\n* Adults', splitCriteria('Inclusion Criteria:').parts),
  ).toEqual(['*Adults']);
});

describe('how items combine', () => {
  test.each([
    ['Inclusion Criteria:\n* One of the following:\n  * A\n  * B', { code: 'any-of' }],
    [
      'Inclusion Criteria:\n* At least two of the following:\n  * A\n  * B\n  * C',
      { code: 'at-least', threshold: 2 },
    ],
    ['Inclusion Criteria:\n* All of the following:\n  * A\n  * B', { code: 'all-of' }],
    ['Inclusion Criteria:\n* Disease\n  * A; or\n  * B', { code: 'any-of' }],
    ['Inclusion Criteria:\n* Disease\n  * A, and\n  * B', { code: 'all-of' }],
    ['Inclusion Criteria:\n* Adequate organ function:\n  * A\n  * B', { code: 'all-of' }],
    [
      'Exclusion Criteria:\n* Heart disease, including but not limited to:\n  * A\n  * B',
      { code: 'any-of' },
    ],
    ['Exclusion Criteria:\n* Cancer, with the following exceptions:\n  * A\n  * B', undefined],
    ['Exclusion Criteria:\n* Prior surgery:\n  * Biopsy is permitted\n  * B', undefined],
    ['Inclusion Criteria:\n* Disease\n  * A, and\n  * B, or\n  * C', undefined],
    ['Inclusion Criteria:\n* Tumour of the lung\n  * A\n  * B', undefined],
    [
      'Inclusion Criteria:\n* Blood cell analysis (no transfusion within 3 days) :\n  * Hb ≥80g/L\n  * PLT ≥75×10^9/L',
      { code: 'all-of' },
    ],
    [
      'Inclusion Criteria:\n* At least 5 attacks fulfilling the following criteria:\n  * pain\n  * restlessness',
      { code: 'all-of' },
    ],
    [
      'Inclusion Criteria:\n* NSCLC, which is:\n  * proven\n  * non-squamous (mixed histology is allowed)\n  * metastatic. Prior surgery is allowed.',
      { code: 'all-of' },
    ],
    [
      'Inclusion Criteria:\n* Women must use an adequate form of birth control. This includes: a) an intrauterine device; b) a condom with spermicide',
      { code: 'any-of' },
    ],
    [
      'Inclusion Criteria:\n* Leukemia treated with one or more regimens and\n  * blasts\n  * Age ≥ 18 Years',
      undefined,
    ],
    [
      'Exclusion Criteria:\n* Asthma meeting 1 or several criteria below:\n  * uncontrolled\n  * prior intubation',
      { code: 'any-of' },
    ],
    [
      'Exclusion Criteria:\n* Cardiac diseases, such as\n  * heart failure\n  * angina',
      { code: 'any-of' },
    ],
    [
      'Exclusion Criteria:\n* Any autoimmune disorder, with the following exceptions:\n  * vitiligo, or\n  * type I diabetes',
      undefined,
    ],
    [
      'Exclusion Criteria:\n* Other malignancy. Any of the following malignancies are not excluded:\n  * basal cell skin cancer\n  * in situ cancers',
      undefined,
    ],
    [
      'Exclusion Criteria:\n* Pregnancy. Pregnancy is confirmed by:\n  * a positive test\n  * self-report',
      undefined,
    ],
    [
      'Exclusion Criteria:\n* Laboratory abnormalities at screening\n  * calcium > 11\n  * LFT ≥ 3xULN',
      { code: 'any-of' },
    ],
    [
      'Exclusion Criteria:\n* The following items exclude from this part: a. Allergy to peppers\n* Stroke',
      { code: 'any-of' },
    ],
    [
      'Exclusion Criteria:\n* Wash-out periods of prior medication:\n  * chemotherapy: 7 days\n  * radiotherapy: 14 days',
      undefined,
    ],
    [
      'Inclusion Criteria:\n* Prior therapy wash-out before planned leukapheresis\n  * 7 days after chemotherapy\n  * 30 days after cell infusion',
      { code: 'all-of' },
    ],
    [
      'Inclusion Criteria:\n* If a participant has brain metastases, the participant must meet the following criteria:\n  * no progression\n  * no steroids',
      { code: 'all-of' },
    ],
    [
      'Exclusion Criteria:\n* Women. However, those who meet the following points are considered eligible:\n  * a negative test and;\n  * two forms of contraception',
      undefined,
    ],
    [
      'Inclusion Criteria:\n* Enriched for patients with tumours:\n  * Colorectal cancer\n  * Squamous carcinoma of the oesophagus',
      { code: 'any-of' },
    ],
    [
      'Inclusion Criteria:\n* Adequate organ function:\n  * Hb ≥ 9 g/dL\n  * PLT ≥ 100\n  * INR ≤ 1.5 ULN, higher on anticoagulants is acceptable',
      { code: 'all-of' },
    ],
    [
      'Inclusion Criteria:\n* Diagnosis of: 1) urticaria; or 2) angioedema\n* Age over 18',
      { code: 'any-of' },
    ],
    [
      'Inclusion Criteria:\n* Performance: Karnofsky over 50 %; Lansky over 50 %; or ECOG up to 2\n* Age over 18',
      { code: 'any-of' },
    ],
    ['Exclusion Criteria:\n* Urine drug screening:\n  * a positive result', undefined],
  ])('%j', (text, expected) => {
    expect(criteriaOf(text)[0]?.itemsCombination).toEqual(expected);
  });

  test.each([
    'Inclusion Criteria:\n* No condition including any of the following:\n  * Age over 90 years\n  * ECOG 3',
    'Inclusion Criteria:\n* Adequate organ function:\n  * Hb ≥ 9 g/dL\n  * PLT ≥ 100 x 10^9/L\n  * INR above that is acceptable',
  ])('nothing may be acted on: %j', (text) => {
    const [first] = criteriaOf(text);
    expect(first?.itemsCombination).toBeDefined();
    expect(first?.coverage).toBe('none');
  });

  test.each([
    [
      'Inclusion Criteria:\n* Adequate organ function:\n  * Platelets ≥ 100 × 10^9/L\n  * INR ≤ 1.5',
      'full',
    ],
    [
      'Inclusion Criteria:\n* Adequate organ function:\n  * Platelets ≥ 100 × 10^9/L\n  * No stroke',
      'partial',
    ],
    [
      'Inclusion Criteria:\n* One of the following:\n  * Platelets ≥ 100 × 10^9/L\n  * No stroke',
      'none',
    ],
    ['Inclusion Criteria:\n* Tumour of the lung\n  * Platelets ≥ 100 × 10^9/L', 'none'],
    [
      'Exclusion Criteria:\n* Any of the following:\n  * Platelets < 100 × 10^9/L\n  * INR > 1.5',
      'full',
    ],
    [
      'Exclusion Criteria:\n* Diabetes with any of the following:\n  * Platelets < 100 × 10^9/L\n  * INR > 1.5',
      'none',
    ],
    ['Inclusion Criteria:\n* Male or female, aged 18-65 years', 'full'],
    ['Inclusion Criteria:\n* Age 18 \\~ 75 years old, either sex', 'full'],
    ['Inclusion Criteria:\n* Adults aged 18 years or older', 'full'],
    ['Inclusion Criteria:\n* Women aged 18-65 years', 'none'],
    ['Inclusion Criteria:\n* Adults with an ECOG performance status of 0 or 1', 'partial'],
  ])('%j is covered: %s', (text, coverage) => {
    expect(criteriaOf(text)[0]?.coverage).toBe(coverage);
  });

  test.each([
    ['Exclusion Criteria:\n* Patients under 18 years and over 70 of age', 'full', 'any-of'],
    ['Inclusion Criteria:\n* Age under 18 years and over 70 years', 'none', undefined],
    ['Inclusion Criteria:\n* Age over 18 years and BMI under 30 kg/m2', 'full', 'all-of'],
  ])('never asks for what nobody is: %j', (text, coverage, combination) => {
    expect(criteriaOf(text)[0]).toMatchObject({ coverage, ...(combination && { combination }) });
  });

  test('marks what speaks for the other side', () => {
    const text =
      'Inclusion Criteria:\n* Adults. Patients with a stroke are excluded.\n* No stroke\n\nExclusion Criteria:\n* Cancer; basal cell carcinoma is allowed\n* Stroke';
    expect(criteriaOf(text).map(({ speaksForOtherSide }) => speaksForOtherSide)).toEqual([
      true,
      undefined,
      true,
      undefined,
    ]);
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
    ['ECOG ≤ 2;', { type: ecog, value: { kind: 'quantity', value: 2, comparator: '<=' } }],
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
