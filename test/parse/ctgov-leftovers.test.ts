import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readStudy } from '../../src/parse/ctgov/study.ts';
import type { Json } from '../../src/shared/json.ts';
import type { Trial } from '../../src/trial/trial.ts';

/** As from a file: no object stands in a document twice. */
const parsed = (document: Json): Json => JSON.parse(JSON.stringify(document)) as Json;
const read = (document: Json): ReturnType<typeof readStudy> => readStudy(parsed(document));
const leftoversIn = (document: Json): unknown =>
  read(document).value.leftovers.map(({ path, value, copyOf }) =>
    copyOf === undefined ? [path, value] : [path, { copyOf }],
  );
const study = (modules: Readonly<Record<string, Json>>): Json => ({ protocolSection: modules });

const SITE = { facility: 'A', city: 'Paris', geoPoint: { lat: 48.85, lon: 2.35 } };
const LOCATIONS = '/protocolSection/contactsLocationsModule/locations';

describe('a value that no reader took', () => {
  test('is left over leaf by leaf where the field is unknown', () => {
    expect(leftoversIn({ derivedSection: { newModule: { min: '18', deep: { max: 2 } } } })).toEqual(
      [
        ['/derivedSection/newModule/min', '18'],
        ['/derivedSection/newModule/deep/max', 2],
      ],
    );
  });

  test.each([
    [
      'an arm without a label',
      'armsInterventionsModule/armGroups',
      [{ type: 'OTHER' }, { label: 'A' }],
    ],
    [
      'an intervention without a name',
      'armsInterventionsModule/interventions',
      [{ type: 'DRUG', description: 'x', otherNames: ['y'] }, { name: 'B' }],
    ],
    [
      'an outcome without a measure',
      'outcomesModule/primaryOutcomes',
      [{ timeFrame: '1 year' }, { measure: 'OS' }],
    ],
    [
      'a site with nothing known',
      'contactsLocationsModule/locations',
      [{ floor: 3, contacts: [{ fax: '1' }] }, SITE],
    ],
    [
      'a contact with nothing known',
      'contactsLocationsModule/centralContacts',
      [{ fax: '1' }, { name: 'B' }],
    ],
    [
      'a reference with nothing known',
      'referencesModule/references',
      [{ doi: '10.1' }, { pmid: '1' }],
    ],
    ['a link with nothing known', 'referencesModule/seeAlsoLinks', [{ x: 1 }, { url: 'u' }]],
    [
      'a collaborator without a name',
      'sponsorCollaboratorsModule/collaborators',
      [{ class: 'NIH' }, { name: 'N' }],
    ],
    ['a text that is none', 'conditionsModule/conditions', [{ name: 'x' }, 'Asthma']],
  ])('%s is left over as a whole, in its place', (_, path, list) => {
    const [module = '', key = ''] = path.split('/');
    expect(leftoversIn(study({ [module]: { [key]: list } }))).toEqual([
      [`/protocolSection/${path}/0`, list[0]],
    ]);
  });

  test('is no part of the trial: an item of a list is read or left over', () => {
    const { value } = read(
      study({
        contactsLocationsModule: { locations: [{ floor: 3 }, SITE] },
        referencesModule: { references: [{ retractions: [{}] }, { retractions: [{ pmid: '1' }] }] },
      }),
    );
    expect(value.sites.map(({ facility }) => facility?.value)).toEqual(['A']);
    expect(value.references.map(({ retractions }) => retractions[0]?.pmid?.value)).toEqual(['1']);
  });

  test('keeps its number in a list where items without a value stand before it', () => {
    const conditions = ['', null, 'Asthma', [], 'COPD', ''];
    expect(leftoversIn(study({ conditionsModule: { conditions } }))).toEqual([
      ['/protocolSection/conditionsModule/conditions/0', ''],
      ['/protocolSection/conditionsModule/conditions/1', null],
      ['/protocolSection/conditionsModule/conditions/3', []],
    ]);
  });

  test.each([
    ['an object for a list', 'contactsLocationsModule', 'locations', { 0: SITE }],
    ['a list for a text', 'identificationModule', 'briefTitle', ['T', '']],
    ['an object for a text', 'identificationModule', 'nctId', { id: 'NCT00000001' }],
    ['a text for a list', 'conditionsModule', 'keywords', 'a, b'],
    ['a list for an object', 'statusModule', 'startDateStruct', [{ date: '2020' }]],
  ])('%s is left over as a whole', (_, module, key, value) => {
    const document = study({ [module]: { [key]: value } });
    expect(leftoversIn(document)).toEqual([[`/protocolSection/${module}/${key}`, value]]);
    expect(read(document).issues.map(({ code }) => code)).toEqual(['field-wrong-type']);
  });

  test('is left over even as a results section that is none', () => {
    expect(leftoversIn({ resultsSection: 'see paper' })).toEqual([
      ['/resultsSection', 'see paper'],
    ]);
  });
});

describe('a copy of a member that was read', () => {
  const copied = (copies: Readonly<Record<string, Json>>): unknown =>
    leftoversIn(study({ contactsLocationsModule: { ...copies } }));

  test.each(['before', 'after'])('is named, not repeated, when it stands %s', (where) => {
    const module =
      where === 'before'
        ? { nested: [SITE], locations: [SITE] }
        : { locations: [SITE], nested: [SITE] };
    expect(copied(module)).toEqual([
      ['/protocolSection/contactsLocationsModule/nested', { copyOf: LOCATIONS }],
    ]);
  });

  test('may have its members in another order', () => {
    const { facility, ...rest } = SITE;
    expect(copied({ locations: [SITE], nested: [{ ...rest, facility }] })).toEqual([
      ['/protocolSection/contactsLocationsModule/nested', { copyOf: LOCATIONS }],
    ]);
  });

  test('is none when one value differs', () => {
    const other = { ...SITE, city: 'Lyon' };
    expect(copied({ locations: [SITE], nested: [other] })).toEqual([
      ['/protocolSection/contactsLocationsModule/nested/0', other],
    ]);
  });

  test('is none when what it equals was not read, or is a mere text', () => {
    expect(leftoversIn(study({ x: { a: { b: 1 }, c: { b: 1 } } }))).toEqual([
      ['/protocolSection/x/a/b', 1],
      ['/protocolSection/x/c/b', 1],
    ]);
    expect(
      leftoversIn(study({ identificationModule: { briefTitle: 'T', shownTitle: 'T' } })),
    ).toEqual([['/protocolSection/identificationModule/shownTitle', 'T']]);
  });
});

/** What a trial tells, with the leftovers at their pointers: each leaf of the document once. */
function told(trial: Trial): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>();
  const leaves = (value: Json | undefined, pointer: string): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) leaves(inner, `${pointer}/${key}`);
    } else if (value !== undefined && value !== null && String(value).trim() !== '') {
      expect(found.has(pointer)).toBe(false);
      found.set(pointer, value);
    }
  };
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { place, value: own } = value as { place?: { pointer: string }; value?: Json };
    if (place) leaves(own, place.pointer);
    else for (const inner of Object.values(value)) walk(inner);
  };
  walk(trial);
  return found;
}

describe('whatever stands in a record', () => {
  const scalar = fc.constantFrom('', ' ', 'x', 'NCT00000001', '2020-01', true, 7, null);
  const value = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      scalar,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        fc.constantFrom(
          'label',
          'name',
          'type',
          'measure',
          'contacts',
          'geoPoint',
          'lat',
          'id',
          'x',
        ),
        tie('value'),
        { maxKeys: 5, noNullPrototype: true },
      ),
    ),
  })).value;

  test('is read or left over, each leaf once', () => {
    fc.assert(
      fc.property(value, value, value, (arms, sites, keywords) => {
        const document = study({
          armsInterventionsModule: { armGroups: arms, interventions: arms },
          contactsLocationsModule: { locations: sites, centralContacts: sites },
          conditionsModule: { conditions: keywords, keywords },
        });
        const { leftovers, ...trial } = read(document).value;
        const kept = told({ ...trial, leftovers: leftovers.filter(({ copyOf }) => !copyOf) });
        const copies = leftovers.flatMap(({ path, copyOf }) => (copyOf ? [path] : []));
        const expected = new Map<string, Json>();
        const walk = (node: Json | undefined, pointer: string): void => {
          if (copies.includes(pointer)) return;
          if (typeof node === 'object' && node !== null) {
            for (const [key, inner] of Object.entries(node)) walk(inner, `${pointer}/${key}`);
          } else if (node !== undefined && node !== null && String(node).trim() !== '')
            expected.set(pointer, node);
        };
        walk(document, '');
        expect(kept).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a hostile record', () => {
  /** A module whose unknown members differ from the read one in the last item only. */
  const nearCopies = (members: number): Json => {
    const list = (last: string): Json => [
      ...Array.from({ length: 200 }, (_, index) => ({ facility: `Site ${index}` })),
      { facility: last },
    ];
    return study({
      contactsLocationsModule: {
        locations: list('read'),
        ...Object.fromEntries(
          Array.from({ length: members }, (_, index) => [`copy${index}`, list(`${index}`)]),
        ),
      },
    });
  };
  const timeOf = (document: Json): number => {
    const start = performance.now();
    readStudy(document);
    return performance.now() - start;
  };

  test('of near copies takes time in proportion to its size', () => {
    const [small, large] = [parsed(nearCopies(20)), parsed(nearCopies(320))];
    timeOf(small);
    const quickest = (document: Json): number =>
      Math.min(...Array.from({ length: 5 }, () => timeOf(document)));
    // 16 times the size; quadratic would be 256 times.
    expect(quickest(large)).toBeLessThan(quickest(small) * 80 + 20);
  });

  test('of lists in lists, nothing of which is known, is one value in its place', () => {
    const nest = (depth: number): Json => (depth === 0 ? 'x' : [nest(depth - 1)]);
    expect(leftoversIn(study({ unknown: nest(90) }))).toEqual([
      ['/protocolSection/unknown/0', nest(89)],
    ]);
  });
});
