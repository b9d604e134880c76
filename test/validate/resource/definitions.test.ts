import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../../src/source/load-validator.ts';

const validators = {
  R4: loadValidator({ fhir: 'r4', folders: [] }),
  R5: loadValidator({ fhir: 'r5', folders: [] }),
};
type Release = keyof typeof validators;

/** Errors but for invariants, without the type of the resource. */
function errors(release: Release, resource: object): string[] {
  return validators[release]
    .validate(resource)
    .filter(({ severity, code }) => severity === 'error' && code !== 'invariant-failed')
    .map(({ code, expression = '' }) => `${code} ${expression.replace(/^\w+\.?/, '')}`.trim());
}

const CORE = 'http://hl7.org/fhir/StructureDefinition/';
const URL = 'http://a.invalid/StructureDefinition/p';
const constraint = (type: string, element: object, more: object = {}): object => ({
  resourceType: 'StructureDefinition',
  url: URL,
  name: 'P',
  status: 'draft',
  kind: type === 'Extension' ? 'complex-type' : 'resource',
  abstract: false,
  type,
  baseDefinition: `${CORE}${type}`,
  derivation: 'constraint',
  differential: { element: [{ id: type, path: type }, element] },
  ...more,
});
const at = (id: string, more: object): object => ({ id, path: id.replace(/:\w+$/, ''), ...more });
const CONFLICT = ['definition-conflict differential.element[1]'];
const GENDER = 'http://hl7.org/fhir/ValueSet/administrative-gender';
const target = (type: string): object => ({
  type: [{ code: 'Reference', targetProfile: [`${CORE}${type}`] }],
});

describe.each(['R4', 'R5'] as const)('a profile of %s narrows its base', (release) => {
  it.each<readonly [string, object, readonly string[]]>([
    ['a smaller maximum', at('Patient.name', { max: '1' }), []],
    ['a larger maximum', at('Patient.birthDate', { max: '2' }), CONFLICT],
    ['no maximum', at('Patient.birthDate', { max: '*' }), CONFLICT],
    ['a larger minimum', at('Patient.name', { min: 1 }), []],
    ['a smaller minimum', at('Patient.link.other', { min: 0 }), CONFLICT],
    ['one of the types', at('Patient.deceased[x]', { type: [{ code: 'boolean' }] }), []],
    ['another type', at('Patient.deceased[x]', { type: [{ code: 'string' }] }), CONFLICT],
    ['a resource of a type', at('Patient.contained', { type: [{ code: 'Group' }] }), []],
    ['a data type as resource', at('Patient.contained', { type: [{ code: 'Period' }] }), CONFLICT],
    ['one of the targets', at('Patient.managingOrganization', target('Organization')), []],
    ['another target', at('Patient.managingOrganization', target('Patient')), CONFLICT],
    ['a value of the type', at('Patient.active', { fixedBoolean: true }), []],
    ['a value of another type', at('Patient.active', { fixedString: 'x' }), CONFLICT],
    ['a value of one of the types', at('Patient.deceased[x]', { patternBoolean: true }), []],
    [
      'a value of a type it takes away',
      at('Patient.deceased[x]', { type: [{ code: 'dateTime' }], patternBoolean: true }),
      CONFLICT,
    ],
    [
      'a required binding of its own',
      at('Patient.maritalStatus', { binding: { strength: 'required', valueSet: GENDER } }),
      [],
    ],
    [
      'a weaker binding',
      at('Patient.gender', { binding: { strength: 'extensible', valueSet: GENDER } }),
      CONFLICT,
    ],
    [
      'a binding of what has no codes',
      at('Patient.active', { binding: { strength: 'required', valueSet: GENDER } }),
      CONFLICT,
    ],
    [
      'a slice that nothing slices',
      at('Patient.name:a', { sliceName: 'a' }),
      ['slice-unmatched differential.element[1]'],
    ],
    ['a slice of a type', at('Patient.deceased[x]:b', { sliceName: 'b', min: 0 }), []],
    [
      'a type as its own slice',
      at('Patient.deceasedBoolean:deceasedBoolean', { sliceName: 'deceasedBoolean' }),
      [],
    ],
    ['a slice of extensions', at('Patient.extension:a', { sliceName: 'a' }), []],
  ])('by %s, or not', (_name, element, expected) => {
    expect(errors(release, constraint('Patient', element))).toEqual(expected);
  });

  it('and is one', () => {
    const element = at('Patient.name', {});
    const typeless = constraint('Patient', element, { derivation: undefined });
    const { derivation: _, ...without } = { derivation: undefined, ...typeless };
    expect(errors(release, without)).toEqual(['value-format type']);
  });
});

describe.each(['R4', 'R5'] as const)('an extension of %s', (release) => {
  const extension = (fixedUri: string, more: object = {}): object =>
    constraint('Extension', at('Extension.url', { fixedUri }), {
      context: [{ type: 'element', expression: 'Patient' }],
      ...more,
    });

  it('has the url of its definition', () => {
    expect(errors(release, extension(URL))).toEqual([]);
    expect(errors(release, extension('http://a.invalid/q'))).toEqual(CONFLICT);
  });

  it('tells in FHIRPath where it may stand', () => {
    const context = (expression: string): object => ({
      context: [{ type: 'fhirpath', expression }],
    });
    expect(errors(release, extension(URL, context('Patient.name')))).toEqual([]);
    expect(errors(release, extension(URL, context('Patient.')))).toEqual(['expression-invalid']);
    const rule = { contextInvariant: ['name.exists()', 'name.'] };
    expect(errors(release, extension(URL, rule))).toEqual(['expression-invalid']);
  });
});

describe.each(['R4', 'R5'] as const)('a CodeSystem of %s', (release) => {
  const a = { code: 'a' };
  it.each<readonly [string, object, readonly string[]]>([
    [
      'as many concepts as it says',
      { count: 2, concept: [{ ...a, concept: [{ code: 'b' }] }] },
      [],
    ],
    ['other', { count: 3, concept: [a] }, ['definition-conflict count']],
    ['some of many', { content: 'fragment', count: 3, concept: [a] }, []],
    ['codes of a grammar', { compositional: true, count: 3, concept: [a] }, []],
    ['none', { content: 'not-present' }, []],
    ['none, but', { content: 'not-present', concept: [a] }, ['definition-conflict']],
    [
      'one twice',
      { concept: [a, { code: 'b', concept: [a] }] },
      ['definition-conflict concept[1].concept[0]'],
    ],
    ['some for nobody', { content: 'supplement', concept: [a] }, ['definition-conflict']],
  ])('has %s', (_name, more, expected) => {
    const system = { resourceType: 'CodeSystem', url: 'http://a.invalid/cs', status: 'draft' };
    expect(errors(release, { ...system, content: 'complete', ...more })).toEqual(expected);
  });
});

describe.each(['R4', 'R5'] as const)('a Questionnaire of %s', (release) => {
  const item = (linkId: string, more: object = {}): object => ({
    linkId,
    text: 'x',
    type: 'string',
    ...more,
  });
  const by = (question: string): object => ({
    enableWhen: [{ question, operator: 'exists', answerBoolean: true }],
  });

  it.each([
    ['another', [item('a'), item('b', by('a'))], []],
    ['a later one', [item('b', by('c')), item('c')], []],
    ['nothing', [item('b', by('z'))], ['definition-conflict item[0]']],
    ['itself', [item('b', by('b'))], ['definition-conflict item[0]']],
    [
      'one inside it',
      [item('g', { type: 'group', ...by('c'), item: [item('c')] })],
      ['definition-conflict item[0]'],
    ],
    [
      'one beside it, in a group',
      [item('g', { type: 'group', item: [item('c'), item('d', by('c'))] })],
      [],
    ],
  ])('has an item that is enabled by %s', (_name, items, expected) => {
    const questionnaire = { resourceType: 'Questionnaire', status: 'draft', item: items };
    expect(errors(release, questionnaire)).toEqual(expected);
  });
});

describe.each(['R4', 'R5'] as const)('other definitions of %s', (release) => {
  it('name two components of a composite search parameter', () => {
    const component = (name: string): object => ({
      definition: `http://a.invalid/${name}`,
      expression: 'name',
    });
    const composite = (...components: readonly object[]): object => ({
      resourceType: 'SearchParameter',
      url: 'http://a.invalid/sp',
      name: 'P',
      status: 'draft',
      description: 'x',
      code: 'x',
      base: ['Patient'],
      type: 'composite',
      expression: 'Patient',
      component: components,
    });
    expect(errors(release, composite(component('a'), component('b')))).toEqual([]);
    expect(errors(release, composite(component('a')))).toEqual(['definition-conflict']);
  });

  it('name no value set where a code system is meant', () => {
    const compose = { include: [{ system: GENDER }] };
    const valueSet = { resourceType: 'ValueSet', status: 'draft', compose };
    expect(errors(release, valueSet)).toEqual(['value-format compose.include[0]']);
  });
});
