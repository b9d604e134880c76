/** `npm run invariants` as a test, over every study of ../shared: needs that folder, skipped where it is missing. */
import { describe, expect, test } from 'vitest';
import { checkRecord } from '../../scripts/invariants/check.ts';
import { contextOf } from '../../scripts/invariants/pipe.ts';
import { addTo, openTally } from '../../scripts/invariants/tally.ts';
import { FHIR_VERSIONS } from '../../src/shared/fhir-version.ts';
import { toReceived } from '../../src/shared/received.ts';
import { allStudies, hasStudies, NO_STUDIES } from './judge.ts';

describe.each(FHIR_VERSIONS)('%s', (fhir) => {
  test.skipIf(!hasStudies)(`every real study comes back whole (${NO_STUDIES} if skipped)`, () => {
    const records = allStudies().map((text, at) => toReceived(`study-${at}`, text));
    const context = contextOf(fhir);
    const tally = openTally(fhir);
    const proofs = new Map<string, number>();
    const faults = records.flatMap((record) => {
      const outcome = checkRecord(record, context, proofs);
      if (!outcome) return [{ record: record.name, where: 'not read' }];
      addTo(tally, outcome);
      return outcome.faults.map((fault) => ({ record: record.name, ...fault }));
    });
    const carried = [...tally.carried.values()].reduce((sum, count) => sum + count, 0);

    expect(faults.slice(0, 20)).toEqual([]);
    expect(tally.records).toBeGreaterThan(900);
    expect(tally.equal).toBe(tally.leaves);
    // At most 2 % of all leaves need ext-source-element; each path has its reason in docs/mapping.md.
    expect(carried / tally.leaves).toBeLessThan(0.02);
  });
});
