import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { interpret } from '../../src/interpret/interpret.ts';
import { treatmentsIn } from '../../src/interpret/prose/title-arms.ts';
import { parse } from '../../src/parse/parse.ts';
import { toReceived } from '../../src/shared/received.ts';
import { EMPTY_TRIAL } from '../../src/trial/empty-trial.ts';
import type { Trial } from '../../src/trial/trial.ts';

function example(stem: string): ReturnType<typeof interpret> {
  const trial = parse(toReceived(stem, readFileSync(`examples/${stem}.txt`, 'utf8'))).value;
  return interpret(trial ?? EMPTY_TRIAL);
}

const withSummary = (summary: string, title = 'A trial of something'): Trial => {
  const place = { kind: 'lines', first: 1, last: 1 } as const;
  return {
    ...EMPTY_TRIAL,
    titles: { brief: { value: title, place } },
    briefSummary: { value: summary, place },
  };
};

describe('interpret of example 001', () => {
  const { value: trial } = example('001_d21ade92f4d85067');
  test('reads enrollment and study period from the summary, marked with their words', () => {
    expect([
      trial.design.enrollment,
      trial.status.start?.date,
      trial.status.completion?.date,
    ]).toEqual([
      {
        value: 36,
        place: { kind: 'lines', first: 37, last: 37 },
        derivation: {
          method: 'text-rule',
          rule: 'prose-enrollment',
          sourcePath: 'briefSummary',
          excerpt: 'Total planned enrollment: 36',
        },
      },
      {
        value: '2024-10',
        place: { kind: 'lines', first: 38, last: 38 },
        derivation: {
          method: 'text-rule',
          rule: 'prose-period',
          sourcePath: 'briefSummary',
          excerpt: 'Study duration: October 2024 - July 2027',
        },
      },
      {
        value: '2027-07',
        place: { kind: 'lines', first: 38, last: 38 },
        derivation: {
          method: 'text-rule',
          rule: 'prose-period',
          sourcePath: 'briefSummary',
          excerpt: 'Study duration: October 2024 - July 2027',
        },
      },
    ]);
  });
  test('adds the six secondary outcomes of the list and none beside the registered primary one', () => {
    expect(
      trial.outcomes.map(({ kind, acronym, measure }) => [
        kind,
        acronym?.value,
        measure.derivation?.rule,
      ]),
    ).toEqual([
      ['primary', 'ORR', undefined],
      ['secondary', 'DCR', 'prose-outcome-list'],
      ['secondary', 'DOR', 'prose-outcome-list'],
      ['secondary', 'PFS', 'prose-outcome-list'],
      ['secondary', 'OS', 'prose-outcome-list'],
      ['secondary', undefined, 'prose-outcome-list'],
      ['secondary', undefined, 'prose-outcome-list'],
    ]);
  });
  test('gives registered interventions the doses of the regimen', () => {
    expect(trial.interventions.map(({ name, dose }) => [name.value, dose?.value])).toEqual([
      ['PD-L1 antibody', '1200mg every 3 weeks'],
      ['Bevacizumab', '15mg/kg every 3 weeks'],
      ['HAIC-FOLFOX', 'Up to 6 cycles'],
    ]);
  });
  test('reads the criteria listed for the population', () => {
    expect(trial.eligibility.criteria.map(({ text, coverage }) => [text.value, coverage])).toEqual([
      ['Confirmed extrahepatic metastases', 'none'],
      ['No prior PD-L1 or bevacizumab therapy', 'none'],
      ['Age 18-75 years', 'full'],
      ['Child-Pugh A or B7 liver function', 'full'],
      ['ECOG performance status 0-1', 'full'],
    ]);
  });
});

describe('interpret of example 003', () => {
  const { value: trial, issues } = example('003_74237d5521536b96');
  test('reads phase, enrollment, arms and co-primary outcomes told only in the text', () => {
    expect([
      trial.design.phases.map(({ value }) => value),
      trial.design.enrollment?.value,
      trial.arms.map(({ label, type, interventions }) => [label.value, type?.value, interventions]),
      trial.interventions.map(({ name }) => name.value),
      trial.outcomes.map(({ kind, measure }) => [kind, measure.value]),
    ]).toEqual([
      ['PHASE3'],
      280,
      [
        ['Toripalimab + Bevacizumab', 'EXPERIMENTAL', [0, 1]],
        ['Sorafenib', 'ACTIVE_COMPARATOR', [2]],
      ],
      ['Toripalimab', 'Bevacizumab', 'Sorafenib'],
      [
        ['primary', 'PFS'],
        ['primary', 'OS'],
      ],
    ]);
  });
  test('keeps the registered intervention model against the text and warns', () => {
    expect(trial.design.interventionModel?.value).toBe('FACTORIAL');
    expect(issues.filter(({ code }) => code === 'prose-conflict')).toEqual([
      {
        severity: 'warning',
        code: 'prose-conflict',
        message:
          'Intervention model is registered as FACTORIAL, but the summary says "parallel-group"; the registered value is kept.',
        place: { kind: 'lines', first: 18, last: 18 },
      },
    ]);
  });
});

describe('interpret', () => {
  test('takes no phase from a sentence about another trial', () => {
    const summary =
      'In a phase III trial, sorafenib prolonged survival. New treatments are needed.';
    expect(interpret(withSummary(summary)).value.design.phases).toEqual([]);
  });
  test.each([
    ['This study will confirm the dose before further investigation in Phase 2 studies.', []],
    ['This study finds the recommended phase II dose.', []],
    ['This phase I/II trial studies the side effects of X.', ['PHASE1', 'PHASE2']],
  ])('of %j reads the phases %j', (summary, phases) => {
    const { design } = interpret(withSummary(summary)).value;
    expect(design.phases.map(({ value }) => value)).toEqual(phases);
  });
  test.each([
    ['This study will enroll 60 patients.', 60],
    ['Approximately 1,200 participants will be randomized in this study.', 1200],
    [
      'A cohort of approximately 15 patients are planned to be enrolled at selected sites.',
      undefined,
    ],
    ['We will enroll 20 healthy adults and 20 adults with the disease.', undefined],
    ['This study will enroll 2 types of participants.', undefined],
    ['About 45 patients will be enrolled in a sub-study of the pharmacokinetics.', undefined],
  ])('of %j reads the enrollment %j', (summary, count) => {
    expect(interpret(withSummary(summary)).value.design.enrollment?.value).toBe(count);
  });
  test('reads nothing from the prose of a registry record', () => {
    const json = {
      protocolSection: {
        identificationModule: { nctId: 'NCT00000001', briefTitle: 'A Phase 3 Study of X Versus Y' },
      },
    };
    const trial = parse(toReceived('j', JSON.stringify(json))).value ?? EMPTY_TRIAL;
    expect(interpret(trial)).toEqual({ value: trial, issues: [] });
  });
});

describe('the design a record says of its own trial', () => {
  test.each([
    ['This is a randomized, open-label study of X.', ['RANDOMIZED', undefined, 'NONE']],
    [
      'This will be a prospective, randomised, parallel-group trial.',
      ['RANDOMIZED', 'PARALLEL', undefined],
    ],
    ['We will conduct a single-arm, open-label trial.', [undefined, 'SINGLE_GROUP', 'NONE']],
    ['Study design: randomized, crossover.', ['RANDOMIZED', 'CROSSOVER', undefined]],
    [
      'This study will be conducted in a randomized, cross-over fashion.',
      ['RANDOMIZED', 'CROSSOVER', undefined],
    ],
    // How many are blinded is not certain; who assesses may be.
    ['This is a randomized, double-blind study.', ['RANDOMIZED', undefined, undefined]],
    [
      'This is a randomized open-label study with blinded assessors.',
      ['RANDOMIZED', undefined, undefined],
    ],
    // Of another trial, of a plan, of a part, or in two ways.
    [
      'If it succeeds, we will conduct a larger-scale, randomized trial.',
      [undefined, undefined, undefined],
    ],
    [
      'This study follows participants of a randomized controlled trial.',
      [undefined, undefined, undefined],
    ],
    ['This is an open-label study. Part 1 is randomized.', [undefined, undefined, undefined]],
    ['This is a single-arm trial. It has two cohorts.', [undefined, undefined, undefined]],
    [
      'This is a randomized trial. This is a non-randomized study.',
      [undefined, undefined, undefined],
    ],
  ])('%s', (summary, codes) => {
    const { allocation, interventionModel, masking } = interpret(withSummary(summary)).value.design;
    expect([allocation?.value, interventionModel?.value, masking?.value]).toEqual(codes);
  });

  test.each([
    ['This is a phase 2 trial. The phase 3 part follows.', []],
    ['This dose escalation phase I and dose expansion phase II study is open.', []],
    ['This is a phase Ib study.', []],
    ['This is a phase IIb study.', ['PHASE2']],
  ])('%s', (summary, phases) => {
    const { design } = interpret(withSummary(summary)).value;
    expect(design.phases.map(({ value }) => value)).toEqual(phases);
  });

  interface Registered {
    readonly [member: string]: unknown;
  }

  const conflictsOf = (
    title: string,
    designModule: Registered,
    others: Registered = {},
  ): string[] => {
    const protocolSection = {
      identificationModule: { nctId: 'NCT00000001', briefTitle: title },
      designModule,
      ...others,
    };
    const { value } = parse(toReceived('j', JSON.stringify({ protocolSection })));
    return interpret(value ?? EMPTY_TRIAL)
      .issues.filter(({ code }) => code === 'prose-conflict')
      .map(({ message }) => message.replace(/, but.*says/, ' /').replace(/;.*$/, ''));
  };
  const masking = (code: string): Registered => ({
    designInfo: { maskingInfo: { masking: code } },
  });
  const arms = (count: number): Registered => ({
    armsInterventionsModule: {
      armGroups: Array.from({ length: count }, (_, at) => ({ label: `Drug ${at}` })),
    },
  });
  const cities = (...names: string[]): Registered => ({
    contactsLocationsModule: {
      locations: names.map((city) => ({ city, country: 'France' })),
    },
  });

  test.each<[string, string, Registered, Registered, readonly string[]]>([
    [
      'phase',
      'A Phase I/II Study of X',
      { phases: ['PHASE2'] },
      {},
      ['Phase is registered as PHASE2 / "Phase I/II"'],
    ],
    ['the same phase', 'A Phase 2b Study of X', { phases: ['PHASE2'] }, {}, []],
    ['steps that count as no phase', 'A Phase 2 Trial of an App', { phases: ['NA'] }, {}, []],
    [
      'masking',
      'An Open-Label Study of X',
      masking('DOUBLE'),
      {},
      ['Masking is registered as DOUBLE / "Open-Label"'],
    ],
    ['more blinded than said', 'A Double-Blind Study of X', masking('QUADRUPLE'), {}, []],
    [
      'fewer blinded than said',
      'A Double-Blind Study',
      masking('SINGLE'),
      {},
      ['Masking is registered as SINGLE / "Double-Blind"'],
    ],
    ['an extension of another trial', 'Open-Label Extension of X', masking('DOUBLE'), {}, []],
    [
      'arms',
      'A Three-Arm Study of X',
      {},
      arms(2),
      ['Number of arms is registered as 2 / "Three-Arm"'],
    ],
    ['as many arms', 'A Three-Arm Study of X', {}, arms(3), []],
    [
      'sites',
      'A Single-Center Study of X',
      {},
      cities('Paris', 'Nice'),
      ['Sites is registered as 2 in 2 cities / "Single-Center"'],
    ],
    ['sites of one city', 'A Single-Center Study of X', {}, cities('Paris', 'Paris'), []],
    [
      'enrollment',
      'X',
      { enrollmentInfo: { count: 60, type: 'ESTIMATED' } },
      { descriptionModule: { briefSummary: 'A total of 80 patients will be enrolled.' } },
      ['Enrollment is registered as 60 / "A total of 80 patients will be enrolled"'],
    ],
    [
      'an actual number',
      'X',
      { enrollmentInfo: { count: 60, type: 'ACTUAL' } },
      { descriptionModule: { briefSummary: 'A total of 80 patients will be enrolled.' } },
      [],
    ],
  ])('against the fields of a registry record: %s', (_, title, design, others, conflicts) => {
    expect(conflictsOf(title, design, others)).toEqual(conflicts);
  });
});

describe('treatmentsIn', () => {
  test.each([
    ['Efficacy of Drug A Plus B Versus Placebo in Adults', [['Drug A', 'B'], ['Placebo']]],
    ['A Study of Lenvatinib in Combination With TACE for HCC', [['Lenvatinib', 'TACE']]],
    ['Lenvatinib vs. Sorafenib for Liver Cancer', [['Lenvatinib'], ['Sorafenib']]],
  ])('reads %s', (title, sides) => {
    expect(treatmentsIn(title)?.sides).toEqual(sides);
  });
  test.each([
    'Quality of Life in Patients With HCC',
    'A Study of Radiation',
    'Efficacy Versus Safety of the Study',
  ])('reads no treatment from %s', (title) => {
    expect(treatmentsIn(title)).toBeUndefined();
  });
});

describe('outcomes listed under a heading', () => {
  test.each([
    ['主要终点：', '次要研究终点：', '总生存期'],
    ['Primärer Endpunkt:', 'Sekundäre Endpunkte:', 'Gesamtüberleben'],
    ['Critère de jugement principal :', 'Critères de jugement secondaires :', 'Survie globale'],
    ['Variable principal:', 'Resultados secundarios:', 'Supervivencia global'],
  ])('%s', (primary, secondary, measure) => {
    const summary = `${primary}\n\n- ${measure}\n\n${secondary}\n\n* ORR\n* DCR`;
    const { outcomes } = interpret(withSummary(summary)).value;
    expect(outcomes.map((outcome) => [outcome.kind, outcome.measure.value])).toEqual([
      ['primary', measure],
      ['secondary', 'ORR'],
      ['secondary', 'DCR'],
    ]);
  });
});
