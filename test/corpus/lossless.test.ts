import { describe, expect, test } from 'vitest';
import { checkRecord } from '../../scripts/invariants/check.ts';
import { contextOf } from '../../scripts/invariants/pipe.ts';
import { FHIR_VERSIONS } from '../../src/shared/fhir-version.ts';
import { toReceived } from '../../src/shared/received.ts';
import { everyRecord, studies } from './records.ts';

/** What `npm run invariants` checks over all of ../shared, here over the committed records. */
describe.each(FHIR_VERSIONS)('%s: a record goes to FHIR and comes back whole', (fhir) => {
  const context = contextOf(fhir);
  const proofs = new Map<string, number>();

  test.each(everyRecord.map((record) => [record.name, record] as const))('%s', (_name, record) => {
    const outcome = checkRecord(record, context, proofs);
    expect(outcome?.faults).toEqual([]);
  });

  test('few leaves need a generic extension', () => {
    const outcomes = studies.map((record) => checkRecord(record, context, proofs));
    const leaves = outcomes.reduce((sum, outcome) => sum + (outcome?.leaves ?? 0), 0);
    const carried = outcomes.flatMap((outcome) => [...(outcome?.carried.values() ?? [])]);
    expect(leaves).toBeGreaterThan(10_000);
    expect(carried.reduce((sum, count) => sum + count, 0) / leaves).toBeLessThan(0.02);
  });
});

describe('the checks', () => {
  const [record = toReceived('none', '')] = studies;
  const context = contextOf('r5');
  const without = (table: string) => ({
    ...context,
    tables: new Map([...context.tables].filter(([name]) => name !== table)),
  });

  test('see values that are not restored', () => {
    // Nothing else tells a primary outcome from another one.
    const outcome = checkRecord(record, without('ctgov-outcome-type'), new Map());
    const faults = outcome?.faults ?? [];
    expect(faults.map(({ check }) => check)).toContain('restored');
    expect(faults.map(({ where }) => where)).toContain(
      '/protocolSection/outcomesModule/primaryOutcomes/0/measure',
    );
    expect(outcome?.equal).toBeLessThan(outcome?.leaves ?? 0);
  });

  test('count a value without an element of its own as carried', () => {
    const outcome = checkRecord(record, without('ctgov-sex'), new Map());
    expect(outcome?.faults).toEqual([]);
    expect(outcome?.carried.get('/protocolSection/eligibilityModule/sex')).toBe(1);
  });

  test('say of a text that is no record that there is none', () => {
    expect(checkRecord(toReceived('list', '[1]'), context, new Map())).toBeUndefined();
  });
});
