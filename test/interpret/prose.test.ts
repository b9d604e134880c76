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
