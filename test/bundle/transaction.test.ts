import { expect, test } from 'vitest';

import { toTransaction } from '../../src/bundle/transaction.ts';

test('every entry is a PUT by the id of its resource', () => {
  const study = { resourceType: 'ResearchStudy', id: 'ctgov-nct01234567' };
  const group = { resourceType: 'Group', id: 'ctgov-nct01234567-enrollment' };

  expect(toTransaction([group, study], 'r4')).toEqual({
    resourceType: 'Bundle',
    id: 'ctgov-nct01234567-r4',
    meta: {
      profile: ['https://trialcast.example/fhir/StructureDefinition/trial-transaction-bundle-r4'],
      tag: [{ system: 'https://trialcast.example/fhir/sid/study', code: 'ctgov-nct01234567' }],
    },
    type: 'transaction',
    entry: [
      {
        fullUrl: 'https://trialcast.example/fhir/Group/ctgov-nct01234567-enrollment',
        resource: group,
        request: { method: 'PUT', url: 'Group/ctgov-nct01234567-enrollment' },
      },
      {
        fullUrl: 'https://trialcast.example/fhir/ResearchStudy/ctgov-nct01234567',
        resource: study,
        request: { method: 'PUT', url: 'ResearchStudy/ctgov-nct01234567' },
      },
    ],
  });
});

test('refuses resources of no trial', () => {
  expect(() => toTransaction([], 'r5')).toThrow(TypeError);
});
