import { describe, expect, test } from 'vitest';
import type { FhirResource } from '../../src/map/resource.ts';
import type { Trial } from '../../src/trial/trial.ts';
import { conversionOf, seeds } from './records.ts';

/** What a careful reader finds in the five records, said independently of how the code reads them. */
function seed(prefix: string): { readonly trial: Trial; readonly resources: readonly FhirResource[] } {
  const record = seeds.find(({ name }) => name.startsWith(prefix));
  if (!record) throw new Error(`no seed ${prefix}`);
  const { trial, bundle } = conversionOf(record);
  if (!trial || !bundle) throw new Error(`seed ${prefix} did not convert`);
  return { trial, resources: bundle.entry.map(({ resource }) => resource) };
}

const outcomeCounts = (trial: Trial): number[] =>
  ['primary', 'secondary', 'other'].map((kind) => trial.outcomes.filter((outcome) => outcome.kind === kind).length);
const values = (items: readonly { readonly value: string }[]): string[] => items.map(({ value }) => value);
const names = (trial: Trial): string[] => trial.interventions.map(({ name }) => name.value);
const study = (resources: readonly FhirResource[]): FhirResource =>
  resources.find(({ resourceType }) => resourceType === 'ResearchStudy') as FhirResource;

describe('000', () => {
  const { trial } = seed('000');

  test('has 1 primary, 6 secondary and 1 other outcome', () => {
    expect(outcomeCounts(trial)).toEqual([1, 6, 1]);
  });

  test('keeps a time frame with commas whole', () => {
    expect(trial.outcomes[0]).toMatchObject({
      measure: { value: 'Objective response rate (ORR) by RECIST 1.1 and mRECIST' },
      description: {
        value:
          'ORR is defined as the percentage of participants who have best overall response (BOR) of complete response (CR) or partial response (PR) at the time of data cutoff as assessed by RECIST 1.1 and mRECIST',
      },
      timeFrame: {
        value:
          'From date of first dose of study drug until disease progression, development of unacceptable toxicity, withdrawal of consent, or sponsor termination (up to 2 years)',
      },
    });
  });

  test('has measure, description and time frame of every outcome', () => {
    const incomplete = trial.outcomes.filter(({ description, timeFrame }) => !description || !timeFrame);
    expect(incomplete).toEqual([]);
    expect(values(trial.outcomes.map(({ measure }) => measure))).toEqual([
      'Objective response rate (ORR) by RECIST 1.1 and mRECIST',
      'Disease control rate (DCR)',
      'Duration of response (DOR) by RECIST 1.1 and mRECIST',
      'Progression-free survival (PFS) by RECIST 1.1 and mRECIST',
      'Overall survival rate (OSR)',
      'Progression-free survival time (mPFS)',
      'Median overall survival time (mOS)',
      'Treatment-related adverse events',
    ]);
  });
});

describe('001', () => {
  const { trial } = seed('001');

  test('has 3 interventions, 1 registered outcome and 6 read from prose', () => {
    expect(names(trial)).toEqual(['PD-L1 antibody', 'Bevacizumab', 'HAIC-FOLFOX']);
    expect(outcomeCounts(trial)).toEqual([1, 6, 0]);
    expect(trial.outcomes.filter(({ measure }) => measure.derivation?.method === 'text-rule')).toHaveLength(6);
  });

  test('has phase, enrollment and period from prose, marked as such', () => {
    expect(values(trial.design.phases)).toEqual(['PHASE2']);
    expect(trial.design.enrollment?.value).toBe(36);
    expect(trial.status.start?.date.value).toBe('2024-10');
    expect(trial.status.completion?.date.value).toBe('2027-07');
    const derived = [trial.design.phases[0], trial.design.enrollment, trial.status.start?.date, trial.status.completion?.date];
    expect(derived.map((value) => value?.derivation?.method)).toEqual(Array(4).fill('text-rule'));
  });
});

describe('002', () => {
  test('has 6 conditions, 2 interventions and 1 + 8 outcomes', () => {
    const { trial } = seed('002');
    expect(trial.conditions).toHaveLength(6);
    expect(names(trial)).toEqual(['hepatic artery infusion chemotherapy', 'Lenvatinib + PD-1 monoclonal antibody']);
    expect(outcomeCounts(trial)).toEqual([1, 8, 0]);
  });
});

describe('003', () => {
  const { trial, resources } = seed('003');

  test('has title, phase, start and design', () => {
    expect(trial.titles.official?.value).toMatch(/^A Randomized, Open-label, Multi-center Phase III Clinical Study .* Hepatocellular Carcinoma$/);
    expect(values(trial.design.phases)).toEqual(['PHASE3']);
    expect(trial.status.start?.date.value).toBe('2020-10');
    expect([trial.design.allocation?.value, trial.design.masking?.value, trial.design.primaryPurpose?.value]).toEqual([
      'RANDOMIZED',
      'NONE',
      'TREATMENT',
    ]);
  });

  test('has 12 inclusion and 22 exclusion criteria', () => {
    const { criteria } = trial.eligibility;
    expect([criteria.filter(({ exclude }) => !exclude).length, criteria.filter(({ exclude }) => exclude).length]).toEqual([12, 22]);
  });

  test('keeps the registered model and says that the prose differs', () => {
    const record = seeds.find(({ name }) => name.startsWith('003'));
    expect(trial.design.interventionModel?.value).toBe('FACTORIAL');
    expect(conversionOf(record as never).issues.filter(({ code }) => code === 'prose-conflict')).toHaveLength(1);
  });

  test('has two arms and two primary outcomes from the title and prose', () => {
    expect(trial.arms.map(({ type }) => type?.value)).toEqual(['EXPERIMENTAL', 'ACTIVE_COMPARATOR']);
    expect(trial.arms.map(({ interventions }) => interventions.map((at) => names(trial)[at]))).toEqual([
      [expect.stringContaining('Toripalimab'), 'Bevacizumab'],
      ['Sorafenib'],
    ]);
    expect(outcomeCounts(trial)).toEqual([2, 0, 0]);
    expect(trial.design.enrollment?.value).toBe(280);
  });

  test('has no line of page furniture anywhere but in the source document', () => {
    const rest = resources.filter(({ resourceType }) => resourceType !== 'DocumentReference');
    expect(JSON.stringify(rest)).not.toMatch(/matching score|Trial number|Other study ID numbers/i);
    expect(study(rest)['status']).toBe('in-review');
  });
});

describe('004', () => {
  const { trial, resources } = seed('004');

  test('has hepatocellular carcinoma as a condition of its own', () => {
    expect(values(trial.conditions)).toEqual(['Hepatocellular Carcinoma', 'Bispecific Antibodies', 'HAIC', 'Ramucirumab']);
  });

  test('has three interventions that keep the registered string', () => {
    expect(names(trial)).toEqual(['HAIC（Oxaliplatin+ Raltitrexed）', 'TQB2868', 'Ramucirumab']);
    const excerpts = trial.interventions.map(({ name }) => name.derivation?.excerpt);
    expect(new Set(excerpts)).toEqual(new Set(['HAIC（Oxaliplatin+ Raltitrexed）、TQB2868、Ramucirumab']));
    expect(resources.filter(({ resourceType }) => resourceType === 'ActivityDefinition')).toHaveLength(3);
  });

  test('has 1 + 4 outcomes', () => {
    expect(outcomeCounts(trial)).toEqual([1, 4, 0]);
  });
});
