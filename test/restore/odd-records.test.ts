import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRecord } from '../../scripts/invariants/check.ts';
import { contextOf } from '../../scripts/invariants/pipe.ts';
import { FHIR_VERSIONS } from '../../src/shared/fhir-version.ts';
import type { Json } from '../../src/shared/json.ts';
import { toReceived } from '../../src/shared/received.ts';
import { studies } from '../corpus/records.ts';
import { changed, CHANGE_NAMES, ODD_COUNT } from './odd-records.ts';

/** Small ones: what is changed in them is more of them. */
const trees = studies
  .toSorted((a, b) => a.text.length - b.text.length)
  .slice(0, 30)
  .map(({ text }) => JSON.parse(text) as Json);

/** That a change of a leaf changes the bundle is proven elsewhere, for records as they are. */
class Proven extends Map<string, number> {
  override get(): number {
    return Number.MAX_SAFE_INTEGER;
  }
}

const change = fc.record({
  name: fc.constantFrom(...CHANGE_NAMES),
  odd: fc.nat(ODD_COUNT - 1),
  number: fc.nat(),
});

describe.each(FHIR_VERSIONS)('%s: what no registry would write', (fhir) => {
  const context = contextOf(fhir);

  test('comes back as it was', () => {
    fc.assert(
      fc.property(
        fc.nat(trees.length - 1),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (which, changes) => {
          const record = changes.reduce<Json>(
            (tree, { name, odd, number }) => changed(tree, name, odd, number),
            trees[which] ?? null,
          );
          const outcome = checkRecord(
            toReceived('odd', JSON.stringify(record)),
            context,
            new Proven(),
          );
          expect(outcome?.faults ?? []).toEqual([]);
        },
      ),
      { numRuns: 120, seed: 20261121 },
    );
  });
});

describe('the changes', () => {
  test.each(CHANGE_NAMES)('%s makes another record', (name) => {
    const [tree = null] = trees.slice(-1);
    const made = [1, 22, 333, 4444, 55555, 666].map((number) => changed(tree, name, 6, number));
    expect(made.some((record) => JSON.stringify(record) !== JSON.stringify(tree))).toBe(true);
  });
});
