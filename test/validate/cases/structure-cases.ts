/** Structure: the two halves of primitives, choices, elements that contain themselves, what is contained, modifiers. */
import { type Case, BOTH } from './case.ts';

const EXTENSION = [{ url: 'https://a.invalid/x', valueString: 'x' }];
const SELF = { reference: '#a' };

const patient = (more: object): object => ({ resourceType: 'Patient', ...more });
const named = (name: object): object => patient({ name: [name] });
const organization = (id: string, more: object = {}): object => ({
  resourceType: 'Organization',
  id,
  name: 'x',
  ...more,
});
/** A patient of an organization that is contained. */
const containing = (...contained: readonly object[]): object =>
  patient({ contained, managingOrganization: SELF });
const observation = (more: object): object => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  ...more,
});
const component = (more: object): object =>
  observation({ component: [{ code: { text: 'x' }, ...more }] });
const group = (linkId: string, item: object): object => ({ linkId, type: 'group', item: [item] });
const questionnaire = (item: object): object => ({
  resourceType: 'Questionnaire',
  status: 'draft',
  item: [item],
});
const codes = (innermost: object): object => ({
  resourceType: 'CodeSystem',
  status: 'draft',
  content: 'complete',
  concept: [{ code: 'a', concept: [{ code: 'b', concept: [innermost] }] }],
});
const excluding = (concept: object): object => ({
  resourceType: 'ValueSet',
  status: 'draft',
  compose: {
    include: [{ system: 'http://a.invalid' }],
    exclude: [{ system: 'http://a.invalid', concept: [concept] }],
  },
});
const sections = (innermost: object): object => ({
  resourceType: 'Composition',
  status: 'final',
  type: { text: 'x' },
  date: '2020',
  author: [{ display: 'x' }],
  title: 'x',
  section: [{ title: 'x', section: [{ title: 'y', section: [innermost] }] }],
});

function one(name: string, resource: object, ...errors: readonly string[]): Case {
  return { name, fhir: BOTH, resource, errors };
}

const GIVEN = 'Patient.name[0].given';

const HALVES: readonly Case[] = [
  one(
    'halves of a list: of one length',
    named({ given: ['a', null], _given: [null, { extension: EXTENSION }] }),
  ),
  one(
    'halves of a list: more values',
    named({ given: ['a', 'b'], _given: [{ extension: EXTENSION }] }),
  ),
  one(
    'halves of a list: more extensions',
    named({ given: ['a'], _given: [null, { extension: EXTENSION }] }),
  ),
  one('halves of a list: extensions alone', named({ _given: [{ extension: EXTENSION }] })),
  one('halves of a list: nulls beside values', named({ given: ['a'], _given: [null] })),
  one('halves of a list: an id beside a value', named({ given: ['a'], _given: [{ id: 'x' }] })),
  one(
    'halves of a list: more nulls than values',
    named({ given: ['a'], _given: [{ extension: EXTENSION }, null] }),
    `empty-value ${GIVEN}[1]`,
  ),
  one(
    'halves of a list: more nulls than extensions',
    named({ given: ['a', null], _given: [{ extension: EXTENSION }] }),
    `empty-value ${GIVEN}[1]`,
  ),
  one(
    'halves of a list: null in both',
    named({ given: ['a', null, 'c'], _given: [{ extension: EXTENSION }, null, null] }),
    `empty-value ${GIVEN}[1]`,
  ),
  one('halves of a list: null in one', named({ given: ['a', null] }), `empty-value ${GIVEN}[1]`),
  one(
    'halves of a list: nulls alone',
    named({ family: 'x', _given: [null] }),
    `empty-value ${GIVEN}[0]`,
  ),
  one(
    'halves of a list: an id beside null',
    named({ given: ['a', null], _given: [null, { id: 'x' }] }),
    `empty-value ${GIVEN}[1]`,
  ),
  one(
    'halves of a list: an object',
    named({ given: ['a'], _given: { id: 'x' } }),
    `wrong-type ${GIVEN}`,
  ),
  one('halves of a list: empty', named({ given: ['a'], _given: [] }), `empty-value ${GIVEN}`),
  one('halves of a list: a text', named({ given: ['a'], _given: ['x'] }), `wrong-type ${GIVEN}[0]`),
  one('halves: an extension alone', patient({ _birthDate: { extension: EXTENSION } })),
  one('halves: an id beside a value', patient({ birthDate: '2020', _birthDate: { id: 'x' } })),
  one('halves: an id alone', patient({ _birthDate: { id: 'x' } }), 'empty-value Patient.birthDate'),
  one(
    'halves: empty',
    patient({ birthDate: '2020', _birthDate: {} }),
    'empty-value Patient.birthDate',
  ),
  one(
    'halves: null',
    patient({ birthDate: '2020', _birthDate: null }),
    'empty-value Patient.birthDate',
  ),
  one(
    'halves: a list',
    patient({ birthDate: '2020', _birthDate: [{ id: 'x' }] }),
    'wrong-type Patient.birthDate',
  ),
  one(
    'halves: a member that is none',
    patient({ birthDate: '2020', _birthDate: { value: 'x' } }),
    'unknown-property Patient.birthDate.value',
  ),
  one(
    'halves: of a complex value',
    patient({ name: [{ family: 'x' }], _name: [{ id: 'x' }] }),
    'unknown-property Patient._name',
  ),
  one('halves: of nothing', patient({ _foo: { id: 'x' } }), 'unknown-property Patient._foo'),
  one('null: a value', patient({ birthDate: null }), 'empty-value Patient.birthDate'),
  one('null: a list', patient({ name: null }), 'wrong-type Patient.name'),
  one('null: an item of a complex type', patient({ name: [null] }), 'empty-value Patient.name[0]'),
];

const CHOICES: readonly Case[] = [
  one('choice: one type', observation({ valueString: 'x' })),
  one(
    'choice: both halves of one type',
    observation({ valueString: 'x', _valueString: { extension: EXTENSION } }),
  ),
  one(
    'choice: two types',
    observation({ valueString: 'x', valueInteger: 1 }),
    'choice-repeated Observation.value',
  ),
  one(
    'choice: halves of two types',
    observation({ valueString: 'x', _valueInteger: { extension: EXTENSION } }),
    'choice-repeated Observation.value',
  ),
  one(
    'choice: two types, two choices',
    patient({
      deceasedBoolean: true,
      deceasedDateTime: '2020',
      multipleBirthInteger: 2,
      multipleBirthBoolean: true,
    }),
    'choice-repeated Patient.deceased',
    'choice-repeated Patient.multipleBirth',
  ),
  one(
    'choice: two types in a part',
    component({ valueString: 'x', valueBoolean: true }),
    'choice-repeated Observation.component[0].value',
  ),
  one(
    'choice: two types in an extension',
    patient({ extension: [{ url: 'https://a.invalid/x', valueString: 'x', valueCode: 'y' }] }),
    'choice-repeated Patient.extension[0].value',
  ),
  one(
    'choice: a type it does not allow',
    observation({ valueAddress: { city: 'x' } }),
    'unknown-property Observation.valueAddress',
  ),
  one('choice: without a type', observation({ value: 'x' }), 'unknown-property Observation.value'),
];

const RECURSION: readonly Case[] = [
  one(
    'recursion: items',
    questionnaire(group('1', group('2', { linkId: '3', type: 'string', text: 'x' }))),
  ),
  one(
    'recursion: unknown in an item',
    questionnaire(group('1', group('2', { linkId: '3', type: 'string', foo: 1 }))),
    'unknown-property Questionnaire.item[0].item[0].item[0].foo',
  ),
  one(
    'recursion: missing in an item',
    questionnaire(group('1', group('2', { type: 'string', text: 'x' }))),
    'required-missing Questionnaire.item[0].item[0].item[0]',
  ),
  one('recursion: parts', {
    resourceType: 'Parameters',
    parameter: [{ name: 'a', part: [{ name: 'b', part: [{ name: 'c', valueString: 'x' }] }] }],
  }),
  one(
    'recursion: missing in a part',
    {
      resourceType: 'Parameters',
      parameter: [{ name: 'a', part: [{ name: 'b', part: [{ valueString: 'x' }] }] }],
    },
    'required-missing Parameters.parameter[0].part[0].part[0]',
  ),
  one('recursion: concepts', codes({ code: 'c', display: 'x' })),
  one(
    'recursion: missing in a concept',
    codes({ display: 'x' }),
    'required-missing CodeSystem.concept[0].concept[0].concept[0]',
  ),
  one('recursion: excluded', excluding({ code: 'a' })),
  one(
    'recursion: missing in what is excluded',
    excluding({ display: 'x' }),
    'required-missing ValueSet.compose.exclude[0].concept[0]',
  ),
  one(
    'recursion: range of a component',
    component({ valueString: 'x', referenceRange: [{ low: { value: 1 } }] }),
  ),
  one(
    'recursion: wrong in a range of a component',
    component({ valueString: 'x', referenceRange: [{ low: { value: '1' } }] }),
    'wrong-type Observation.component[0].referenceRange[0].low.value',
  ),
  one(
    'recursion: rule in a range of a component',
    component({ valueString: 'x', referenceRange: [{ appliesTo: [{ text: 'x' }] }] }),
    'invariant-failed Observation.component[0].referenceRange[0]',
  ),
  one('recursion: sections', sections({ title: 'z', entry: [{ display: 'x' }] })),
  one(
    'recursion: rule in a section',
    sections({ title: 'z' }),
    'invariant-failed Composition.section[0].section[0].section[0]',
  ),
];

const CONTAINED: readonly Case[] = [
  one('contained: referred to', containing(organization('a'))),
  one(
    'contained: in what is contained (dom-2)',
    containing(
      organization('a', { contained: [organization('b', { partOf: { reference: '#' } })] }),
    ),
    'invariant-failed Patient',
  ),
  one(
    'contained: not referred to (dom-3)',
    patient({ contained: [organization('a')] }),
    'invariant-failed Patient.contained[0]',
  ),
  one(
    'contained: refers to what contains it (dom-3)',
    patient({
      contained: [
        { resourceType: 'Account', id: 'a', status: 'active', subject: [{ reference: '#' }] },
      ],
    }),
  ),
  one(
    'contained: referred to by another (dom-3)',
    containing(organization('a', { partOf: { reference: '#b' } }), organization('b')),
  ),
  one(
    'contained: refers to itself (dom-3)',
    patient({ contained: [organization('a', { partOf: SELF })] }),
    'invariant-failed Patient.contained[0]',
  ),
  one(
    'contained: with a version (dom-4)',
    containing(organization('a', { meta: { versionId: '1' } })),
    'invariant-failed Patient',
  ),
  one(
    'contained: with a date of change (dom-4)',
    containing(organization('a', { meta: { lastUpdated: '2020-01-01T00:00:00Z' } })),
    'invariant-failed Patient',
  ),
  one(
    'contained: with a source (dom-4)',
    containing(organization('a', { meta: { source: 'https://a.invalid' } })),
  ),
  one(
    'contained: with a security label (dom-5)',
    containing(organization('a', { meta: { security: [{ display: 'x' }] } })),
    'invariant-failed Patient',
  ),
  one(
    'contained: with a tag (dom-5)',
    containing(organization('a', { meta: { tag: [{ display: 'x' }] } })),
  ),
];

const MODIFIERS: readonly Case[] = [
  one(
    'modifier: in a data type that has none',
    named({ family: 'x', modifierExtension: EXTENSION }),
    'unknown-property Patient.name[0].modifierExtension',
  ),
  one(
    'modifier: a relative url',
    patient({ modifierExtension: [{ url: 'x', valueString: 'x' }] }),
    'value-format Patient.modifierExtension[0]',
  ),
  one(
    'modifier: without a value',
    patient({ modifierExtension: [{ url: 'https://a.invalid/x' }] }),
    'invariant-failed Patient.modifierExtension[0]',
  ),
];

export const STRUCTURE_CASES: readonly Case[] = [
  ...HALVES,
  ...CHOICES,
  ...RECURSION,
  ...CONTAINED,
  ...MODIFIERS,
];

/** A modifier extension nobody knows is a warning wherever one may stand: what it says changes the meaning of the rest. */
export const UNKNOWN_MODIFIERS: readonly (readonly [resource: object, expression: string])[] = [
  [patient({ modifierExtension: EXTENSION }), 'Patient.modifierExtension[0]'],
  [
    patient({ contact: [{ name: { family: 'x' }, modifierExtension: EXTENSION }] }),
    'Patient.contact[0].modifierExtension[0]',
  ],
  [
    containing(organization('a', { modifierExtension: EXTENSION })),
    'Patient.contained[0].modifierExtension[0]',
  ],
  [
    {
      resourceType: 'ServiceRequest',
      status: 'active',
      intent: 'order',
      subject: { display: 'x' },
      occurrenceTiming: { modifierExtension: EXTENSION, code: { text: 'x' } },
    },
    'ServiceRequest.occurrence.modifierExtension[0]',
  ],
  [
    questionnaire(group('1', { linkId: '2', type: 'string', modifierExtension: EXTENSION })),
    'Questionnaire.item[0].item[0].modifierExtension[0]',
  ],
];
