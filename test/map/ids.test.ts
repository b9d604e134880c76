import { describe, expect, test } from 'vitest';

import {
  computableName,
  locationKey,
  organizationSlugs,
  slugOf,
  studyKey,
} from '../../src/map/ids.ts';
import { receivedWith, registeredTrial, siteWith, text, trialWith } from '../builders.ts';

const ID = /^[A-Za-z0-9][A-Za-z0-9.-]{0,47}$/;

describe('studyKey', () => {
  test('is registry and number in lower case', () => {
    expect(studyKey(registeredTrial(), receivedWith())).toBe('ctgov-nct01234567');
  });

  test('replaces what an id cannot hold in a registry number', () => {
    const identifiers = [
      { kind: 'registry' as const, id: text('CTRI/2020/01/012345'), registry: 'ctri' },
    ];
    expect(studyKey(trialWith({ identifiers }), receivedWith())).toBe('ctri-ctri-2020-01-012345');
  });

  test("is the sender's key where the record has no registry number", () => {
    expect(studyKey(trialWith({}), receivedWith('x', { recordKey: '9a75afc2414ddea6' }))).toBe(
      'rec-9a75afc2414ddea6',
    );
  });

  test('keeps two keys apart that read alike as ids', () => {
    const keyOf = (recordKey: string): string =>
      studyKey(trialWith({}), receivedWith('x', { recordKey }));
    const keys = ['a/b', 'a b', 'a_b', '研究', 'x'.repeat(200), `${'x'.repeat(200)}y`].map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => !ID.test(key))).toEqual([]);
  });

  test('is the hash of the title where there is no key, of the record where there is no title', () => {
    const titled = trialWith({ titles: { brief: text('TACE') } });
    expect(studyKey(titled, receivedWith('one'))).toBe(studyKey(titled, receivedWith('two')));
    expect(studyKey(trialWith({}), receivedWith('one'))).not.toBe(
      studyKey(trialWith({}), receivedWith('two')),
    );
    expect(studyKey(titled, receivedWith())).toMatch(/^txt-[0-9a-f]{16}$/);
  });
});

describe('organizationSlugs', () => {
  test('does not depend on the order of the names', () => {
    const names = ['Acme, Inc.', 'Acme Inc', 'Bayer'];
    const forward = organizationSlugs(names);
    const backward = organizationSlugs(names.toReversed());
    expect(Object.fromEntries(forward)).toEqual(Object.fromEntries(backward));
    expect(new Set(forward.values()).size).toBe(3);
    expect(forward.get('Acme Inc')).toBe('acme-inc');
  });

  test('gives one name one slug however often it stands there', () => {
    expect(organizationSlugs(['Bayer', 'Bayer']).size).toBe(1);
  });
});

describe('slugOf', () => {
  test.each([
    ['Hôpital Saint-Louis & Co.', 'hopital-saint-louis-co'],
    ['3M', '3m'],
  ])('%s reads %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  test.each(['中山大学', 'Ωμέγα', '???', 'University of '.repeat(20)])(
    '%s fits into an id',
    (name) => {
      expect(`org-${slugOf(name)}`).toMatch(/^[A-Za-z0-9.-]{1,64}$/);
    },
  );
});

describe('locationKey', () => {
  test('follows from the address alone', () => {
    const place = { facility: text('Clinic'), city: text('Bern') };
    expect(locationKey(siteWith({ ...place, status: { ...text('RECRUITING'), table: 't' } }))).toBe(
      locationKey(siteWith(place)),
    );
  });

  test('is absent where there is no address', () => {
    expect(locationKey(siteWith({ city: text(' ') }))).toBeUndefined();
  });
});

test('computableName gives a name software can use', () => {
  expect(computableName('ctgov-nct01234567-out-pri-1')).toBe('Ctgov_nct01234567_out_pri_1');
});
