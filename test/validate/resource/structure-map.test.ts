import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../../src/source/load-validator.ts';

const validators = {
  R4: loadValidator({ fhir: 'r4', folders: [] }),
  R5: loadValidator({ fhir: 'r5', folders: [] }),
};

interface Map {
  readonly source?: object;
  readonly target?: object;
  readonly rule?: readonly object[];
  readonly input?: readonly object[];
}

/** A map from Patient to Person, called Human there, with one rule. */
function mapWith(release: 'R4' | 'R5', { source, target, rule, input }: Map): object {
  const only4 = (value: object): object => (release === 'R4' ? value : {});
  return {
    resourceType: 'StructureMap',
    url: 'http://a.invalid/StructureMap/m',
    name: 'M',
    status: 'draft',
    structure: [
      { url: 'http://hl7.org/fhir/StructureDefinition/Person', mode: 'target', alias: 'Human' },
    ],
    group: [
      {
        name: 'main',
        ...only4({ typeMode: 'none' }),
        input: input ?? [
          { name: 'p', type: 'Patient', mode: 'source' },
          { name: 'h', type: 'Human', mode: 'target' },
        ],
        rule: [
          {
            name: 'one',
            source: [{ context: 'p', variable: 'v', ...source }],
            target: [{ context: 'h', ...only4({ contextType: 'variable' }), ...target }],
            ...(rule && { rule }),
          },
        ],
      },
    ],
  };
}

function found(release: 'R4' | 'R5', map: Map): string[] {
  return validators[release]
    .validate(mapWith(release, map))
    .filter(({ severity }) => severity === 'error')
    .map(({ code, expression = '' }) => `${code} ${expression.replace(/^.*rule\[0\]\./, '')}`);
}

describe.each(['R4', 'R5'] as const)('a StructureMap of %s', (release) => {
  it.each<readonly [string, Map, readonly string[]]>([
    ['elements that are there', { source: { element: 'name' }, target: { element: 'name' } }, []],
    ['a source nobody named', { source: { context: 'q' } }, ['expression-invalid source[0]']],
    ['a target nobody named', { target: { context: 'v2' } }, ['expression-invalid target[0]']],
    ['a type as the source', { source: { context: 'Patient' } }, []],
    ['an element Patient lacks', { source: { element: 'nom' } }, ['expression-invalid source[0]']],
    [
      'an element that is of Patient alone',
      { target: { element: 'multipleBirth' } },
      ['expression-invalid target[0]'],
    ],
    [
      'elements of a variable',
      {
        source: { element: 'name' },
        rule: [{ name: 'r', source: [{ context: 'v', element: 'family' }] }],
      },
      [],
    ],
    [
      'elements a variable lacks',
      {
        source: { element: 'name' },
        rule: [{ name: 'r', source: [{ context: 'v', element: 'birthDate' }] }],
      },
      ['expression-invalid source[0]'],
    ],
    [
      'what a condition on the type leaves',
      {
        source: { element: 'deceased', type: 'dateTime' },
        rule: [{ name: 'r', source: [{ context: 'v', element: 'family' }] }],
      },
      ['expression-invalid source[0]'],
    ],
    ['one of the types of an element', { source: { element: 'deceased', type: 'boolean' } }, []],
    [
      'a type an element does not have',
      { source: { element: 'deceased', type: 'Quantity' } },
      ['expression-invalid source[0]'],
    ],
    [
      'what is created',
      {
        target: { element: 'name', variable: 'n', transform: 'create' },
        rule: [
          {
            name: 'r',
            source: [{ context: 'v' }],
            target: [
              {
                context: 'n',
                ...(release === 'R4' && { contextType: 'variable' }),
                element: 'families',
              },
            ],
          },
        ],
      },
      ['expression-invalid target[0]'],
    ],
    [
      'inputs of types nobody knows',
      {
        input: [
          { name: 'p', mode: 'source' },
          { name: 'h', type: 'Thing', mode: 'target' },
        ],
        source: { element: 'x' },
        target: { element: 'y' },
      },
      [],
    ],
  ])('may speak of %s, or not', (_name, map, expected) => {
    expect(found(release, map)).toEqual(expected);
  });
});

it('takes rules that nest without end', () => {
  let rule: object = { name: 'r', source: [{ context: 'p' }] };
  for (let depth = 0; depth < 3000; depth += 1) rule = { name: 'r', rule: [rule] };
  expect(() => found('R4', { rule: [rule] })).not.toThrow();
});
