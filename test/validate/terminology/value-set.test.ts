import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/shared/json.ts';
import { toCodeSystemCodes } from '../../../src/validate/terminology/code-system.ts';
import { toTerminology } from '../../../src/validate/terminology/terminology.ts';
import {
  toValueSetCodes,
  type ValueSetCodes,
} from '../../../src/validate/terminology/value-set.ts';

const animals: JsonObject = {
  resourceType: 'CodeSystem',
  url: 'http://a.invalid/animals',
  content: 'complete',
  concept: [
    { code: 'mammal', concept: [{ code: 'dog', concept: [{ code: 'poodle' }] }, { code: 'cat' }] },
    { code: 'bird' },
    { code: 'bat', property: [{ code: 'subsumedBy', valueCode: 'mammal' }] },
  ],
};
const source = {
  codeSystem: (url: string) => (url === animals['url'] ? animals : undefined),
  valueSet: (url: string) =>
    url === 'http://a.invalid/pets'
      ? valueSet([{ system: animals['url'], concept: [{ code: 'dog' }] }])
      : undefined,
};

function valueSet(include: readonly JsonObject[], exclude?: readonly JsonObject[]): JsonObject {
  return {
    resourceType: 'ValueSet',
    url: 'http://a.invalid/vs',
    compose: exclude === undefined ? { include } : { include, exclude },
  };
}

const expanded = (include: readonly JsonObject[], exclude?: readonly JsonObject[]): ValueSetCodes =>
  toValueSetCodes(valueSet(include, exclude), source);

const url = 'http://a.invalid/vs';
const system = 'http://a.invalid/animals';

describe('toValueSetCodes', () => {
  it('takes a whole code system by name', () => {
    expect(expanded([{ system }])).toEqual({ url, complete: true, include: [{ system }] });
  });

  it('follows is-a through nesting and subsumedBy', () => {
    const filter = [{ property: 'concept', op: 'is-a', value: 'mammal' }];
    expect(expanded([{ system, filter }]).include).toEqual([
      { system, codes: ['mammal', 'dog', 'poodle', 'cat', 'bat'] },
    ]);
  });

  it('leaves the root out of descendent-of', () => {
    const filter = [{ property: 'concept', op: 'descendent-of', value: 'dog' }];
    expect(expanded([{ system, filter }]).include).toEqual([{ system, codes: ['poodle'] }]);
  });

  it('includes other value sets and takes out what is excluded', () => {
    const set = expanded(
      [{ valueSet: ['http://a.invalid/pets|1'] }, { system }],
      [{ system, concept: [{ code: 'bird' }] }],
    );
    expect(set.include).toEqual([
      { system, codes: ['dog'] },
      { system, codes: ['mammal', 'dog', 'poodle', 'cat', 'bat'] },
    ]);
  });

  it.each([
    [[{ system: 'http://snomed.info/sct' }]],
    [[{ system, filter: [{ property: 'legs', op: '=', value: '4' }] }]],
    [[{ valueSet: ['http://a.invalid/unknown'] }]],
  ])('says where it cannot know: %j', (include) => {
    expect(expanded(include).complete).toBe(false);
  });
});

describe('toTerminology', () => {
  const terminology = toTerminology(
    [toCodeSystemCodes(animals)],
    [expanded([{ system, concept: [{ code: 'dog' }] }])],
  );

  it('tells members of a bound value set', () => {
    const binding = terminology.binding('required', `${url}|1.0`);
    expect([
      binding?.has?.(system, 'dog'),
      binding?.has?.(undefined, 'dog'),
      binding?.has?.(system, 'cat'),
      binding?.has?.('http://b.invalid', 'dog'),
    ]).toEqual([true, true, false, false]);
  });

  it('demands nothing of a preferred binding, and cannot tell for a value set that is not loaded', () => {
    expect(terminology.binding('preferred', url)).toBeUndefined();
    expect(terminology.binding('required', 'http://a.invalid/unknown')?.has).toBeUndefined();
  });

  it('knows whether a code exists, where the system is complete', () => {
    expect([
      terminology.hasCode(system, 'poodle'),
      terminology.hasCode(system, 'fish'),
      terminology.hasCode('http://snomed.info/sct', 'x'),
    ]).toEqual([true, false, undefined]);
  });
});
