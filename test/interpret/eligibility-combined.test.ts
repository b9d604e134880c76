/** How items combine that no word joins: by what stands over them, and by what they are. */
import { expect, test } from 'vitest';
import { criteriaOf } from './criteria-of.ts';

test.each([
  [
    'Inclusion Criteria:\n* For women of childbearing potential:\n  * Must not be pregnant\n  * Use of contraception',
    { code: 'all-of' },
  ],
  [
    'Inclusion Criteria:\n* Female participants:\n  * Must not be pregnant\n  * Women under 50 are postmenopausal after 12 months',
    undefined,
  ],
  [
    'Inclusion Criteria:\n* Those with metastases are eligible provided that:\n  * They are treated\n  * They are stable',
    { code: 'all-of' },
  ],
  [
    'Exclusion Criteria:\n* Metastases. Patients are eligible provided that:\n  * They are treated\n  * They are stable',
    undefined,
  ],
  [
    'Inclusion Criteria:\n* Cohort A: no treatment so far, with the following requirements:\n  * PD-L1 low\n  * No surgery',
    { code: 'all-of' },
  ],
  [
    'Inclusion Criteria:\n* Relapsed or refractory ALL, defined as:\n  * Any relapse\n  * No remission after two cycles',
    { code: 'any-of' },
  ],
  [
    'Inclusion Criteria:\n* Mature skeleton and:\n  * Therapy for 6 weeks\n  * Pain',
    { code: 'all-of' },
  ],
  [
    'Inclusion Criteria:\n* Persistent rhinitis according to the Allergic Rhinitis (ARIA) classification:\n  * Symptoms disturb sleep\n  * Symptoms on more than 4 days a week',
    { code: 'all-of' },
  ],
  [
    'Inclusion Criteria:\n* COPD as per GOLD 2025 criteria:\n  * Risk factors\n  * Typical symptoms',
    { code: 'all-of' },
  ],
  [
    'Inclusion Criteria:\n* Grouped according to the ACCP criteria by severity:\n  * Mild\n  * Severe',
    undefined,
  ],
  [
    'Inclusion Criteria:\n* Organ Function\n  * ANC ≥ 1\n  * Platelets ≥ 100\n  * Bilirubin ≤ 1.5 ULN',
    { code: 'all-of' },
  ],
  [
    'Inclusion Criteria:\n* Hematologic function, as follows (no transfusion)\n  * ANC ≥ 1\n  * Platelets ≥ 100',
    { code: 'all-of' },
  ],
  [
    'Inclusion Criteria:\n* Confirmed disease, must meet all 3 of the following:\n  * A\n  * B\n  * C',
    { code: 'all-of' },
  ],
  [
    'Inclusion Criteria:\n* Must have tried agents of at least three classes of the following:\n  * A\n  * B',
    undefined,
  ],
  ['Inclusion Criteria:\n* Platinum resistance defined as:\n  * A OR\n  * B\n  * C', undefined],
  [
    'Inclusion Criteria:\n* Lung cancer which is:\n  * Cohort 1: untreated\n  * Cohort 2: treated',
    undefined,
  ],
  [
    'Exclusion Criteria:\n* Liver disease, as follows:\n  * ALT must be normal\n  * Bilirubin must not exceed 2 ULN',
    undefined,
  ],
  [
    'Inclusion Criteria:\n* A woman to whom all of the following apply:\n  * Not pregnant\n  * If the urine test is positive, a serum test must be negative',
    { code: 'all-of' },
  ],
])('%j', (text, expected) => {
  expect(criteriaOf(text)[0]?.itemsCombination).toEqual(expected);
});
