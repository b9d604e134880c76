import { describe, expect, test } from 'vitest';
import type { Strategy } from '../../../src/config/destination.ts';
import { chooseStrategy } from '../../../src/deliver/strategy/choose.ts';
import type { ServerProfile } from '../../../src/deliver/strategy/server-profile.ts';

const TYPES = new Set(['Group', 'ResearchStudy']);

/** A statement of these two types; each says the same of both unless it says otherwise. */
const profile = (
  said: {
    readonly updateCreate?: boolean;
    readonly conditionalCreate?: boolean;
    readonly conditionalUpdate?: boolean;
    readonly interactions?: readonly string[];
    readonly software?: string;
  } = {},
): ServerProfile => {
  const each = (value: boolean | undefined): ReadonlyMap<string, boolean> =>
    new Map(value === undefined ? [] : [...TYPES].map((type) => [type, value]));
  return {
    software: said.software ?? 'A server 1',
    fhirVersion: '4.0.1',
    resourceTypes: TYPES,
    updateCreate: each(said.updateCreate),
    conditionalCreate: each(said.conditionalCreate),
    conditionalUpdate: each(said.conditionalUpdate),
    interactions: said.interactions && new Set(said.interactions),
  };
};

const chosen = (asked: Strategy, server: ServerProfile, maxEntries?: number): string => {
  const { ids, unit, maxEntries: limit } = chooseStrategy(asked, server, TYPES, { maxEntries });
  return [ids, unit, limit ?? 'no limit'].join(' ');
};

describe('chooseStrategy', () => {
  test.each([
    ['says nothing', {}, 'client transaction no limit'],
    ['states updateCreate', { updateCreate: true, conditionalCreate: true }, 'client transaction no limit'],
    ['refuses our ids', { updateCreate: false }, 'conditional-create transaction no limit'],
    ['says nothing of ours and states conditional create (HAPI)', { conditionalCreate: true }, 'client transaction no limit'],
    ['has conditional update alone', { updateCreate: false, conditionalCreate: false, conditionalUpdate: true }, 'conditional-update transaction no limit'],
    ['has batch alone', { interactions: ['batch'] }, 'client batch no limit'],
    ['has no bundles', { interactions: [] }, 'client single no limit'],
    ['is Medplum', { updateCreate: true, software: 'Medplum 5' }, 'client transaction 50'],
    ['is Medplum and refuses our ids', { updateCreate: false, software: 'medplum 5' }, 'conditional-create transaction 8'],
    ['is Microsoft’s with batches', { interactions: ['batch'], software: 'Microsoft FHIR Server' }, 'client batch 500'],
  ] as const)('by itself, for a server that %s: %s', (_name, said, expected) => {
    expect(chosen('auto', profile(said))).toBe(expected);
  }); // prettier-ignore

  test('takes what was asked for, and of two limits the smaller', () => {
    const medplum = profile({ updateCreate: false, software: 'Medplum 5' });
    expect(chosen('transaction', medplum, 10)).toBe('client transaction 10');
    expect(chosen('transaction', medplum, 90)).toBe('client transaction 50');
    expect(chosen('conditional-update', medplum)).toBe('conditional-update transaction 8');
    expect(chosen('conditional-create', profile({ interactions: ['batch'] }), 30)).toBe(
      'conditional-create batch 30',
    );
    expect(chosen('single', medplum, 10)).toBe('conditional-create single no limit');
  });

  test('goes by what the server has shown where it says nothing', () => {
    const hapi = profile({ conditionalCreate: true, software: 'HAPI FHIR Server 8.8.0' });
    expect(chooseStrategy('auto', hapi, TYPES)).toMatchObject({ ids: 'client', isGuess: true });
    expect(chooseStrategy('auto', hapi, TYPES, { hasRefused: true })).toMatchObject({
      ids: 'conditional-create',
      maxEntries: 100,
    });
    const stated = profile({ updateCreate: true });
    expect(chooseStrategy('auto', stated, TYPES).isGuess).toBeUndefined();
    expect(chooseStrategy('auto', stated, TYPES, { hasRefused: true }).ids).toBe('client');
  });

  test('says why', () => {
    const { reasons } = chooseStrategy(
      'auto',
      { ...profile({ interactions: ['transaction'], software: 'Medplum 5' }), updateCreate: new Map([['Group', false]]) },
      TYPES,
    ); // prettier-ignore
    expect(reasons).toEqual([
      'The server says that it takes no ids of ours for Group (updateCreate).',
      'The server states the transaction interaction.',
      'Medplum refuses transactions like this of more than 8 entries.',
    ]);
  });
});
