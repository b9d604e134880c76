import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../../src/source/load-validator.ts';

const validators = {
  R4: loadValidator({ fhir: 'r4', folders: [] }),
  R5: loadValidator({ fhir: 'r5', folders: [] }),
};

function errors(release: 'R4' | 'R5', resource: object): string[] {
  const issues = validators[release].validate(resource);
  return issues
    .filter(({ severity }) => severity === 'error')
    .map(({ code, expression }) => `${code} ${expression ?? ''}`);
}

const GENDER = 'http://hl7.org/fhir/administrative-gender';
const CLINICAL_STATUS = 'http://terminology.hl7.org/CodeSystem/condition-clinical';

describe('a ConceptMap', () => {
  const map = (group: object, more: object = {}): object => ({
    resourceType: 'ConceptMap',
    url: 'http://a.invalid/ConceptMap/m',
    status: 'draft',
    ...more,
    group: [group],
  });
  const to = { R4: { equivalence: 'equal' }, R5: { relationship: 'equivalent' } };
  const element = (release: 'R4' | 'R5', code: string, target: string): object => ({
    code,
    target: [{ code: target, ...to[release] }],
  });
  const systems = { source: GENDER, target: CLINICAL_STATUS };

  it.each(['R4', 'R5'] as const)('of %s maps codes that exist', (release) => {
    const group = { ...systems, element: [element(release, 'male', 'active')] };
    expect(errors(release, map(group))).toEqual([]);
  });

  it.each(['R4', 'R5'] as const)(
    'of %s may not map codes that its systems lack, with or without a version',
    (release) => {
      const wrong = [element(release, 'male', 'activ'), element(release, 'mail', 'active')];
      const found = [
        'code-not-in-system ConceptMap.group[0].element[0].target[0].code',
        'code-not-in-system ConceptMap.group[0].element[1].code',
      ];
      expect(errors(release, map({ ...systems, element: wrong }))).toEqual(found);
      const versioned = { source: `${GENDER}|1`, target: `${CLINICAL_STATUS}|1`, element: wrong };
      if (release === 'R5') expect(errors(release, map(versioned))).toEqual(found);
    },
  );

  it('takes codes of a system that is not loaded as they are', () => {
    const group = { source: 'http://loinc.org', element: [{ code: 'x' }] };
    expect(errors('R4', map(group))).toEqual([]);
  });

  it.each([
    ['R4', 'sourceUri'],
    ['R4', 'sourceCanonical'],
    ['R5', 'sourceScopeCanonical'],
  ] as const)('of %s maps codes of its %s alone', (release, name) => {
    // event-status has more codes than that value set takes from it
    const group = {
      source: 'http://hl7.org/fhir/event-status',
      element: [element(release, 'preparation', 'active')],
    };
    const scope = { [name]: 'http://hl7.org/fhir/ValueSet/immunization-status' };
    const expected = 'binding-required ConceptMap.group[0].element[0].code';
    expect(errors(release, map(group, scope))).toEqual([expected]);
    expect(errors(release, map(group))).toEqual([]);
  });
});

describe('a ValueSet', () => {
  const including = (system: string): object => ({
    resourceType: 'ValueSet',
    status: 'draft',
    compose: { include: [{ system: GENDER }], exclude: [{ system }] },
  });

  it.each([
    [GENDER, []],
    ['urn:oid:2.16.840.1.113883.6.1', []],
    [`${GENDER}|4.0.1`, ['value-format ValueSet.compose.exclude[0]']],
    ['#contained', ['value-format ValueSet.compose.exclude[0]']],
    ['administrative-gender', ['value-format ValueSet.compose.exclude[0]']],
  ])('names the system %s: %j', (system, expected) => {
    expect(errors('R4', including(system))).toEqual(expected);
    expect(errors('R5', including(system))).toEqual(expected);
  });
});

describe('a StructureDefinition', () => {
  const PATIENT = 'http://hl7.org/fhir/StructureDefinition/Patient';
  const constraint = (more: object, elements: readonly object[] = []): object => ({
    resourceType: 'StructureDefinition',
    url: 'http://a.invalid/StructureDefinition/p',
    name: 'P',
    status: 'draft',
    fhirVersion: '4.0.1',
    kind: 'resource',
    abstract: false,
    type: 'Patient',
    baseDefinition: PATIENT,
    derivation: 'constraint',
    snapshot: { element: [root, ...elements] },
    ...more,
  });
  const base = (path: string): object => ({ base: { path, min: 0, max: '*' }, min: 0, max: '*' });
  const definition = { definition: 'x', short: 'x' };
  const root = { id: 'Patient', path: 'Patient', ...definition, ...base('Patient') };
  const at = (id: string, more: object = {}): object => {
    const path = id.replaceAll(/:[^.]*/g, '');
    return { id, path, ...definition, ...base(path), ...more };
  };
  const slicing = { discriminator: [{ type: 'value', path: 'use' }], rules: 'open' };

  it.each([
    ['a type of FHIR', { type: 'Patient' }, []],
    ['an absolute URL', { type: 'http://a.invalid/Visit' }, ['value-format']],
    ['an absolute URL of a model', { type: 'http://a.invalid/Visit', kind: 'logical' }, []],
    ['a type nobody knows', { type: 'Visit', kind: 'logical' }, ['value-format']],
    ['another definition of a type', { derivation: 'specialization' }, ['value-format']],
    [
      'the type it defines for FHIR',
      { url: 'http://hl7.org/fhir/StructureDefinition/Visit', type: 'Visit' },
      [],
    ],
  ])('is of %s: %j', (_name, more, expected) => {
    const type = 'type' in more ? more.type : 'Patient';
    const id = /\w+$/.exec(type)?.[0] ?? '';
    const element = [{ ...root, id, path: id, ...base(id) }];
    const structure = constraint({
      baseDefinition: 'http://a.invalid/b',
      snapshot: { element },
      ...more,
    });
    const found = errors('R4', structure).filter((issue) => !issue.startsWith('invariant'));
    expect(found).toEqual(expected.map((code) => `${code} StructureDefinition.type`));
  });

  it.each([
    ['Patient.contact.name.use', []],
    ['Patient.deceased[x]', []],
    ['Patient.deceasedBoolean', []],
    ['Patient.birthDate.extension.value[x].coding', []],
    ['Patient.contained.anything', []],
    ['Patient.deceased', ['unknown-property']],
    ['Patient.name[x]', ['unknown-property']],
    ['Patient.contact.birthDate', ['unknown-property']],
  ])('may speak of %s: %j', (path, expected) => {
    const element = [
      { id: 'Patient', path: 'Patient' },
      { id: path, path },
    ];
    const found = errors('R4', constraint({ differential: { element } }));
    const place = 'StructureDefinition.differential.element[1]';
    expect(found).toEqual(expected.map((code) => `${code} ${place}`));
  });

  it('takes profiles of the type of the element, or of an element it names', () => {
    const profile = ['http://hl7.org/fhir/StructureDefinition/vitalsigns'];
    const url = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-profile-element';
    const ofElement = [{ extension: [{ url, valueString: 'Observation.code' }] }];
    const found = (type: object): string[] =>
      errors(
        'R4',
        constraint({ snapshot: { element: [root, at('Patient.contact', { type: [type] })] } }),
      );
    const place = 'StructureDefinition.snapshot.element[1].type[0]';
    const quantity = ['http://hl7.org/fhir/StructureDefinition/SimpleQuantity'];
    expect(found({ code: 'Observation', profile })).toEqual([]);
    expect(found({ code: 'Resource', profile })).toEqual([]);
    expect(found({ code: 'BackboneElement', profile })).toEqual([`wrong-type ${place}.profile[0]`]);
    expect(found({ code: 'BackboneElement', profile, _profile: ofElement })).toEqual([]);
    expect(found({ code: 'Reference', targetProfile: profile })).toEqual([]);
    expect(found({ code: 'Reference', targetProfile: quantity })).toEqual([
      `wrong-type ${place}.targetProfile[0]`,
    ]);
  });

  it.each([
    ['Patient', 'name.exists()', undefined, []],
    ['Patient.contact', 'gender.exists() or name.family.exists()', undefined, []],
    ['Patient.contact', 'birthDate.exists()', undefined, ['expression-invalid']],
    ['Patient.name.given', 'length() < 9', undefined, []],
    ['Patient.name', 'given.family.exists()', undefined, ['expression-invalid']],
    ['Patient', 'anything(', undefined, ['expression-invalid']],
    // told where it comes from
    ['Patient', 'anything(', PATIENT, []],
  ])('has at %s the constraint %s of %s: %j', (path, expression, source, expected) => {
    const rule = {
      key: 'x-1',
      severity: 'error',
      human: 'x',
      expression,
      ...(source && { source }),
    };
    const elements =
      path === 'Patient'
        ? [{ ...root, constraint: [rule] }]
        : [root, at(path, { constraint: [rule] })];
    const found = errors('R4', constraint({ snapshot: { element: elements } }));
    const place = `StructureDefinition.snapshot.element[${elements.length - 1}].constraint[0]`;
    expect(found).toEqual(expected.map((code) => `${code} ${place}`));
  });

  it.each([
    ['of the kind and type of its base', {}, []],
    ['of another kind', { kind: 'complex-type' }, ['wrong-type StructureDefinition']],
    [
      'of another type',
      { baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Basic' },
      ['wrong-type StructureDefinition'],
    ],
    ['of a base that is not loaded', { baseDefinition: 'http://a.invalid/b' }, []],
  ])('%s', (_name, more, expected) => {
    expect(errors('R4', constraint(more))).toEqual(expected);
  });

  it.each([
    [
      'a value set',
      at('Patient.gender', {
        binding: { strength: 'required', valueSet: 'http://hl7.org/fhir/ValueSet/name-use' },
      }),
      [],
    ],
    [
      'a code system',
      at('Patient.gender', { binding: { strength: 'required', valueSet: `${GENDER}|4.0.1` } }),
      ['reference-wrong-type StructureDefinition.snapshot.element[1].binding'],
    ],
  ])('binds to %s', (_name, element, expected) => {
    expect(errors('R4', constraint({}, [element]))).toEqual(expected);
  });

  it.each([
    ['use', []],
    ['period.start', []],
    ['$this', []],
    ["extension('http://a.invalid').value", []],
    ['name', ['value-format StructureDefinition.snapshot.element[1].slicing.discriminator[0]']],
    [
      'period.begin',
      ['value-format StructureDefinition.snapshot.element[1].slicing.discriminator[0]'],
    ],
  ])('tells slices of a name apart by %s', (path, expected) => {
    const named = at('Patient.name', {
      slicing: { discriminator: [{ type: 'value', path }], rules: 'open' },
    });
    expect(errors('R4', constraint({}, [named]))).toEqual(expected);
  });

  it.each([
    [
      'what is sliced',
      [at('Patient.name', { slicing }), at('Patient.name:a', { sliceName: 'a' })],
      [],
    ],
    [
      'what is not sliced',
      [at('Patient.name'), at('Patient.name:a', { sliceName: 'a' })],
      ['slice-unmatched StructureDefinition.snapshot.element[2]'],
    ],
    [
      'a slice that is sliced again',
      [
        at('Patient.name', { slicing }),
        at('Patient.name:a', { sliceName: 'a', slicing }),
        at('Patient.name:a/b', { sliceName: 'a/b' }),
        at('Patient.name:a/b.given', { max: '1' }),
      ],
      [],
    ],
  ])('has slices of %s', (_name, elements, expected) => {
    expect(errors('R4', constraint({}, elements))).toEqual(expected);
  });
});

describe('an Identifier', () => {
  const identified = (value: string, system = 'urn:ietf:rfc:3986'): object => ({
    resourceType: 'Basic',
    identifier: [{ system, value }],
    code: { text: 'x' },
  });

  it.each([
    ['urn:oid:2.16.840.1.113883.19.5', []],
    ['https://a.invalid/x', []],
    ['2.16.840.1.113883.19.5', ['value-format Basic.identifier[0]']],
  ])('of RFC 3986 with value %s: %j', (value, expected) => {
    expect(errors('R4', identified(value))).toEqual(expected);
    expect(errors('R5', identified(value))).toEqual(expected);
    expect(errors('R4', identified(value, 'http://a.invalid'))).toEqual([]);
  });
});

describe('a SearchParameter', () => {
  const parameter = (base: readonly string[], expression: string, more = {}): object => ({
    ...more,
    resourceType: 'SearchParameter',
    url: 'http://a.invalid/SearchParameter/p',
    name: 'P',
    status: 'draft',
    description: 'x',
    code: 'p',
    base,
    type: 'string',
    expression,
  });

  it.each([
    [['Patient'], 'Patient.name.family', []],
    [['Patient', 'Group'], 'Patient.name.family | Group.name', []],
    [['Patient'], 'Group.name', ['expression-invalid SearchParameter.expression']],
    [['Patient'], 'Patient.name.familyName', ['expression-invalid SearchParameter.expression']],
  ])('of %j finds %s: %j', (base, expression, expected) => {
    expect(errors('R4', parameter(base, expression))).toEqual(expected);
    const ofR5 = parameter(base, expression, { processingMode: 'normal' });
    expect(errors('R5', ofR5)).toEqual(expected);
  });
});

describe('the work group of a definition', () => {
  const url = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-wg';
  const owned = (...groups: readonly string[]): object => ({
    resourceType: 'CodeSystem',
    status: 'draft',
    content: 'not-present',
    extension: groups.map((valueCode) => ({ url, valueCode })),
  });

  it.each(['R4', 'R5'] as const)('of %s is one', (release) => {
    expect(errors(release, owned('fhir'))).toEqual([]);
    expect(errors(release, owned('fhir', 'ii'))).toEqual(['too-many CodeSystem']);
  });
});
