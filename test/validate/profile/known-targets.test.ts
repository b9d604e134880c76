import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadValidatorWithProfiles } from '../../../src/source/load-validator.ts';
import type { Target } from '../../../src/validate/validator.ts';

const HL7 = 'http://hl7.org/fhir/StructureDefinition/';
const OWN = 'http://a.invalid/StructureDefinition/';
const PERFORMER = 'Observation.performer';

function profile(name: string, element: readonly object[], type = 'Observation'): object {
  return {
    resourceType: 'StructureDefinition',
    url: OWN + name,
    name,
    kind: 'resource',
    abstract: false,
    type,
    baseDefinition: HL7 + type,
    derivation: 'constraint',
    differential: { element: [{ id: type, path: type }, ...element] },
  };
}

/** One slice, of references to an organization, that has to be there. */
function sliced(
  by: 'type' | 'profile',
  rules: 'open' | 'closed',
  target: string,
): readonly object[] {
  const discriminator = [{ type: by, path: 'resolve()' }];
  const type = [{ code: 'Reference', targetProfile: [target] }];
  return [
    { id: PERFORMER, path: PERFORMER, slicing: { discriminator, rules } },
    { id: `${PERFORMER}:org`, path: PERFORMER, sliceName: 'org', min: 1, max: '1', type },
  ];
}

const ruled = (expression: string): readonly object[] => [
  {
    id: PERFORMER,
    path: PERFORMER,
    constraint: [{ key: 'a-1', severity: 'error', human: 'Rule.', expression }],
  },
];

const DEFINITIONS = [
  profile(
    'named-org',
    [{ id: 'Organization.name', path: 'Organization.name', min: 1 }],
    'Organization',
  ),
  profile('by-type', sliced('type', 'closed', `${HL7}Organization`)),
  profile('by-profile', sliced('profile', 'closed', `${OWN}named-org`)),
  profile('rule', ruled('resolve().name.exists()')),
  profile('narrow', [
    {
      id: PERFORMER,
      path: PERFORMER,
      type: [{ code: 'Reference', targetProfile: [`${OWN}named-org`] }],
    },
  ]),
];

const folder = mkdtempSync(join(tmpdir(), 'trialcast-targets-'));
writeFileSync(
  join(folder, 'all.json'),
  JSON.stringify({ resourceType: 'Bundle', entry: DEFINITIONS.map((resource) => ({ resource })) }),
);
const { validator } = loadValidatorWithProfiles({ folders: [], packages: [folder] });

const ORGANIZATION = { resourceType: 'Organization', id: '1', name: 'A' } as const;
const NAMELESS = { resourceType: 'Organization', id: '1', active: true } as const;

function errors(name: string, reference: string, target?: Target): readonly string[] {
  const observation = {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    performer: [{ reference }],
  };
  const resolve = (): Target | undefined => target;
  return validator
    .validate(observation, { profiles: [OWN + name], resolve })
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code)
    .toSorted();
}

describe('a resource that a reference leads to', () => {
  it('of which type and id alone are known, is sorted into slices by its type', () => {
    expect(errors('by-type', 'Organization/1', { type: 'Organization' })).toEqual([]);
    expect(errors('by-type', 'Patient/1', { type: 'Patient' })).toEqual([
      'slice-missing',
      'slice-unmatched',
    ]);
  });

  it('of which type and id alone are known, breaks no rule about its content and misses no slice by it', () => {
    expect(errors('rule', 'Organization/1', { type: 'Organization' })).toEqual([]);
    expect(errors('by-profile', 'Organization/1', { type: 'Organization' })).toEqual([]);
  });

  it('that is at hand is checked as a whole', () => {
    expect(errors('rule', 'Organization/1', { resource: ORGANIZATION })).toEqual([]);
    expect(errors('rule', 'Organization/1', { resource: NAMELESS })).toEqual(['invariant-failed']);
    expect(errors('by-profile', 'Organization/1', { resource: ORGANIZATION })).toEqual([]);
    expect(errors('by-profile', 'Organization/1', { resource: NAMELESS })).toContain(
      'slice-missing',
    );
    expect(errors('narrow', 'Organization/1', { resource: NAMELESS })).toEqual([
      'reference-wrong-type',
    ]);
  });

  it('of which nobody knows is none, as the reference validator has it', () => {
    expect(errors('rule', 'Organization/1')).toEqual(['invariant-failed']);
    expect(errors('by-type', 'Organization/1')).toEqual(['slice-missing', 'slice-unmatched']);
    expect(errors('by-profile', 'Organization/1')).toEqual(['slice-missing', 'slice-unmatched']);
  });

  it('is of a type that a profile allows, whoever knows it', () => {
    expect(errors('narrow', 'Organization/1')).toEqual([]);
    expect(errors('narrow', 'Organization/1', { type: 'Organization' })).toEqual([]);
    expect(errors('narrow', 'Patient/1')).toEqual(['reference-wrong-type']);
    expect(
      errors('narrow', 'urn:uuid:00000000-0000-4000-8000-000000000000', { type: 'Patient' }),
    ).toEqual(['reference-wrong-type']);
  });
});
