import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { BaseDefinitions } from '../../src/validate/structure-definition.ts';
import { MUTANT_KINDS } from './mutant-kinds.ts';
import { type Named, type Node, mutantsOf, seededRandom, viewer } from './mutants.ts';

const HERE = new URL('./', import.meta.url);
const BASE = new URL('../../profiles/base/r4.json.gz', import.meta.url);
const definitions = JSON.parse(gunzipSync(readFileSync(BASE)).toString()) as BaseDefinitions;
const bundle = JSON.parse(readFileSync(new URL('valid-bundle.json', HERE), 'utf8')) as Node;
const entries = (bundle['entry'] as readonly Node[]).map(({ resource }) => resource as Node);
const resources = [bundle, ...entries].map((resource, at): Named => ({
  name: `${String(resource['resourceType'])} ${at}`,
  resource,
}));
const text = (resource: Node): string => JSON.stringify(resource);
const mutants = (seed: number) => [
  ...mutantsOf(resources, MUTANT_KINDS, definitions, { seed, perKind: 3 }),
];

describe('mutants of valid resources', () => {
  const made = mutants(1);

  test('are the same for the same seed, and others for another', () => {
    expect(mutants(1)).toEqual(made);
    expect(mutants(2)).not.toEqual(made);
  });

  test('differ from what they were made of, which stays as it was', () => {
    expect(made.filter(({ from, resource }) => text(from.resource) === text(resource))).toEqual([]);
    expect(resources[0]?.resource).toEqual(
      JSON.parse(readFileSync(new URL('valid-bundle.json', HERE), 'utf8')),
    );
  });

  test('are of more than a hundred kinds, no two of one name', () => {
    const names = MUTANT_KINDS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(made.map(({ kind }) => kind)).size).toBeGreaterThan(100);
  });

  test('are of every type of resource that is there', () => {
    const types = made.map(({ from }) => from.resource['resourceType']);
    expect(new Set(types)).toEqual(
      new Set(resources.map(({ resource }) => resource['resourceType'])),
    );
  });
});

describe('the places of a resource', () => {
  const patient = {
    resourceType: 'Patient',
    name: [{ family: 'x', period: { start: '2024' } }],
    deceasedBoolean: false,
    contact: [{ telecom: [{ value: '1' }] }],
    contained: [{ resourceType: 'Questionnaire', item: [{ item: [{ linkId: '1' }] }] }],
  };
  const { spots, holders } = viewer(definitions)(patient);

  test('have the types of the base definitions, in lists, choices, parts and contained resources', () => {
    const types = spots
      .filter(({ value }) => !Array.isArray(value))
      .map(({ element, type }) => `${element.path} ${type}`);
    expect(types).toEqual([
      'Patient.name HumanName',
      'HumanName.family string',
      'HumanName.period Period',
      'Period.start dateTime',
      'Patient.deceased[x] boolean',
      'Patient.contact BackboneElement',
      'Patient.contact.telecom ContactPoint',
      'ContactPoint.value string',
      'Patient.contained Resource',
      'Questionnaire.item BackboneElement',
      'Questionnaire.item.item BackboneElement',
      'Questionnaire.item.linkId string',
    ]);
    expect(holders.filter(({ isResource }) => isResource).map(({ type }) => type)).toEqual([
      'Patient',
      'Questionnaire',
    ]);
  });
});

test('the random numbers are those of the seed', () => {
  const random = seededRandom(42);
  expect([random.below(1000), random.below(1000), random.pick(['a', 'b', 'c'])]).toEqual([
    601,
    448,
    'c',
  ]);
});
