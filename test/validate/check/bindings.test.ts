import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../../src/source/load-validator.ts';
import type { Json } from '../../../src/shared/json.ts';

const validator = loadValidator();
const V2 = 'http://terminology.hl7.org/CodeSystem/v2-0203';
const OTHER = 'https://a.invalid/CodeSystem/identifier-type';

/** What is said of Identifier.type, whose value set is extensible and uses the system V2 alone. */
function notes(type: Json): string[] {
  const organization = { resourceType: 'Organization', identifier: [{ value: '1', type }] };
  return validator
    .validate(organization)
    .filter(({ code }) => code === 'binding-extensible')
    .map(({ severity }) => severity);
}

describe('checkBinding', () => {
  it.each<readonly [string, Json, readonly string[]]>([
    ['passes a code of the value set', { coding: [{ system: V2, code: 'TAX' }] }, []],
    ['passes text without a code', { text: 'grant' }, []],
    [
      'warns of a code that a system of the value set has and the value set has not',
      { coding: [{ system: V2, code: 'NI' }] },
      ['warning'],
    ],
    [
      'notes a code of a system that the value set does not use',
      { coding: [{ system: OTHER, code: 'grant' }] },
      ['information'],
    ],
    [
      'warns where one of two codes is of a system of the value set',
      {
        coding: [
          { system: OTHER, code: 'grant' },
          { system: V2, code: 'NI' },
        ],
      },
      ['warning'],
    ],
    [
      'passes where one of two codes is in the value set',
      {
        coding: [
          { system: OTHER, code: 'grant' },
          { system: V2, code: 'TAX' },
        ],
      },
      [],
    ],
    ['warns of a code without a system', { coding: [{ code: 'grant' }] }, ['warning']],
  ])('%s', (_claim, type, expected) => {
    expect(notes(type)).toEqual(expected);
  });
});
