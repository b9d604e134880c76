import { describe, expect, test } from 'vitest';
import { diffTrials } from '../../../src/compare/trial/diff-trials.ts';
import { SECTIONS } from '../../../src/compare/trial/sections.ts';
import type { JsonObject } from '../../../src/shared/json.ts';
import { seeds } from '../../corpus/records.ts';
import { changesBetween, study, tables, trialOf, trialOfStudy, wordsBetween } from './versions.ts';

const outcomes = (...primary: readonly (readonly [string, string])[]): JsonObject => ({
  outcomesModule: {
    primaryOutcomes: primary.map(([measure, timeFrame]) => ({ measure, timeFrame })),
  },
});
const criteria = (inclusion: readonly string[], exclusion: readonly string[]): JsonObject => ({
  eligibilityModule: {
    eligibilityCriteria: [
      'Inclusion Criteria:',
      '',
      ...inclusion.map((text, at) => `${at + 1}. ${text}`),
      '',
      'Exclusion Criteria:',
      '',
      ...exclusion.map((text, at) => `${at + 1}. ${text}`),
    ].join('\n'),
  },
});
const sites = (...locations: readonly JsonObject[]): JsonObject => ({
  contactsLocationsModule: { locations },
});

describe('diffTrials', () => {
  test('tells status, dates and enrollment as a history page does', () => {
    const before = {
      statusModule: {
        overallStatus: 'RECRUITING',
        startDateStruct: { date: '2020-01', type: 'ESTIMATED' },
        lastUpdatePostDateStruct: { date: '2020-01-05', type: 'ACTUAL' },
      },
      designModule: { enrollmentInfo: { count: 120, type: 'ESTIMATED' } },
    };
    const after = {
      statusModule: {
        overallStatus: 'TERMINATED',
        whyStopped: 'Slow accrual',
        startDateStruct: { date: '2020-02-15', type: 'ACTUAL' },
        lastUpdatePostDateStruct: { date: '2021-03-01', type: 'ACTUAL' },
      },
      designModule: { enrollmentInfo: { count: 98, type: 'ACTUAL' } },
    };

    expect([...new Set(wordsBetween(before, after))]).toEqual([
      'Status: Recruiting -> Terminated',
      'Why stopped added: Slow accrual',
      'Start date: 2020-01 (estimated) -> 2020-02-15 (actual)',
      'Last update posted: 2020-01-05 (actual) -> 2021-03-01 (actual)',
      'Enrollment: 120 (estimated) -> 98 (actual)',
    ]);
  });

  test('tells a withheld record by its status and by what it no longer says', () => {
    const before = {
      statusModule: { overallStatus: 'RECRUITING' },
      conditionsModule: { conditions: ['Asthma'] },
      ...outcomes(['Survival', '1 year']),
    };
    expect(wordsBetween(before, { statusModule: { overallStatus: 'WITHHELD' } })).toEqual([
      'Status: Recruiting -> Withheld',
      'Primary outcome 1 removed: Survival; time frame: 1 year',
      'Condition removed: Asthma',
    ]);
  });

  test('tells a number that now leads to the record', () => {
    const before = trialOfStudy(study({}));
    const alias = { nctId: 'NCT00000001', briefTitle: 'A study', nctIdAliases: ['NCT00000009'] };
    const after = trialOfStudy({ protocolSection: { identificationModule: alias } });
    expect(diffTrials(before, after, tables).map(({ words }) => words)).toEqual([
      'Earlier registry number added: NCT00000009',
    ]);
  });

  test('gives both sides as values, with their paths and places', () => {
    const [change] = changesBetween(
      outcomes(['A', '1 year'], ['B', '1 year']),
      outcomes(['New', 'at once'], ['A', '1 year'], ['B', '2 years']),
    ).filter(({ kind, isDerived }) => kind === 'changed' && !isDerived);

    expect(change).toEqual({
      section: 'outcomes',
      kind: 'changed',
      path: 'outcomes[].timeFrame',
      words: 'Primary outcome 2 “B”, time frame: 1 year -> 2 years',
      isDerived: false,
      before: {
        path: 'outcomes[1].timeFrame',
        value: '1 year',
        text: '1 year',
        place: {
          kind: 'pointer',
          pointer: '/protocolSection/outcomesModule/primaryOutcomes/1/timeFrame',
        },
      },
      after: {
        path: 'outcomes[2].timeFrame',
        value: '2 years',
        text: '2 years',
        place: {
          kind: 'pointer',
          pointer: '/protocolSection/outcomesModule/primaryOutcomes/2/timeFrame',
        },
      },
    });
  });

  test('matches outcomes by their measure, then by their place', () => {
    expect(
      wordsBetween(
        outcomes(['Survival', '1 year'], ['Weight', '1 year'], ['Pain', '1 year']),
        outcomes(['Relief', 'day 1'], ['Survival', '1 year'], ['Height', '1 year'], ['Pain', '1 year']), // prettier-ignore
      ).filter((words) => !words.includes('as coded')),
    ).toEqual([
      'Primary outcome 1 added: Relief; time frame: day 1',
      'Primary outcome 2: Weight -> Height',
    ]);
  });

  test('tells an outcome that became a secondary one', () => {
    const before = { outcomesModule: { primaryOutcomes: [{ measure: 'A' }, { measure: 'B' }] } };
    const after = {
      outcomesModule: {
        primaryOutcomes: [{ measure: 'B' }],
        secondaryOutcomes: [{ measure: 'A' }],
      },
    };
    expect(wordsBetween(before, after)).toEqual([
      'Primary outcome 1 “A”, kind: primary -> secondary',
    ]);
  });

  test('tells criteria by number and kind, and no change of those that only moved', () => {
    const before = criteria(
      ['Age over 18 years', 'Signed informed consent', 'At least one measurable lesion by RECIST'],
      ['Pregnancy', 'Severe renal impairment'],
    );
    const after = criteria(
      [
        'Resident of the region',
        'Age over 18 years',
        'Signed informed consent',
        'At least two measurable lesions by RECIST 1.1',
      ],
      ['Severe renal impairment'],
    );
    const words = changesBetween(before, after)
      .filter(({ path }) => path.startsWith('eligibility.criteria[]') && !path.includes('].'))
      .map((change) => change.words);
    const reworded = wordsBetween(before, after).filter((one) => one.includes('Criterion 3'));

    expect(words).toEqual([
      'Criterion 1 (exclusion) removed: Pregnancy',
      'Criterion 1 (inclusion) added: Resident of the region',
    ]);
    expect(reworded[0]).toBe(
      'Criterion 3 (inclusion): At least one measurable lesion by RECIST -> At least two measurable lesions by RECIST 1.1',
    );
    expect(wordsBetween(before, after).some((one) => one.includes('Criterion 2'))).toBe(false);
  });

  test('tells sites by address, whatever their order, and what became of each', () => {
    const mayo = { facility: 'Mayo Clinic', city: 'Rochester', country: 'United States' };
    const charite = { facility: 'Charité', city: 'Berlin', country: 'Germany' };
    const lyon = { facility: 'HCL', city: 'Lyon', country: 'France' };
    expect(
      wordsBetween(
        sites({ ...mayo, status: 'RECRUITING' }, { ...charite, zip: '10117' }),
        sites(lyon, { ...mayo, status: 'COMPLETED' }),
      ),
    ).toEqual([
      'Site removed: Charité, Berlin, Germany; zip: 10117',
      'Site added: HCL, Lyon, France',
      'Site “Mayo Clinic, Rochester, United States”, status: Recruiting -> Completed',
    ]);
  });

  test('shows a long text by its changed words', () => {
    const text = 'This is a study of a drug. '.repeat(10);
    const before = { descriptionModule: { briefSummary: `${text}It takes one year. ${text}` } };
    const after = { descriptionModule: { briefSummary: `${text}It takes two years. ${text}` } };
    expect(wordsBetween(before, after)).toEqual([
      'Brief summary reworded: … a drug. It takes [-one year.-] {+two years.+} This is a study …',
    ]);
  });

  test('tells arms by what they receive, not by the order of the interventions', () => {
    const arms = (names: readonly string[], given: readonly string[]): JsonObject => ({
      armsInterventionsModule: {
        armGroups: [{ label: 'Active', interventionNames: given.map((name) => `Drug: ${name}`) }],
        interventions: names.map((name) => ({ type: 'DRUG', name })),
      },
    });
    expect(wordsBetween(arms(['A'], ['A']), arms(['B', 'A'], ['A']))).toEqual([
      'Intervention 1 added: B; type: Drug',
    ]);
    expect(wordsBetween(arms(['A', 'B'], ['A']), arms(['A', 'B'], ['A', 'B']))).toEqual([
      'Arm 1 “Active”, Intervention added: Drug: B',
      'Arm 1 “Active”, Intervention given added: B',
    ]);
  });

  test('tells another order once', () => {
    const conditions = (...list: readonly string[]): JsonObject => ({
      conditionsModule: { conditions: list },
    });
    expect(wordsBetween(conditions('A', 'B', 'C'), conditions('C', 'A', 'B'))).toEqual([
      'Order changed, condition “C” stands earlier',
    ]);
  });

  test('tells the fields of a part that was empty, not the part', () => {
    const after = { designModule: { designInfo: { allocation: 'RANDOMIZED' } } };
    expect(wordsBetween({}, after)).toEqual(['Allocation added: Randomized']);
  });

  test('says of a value whether it is a field of the record or read from its words', () => {
    const read = trialOf(seeds[0]?.text ?? '');
    const { interventionModel } = read.design;
    if (!interventionModel?.derivation) throw new Error('the seed says its model in its words');
    const { derivation: _derivation, ...field } = interventionModel;
    const registered = { ...read, design: { ...read.design, interventionModel: field } };

    expect(diffTrials(read, registered, tables)).toMatchObject([
      {
        section: 'design',
        words:
          'Intervention model: Single Group Assignment -> Single Group Assignment (a field of the record now, read from its words before)',
        isDerived: false,
        before: { derivation: 'text-rule' },
      },
    ]);
    const without = { ...read, design: { phases: [], whoMasked: [] } };
    const gone = diffTrials(read, without, tables);
    expect(gone.find(({ path }) => path === 'design.interventionModel')).toMatchObject({
      section: 'derived',
      isDerived: true,
    });
  });

  test('keeps what a terminal would obey out of its words', () => {
    const before = { descriptionModule: { briefSummary: 'Calm' } };
    const after = { descriptionModule: { briefSummary: '\u001B[31mRed\u001B[0m \u202Ealert' } };
    expect(wordsBetween(before, after)).toEqual(['Brief summary: Calm -> [31mRed [0m alert']);
  });

  test('orders its lines by importance', () => {
    const before = { statusModule: { overallStatus: 'RECRUITING' }, ...outcomes(['A', '1 year']) };
    const after = {
      conditionsModule: { conditions: ['Asthma'] },
      ...sites({ facility: 'HCL' }),
      ...criteria(['Adults'], []),
      ...outcomes(['B', '1 year']),
      statusModule: { overallStatus: 'COMPLETED' },
    };
    const sections = changesBetween(before, after).map(({ section }) => section);
    const ranks = sections.map((section) => Object.keys(SECTIONS).indexOf(section));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(sections).size).toBeGreaterThan(4);
  });

  test('compares records of different forms', () => {
    const text = 'Trial number: NCT00000001\nScientific title: A study\nOverall status: Recruiting';
    const page = trialOf(text);
    const changes = diffTrials(page, trialOfStudy(study({})), tables);
    expect(changes.every(({ words }) => words !== '')).toBe(true);
    expect(changes.length).toBeGreaterThan(0);
  });
});
