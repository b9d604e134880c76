import { describe, expect, test } from 'vitest';

import type { Mapping } from '../../../src/map/resource.ts';
import type { Trial } from '../../../src/trial/trial.ts';
import { code, criterionWith, outcomeWith, registeredTrial, text } from '../../builders.ts';
import { type Extension, SD, UCUM, XV, extensionsOf, map, resourceOf, CS } from './finding.ts';

describe('outcomes', () => {
  test('have one characteristic, words and time frame apart', () => {
    const timeFrame = text('From first dose of study drug up to 2 years');
    const event = {
      text: 'First dose of study drug',
      code: { system: 'evidence-variable-event' as const, code: 'treatment-start' },
    };
    const high = { offset: { value: 2, unit: 'a' as const }, event };
    const timing = [{ kind: 'bound' as const, high }];
    const mapping = map(registeredTrial({ outcomes: [outcomeWith({ timeFrame, timing })] }));
    expect(resourceOf(mapping, 'EvidenceVariable', '-out-pri-1')['characteristic']).toEqual([
      {
        description: 'Overall survival',
        definitionCodeableConcept: { text: 'Overall survival' },
        timeFromStart: {
          extension: [
            {
              url: `${XV}EvidenceVariable.characteristic.timeFromEvent.description`,
              valueMarkdown: 'From first dose of study drug up to 2 years',
            },
            {
              url: `${XV}EvidenceVariable.characteristic.timeFromEvent.event`,
              valueCodeableConcept: {
                coding: [
                  {
                    system: 'http://hl7.org/fhir/evidence-variable-event',
                    code: 'treatment-start',
                  },
                ],
                text: 'First dose of study drug',
              },
            },
            {
              url: `${XV}EvidenceVariable.characteristic.timeFromEvent.range`,
              valueRange: { high: { value: 2, unit: 'years', system: UCUM, code: 'a' } },
            },
          ],
        },
      },
    ]);
  });

  test('use the plain Duration only where no anchor is named', () => {
    const mapping = map(
      registeredTrial({
        outcomes: [
          outcomeWith({
            timeFrame: text('24 months'),
            timing: [{ kind: 'points', points: [{ offset: { value: 24, unit: 'mo' } }] }],
          }),
        ],
      }),
    );
    expect(resourceOf(mapping, 'EvidenceVariable')['characteristic']).toMatchObject([
      { timeFromStart: { value: 24, unit: 'months', system: UCUM, code: 'mo' } },
    ]);
  });

  test('are counted by kind, in the order of the record', () => {
    const outcomes = (['primary', 'secondary', 'secondary', 'other'] as const).map((kind) =>
      outcomeWith({ kind }),
    );
    const ids = map(registeredTrial({ outcomes })).resources.flatMap(({ resourceType, id }) =>
      resourceType === 'EvidenceVariable' ? [id.slice('ctgov-nct01234567-'.length)] : [],
    );
    expect(ids).toEqual(['out-pri-1', 'out-sec-1', 'out-sec-2', 'out-oth-1']);
  });
});

describe('eligibility', () => {
  const eligible = (parts: Partial<Trial['eligibility']>) =>
    map(registeredTrial({ eligibility: { criteria: [], stdAges: [], ...parts } }));
  const criteriaOf = (mapping: Mapping) =>
    (resourceOf(mapping, 'EvidenceVariable', '-elig')['characteristic'] as Extension[]).map(
      (characteristic) => ({
        linkId: extensionsOf(characteristic, `${XV}EvidenceVariable.characteristic.linkId`)[0]?.[
          'valueId'
        ],
        description: characteristic['description'],
        exclude: characteristic['exclude'],
      }),
    );

  test('has one characteristic for each criterion, counted on each side', () => {
    const criteria = [
      criterionWith({ text: text('Adults'), label: '1.' }),
      criterionWith({ text: text('HCC'), label: '2.' }),
      criterionWith({ text: text('Pregnant'), exclude: true }),
    ];
    expect(criteriaOf(eligible({ criteria }))).toEqual([
      { linkId: 'inc-01', description: 'Adults', exclude: false },
      { linkId: 'inc-02', description: 'HCC', exclude: false },
      { linkId: 'exc-01', description: 'Pregnant', exclude: true },
    ]);
  });

  test('adds registered age and sex only where no criterion says them in a computable way', () => {
    const registered = { minimumAge: text('18 Years'), sex: code('ctgov-sex', 'FEMALE') };
    const typed = {
      type: { system: 'http://loinc.org', code: '30525-0', display: 'Age' },
      value: {
        kind: 'quantity' as const,
        value: 18,
        comparator: '>=' as const,
        unit: 'years',
        ucum: 'a',
      },
    };
    const age = criterionWith({
      category: 'age',
      coverage: 'full',
      statements: [{ ...typed, rule: 'age', excerpt: '18 years' }],
    });
    expect(
      criteriaOf(eligible({ ...registered, criteria: [criterionWith({})] })).map(
        ({ linkId }) => linkId,
      ),
    ).toEqual(['inc-01', 'reg-age', 'reg-sex']);
    expect(
      criteriaOf(eligible({ ...registered, criteria: [age] })).map(({ linkId }) => linkId),
    ).toEqual(['inc-01', 'reg-sex']);
  });

  test('keeps criteria that could not be told apart as one text', () => {
    expect(
      criteriaOf(eligible({ text: text('Anyone well.'), maximumAge: text('75 Years') })),
    ).toEqual([
      { linkId: 'all', description: 'Anyone well.', exclude: false },
      { linkId: 'reg-age', description: 'Age: up to 75 Years', exclude: false },
    ]);
  });

  test("writes this project's own code systems out in full", () => {
    const typed = {
      type: { system: 'criterion-concept', code: 'child-pugh-class', display: 'Child-Pugh class' },
      value: { kind: 'code' as const, system: 'child-pugh-class', code: 'A', display: 'Class A' },
    };
    const mapping = eligible({
      criteria: [
        criterionWith({
          coverage: 'full',
          statements: [{ ...typed, rule: 'child-pugh', excerpt: 'Child-Pugh A' }],
        }),
      ],
    });
    const [criterion] = resourceOf(mapping, 'EvidenceVariable', '-elig')[
      'characteristic'
    ] as unknown[];
    const url = `${XV}EvidenceVariable.characteristic.definitionByTypeAndValue`;
    expect(extensionsOf(criterion, url)).toEqual([
      {
        url,
        extension: [
          {
            url: 'type',
            valueCodeableConcept: {
              coding: [
                {
                  system: `${CS}criterion-concept`,
                  code: 'child-pugh-class',
                  display: 'Child-Pugh class',
                },
              ],
            },
          },
          {
            url: 'value',
            valueCodeableConcept: {
              coding: [{ system: `${CS}child-pugh-class`, code: 'A', display: 'Class A' }],
            },
          },
        ],
      },
    ]);
  });

  test('tells what a criterion mentions, where nothing may be acted on, beside its coverage', () => {
    const statement = {
      type: { system: 'http://loinc.org', code: '30525-0', display: 'Age' },
      value: { kind: 'range' as const, low: 80, unit: 'years', ucum: 'a' },
      rule: 'age',
      excerpt: 'older than 80 years',
      condition: 'if frail',
    };
    const mapping = eligible({
      criteria: [criterionWith({ exclude: true, coverage: 'none', statements: [statement] })],
    });
    const [criterion] = resourceOf(mapping, 'EvidenceVariable', '-elig')[
      'characteristic'
    ] as unknown[];
    expect(
      extensionsOf(criterion, `${XV}EvidenceVariable.characteristic.definitionByTypeAndValue`),
    ).toEqual([]);
    expect(extensionsOf(criterion, `${SD}ext-criterion`)).toMatchObject([
      {
        extension: [
          { url: 'category' },
          { url: 'coverage', valueCode: 'none' },
          {
            url: 'statement',
            extension: [
              { url: 'rule', valueCode: 'age' },
              { url: 'excerpt', valueString: 'older than 80 years' },
              { url: 'type', valueCodeableConcept: { coding: [{ code: '30525-0' }] } },
              { url: 'value', valueRange: { low: { value: 80, code: 'a' } } },
              { url: 'condition', valueString: 'if frail' },
            ],
          },
        ],
      },
    ]);
  });

  test('combines several statements as the words do', () => {
    const platelets = {
      type: { system: 'http://loinc.org', code: '26515-7', display: 'Platelets' },
      value: { kind: 'quantity' as const, value: 100, comparator: '>=' as const, ucum: '10*9/L' },
      rule: 'measure:platelets',
      excerpt: 'Platelets ≥ 100 × 10^9/L',
    };
    const mapping = eligible({
      criteria: [
        criterionWith({
          coverage: 'full',
          combination: 'all-of',
          statements: [platelets, { ...platelets, excerpt: 'again' }],
        }),
      ],
    });
    const [criterion] = resourceOf(mapping, 'EvidenceVariable', '-elig')[
      'characteristic'
    ] as unknown[];
    const url = `${XV}EvidenceVariable.characteristic.definitionByCombination`;
    expect(extensionsOf(criterion, url)).toMatchObject([
      {
        extension: [
          { url: 'code', valueCode: 'all-of' },
          {
            url: `${XV}EvidenceVariable.characteristic`,
            extension: [
              { url: `${XV}EvidenceVariable.characteristic.linkId`, valueId: 'inc-01.1' },
              {
                url: `${XV}EvidenceVariable.characteristic.description`,
                valueMarkdown: 'Platelets ≥ 100 × 10^9/L',
              },
              { extension: [{ url: 'type' }, { url: 'value' }] },
              { valueExpression: { language: 'text/fhirpath' } },
            ],
          },
          {
            url: `${XV}EvidenceVariable.characteristic`,
            extension: [{ valueId: 'inc-01.2' }, { valueMarkdown: 'again' }, {}, {}],
          },
        ],
      },
    ]);
  });

  test('is absent where the record says nothing about it', () => {
    expect(map(registeredTrial()).resources.map(({ resourceType }) => resourceType)).toEqual([
      'ResearchStudy',
      'DocumentReference',
      'Provenance',
    ]);
  });
});
