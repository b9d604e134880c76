import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FHIR_VERSIONS, type FhirVersion } from '../../../src/shared/fhir-version.ts';
import { readPackage } from '../../../src/source/package/read-package.ts';
import { toStructure } from '../../../src/source/package/to-structure.ts';
import { readBaseText } from '../../../src/validate/base-text.ts';
import { withSnapshots } from '../../../src/validate/profile/snapshot/snapshots.ts';
import type {
  BaseDefinitions,
  ElementDefinition,
  StructureDefinition,
} from '../../../src/validate/structure-definition.ts';

const PROFILES = new URL('../../../profiles/', import.meta.url);
const HL7 = 'http://hl7.org/fhir/StructureDefinition/';
const OWN = 'http://a.invalid/StructureDefinition/';

function baseOf(fhir: FhirVersion): BaseDefinitions {
  const packed = readFileSync(new URL(`base/${fhir}.json.gz`, PROFILES));
  return readBaseText(gunzipSync(packed).toString('latin1'));
}

/** What a validator reads of an element. */
function facts({ slicing, binding, type, constraint, ...element }: ElementDefinition): object {
  const choices = Object.entries(element).filter(([key]) =>
    /^(fixed|pattern|m..Value)[A-Z]/.test(key),
  );
  const types = (type ?? []).map(({ code, profile = [], targetProfile = [] }) =>
    [code, ...profile, ...targetProfile].join(' '),
  );
  return {
    count: `${element.min}..${element.max}`,
    types: types.toSorted(),
    choices,
    binding: binding && `${binding.strength} ${binding.valueSet?.replace(/\|.*/, '')}`,
    constraints: (constraint ?? [])
      .map(({ key }) => key)
      .filter((key) => !EVERYWHERE.has(key))
      .toSorted(),
    slicing: slicing && [slicing.rules, slicing.ordered === true, slicing.discriminator],
  };
}

/** Constraints of every element, which the base definitions leave out. */
const EVERYWHERE = new Set(['ele-1', 'ext-1']);

describe.each(FHIR_VERSIONS)('snapshots made of differentials, of %s', (fhir) => {
  const base = baseOf(fhir);
  const own = readPackage(fileURLToPath(new URL(`${fhir}/`, PROFILES)))
    .resources.filter(({ resourceType }) => resourceType === 'StructureDefinition')
    .flatMap((resource) => toStructure(resource) ?? []);
  const bare = own.map((structure): StructureDefinition => {
    const { snapshot: _, ...kept } = structure;
    return kept;
  });
  const { whole, problems } = withSnapshots(bare, base.structures);

  it('are those SUSHI made of our own profiles and extensions', () => {
    expect(problems).toEqual(new Map());
    expect(own.length).toBeGreaterThan(30);
    for (const [index, structure] of own.entries()) {
      const made = whole.get(bare[index] ?? structure)?.snapshot?.element ?? [];
      const table = (elements: readonly ElementDefinition[]): object =>
        Object.fromEntries(elements.map((element) => [element.id, facts(element)]));
      expect([structure.url, table(made)]).toEqual([
        structure.url,
        table(structure.snapshot?.element ?? []),
      ]);
    }
  });
});

type Element = Omit<Partial<ElementDefinition>, 'id'> & { readonly path: string };

describe('a snapshot', () => {
  const { structures } = baseOf('r4');

  function profile(
    name: string,
    element: readonly Element[],
    more: object = {},
  ): StructureDefinition {
    const resource = {
      resourceType: 'StructureDefinition',
      url: OWN + name,
      name,
      kind: 'resource',
      abstract: false,
      derivation: 'constraint',
      type: element[0]?.path.split('.')[0] ?? '',
      baseDefinition: HL7 + (element[0]?.path.split('.')[0] ?? ''),
      differential: { element },
      ...more,
    };
    const structure = toStructure(JSON.parse(JSON.stringify(resource)));
    if (structure === undefined) throw new Error(`${name} is none`);
    return structure;
  }

  /** The elements of the last profile by id, or why it has none. */
  function made(
    ...profiles: readonly StructureDefinition[]
  ): Map<string, ElementDefinition> | string {
    const last = profiles.at(-1);
    const { whole, problems } = withSnapshots(profiles, structures);
    if (last === undefined) return 'nothing';
    const elements = whole.get(last)?.snapshot?.element ?? [];
    return problems.get(last) ?? new Map(elements.map((element) => [element.id, element]));
  }

  function elementOf(id: string, ...profiles: readonly StructureDefinition[]): unknown {
    const elements = made(...profiles);
    return typeof elements === 'string' ? elements : elements.get(id);
  }

  const byUse = { discriminator: [{ type: 'value', path: 'use' }], rules: 'open' } as const;
  const named = profile('Named', [
    { path: 'Patient.name', slicing: byUse, min: 1 },
    { path: 'Patient.name', sliceName: 'official', max: '1' },
    { path: 'Patient.name.use', patternCode: 'official', min: 1 },
    { path: 'Patient.name', sliceName: 'birth' },
    { path: 'Patient.name.use', patternCode: 'maiden' },
  ]);

  it('names elements by path and slice where the differential does not', () => {
    expect(elementOf('Patient.name:official.use', named)).toMatchObject({
      path: 'Patient.name.use',
      min: 1,
      patternCode: 'official',
    });
    expect(elementOf('Patient.name:birth.use', named)).toMatchObject({
      min: 0,
      patternCode: 'maiden',
    });
  });

  it('lets a slice be absent though its element is not, unless it says more', () => {
    expect(elementOf('Patient.name', named)).toMatchObject({ min: 1, max: '*' });
    expect(elementOf('Patient.name:birth', named)).toMatchObject({ min: 0, max: '*' });
    expect(elementOf('Patient.name:official', named)).toMatchObject({ min: 0, max: '1' });
  });

  it('inherits from a profile that has a differential alone, slices and all', () => {
    const narrower = profile(
      'Narrower',
      [
        { path: 'Patient.name', sliceName: 'official', min: 1 },
        { path: 'Patient.name.family', min: 1 },
      ],
      { baseDefinition: `${OWN}Named|1.0` },
    );
    const given = [narrower, named];
    expect(elementOf('Patient.name:official', ...given.toReversed())).toMatchObject({
      min: 1,
      max: '1',
    });
    expect(elementOf('Patient.name:official.use', named, narrower)).toMatchObject({
      patternCode: 'official',
    });
    expect(elementOf('Patient.name:official.family', named, narrower)).toMatchObject({ min: 1 });
  });

  it('goes into types, and into the profile an element names', () => {
    const period = profile('Begun', [{ path: 'Period.start', min: 1 }], { kind: 'complex-type' });
    const patient = profile('P', [
      { path: 'Patient.identifier.period', type: [{ code: 'Period', profile: [`${OWN}Begun`] }] },
      { path: 'Patient.identifier.period.end', max: '0' },
    ]);
    expect(elementOf('Patient.identifier.period.start', period, patient)).toMatchObject({ min: 1 });
    expect(elementOf('Patient.identifier.period.end', period, patient)).toMatchObject({ max: '0' });
  });

  it('takes the name of one type of a choice for a slice of it', () => {
    const observation = profile('Q', [
      { path: 'Observation.valueQuantity', min: 1 },
      { path: 'Observation.valueQuantity.code', patternCode: 'cm' },
    ]);
    expect(elementOf('Observation.value[x]:valueQuantity', observation)).toMatchObject({
      min: 1,
      type: [{ code: 'Quantity' }],
    });
    expect(elementOf('Observation.value[x]:valueQuantity.code', observation)).toMatchObject({
      patternCode: 'cm',
    });
    expect(elementOf('Observation.value[x]', observation)).toMatchObject({
      min: 0,
      slicing: { discriminator: [{ type: 'type', path: '$this' }] },
    });
  });

  it('adds constraints to those of the base, and lets a new binding keep its value set', () => {
    const rule = { key: 'a-1', severity: 'error', human: 'Rule.', expression: 'true' } as const;
    const first = profile('First', [{ path: 'Patient.contact', constraint: [rule] }]);
    const contact = elementOf('Patient.contact', first) as ElementDefinition;
    expect(contact.constraint?.map(({ key }) => key)).toEqual(['pat-1', 'a-1']);
    const bound = profile('Bound', [
      { path: 'Patient.maritalStatus', binding: { strength: 'required' } },
    ]);
    expect(elementOf('Patient.maritalStatus', bound)).toMatchObject({
      binding: { strength: 'required', valueSet: expect.stringContaining('marital-status') },
    });
  });

  it('fixes a value anew where the base fixes one of another type', () => {
    const first = profile('First', [{ path: 'Observation.value[x]', fixedString: 'a' }]);
    const second = profile('Second', [{ path: 'Observation.value[x]', fixedInteger: 1 }], {
      baseDefinition: `${OWN}First`,
    });
    const value = elementOf('Observation.value[x]', first, second) as ElementDefinition;
    expect([value['fixedString'], value['fixedInteger']]).toEqual([undefined, 1]);
  });

  it('repeats an element, and what is demanded of the repetition stays there', () => {
    const nested = profile('Nested', [{ path: 'Questionnaire.item.item.text', min: 1 }]);
    expect(elementOf('Questionnaire.item.item.text', nested)).toMatchObject({ min: 1 });
    expect(elementOf('Questionnaire.item.text', nested)).toMatchObject({ min: 0 });
  });

  it('slices what is a slice', () => {
    const twice = profile(
      'Twice',
      [
        { path: 'Patient.name', sliceName: 'official', slicing: { ...byUse, rules: 'closed' } },
        { path: 'Patient.name', sliceName: 'official/short', max: '1' },
        { path: 'Patient.name.text', max: '0' },
      ],
      { baseDefinition: `${OWN}Named` },
    );
    expect(elementOf('Patient.name:official/short.text', named, twice)).toMatchObject({ max: '0' });
    expect(elementOf('Patient.name:official/short.use', named, twice)).toMatchObject({
      patternCode: 'official',
    });
    expect(elementOf('Patient.name:official.text', named, twice)).toMatchObject({ max: '1' });
  });

  it.each([
    ['its base has no Patient.colour', [profile('A', [{ path: 'Patient.colour' }])]],
    [
      'its base http://b.invalid/x is not loaded',
      [profile('A', [{ path: 'Patient' }], { baseDefinition: 'http://b.invalid/x' })],
    ],
    ['it names no base', [profile('A', [{ path: 'Patient' }], { baseDefinition: undefined })]],
    [
      'its base is for Patient, not Group',
      [profile('A', [{ path: 'Group' }], { baseDefinition: `${HL7}Patient` })],
    ],
    [
      `${OWN}A has none: it is built upon itself`,
      [profile('A', [{ path: 'Patient' }], { baseDefinition: `${OWN}A` })],
    ],
    [
      'nothing says how the slices of Patient.name are told apart',
      [profile('A', [{ path: 'Patient.name', sliceName: 'a' }])],
    ],
    [
      'the type Foo of Patient.name is not loaded',
      [
        profile('A', [
          { path: 'Patient.name', type: [{ code: 'Foo' }] },
          { path: 'Patient.name.a' },
        ]),
      ],
    ],
  ])('tells why it cannot be made: %s', (problem, profiles) => {
    expect(made(...profiles)).toBe(problem);
  });

  it('is not made without end', () => {
    const slices = Array.from({ length: 600 }, (_, at) => ({
      path: 'Patient.contact',
      sliceName: `s${at}`,
    }));
    const deep = Array.from({ length: 200 }, (_, at) => ({
      path: 'Patient.contact.extension',
      sliceName: `e${at}`,
    }));
    const wide = profile('Wide', [...deep, { path: 'Patient.contact', slicing: byUse }, ...slices]);
    expect(made(wide)).toBe('it has over 50000 elements');
  });
});
