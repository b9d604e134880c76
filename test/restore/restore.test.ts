import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contextOf, convertedOf, withoutCopies } from '../../scripts/invariants/pipe.ts';
import { raiseResource } from '../../src/restore/raise.ts';
import { restoreBundle, restoreEntries } from '../../src/restore/restore.ts';
import { entriesOf } from '../../src/restore/resources.ts';
import { sid, structureDefinition } from '../../src/shared/canonical.ts';
import { FHIR_VERSIONS } from '../../src/shared/fhir-version.ts';
import {
  asText,
  isJsonObject,
  listIn,
  objectIn,
  objectsIn,
  type Json,
  type JsonObject,
} from '../../src/shared/json.ts';
import { toReceived } from '../../src/shared/received.ts';
import { seeds, studies } from '../corpus/records.ts';

const contexts = { r4: contextOf('r4'), r5: contextOf('r5') };
const bundleOf = (record: (typeof studies)[number], fhir: 'r4' | 'r5'): JsonObject =>
  objectIn(withoutCopies(convertedOf(record, contexts[fhir]) ?? never()));
const never = (): never => {
  throw new Error('a record of the corpus is not read');
};
const [study = never()] = studies;
const entries = (bundle: JsonObject): readonly JsonObject[] => objectsIn(bundle['entry']);
const withEntries = (
  bundle: JsonObject,
  change: (resource: JsonObject) => Json | undefined,
): JsonObject => ({
  ...bundle,
  entry: entries(bundle).flatMap((entry) => {
    const resource = change(objectIn(entry['resource']));
    return resource === undefined ? [] : [{ ...entry, resource }];
  }),
});

describe('restoreBundle', () => {
  test.each(FHIR_VERSIONS)('reads no source document, no narrative and no tag (%s)', (fhir) => {
    const bundle = withEntries(bundleOf(study, fhir), ({ meta: _meta, ...resource }) => resource);
    expect(JSON.stringify(bundle)).not.toContain('DocumentReference"');
    expect(restoreBundle(bundle).trial).toEqual(convertedOf(study, contexts[fhir])?.trial);
  });

  test.each(FHIR_VERSIONS)('restores resources in any order, and single ones (%s)', (fhir) => {
    const resources = entries(bundleOf(study, fhir))
      .map(({ resource }) => objectIn(resource))
      .toReversed();
    const [restored] = restoreEntries(resources.flatMap((resource) => entriesOf(resource)));
    expect(restored?.trial).toEqual(convertedOf(study, contexts[fhir])?.trial);
  });

  test('restores a bundle whose references are urn:uuid', () => {
    const uuids = new Map(
      entries(bundleOf(study, 'r4')).map(({ resource }, index) => {
        const { resourceType, id } = objectIn(resource);
        return [
          `${asText(resourceType)}/${asText(id)}`,
          `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
        ];
      }),
    );
    const linked = JSON.parse(
      JSON.stringify(bundleOf(study, 'r4'), (key, value: unknown) =>
        key === 'reference' ? (uuids.get(String(value)) ?? value) : value,
      ),
    ) as JsonObject;
    const entry = objectsIn(linked['entry']).map((each) => {
      const { resourceType, id } = objectIn(each['resource']);
      return { ...each, fullUrl: uuids.get(`${asText(resourceType)}/${asText(id)}`) };
    });
    const restored = restoreBundle({ ...linked, entry });
    expect(restored.trial).toEqual(convertedOf(study, contexts.r4)?.trial);
  });

  test('tells two studies of one bundle apart', () => {
    const both = {
      resourceType: 'Bundle',
      type: 'searchset',
      entry: studies.slice(0, 2).flatMap((record) => entries(bundleOf(record, 'r4'))),
    };
    const restored = restoreEntries(entriesOf(both));
    expect(restored.map(({ trial }) => trial)).toEqual(
      studies.slice(0, 2).map((record) => convertedOf(record, contexts.r4)?.trial),
    );
  });

  test('names what a bundle lacks, and restores the rest', () => {
    const bundle = withEntries(bundleOf(study, 'r4'), (resource) =>
      ['Location', 'EvidenceVariable'].includes(asText(resource['resourceType']))
        ? undefined
        : resource,
    );
    const { trial, issues } = restoreBundle(bundle);
    const whole = convertedOf(study, contexts.r4)?.trial;
    expect(trial?.titles).toEqual(whole?.titles);
    expect(trial?.outcomes.map(({ measure }) => measure.value)).toEqual(
      whole?.outcomes.map(({ measure }) => measure.value),
    );
    expect(new Set(issues.map(({ code }) => code))).toEqual(new Set(['restore-incomplete']));
    expect(issues.some(({ expression }) => expression === 'ResearchStudy.outcomeMeasure[0]')).toBe(
      true,
    );
  });

  test.each([
    ['no FHIR', { a: 1 }, 'format-unknown'],
    ['no object', [1, 2], 'format-unknown'],
    ['a bundle of nothing', { resourceType: 'Bundle', type: 'collection' }, 'format-unknown'],
    ['no study', { resourceType: 'Patient', id: 'x' }, 'restore-incomplete'],
    [
      'a bottomless document',
      JSON.parse('['.repeat(500) + ']'.repeat(500)) as Json,
      'record-unreadable',
    ],
  ])('says of %s why there is nothing to restore', (_name, document, code) => {
    const { trial, issues } = restoreBundle(document);
    expect(trial).toBeUndefined();
    expect(issues.map((issue) => issue.code)).toEqual([code]);
    expect(issues[0]?.severity).toBe('fatal');
  });

  test('names an ext-source-element that cannot be read', () => {
    const bad = (parts: Json): Json => ({
      url: structureDefinition('ext-source-element'),
      extension: parts,
    });
    const bundle = withEntries(bundleOf(study, 'r5'), (resource) =>
      resource['resourceType'] === 'ResearchStudy'
        ? {
            ...resource,
            extension: [
              ...listIn(resource['extension']),
              bad([
                { url: 'path', valueString: '/a' },
                { url: 'value', valueString: '{' },
              ]),
              bad([{ url: 'value', valueString: '1' }]),
              bad([
                { url: 'path', valueString: '/a' },
                { url: 'value', valueString: '['.repeat(5000) + ']'.repeat(5000) },
              ]),
            ],
          }
        : resource,
    );
    const { trial, issues } = restoreBundle(bundle);
    expect(issues.map(({ code }) => code)).toEqual(Array(3).fill('restore-incomplete'));
    expect(trial).toEqual(convertedOf(study, contexts.r5)?.trial);
  });

  test('gives a text record places in the bundle', () => {
    const [seed = never()] = seeds;
    const { trial } = restoreBundle(bundleOf(seed, 'r4'));
    expect(trial?.titles.brief?.place).toEqual({
      kind: 'pointer',
      pointer: expect.stringMatching(/^\/entry\/\d+\/resource$/) as string,
    });
    expect(JSON.stringify(trial)).not.toContain('"lines"');
  });
});

describe('raiseResource', () => {
  test.each([...studies.slice(0, 10), ...seeds].map((record) => [record.name, record] as const))(
    '%s: leaves R5 as it is',
    (_name, record) => {
      for (const { resource } of entries(bundleOf(record, 'r5'))) {
        expect(raiseResource(objectIn(resource))).toEqual(resource);
      }
    },
  );

  test('gives R4 resources the elements that R5 has', () => {
    const study4 = entries(bundleOf(study, 'r4')).map(({ resource }) =>
      raiseResource(objectIn(resource)),
    );
    const study5 = entries(bundleOf(study, 'r5')).map(({ resource }) => objectIn(resource));
    const typed = (all: readonly JsonObject[], type: string) =>
      all.find(({ resourceType }) => resourceType === type) ?? {};
    // What R4 codes otherwise: statuses, and the values of its own code systems.
    for (const element of [
      'label',
      'associatedParty',
      'comparisonGroup',
      'recruitment',
      'relatedArtifact',
      'region',
      'site',
      'identifier',
    ]) {
      expect(withoutSystems(typed(study4, 'ResearchStudy')[element]), element).toEqual(
        withoutSystems(typed(study5, 'ResearchStudy')[element]),
      );
    }
  });

  /** Code systems have other urls in R4 (MAPPING 8.2), and its tables fewer standard codes. */
  function withoutSystems(json: Json | undefined): unknown {
    if (Array.isArray(json)) return json.map((item: Json) => withoutSystems(item));
    if (!isJsonObject(json)) return json;
    return Object.fromEntries(
      Object.entries(json).flatMap(([key, value]) =>
        key === 'coding' ? [] : [[key, withoutSystems(value)]],
      ),
    );
  }
});

describe('no bundle makes restore throw', () => {
  test('of anything', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (document) => {
        expect(restoreBundle(document).issues.length).toBeGreaterThan(0);
      }),
      { numRuns: 300, seed: 20261121 },
    );
  });

  test('of a bundle with any element replaced by anything', () => {
    const trees = [study, ...seeds.slice(0, 2)].flatMap((record) =>
      FHIR_VERSIONS.map((fhir) => bundleOf(record, fhir)),
    );
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('', '\u0000', '#', '#x', 'ResearchStudy/x', sid('study')),
    );
    fc.assert(
      fc.property(
        fc.nat(trees.length - 1),
        fc.array(fc.nat(), { minLength: 2, maxLength: 12 }),
        anything,
        (which, path, value) => {
          const changed = replacedAlong(trees[which] ?? {}, path, value);
          const { trial, ctgov, issues } = restoreBundle(changed);
          expect(trial !== undefined ? ctgov !== undefined : issues.length > 0).toBe(true);
        },
      ),
      { numRuns: 500, seed: 20261121 },
    );
  });

  /** Replaces what a walk of the given steps comes to. */
  function replacedAlong(tree: Json, [step, ...rest]: readonly number[], value: Json): Json {
    if (step === undefined) return value;
    if (Array.isArray(tree)) {
      const items = tree as readonly Json[];
      return items.length === 0
        ? value
        : items.map((item, at) =>
            at === step % items.length ? replacedAlong(item, rest, value) : item,
          );
    }
    if (!isJsonObject(tree)) return value;
    const keys = Object.keys(tree);
    const key = keys[step % Math.max(keys.length, 1)];
    return key === undefined
      ? value
      : { ...tree, [key]: replacedAlong(tree[key] ?? null, rest, value) };
  }
});

describe('a record with defects', () => {
  test.each(FHIR_VERSIONS)('comes back as it was (%s)', (fhir) => {
    const document = JSON.parse(study.text) as {
      protocolSection: Record<string, Record<string, unknown>>;
    };
    const { protocolSection } = document;
    protocolSection['statusModule'] = {
      ...protocolSection['statusModule'],
      overallStatus: 'SOON',
      startDateStruct: { date: 'October 2020', type: 'PERHAPS' },
      completionDateStruct: { date: '2001-02-30' },
    };
    protocolSection['conditionsModule'] = {
      conditions: ['a\u0001b', 7, '', ' c '],
      keywords: 'none',
    };
    protocolSection['armsInterventionsModule'] = {
      armGroups: [
        { label: 'A', interventionNames: ['Drug: Nothing', 'Drug: X'] },
        { type: 'OTHER' },
        { label: 'A' },
      ],
      interventions: [
        { type: 'DRUG', name: 'X', armGroupLabels: ['B', 'A'] },
        { type: 'MAGIC', name: 'X' },
      ],
    };
    protocolSection['contactsLocationsModule'] = {
      centralContacts: [{ phoneExt: '3' }, { role: 'CONTACT' }],
      locations: [
        { city: 'Basel', geoPoint: { lat: 1, lon: 2 } },
        { city: 'Basel' },
        {
          city: 'Basel',
          geoPoint: { lat: 3, lon: 4 },
          contacts: [{ role: 'CONTACT' }, { name: 'N' }],
        },
        { geoPoint: { lat: 5 } },
      ],
    };
    const converted =
      convertedOf(toReceived('odd', JSON.stringify(document)), contexts[fhir]) ?? never();
    const { trial, ctgov } = restoreBundle(withoutCopies(converted));
    expect(trial).toEqual(converted.trial);
    expect(objectIn(ctgov?.['protocolSection'])['contactsLocationsModule']).toEqual(
      protocolSection['contactsLocationsModule'],
    );
    expect(objectIn(ctgov?.['protocolSection'])['armsInterventionsModule']).toEqual(
      protocolSection['armsInterventionsModule'],
    );
  });
});
