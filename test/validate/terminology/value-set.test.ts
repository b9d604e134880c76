import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/shared/json.ts';
import { toCodeSystemCodes } from '../../../src/validate/terminology/code-system.ts';
import { type Terminology, toTerminology } from '../../../src/validate/terminology/terminology.ts';
import { toValueSetCodes } from '../../../src/validate/terminology/value-set.ts';

const ANIMALS: JsonObject = {
  resourceType: 'CodeSystem',
  url: 'http://a.invalid/animals',
  content: 'complete',
  caseSensitive: true,
  concept: [
    { code: 'mammal', concept: [{ code: 'dog', concept: [{ code: 'poodle' }] }, { code: 'cat' }] },
    { code: 'bird' },
    { code: 'bat', property: [{ code: 'subsumedBy', valueCode: 'mammal' }] },
  ],
};
const PLANTS: JsonObject = {
  resourceType: 'CodeSystem',
  url: 'http://a.invalid/plants',
  content: 'fragment',
  concept: [{ code: 'oak', display: 'Oak' }],
};
const url = 'http://a.invalid/vs';
const system = 'http://a.invalid/animals';
const plants = 'http://a.invalid/plants';

const valueSet = (at: string, parts: JsonObject): JsonObject => ({
  resourceType: 'ValueSet',
  url: at,
  ...parts,
});

const PETS = valueSet('http://a.invalid/pets', {
  compose: { include: [{ system, concept: [{ code: 'dog' }, { code: 'cat' }] }] },
});
const LOOP = valueSet('http://a.invalid/loop', {
  compose: { include: [{ valueSet: ['http://a.invalid/loop'] }] },
});

function terminologyOf(parts: JsonObject): Terminology {
  return toTerminology(
    [ANIMALS, PLANTS].map(toCodeSystemCodes),
    [PETS, LOOP, valueSet(url, parts)].map(toValueSetCodes),
  );
}

/** Those of a few codes that are in the value set, and `?` with those of which it cannot be told. */
function members(parts: JsonObject): string {
  const has = terminologyOf(parts).binding('required', url)?.has;
  return ['mammal', 'dog', 'poodle', 'cat', 'bird', 'bat', 'fish']
    .flatMap((code) => {
      const within = has?.(system, code);
      if (within === undefined) return [`?${code}`];
      return within ? [code] : [];
    })
    .join(' ');
}

const including = (...include: JsonObject[]): JsonObject => ({ compose: { include } });
const filtered = (op: string, value: string, property = 'concept'): JsonObject =>
  including({ system, filter: [{ property, op, value }] });

describe('membership in a value set', () => {
  it.each<readonly [string, JsonObject, string]>([
    ['takes a whole code system', including({ system }), 'mammal dog poodle cat bird bat'],
    ['takes listed codes', including({ system, concept: [{ code: 'dog' }] }), 'dog'],
    [
      'follows is-a through nesting and subsumedBy',
      filtered('is-a', 'mammal'),
      'mammal dog poodle cat bat',
    ],
    ['leaves the root out of descendent-of', filtered('descendent-of', 'dog'), 'poodle'],
    ['leaves out what is-not-a names', filtered('is-not-a', 'mammal'), 'bird'],
    ['takes children alone', filtered('child-of', 'mammal'), 'dog cat bat'],
    ['takes ancestors', filtered('generalizes', 'poodle'), 'mammal dog poodle'],
    ['takes what is listed in a filter', filtered('in', 'dog,bird'), 'dog bird'],
    [
      'takes what is in one of several parts',
      including(
        { system, concept: [{ code: 'bird' }] },
        { valueSet: ['http://a.invalid/pets|1.0'] },
      ),
      'dog cat bird',
    ],
    [
      'takes what fulfils all that one part says',
      including({
        system,
        filter: [{ property: 'concept', op: 'is-a', value: 'dog' }],
        valueSet: ['http://a.invalid/pets'],
      }),
      'dog',
    ],
    [
      'takes out what is excluded',
      {
        compose: {
          include: [{ system }],
          exclude: [
            { valueSet: ['http://a.invalid/pets'] },
            { system, concept: [{ code: 'bat' }] },
          ],
        },
      },
      'mammal poodle bird',
    ],
    [
      'reads an expansion, its nested entries too, but no abstract one',
      {
        expansion: {
          contains: [
            { system, code: 'mammal', abstract: true, contains: [{ system, code: 'dog' }] },
          ],
        },
      },
      'dog',
    ],
    [
      'cannot tell of a property that is not kept, but of a code that does not exist',
      filtered('=', '4', 'legs'),
      '?mammal ?dog ?poodle ?cat ?bird ?bat',
    ],
    [
      'cannot tell where a value set is not loaded, unless another part has the code',
      including({ valueSet: ['http://a.invalid/unknown'] }, { system, concept: [{ code: 'dog' }] }),
      '?mammal dog ?poodle ?cat ?bird ?bat ?fish',
    ],
    [
      'ends where value sets include themselves',
      including({ valueSet: ['http://a.invalid/loop'] }),
      '?mammal ?dog ?poodle ?cat ?bird ?bat ?fish',
    ],
    [
      'cannot tell of a value set without members',
      {},
      '?mammal ?dog ?poodle ?cat ?bird ?bat ?fish',
    ],
    ['knows that a code of another system is outside', including({ system: plants }), ''],
  ])('%s', (_claim, parts, expected) => {
    expect(members(parts)).toBe(expected);
  });
});

describe('toTerminology', () => {
  const terminology = terminologyOf(including({ system, concept: [{ code: 'dog' }] }));

  it('tells members of a bound value set, with and without their system', () => {
    const has = terminology.binding('required', `${url}|1.0`)?.has;
    expect([
      has?.(system, 'dog'),
      has?.(undefined, 'dog'),
      has?.(system, 'cat'),
      has?.('http://b.invalid', 'dog'),
    ]).toEqual([true, true, false, false]);
  });

  it('demands nothing of an example binding, and cannot tell of a value set that is not loaded', () => {
    expect(terminology.binding('example', url)).toBeUndefined();
    expect(terminology.binding('preferred', 'http://a.invalid/unknown')).toBeUndefined();
    expect(terminology.binding('required', 'http://a.invalid/unknown')?.has).toBeUndefined();
  });

  it('knows whether a code exists, where the system is complete', () => {
    expect([
      terminology.hasCode(system, 'poodle'),
      terminology.hasCode(system, 'fish'),
      terminology.hasCode(plants, 'oak'),
      terminology.hasCode(plants, 'elm'),
      terminology.hasCode('http://snomed.info/sct', 'x'),
    ]).toEqual([true, false, true, undefined, undefined]);
  });

  it.each([
    [true, 'Dog', false],
    [false, 'Dog', true],
    // a system that does not say proves neither spelling wrong
    [undefined, 'DOG', true],
  ])('minds case where caseSensitive is %s', (caseSensitive, code, expected) => {
    const resource = { url: system, content: 'complete', concept: [{ code: 'dog' }] };
    const codes = toCodeSystemCodes(
      caseSensitive === undefined ? resource : { ...resource, caseSensitive },
    );
    const { hasCode, binding } = toTerminology(
      [codes],
      [toValueSetCodes(valueSet(url, including({ system, concept: [{ code: 'dog' }] })))],
    );
    expect(hasCode(system, code)).toBe(expected);
    expect(binding('required', url)?.has?.(system, code)).toBe(expected);
  });

  it('prefers the more complete of two definitions, and the later of equals', () => {
    const of = (content: string, code: string): ReturnType<typeof toCodeSystemCodes> =>
      toCodeSystemCodes({ url: system, content, caseSensitive: true, concept: [{ code }] });
    const hasCode = (...all: ReturnType<typeof toCodeSystemCodes>[]): (boolean | undefined)[] =>
      ['a', 'b'].map((code) => toTerminology(all, []).hasCode(system, code));
    expect(hasCode(of('complete', 'a'), of('not-present', 'b'))).toEqual([true, false]);
    expect(hasCode(of('complete', 'a'), of('complete', 'b'))).toEqual([false, true]);
  });

  it('adds the designations of supplements to the displays', () => {
    const supplement = toCodeSystemCodes({
      url: 'http://a.invalid/de',
      content: 'supplement',
      supplements: `${plants}|1`,
      concept: [{ code: 'oak', designation: [{ language: 'de', value: 'Eiche' }] }],
    });
    const known = toTerminology([toCodeSystemCodes(PLANTS), supplement], []).system(plants);
    expect(known?.displays('oak')).toEqual(['Oak', 'Eiche']);
  });
});
