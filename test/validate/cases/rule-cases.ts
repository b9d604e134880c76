/** Rules that stand in the prose of the specification: each broken, beside its neighbour that is valid. */
import type { FhirVersion } from '../../../src/shared/fhir-version.ts';
import { type Case, BOTH } from './case.ts';

const HL7 = 'http://hl7.org/fhir/StructureDefinition/';
const ABSENT = { extension: [{ url: `${HL7}data-absent-reason`, valueCode: 'unknown' }] };
const MODIFIER = { url: `${HL7}request-doNotPerform`, valueBoolean: true };
const PLAIN = { url: `${HL7}data-absent-reason`, valueCode: 'unknown' };
const UNKNOWN = { url: 'https://a.invalid/x', valueString: 'x' };

const basic = (more: object): object => ({ resourceType: 'Basic', code: { text: 'x' }, ...more });
const patient = (more: object): object => ({ resourceType: 'Patient', ...more });
const order =
  (more: object) =>
  (fhir: FhirVersion): object => ({
    resourceType: 'NutritionOrder',
    status: 'active',
    intent: 'order',
    dateTime: '2020-01-01',
    [fhir === 'r4' ? 'patient' : 'subject']: { display: 'x' },
    ...more,
  });
const organization = (id: string, more: object = {}): object => ({
  resourceType: 'Organization',
  id,
  name: 'x',
  ...more,
});
const narrative = (inner: string): object => ({
  text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>` },
});
const bundle = (type: string, entry: object): object => ({
  resourceType: 'Bundle',
  type,
  entry: [entry],
});

type Made = object | ((fhir: FhirVersion) => object);

function one(name: string, resource: Made, ...errors: readonly string[]): Case[] {
  return BOTH.map((fhir) => ({
    name,
    fhir: [fhir],
    resource:
      typeof resource === 'function' ? (resource as (of: FhirVersion) => object)(fhir) : resource,
    errors,
  }));
}

const EXTENSIONS: readonly Case[] = [
  ...one('modifier under modifierExtension', order({ modifierExtension: [MODIFIER] })),
  ...one(
    'modifier under extension',
    order({ extension: [MODIFIER] }),
    'extension-misplaced NutritionOrder.extension[0]',
  ),
  ...one('extension under extension', patient({ extension: [PLAIN] })),
  ...one(
    'extension under modifierExtension',
    patient({ modifierExtension: [PLAIN] }),
    'extension-misplaced Patient.modifierExtension[0]',
  ),
  ...one(
    'extension under modifierExtension of a backbone element',
    patient({ contact: [{ name: { text: 'x' }, modifierExtension: [PLAIN] }] }),
    'extension-misplaced Patient.contact[0].modifierExtension[0]',
  ),
  ...one(
    'version in the url of an extension',
    patient({
      extension: [{ url: `${HL7}patient-birthPlace|4.0.1`, valueAddress: { text: 'x' } }],
    }),
    'fixed-value Patient.extension[0].url',
  ),
  ...one(
    'url of an extension without a scheme',
    patient({ extension: [{ url: '10:00:00', valueString: 'x' }] }),
    'value-format Patient.extension[0]',
  ),
  ...one('unknown modifier', patient({ modifierExtension: [UNKNOWN] })),
];

const CONTAINED: readonly Case[] = [
  ...one(
    'contained resources of two ids',
    basic({
      contained: [organization('a'), organization('b', { partOf: { reference: '#a' } })],
      author: { reference: '#b' },
    }),
  ),
  ...one(
    'contained resources of one id',
    basic({ contained: [organization('a'), organization('a')], subject: { reference: '#a' } }),
    'invariant-failed Basic.contained[1]',
  ),
  ...one(
    'contained resource without an id',
    basic({ contained: [{ resourceType: 'Organization', name: 'x' }] }),
    'required-missing Basic.contained[0]',
  ),
  ...one(
    'contained resource without an id, which refers to its container',
    basic({
      contained: [{ resourceType: 'Basic', code: { text: 'x' }, subject: { reference: '#' } }],
    }),
    'required-missing Basic.contained[0]',
  ),
  ...one(
    'contained resource that refers to its container',
    basic({
      contained: [
        { resourceType: 'Basic', id: 'a', code: { text: 'x' }, subject: { reference: '#' } },
      ],
    }),
  ),
  ...one(
    'contained resource that nothing refers to',
    basic({ contained: [organization('a')] }),
    'invariant-failed Basic.contained[0]',
  ),
  ...one(
    'contained resource that only itself refers to',
    basic({ contained: [organization('a', { partOf: { reference: '#a' } })] }),
    'invariant-failed Basic.contained[0]',
  ),
  ...one(
    'contained resource whose name is only a text',
    basic({ code: { text: '#a' }, contained: [organization('a')] }),
    'invariant-failed Basic.contained[0]',
  ),
  ...one(
    'contained resource that a canonical refers to',
    basic({
      extension: [{ url: 'https://a.invalid/x', valueCanonical: '#a' }],
      contained: [organization('a')],
    }),
  ),
  ...one(
    'contained resource that the narrative links to',
    basic({ ...narrative('<a href="#a">x</a>'), contained: [organization('a')] }),
  ),
  ...one(
    'contained image of the narrative',
    basic({
      ...narrative('<img src="#a" alt="x"/>'),
      contained: [{ resourceType: 'Binary', id: 'a', contentType: 'image/png', data: 'AAAA' }],
    }),
  ),
  ...one(
    'contained resource within a contained one (dom-2)',
    basic({
      contained: [
        organization('a', { contained: [organization('b', { partOf: { reference: '#' } })] }),
      ],
      author: { reference: '#a' },
    }),
    'invariant-failed Basic',
  ),
  ...one(
    'contained resource with a version (dom-4)',
    basic({
      contained: [organization('a', { meta: { versionId: '1' } })],
      author: { reference: '#a' },
    }),
    'invariant-failed Basic',
  ),
  ...one(
    'contained resource with a security label (dom-5)',
    basic({
      contained: [
        organization('a', { meta: { security: [{ system: 'https://a.invalid', code: 'x' }] } }),
      ],
      author: { reference: '#a' },
    }),
    'invariant-failed Basic',
  ),
];

const subject = (reference: string): object => basic({ subject: { reference } });
const entryOf = (reference: string, more: object = {}): object => ({
  fullUrl: 'https://a.invalid/fhir/Basic/1',
  resource: { id: '1', ...subject(reference) },
  ...more,
});
const REQUEST = { request: { method: 'PUT', url: 'Basic/1' } };
const OF_ENTRY = 'Bundle.entry[0].resource.subject';

const REFERENCES: readonly Case[] = [
  ...['Patient/1', 'https://a.invalid/x', 'urn:oid:1.2.3.4', 'Patient?identifier=x'].flatMap(
    (reference) => one(`reference ${reference}`, subject(reference)),
  ),
  ...['a b', ' Patient/1', 'Patient/1 ', '   ', 'https://a.invalid/b c'].flatMap((reference) =>
    one(`reference "${reference}"`, subject(reference), 'value-format Basic.subject'),
  ),
  ...['https://b.invalid/fhir/Patient/1', 'Basic/1', 'Basic/1/_history/2'].flatMap((reference) =>
    one(`reference ${reference} in a bundle`, bundle('collection', entryOf(reference))),
  ),
  ...['x', 'Basic', '/Basic/1', 'Basic/1/2', 'Basic?identifier=x', '?identifier=x'].flatMap(
    (reference) =>
      one(
        `reference ${reference} in a bundle`,
        bundle('collection', entryOf(reference)),
        `value-format ${OF_ENTRY}`,
      ),
  ),
  ...one(
    'search as a reference in a transaction',
    bundle('transaction', entryOf('Patient?identifier=x', REQUEST)),
  ),
  ...one('type of a reference', basic({ author: { reference: 'Patient/1', type: 'Patient' } })),
  ...one(
    'absolute type of a reference',
    basic({ author: { reference: 'Patient/1', type: `${HL7}Patient` } }),
    'value-format Basic.author.type',
  ),
  ...one(
    'search of no type in a transaction',
    bundle('transaction', entryOf('?identifier=x', REQUEST)),
    `value-format ${OF_ENTRY}`,
  ),
];

const questionnaire = (url: string): object => ({
  resourceType: 'Questionnaire',
  status: 'draft',
  url,
});

const NAMES: readonly Case[] = [
  ...['https://a.invalid/ids', 'urn:oid:1.2.3.4', 'urn:x-a:b'].flatMap((system) =>
    one(`system ${system} of an identifier`, patient({ identifier: [{ system, value: 'x' }] })),
  ),
  ...['ids', '../x', 'Foo/1', '#x'].flatMap((system) =>
    one(
      `system ${system} of an identifier`,
      patient({ identifier: [{ system, value: 'x' }] }),
      'value-format Patient.identifier[0]',
    ),
  ),
  ...one(
    'relative system of an identifier without a value',
    patient({ identifier: [{ system: 'ids' }] }),
    'value-format Patient.identifier[0]',
  ),
  ...one('absolute url of a definition', questionnaire('https://a.invalid/Questionnaire/x')),
  ...one(
    'urn as url of a definition',
    questionnaire('urn:uuid:3b241101-e2bb-4255-8caf-4136c566a962'),
  ),
  ...['foo', '../x', 'Questionnaire/1', '#x'].flatMap((url) =>
    one(`url ${url} of a definition`, questionnaire(url), 'value-format Questionnaire.url'),
  ),
  ...one('relative url that names nothing', patient({ photo: [{ url: 'pictures/1' }] })),
];

const CODES: readonly Case[] = [
  ...one('code and an extension', patient({ gender: 'other', _gender: ABSENT })),
  ...one(
    'extension instead of a required code',
    patient({ _gender: ABSENT }),
    'binding-required Patient.gender',
  ),
  ...one(
    'extension instead of a required code that must be there',
    { resourceType: 'Observation', _status: ABSENT, code: { text: 'x' } },
    'binding-required Observation.status',
  ),
  ...one(
    'extension instead of a code that its extension requires',
    patient({ extension: [{ url: `${HL7}data-absent-reason`, _valueCode: ABSENT }] }),
    'binding-required Patient.extension[0].value',
  ),
  ...one('extension instead of a text', patient({ name: [{ _family: ABSENT }] })),
  ...one('extension instead of a date', patient({ _birthDate: ABSENT })),
  ...one('extension instead of a concept that is not required', basic({ code: ABSENT })),
  ...one('extension instead of one of several codes', (fhir) =>
    days(fhir, ['mon', 'tue'], [null, ABSENT]),
  ),
  ...BOTH.flatMap((fhir) => [
    {
      name: 'extension instead of one of several required codes',
      fhir: [fhir],
      resource: days(fhir, ['mon', null], [null, ABSENT]),
      errors: [
        fhir === 'r4'
          ? 'binding-required PractitionerRole.availableTime[0].daysOfWeek[1]'
          : 'binding-required PractitionerRole.availability[0].availableTime[0].daysOfWeek[1]',
      ],
    },
  ]),
  ...one(
    'code of two words',
    patient({ extension: [{ url: 'https://a.invalid/x', valueCode: 'a b' }] }),
  ),
  ...['a  b', 'a\tb', 'a\nb', 'a\u00A0b'].flatMap((valueCode) =>
    one(
      `code ${JSON.stringify(valueCode)}`,
      patient({ extension: [{ url: 'https://a.invalid/x', valueCode }] }),
      'value-format Patient.extension[0].value',
    ),
  ),
];

function days(
  fhir: FhirVersion,
  daysOfWeek: readonly unknown[],
  beside: readonly unknown[],
): object {
  const availableTime = [{ daysOfWeek, _daysOfWeek: beside }];
  const resourceType = 'PractitionerRole';
  return fhir === 'r4'
    ? { resourceType, availableTime }
    : { resourceType, availability: [{ availableTime }] };
}

const twice = (first: object, second: object): object =>
  patient({
    name: [
      { text: 'x', ...first },
      { text: 'y', ...second },
    ],
  });

const IDS: readonly Case[] = [
  ...one('ids of two elements', twice({ id: 'a' }, { id: 'b' })),
  ...one(
    'one id of two elements',
    twice({ id: 'a' }, { id: 'a' }),
    'invariant-failed Patient.name[1]',
  ),
  ...one('id of an element and its resource', patient({ id: 'a', name: [{ id: 'a', text: 'x' }] })),
  ...one(
    'one id of two primitives',
    patient({ name: [{ given: ['a', 'b'], _given: [{ id: 'x' }, { id: 'x' }] }] }),
    'invariant-failed Patient.name[0].given[1]',
  ),
  ...one(
    'one id of an element and one within',
    patient({ name: [{ id: 'a', text: 'x', period: { id: 'a', start: '2020' } }] }),
    'invariant-failed Patient.name[0]',
  ),
  ...one('one id of elements in two resources', {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [1, 2].map((at) => ({
      fullUrl: `urn:uuid:3b241101-e2bb-4255-8caf-4136c566a96${at}`,
      resource: patient({ name: [{ id: 'a', text: 'x' }] }),
    })),
  }),
];

const NARRATIVES: readonly Case[] = [
  ...one('narrative with a no-break space', basic(narrative('a&#160;b'))),
  ...one(
    'narrative with an entity of HTML',
    basic(narrative('a&nbsp;b')),
    'narrative-invalid Basic.text.div',
  ),
  ...one('link with an attribute of links', basic(narrative('<a href="https://a.invalid">b</a>'))),
  ...one(
    'paragraph with an attribute of links',
    basic(narrative('<p href="https://a.invalid">b</p>')),
    'narrative-invalid Basic.text.div',
  ),
  ...one('item in a list', basic(narrative('<ul><li>b</li></ul>'))),
  ...one('item in no list', basic(narrative('<li>b</li>')), 'narrative-invalid Basic.text.div'),
];

const asking = (count: number, more: object = {}): object => ({
  resourceType: 'Questionnaire',
  status: 'draft',
  item: [
    { linkId: 'a', text: 'x', type: 'boolean' },
    {
      linkId: 'b',
      text: 'y',
      type: 'string',
      enableWhen: Array.from({ length: count }, () => ({
        question: 'a',
        operator: '=',
        answerBoolean: true,
      })),
      ...more,
    },
  ],
});
const defining = (path: string): object => ({
  resourceType: 'StructureDefinition',
  url: 'https://a.invalid/StructureDefinition/x',
  name: 'X',
  status: 'draft',
  kind: 'logical',
  abstract: false,
  type: 'https://a.invalid/StructureDefinition/x',
  baseDefinition: `${HL7}Element`,
  derivation: 'specialization',
  differential: {
    element: [
      { id: 'x', path: 'x', definition: 'x', min: 0, max: '*' },
      { id: path, path, definition: 'x', min: 0, max: '1', type: [{ code: 'string' }] },
    ],
  },
});
const OF_PATH = 'invariant-failed StructureDefinition.differential.element[1]';

/** Sentences of R4 that its expressions do not say. */
const SENTENCES: readonly Case[] = [
  ...one('one condition (que-12)', asking(1)),
  ...one('two conditions, and how they go together', asking(2, { enableBehavior: 'any' })),
  ...one('two conditions alone', asking(2), 'invariant-failed Questionnaire.item[1]'),
  ...['x.a', 'x.a[x]', 'x.aB1'].flatMap((path) => one(`path ${path} (eld-19)`, defining(path))),
  ...['x.a b', 'x.a,b', 'x.a[0]', 'x..a'].flatMap((path) =>
    one(`path ${path} (eld-19)`, defining(path), OF_PATH),
  ),
];

export const RULE_CASES: readonly Case[] = [
  ...EXTENSIONS,
  ...CONTAINED,
  ...REFERENCES,
  ...NAMES,
  ...CODES,
  ...IDS,
  ...NARRATIVES,
  ...SENTENCES,
];
