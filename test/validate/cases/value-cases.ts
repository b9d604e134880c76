/** Values: the form of each primitive type, fixed values and patterns, limits, lengths. */
import type { FhirVersion } from '../../../src/shared/fhir-version.ts';
import { type Case, BOTH, claiming, element, profile } from './case.ts';

const CODES = 'http://a.invalid/codes';
const UCUM = 'http://unitsofmeasure.org';
const SMILES = '\u{1F600}\u{1F601}\u{1F602}';

const patient = (more: object): object => ({ resourceType: 'Patient', ...more });
const observation = (more: object): object => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  ...more,
});

export const VALUE_PROFILES: readonly object[] = [
  profile('fixed-concept', 'Patient', [
    element('Patient.maritalStatus', {
      fixedCodeableConcept: { coding: [{ system: CODES, code: 'M' }] },
    }),
  ]),
  profile('pattern-name', 'Patient', [
    element('Patient.name', { patternHumanName: { family: 'Doe', given: ['Jo'] } }),
  ]),
  profile('pattern-codings', 'Patient', [
    element('Patient.maritalStatus', {
      patternCodeableConcept: { coding: [{ system: CODES, code: 'M' }, { code: 'N' }] },
    }),
  ]),
  profile('limits', 'Observation', [
    element('Observation.value[x]', {
      type: [{ code: 'integer' }],
      minValueInteger: 1,
      maxValueInteger: 10,
    }),
  ]),
  profile('quantity-limits', 'Observation', [
    element('Observation.value[x]', {
      type: [{ code: 'Quantity' }],
      minValueQuantity: { value: 1.5, system: UCUM, code: 'mg' },
      maxValueQuantity: { value: 2.5, system: UCUM, code: 'mg' },
    }),
  ]),
  profile('date-limits', 'Patient', [
    element('Patient.birthDate', { minValueDate: '1900-06-01', maxValueDate: '2020-01-31' }),
  ]),
  profile('short-name', 'Patient', [element('Patient.name.family', { maxLength: 3 })]),
  profile('one-type', 'Observation', [
    element('Observation.value[x]', { min: 1, type: [{ code: 'string' }, { code: 'boolean' }] }),
  ]),
  profile('no-photo', 'Patient', [element('Patient.photo', { max: '0' })]),
];

function one(
  name: string,
  resource: object,
  errors: readonly string[] = [],
  judge?: string,
  fhir: readonly FhirVersion[] = BOTH,
): Case {
  return { name, fhir, resource, errors, ...(judge === undefined ? {} : { judge }) };
}

/** Values of one type as parameters: the indices of those that are wrong, with the code. */
function primitives(
  type: string,
  good: readonly unknown[],
  bad: readonly unknown[],
  fhir: readonly FhirVersion[] = BOTH,
  code = 'value-format',
): Case {
  const name = `value${type.charAt(0).toUpperCase()}${type.slice(1)}`;
  const values = [...good, ...bad];
  return {
    name: `${type}: ${JSON.stringify(bad).slice(0, 100)}`,
    fhir,
    resource: {
      resourceType: 'Parameters',
      parameter: values.map((value) => ({ name: 'x', [name]: value })),
    },
    errors: bad.map((_, index) => `${code} Parameters.parameter[${good.length + index}].value`),
  };
}

const married = (coding: object): object => patient({ maritalStatus: { coding: [coding] } });
const measured = (id: string, value: object): object => claiming(id, observation(value));
const mg = (value: number, code = 'mg'): object => ({
  valueQuantity: { value, system: UCUM, code },
});

const PRIMITIVES: readonly Case[] = [
  primitives('id', ['a', 'A-1.b', 'x'.repeat(64)], ['a_b', 'a b', 'ä', 'x'.repeat(65)]),
  primitives('code', ['a', 'a b'], [' a', 'a ', 'a  b', 'a\tb ', '\n']),
  primitives(
    'oid',
    ['urn:oid:1.2.840', 'urn:oid:0.0'],
    ['1.2.840', 'urn:oid:1.02', 'urn:oid:3.1', 'urn:oid:1', 'urn:oid:'],
  ),
  primitives(
    'uuid',
    ['urn:uuid:c757873d-ec9a-4326-a141-556f43239520'],
    [
      'c757873d-ec9a-4326-a141-556f43239520',
      'urn:uuid:C757873D-EC9A-4326-A141-556F43239520',
      'urn:uuid:c757873d-ec9a-4326-a141-556f4323952',
    ],
  ),
  primitives(
    'uri',
    ['http://a.invalid/x', 'a', 'urn:isbn:1', 'http://ä.invalid', '#x', 'urn:oid:1.2'],
    ['http://a b', 'urn:uuid:1', 'urn:oid:1.02', ' http://a.invalid', 'http://a.invalid\n'],
  ),
  primitives('url', ['http://a.invalid/x', 'mailto:a@b.invalid'], ['http://a b']),
  primitives(
    'canonical',
    ['http://a.invalid/x', 'http://a.invalid/x|1', 'urn:oid:1.2', '#inner'],
    ['Patient/1', 'http://a b'],
  ),
  primitives(
    'date',
    ['2024', '2024-02', '2024-02-29', '9999-12-31', '0001'],
    ['2023-02-29', '2024-13', '2024-00', '2024-2-1', '24', '0000', '2024-01-01T00:00:00Z', '2024-'],
  ),
  primitives(
    'dateTime',
    [
      '2024',
      '2024-02',
      '2024-02-29',
      '2024-02-29T10:00:00Z',
      '2024-02-29T10:00:00.123456789-14:00',
      '2016-12-31T23:59:60Z',
    ],
    [
      '2024-02-29T10:00:00',
      '2024-02-29T10:00Z',
      '2024-02-30T10:00:00Z',
      '2024-02-29T24:00:00Z',
      '2024-02-29T10:60:00Z',
      '2024-02-29T10:00:00+15:00',
      '2024-02T10:00:00Z',
      '2024-02-29 10:00:00Z',
    ],
  ),
  primitives(
    'instant',
    ['2024-02-29T10:00:00Z', '2024-02-29T10:00:00.1+14:00'],
    ['2024-02-29', '2024-02', '2024-02-29T10:00:00', '2023-02-29T10:00:00Z'],
  ),
  primitives(
    'time',
    ['00:00:00', '23:59:59.999'],
    ['24:00:00', '10:00', '10:00:00Z', '1:00:00', '10:60:00'],
  ),
  primitives('decimal', [0, -1.5, 1e15, 1e-7], []),
  primitives('decimal', [], ['1', true], BOTH, 'wrong-type'),
  primitives('integer', [0, 2147483647, -2147483648], [2147483648, 1.5, -2147483649]),
  primitives('unsignedInt', [0, 2147483647], [-1, 2147483648, 0.5]),
  primitives('positiveInt', [1], [0, -1, 2147483648]),
  primitives(
    'integer64',
    ['9223372036854775807', '0', '-1'],
    ['9223372036854775808', '1.5', 'x', '01'],
    ['r5'],
  ),
  primitives('integer64', [], [5], ['r5'], 'wrong-type'),
  primitives('boolean', [true, false], ['true', 1], BOTH, 'wrong-type'),
  primitives(
    'base64Binary',
    ['QQ==', 'QUE=', 'QUFB'],
    ['QQ', '*', 'QQ=', 'Q===', 'QQ=='.repeat(2)],
  ),
  primitives('base64Binary', ['QUFB QUFB', 'QUFB\nQUFB'], [], ['r4']),
  primitives('base64Binary', [], ['QUFB QUFB', 'QUFB\nQUFB'], ['r5']),
  primitives('string', ['x', ' x', 'x ', 'x\ty\nz\r', SMILES, '\u0001', 'a\u0000b'], []),
  primitives('markdown', ['x', ' x', '# x\n\n* y', 'a\u0000b'], []),
  primitives('string', [' ', '\n', '\t ', '\u00a0'], []),
  primitives('markdown', [' ', '\n'], []),
  primitives('string', [], [''], BOTH, 'empty-value'),
];

export const VALUE_CASES: readonly Case[] = [
  ...PRIMITIVES,
  one('fixed concept: the same', claiming('fixed-concept', married({ code: 'M', system: CODES }))),
  one(
    'fixed concept: with a display',
    claiming('fixed-concept', married({ system: CODES, code: 'M', display: 'Married' })),
    ['fixed-value Patient.maritalStatus'],
  ),
  one(
    'fixed concept: two codings',
    claiming(
      'fixed-concept',
      patient({ maritalStatus: { coding: [{ system: CODES, code: 'M' }, { code: 'x' }] } }),
    ),
    ['fixed-value Patient.maritalStatus'],
  ),
  one(
    'pattern of a name: more than the pattern',
    claiming('pattern-name', patient({ name: [{ family: 'Doe', given: ['Ann', 'Jo'] }] })),
  ),
  one(
    'pattern of a name: another given name',
    claiming('pattern-name', patient({ name: [{ family: 'Doe', given: ['Ann'] }] })),
    ['fixed-value Patient.name[0]'],
  ),
  one(
    'pattern of two codings: in any order, with more',
    claiming(
      'pattern-codings',
      patient({
        maritalStatus: {
          coding: [
            { system: CODES, code: 'N' },
            { system: CODES, code: 'M', display: 'x' },
          ],
        },
      }),
    ),
  ),
  one(
    'pattern of two codings: one of them',
    claiming('pattern-codings', married({ system: CODES, code: 'M' })),
    ['fixed-value Patient.maritalStatus'],
  ),
  one('limits: least', measured('limits', { valueInteger: 1 })),
  one('limits: most', measured('limits', { valueInteger: 10 })),
  one('limits: too little', measured('limits', { valueInteger: 0 }), [
    'value-format Observation.value',
  ]),
  one('limits: too much', measured('limits', { valueInteger: 11 }), [
    'value-format Observation.value',
  ]),
  one('limits of a quantity: within', measured('quantity-limits', mg(1.5))),
  one('limits of a quantity: too little', measured('quantity-limits', mg(1.4)), [
    'value-format Observation.value',
  ]),
  one('limits of a quantity: too much', measured('quantity-limits', mg(2.6)), [
    'value-format Observation.value',
  ]),
  one('limits of a date: within', claiming('date-limits', patient({ birthDate: '1900-06-01' }))),
  one('limits of a date: before', claiming('date-limits', patient({ birthDate: '1900-05-31' })), [
    'value-format Patient.birthDate',
  ]),
  one('limits of a date: year before', claiming('date-limits', patient({ birthDate: '1899' })), [
    'value-format Patient.birthDate',
  ]),
  one('limits of a date: after', claiming('date-limits', patient({ birthDate: '2020-02' })), [
    'value-format Patient.birthDate',
  ]),
  one('limits of a date: cannot be told', claiming('date-limits', patient({ birthDate: '1900' }))),
  one('length: as long', claiming('short-name', patient({ name: [{ family: 'abc' }] }))),
  one('length: too long', claiming('short-name', patient({ name: [{ family: 'abcd' }] })), [
    'value-too-long Patient.name[0].family',
  ]),
  one('length: in characters', claiming('short-name', patient({ name: [{ family: SMILES }] }))),
  one(
    'length: in characters, too long',
    claiming('short-name', patient({ name: [{ family: `${SMILES}x` }] })),
    ['value-too-long Patient.name[0].family'],
  ),
  one('types: one of those left', measured('one-type', { valueBoolean: false })),
  one('types: another of the base', measured('one-type', { valueInteger: 1 }), [
    'wrong-type Observation.value',
  ]),
  one('types: none', measured('one-type', {}), ['required-missing Observation']),
  one('forbidden: absent', claiming('no-photo', patient({}))),
  one('forbidden: given', claiming('no-photo', patient({ photo: [{ title: 'x' }] })), [
    'too-many Patient.photo',
  ]),
];
