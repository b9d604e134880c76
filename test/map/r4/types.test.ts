import { expect, test } from 'vitest';

import type { EvidenceVariable, ResearchStudy } from '../../../src/map/r4/types.ts';

test('an R5 element does not compile in an R4 resource', () => {
  const study: ResearchStudy = {
    resourceType: 'ResearchStudy',
    id: 'x',
    status: 'active',
    _status: { extension: [] },
    // @ts-expect-error outcomeMeasure came with R5
    outcomeMeasure: [],
  };
  const site: ResearchStudy = {
    resourceType: 'ResearchStudy',
    id: 'x',
    status: 'active',
    // @ts-expect-error R5 renamed reasonStopped
    whyStopped: { text: 'x' },
  };
  const variable: EvidenceVariable = {
    resourceType: 'EvidenceVariable',
    id: 'x',
    status: 'active',
    characteristic: [
      {
        description: 'x',
        // @ts-expect-error linkId came with R5
        linkId: 'inc-01',
      },
    ],
  };
  expect([study, site, variable]).toHaveLength(3);
});
