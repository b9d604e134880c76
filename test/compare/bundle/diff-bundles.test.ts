import { describe, expect, test } from 'vitest';
import { diffBundles } from '../../../src/compare/bundle/diff-bundles.ts';
import { fhirVersionOf } from '../../../src/compare/bundle/fhir-version-of.ts';
import { toTransaction } from '../../../src/bundle/transaction.ts';
import type { FhirResource } from '../../../src/map/resource.ts';
import { bundleOf, type Version } from '../../deliver/versions.ts';

const KEY = 'ctgov-nct00000301';
const FULL: Version = { outcomes: ['Survival', 'Relief'], drugs: ['Budesonide'], facility: 'A' };

const study: FhirResource = { resourceType: 'ResearchStudy', id: 'x', status: 'active' };
const bundleWith = (...resources: readonly FhirResource[]) =>
  toTransaction([study, ...resources], 'r4');
const elementsBetween = (before: object, after: object): readonly string[] => {
  const of = (content: object) =>
    bundleWith({ ...content, resourceType: 'EvidenceVariable', id: 'e' });
  return diffBundles(of(before), of(after)).changed[0]?.elements ?? [];
};

describe('diffBundles', () => {
  test('leaves everything unchanged between a bundle and itself', () => {
    const { created, changed, gone, unchanged } = diffBundles(bundleOf(FULL), bundleOf(FULL));
    expect([created, changed, gone]).toEqual([[], [], []]);
    expect(unchanged).toHaveLength(bundleOf(FULL).entry.length);
  });

  test('says what a version creates, changes and no longer has', () => {
    const changes = diffBundles(
      bundleOf(FULL),
      bundleOf({ ...FULL, outcomes: ['Survival, any cause'], facility: 'B', date: '2026-02-03' }),
    );

    expect(changes.created.map((reference) => reference.split('/')[0])).toEqual([
      'Location',
      'Provenance',
    ]);
    expect(changes.changed.map(({ reference }) => reference)).toEqual([
      `EvidenceVariable/${KEY}-out-pri-1`,
      `PlanDefinition/${KEY}-protocol`,
      `ResearchStudy/${KEY}`,
      `DocumentReference/${KEY}-source`,
    ]);
    expect(
      changes.gone.map(({ reference, becomes }) => [reference.split('/')[0], becomes]),
    ).toEqual([
      ['Location', 'keep'],
      ['EvidenceVariable', 'retire'],
      ['Provenance', 'keep'],
    ]);
    expect(changes.unchanged).toContain(`ActivityDefinition/${KEY}-int-1`);
  });

  test('names the elements that differ as FHIRPath does', () => {
    expect(
      elementsBetween(
        { title: 'a', characteristic: [{ exclude: false }, { exclude: true }] },
        { title: 'b', characteristic: [{ exclude: false }, { exclude: false }], date: '2026' },
      ),
    ).toEqual(['EvidenceVariable.title', 'EvidenceVariable.characteristic[1].exclude']);
    expect(
      elementsBetween(
        { text: { div: 'a' }, extension: [{ url: 'urn:x', valueString: 'a' }] },
        {
          text: { div: 'b' },
          extension: [{ url: 'urn:y' }, { url: 'urn:x', valueString: 'b' }],
        },
      ),
    ).toEqual([
      'EvidenceVariable.text',
      "EvidenceVariable.extension('urn:y')[0]",
      "EvidenceVariable.extension('urn:x')[0].valueString",
    ]);
    expect(
      elementsBetween({ meta: { tag: [] } }, { meta: { tag: [{ system: 's', code: 'c' }] } }),
    ).toEqual(['EvidenceVariable.meta']);
  });

  test('takes a definition of which only the date moved on for unchanged, as a push does', () => {
    expect(elementsBetween({ version: '2026-01-01' }, { version: '2026-02-02' })).toEqual([]);
  });
});

test('fhirVersionOf reads the version of the profiles', () => {
  expect(fhirVersionOf(bundleOf(FULL))).toBe('r4');
  const { meta } = bundleOf(FULL);
  const r5 = { ...bundleOf(FULL), meta: { ...meta, profile: ['https://x.test/bundle-r5'] } };
  expect(fhirVersionOf({ ...r5, entry: [] })).toBe('r5');
  expect(fhirVersionOf({ ...r5, meta: { ...meta, profile: [] }, entry: [] })).toBeUndefined();
});
