/** Slicing (http://hl7.org/fhir/R4/profiling.html#slicing): each way to tell slices apart, each rule about the rest. */
import { type Case, BOTH, PROFILE_BASE, claiming, element, profile, slicing } from './case.ts';

const MRN = 'http://a.invalid/mrn';
const SSN = 'http://a.invalid/ssn';
const CODES = 'http://a.invalid/codes';

const coding = (code: string, system = CODES): object => ({ system, code });
const concept = (code: string): object => ({ coding: [coding(code)] });
const identifier = (system: string, value: string): object => ({ system, value });
const patient = (more: object): object => ({ resourceType: 'Patient', ...more });
const observation = (more: object): object => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  ...more,
});
const reference = (id: string): object => ({ reference: `#${id}` });

const IDENTIFIERS = [
  element('Patient.identifier', slicing('value', 'system', 'closed')),
  element('Patient.identifier:mrn', { min: 1, max: '1' }),
  element('Patient.identifier:mrn.system', { min: 1, fixedUri: MRN }),
  element('Patient.identifier:mrn.value', { min: 1 }),
  element('Patient.identifier:ssn', { min: 0, max: '2' }),
  element('Patient.identifier:ssn.system', { min: 1, fixedUri: SSN }),
];

export const SLICING_PROFILES: readonly object[] = [
  profile('by-value', 'Patient', IDENTIFIERS),
  profile('by-pattern', 'Observation', [
    element('Observation.category', slicing('pattern', '$this')),
    element('Observation.category:vital', {
      min: 1,
      max: '1',
      patternCodeableConcept: concept('vital'),
    }),
    element('Observation.category:vital.text', { min: 1 }),
  ]),
  profile('by-type', 'Observation', [
    element('Observation.value[x]', slicing('type', '$this')),
    element('Observation.value[x]:valueQuantity', {
      min: 1,
      max: '1',
      type: [{ code: 'Quantity' }],
    }),
    element('Observation.value[x]:valueQuantity.unit', { min: 1 }),
  ]),
  profile('by-exists', 'Patient', [
    element('Patient.telecom', slicing('exists', 'period', 'closed')),
    element('Patient.telecom:past', { min: 0, max: '*' }),
    element('Patient.telecom:past.use', { min: 1, fixedCode: 'old' }),
    element('Patient.telecom:past.period', { min: 1 }),
    element('Patient.telecom:present', { min: 1, max: '1' }),
    element('Patient.telecom:present.rank', { min: 1 }),
    element('Patient.telecom:present.period', { max: '0' }),
  ]),
  profile('ordered', 'Patient', [
    element('Patient.name', slicing('value', 'use', 'open', { ordered: true })),
    element('Patient.name:official', { min: 0, max: '1' }),
    element('Patient.name:official.use', { min: 1, fixedCode: 'official' }),
    element('Patient.name:usual', { min: 0, max: '1' }),
    element('Patient.name:usual.use', { min: 1, fixedCode: 'usual' }),
  ]),
  profile('open-at-end', 'Patient', [
    element('Patient.name', slicing('value', 'use', 'openAtEnd', { ordered: true })),
    element('Patient.name:official', { min: 1, max: '1' }),
    element('Patient.name:official.use', { min: 1, fixedCode: 'official' }),
  ]),
  profile('target-type', 'Observation', [
    element('Observation.performer', slicing('type', 'resolve()', 'closed')),
    element('Observation.performer:person', {
      min: 1,
      max: '1',
      type: [
        {
          code: 'Reference',
          targetProfile: ['http://hl7.org/fhir/StructureDefinition/Practitioner'],
        },
      ],
    }),
    element('Observation.performer:place', {
      min: 0,
      max: '1',
      type: [
        {
          code: 'Reference',
          targetProfile: ['http://hl7.org/fhir/StructureDefinition/Organization'],
        },
      ],
    }),
  ]),
  profile('named-organization', 'Organization', [
    element('Organization.name', { min: 1, fixedString: 'Named' }),
  ]),
  profile('by-profile', 'Observation', [
    element('Observation.performer', slicing('profile', 'resolve()')),
    element('Observation.performer:named', {
      min: 1,
      max: '1',
      type: [{ code: 'Reference', targetProfile: [`${PROFILE_BASE}/named-organization`] }],
    }),
  ]),
  profile('re-sliced', 'Patient', [
    element('Patient.identifier', slicing('value', 'use')),
    element('Patient.identifier:official', { min: 1, max: '3', ...slicing('value', 'system') }),
    element('Patient.identifier:official.use', { min: 1, fixedCode: 'official' }),
    element('Patient.identifier:official/mrn', { min: 1, max: '1' }),
    element('Patient.identifier:official/mrn.use', { min: 1, fixedCode: 'official' }),
    element('Patient.identifier:official/mrn.system', { min: 1, fixedUri: MRN }),
    element('Patient.identifier:official/mrn.value', { min: 1 }),
  ]),
  profile('nested', 'Patient', [
    element('Patient.identifier', slicing('value', 'system')),
    element('Patient.identifier:mrn', { min: 1, max: '1' }),
    element('Patient.identifier:mrn.type', { min: 1 }),
    element('Patient.identifier:mrn.type.coding', slicing('value', 'system', 'closed')),
    element('Patient.identifier:mrn.type.coding:own', { min: 1, max: '1' }),
    element('Patient.identifier:mrn.type.coding:own.system', { min: 1, fixedUri: CODES }),
    element('Patient.identifier:mrn.type.coding:own.code', { min: 1, fixedCode: 'nr' }),
    element('Patient.identifier:mrn.system', { min: 1, fixedUri: MRN }),
  ]),
  profile('two-discriminators', 'Patient', [
    element('Patient.telecom', {
      slicing: {
        discriminator: [
          { type: 'value', path: 'system' },
          { type: 'value', path: 'use' },
        ],
        rules: 'open',
      },
    }),
    element('Patient.telecom:work-phone', { min: 1, max: '1' }),
    element('Patient.telecom:work-phone.system', { min: 1, fixedCode: 'phone' }),
    element('Patient.telecom:work-phone.use', { min: 1, fixedCode: 'work' }),
  ]),
  profile('entries', 'Bundle', [
    element('Bundle.entry', slicing('type', 'resource', 'closed')),
    element('Bundle.entry:patient', { min: 1, max: '1' }),
    element('Bundle.entry:patient.resource', { min: 1, type: [{ code: 'Patient' }] }),
    element('Bundle.entry:patient.resource.name', { min: 1 }),
    element('Bundle.entry:other', { min: 0, max: '*' }),
    element('Bundle.entry:other.resource', {
      min: 1,
      type: [{ code: 'Organization', profile: [`${PROFILE_BASE}/named-organization`] }],
    }),
  ]),
];

const entry = (id: string, resource: object): object => ({
  fullUrl: `http://a.invalid/fhir/${id}`,
  resource: { ...resource, id: id.split('/')[1] },
});
const bundle = (...entries: readonly object[]): object =>
  claiming('entries', { resourceType: 'Bundle', type: 'collection', entry: entries });

function one(name: string, resource: object, errors: readonly string[] = [], judge?: string): Case {
  return { name, fhir: BOTH, resource, errors, ...(judge === undefined ? {} : { judge }) };
}

const by = (id: string, identifiers: readonly object[]): object =>
  claiming(id, patient({ identifier: identifiers }));
const named = (id: string, ...uses: readonly string[]): object =>
  claiming(id, patient({ name: uses.map((use) => ({ use, family: 'x' })) }));
const performed = (id: string, contained: readonly object[]): object =>
  claiming(
    id,
    observation({
      contained,
      performer: contained.map((_, index) => reference(`c${index}`)),
    }),
  );
const organization = (id: string, name: string): object => ({
  resourceType: 'Organization',
  id,
  name,
});
const practitioner = (id: string): object => ({ resourceType: 'Practitioner', id, active: true });

const RE_SLICED =
  'takes the slices of a slice for slices of the whole, told apart by the outer discriminator';

export const SLICING_CASES: readonly Case[] = [
  one('value: each slice once', by('by-value', [identifier(MRN, '1'), identifier(SSN, '2')])),
  one('value: slice missing', by('by-value', [identifier(SSN, '2')]), ['slice-missing Patient']),
  one('value: slice twice', by('by-value', [identifier(MRN, '1'), identifier(MRN, '2')]), [
    'slice-too-many Patient.identifier[1]',
  ]),
  one(
    'value: no slice of a closed list',
    by('by-value', [identifier(MRN, '1'), identifier('http://a.invalid/other', '2')]),
    ['slice-unmatched Patient.identifier[1]'],
  ),
  one('value: what the slice demands', by('by-value', [{ system: MRN, use: 'usual' }]), [
    'required-missing Patient.identifier[0]',
  ]),
  one(
    'pattern: the slice and another value',
    claiming(
      'by-pattern',
      observation({ category: [{ text: 'other' }, { ...concept('vital'), text: 'Vital' }] }),
    ),
  ),
  one(
    'pattern: more than the pattern is in the slice',
    claiming(
      'by-pattern',
      observation({
        category: [{ coding: [coding('x'), { ...coding('vital'), display: 'V' }], text: 'Vital' }],
      }),
    ),
  ),
  one(
    'pattern: slice missing',
    claiming('by-pattern', observation({ category: [concept('lab')] })),
    ['slice-missing Observation'],
  ),
  one(
    'pattern: what the slice demands',
    claiming('by-pattern', observation({ category: [concept('vital')] })),
    ['required-missing Observation.category[0]'],
  ),
  one(
    'type: the type of the slice',
    claiming('by-type', observation({ valueQuantity: { value: 1, unit: 'mg' } })),
  ),
  one('type: another type', claiming('by-type', observation({ valueString: 'x' })), [
    'slice-missing Observation',
  ]),
  one(
    'type: what the slice demands',
    claiming('by-type', observation({ valueQuantity: { value: 1 } })),
    ['required-missing Observation.value'],
  ),
  one(
    'exists: one with, one without',
    claiming(
      'by-exists',
      patient({
        telecom: [
          { system: 'phone', value: '1', rank: 1 },
          { system: 'phone', value: '2', use: 'old', period: { end: '2020' } },
        ],
      }),
    ),
  ),
  one(
    'exists: what the slices demand',
    claiming(
      'by-exists',
      patient({
        telecom: [
          { system: 'phone', value: '1' },
          { system: 'phone', value: '2', use: 'home', period: { end: '2020' } },
        ],
      }),
    ),
    ['fixed-value Patient.telecom[1].use', 'required-missing Patient.telecom[0]'],
  ),
  one('ordered: in order', named('ordered', 'official', 'old', 'usual')),
  one('ordered: out of order', named('ordered', 'usual', 'official'), [
    'slice-unmatched Patient.name[1]',
  ]),
  one('open at end: the rest at the end', named('open-at-end', 'official', 'old')),
  one(
    'open at end: the rest before',
    named('open-at-end', 'old', 'official'),
    ['slice-unmatched Patient.name[0]'],
    'does not look at openAtEnd',
  ),
  one(
    'type of the target',
    performed('target-type', [practitioner('c0'), organization('c1', 'x')]),
  ),
  one('type of the target: slice missing', performed('target-type', [organization('c0', 'x')]), [
    'slice-missing Observation',
  ]),
  one(
    'type of the target: no slice',
    performed('target-type', [practitioner('c0'), { resourceType: 'Patient', id: 'c1' }]),
    ['slice-unmatched Observation.performer[1]'],
  ),
  one(
    'profile of the target',
    performed('by-profile', [organization('c0', 'Other'), organization('c1', 'Named')]),
  ),
  one(
    'profile of the target: slice missing',
    performed('by-profile', [organization('c0', 'Other')]),
    ['slice-missing Observation'],
  ),
  one(
    'slice of a slice',
    by('re-sliced', [
      { ...identifier(SSN, '1'), use: 'old' },
      { ...identifier(SSN, '2'), use: 'official' },
      { ...identifier(MRN, '3'), use: 'official' },
    ]),
    [],
    RE_SLICED,
  ),
  one(
    'slice of a slice: missing',
    by('re-sliced', [
      { ...identifier(MRN, '1'), use: 'old' },
      { ...identifier(SSN, '2'), use: 'official' },
    ]),
    ['slice-missing Patient'],
  ),
  one(
    'slice of a slice: what it demands',
    by('re-sliced', [
      { ...identifier(SSN, '2'), use: 'old' },
      { system: MRN, use: 'official' },
    ]),
    ['required-missing Patient.identifier[1]'],
  ),
  one(
    'slice of a slice: twice',
    by('re-sliced', [
      { ...identifier(SSN, '2'), use: 'old' },
      { ...identifier(MRN, '3'), use: 'official' },
      { ...identifier(MRN, '4'), use: 'official' },
    ]),
    ['slice-too-many Patient.identifier[2]'],
    RE_SLICED,
  ),
  one(
    'slicing inside a slice',
    by('nested', [
      { ...identifier(MRN, '1'), type: concept('nr') },
      { ...identifier(SSN, '1'), type: concept('xx') },
    ]),
  ),
  one(
    'slicing inside a slice: closed',
    by('nested', [
      {
        ...identifier(MRN, '1'),
        type: { coding: [coding('nr'), coding('x', 'http://a.invalid/y')] },
      },
    ]),
    ['slice-unmatched Patient.identifier[0].type.coding[1]'],
  ),
  one(
    'slicing inside a slice: missing',
    by('nested', [{ ...identifier(MRN, '1'), type: { text: 'x' } }]),
    ['slice-missing Patient.identifier[0].type'],
  ),
  one(
    'two discriminators: both fit',
    claiming(
      'two-discriminators',
      patient({ telecom: [{ system: 'phone', use: 'work', value: '1' }] }),
    ),
  ),
  one(
    'two discriminators: one fits',
    claiming(
      'two-discriminators',
      patient({
        telecom: [
          { system: 'phone', use: 'home', value: '1' },
          { system: 'email', use: 'work', value: '1' },
        ],
      }),
    ),
    ['slice-missing Patient'],
  ),
  one(
    'entries by the type of their resource',
    bundle(
      entry('Patient/p', patient({ name: [{ family: 'x' }] })),
      entry('Organization/o', organization('o', 'Named')),
    ),
  ),
  one('entries: what the slice demands', bundle(entry('Patient/p', patient({}))), [
    'required-missing Bundle.entry[0].resource',
  ]),
  one(
    'entries: no slice',
    bundle(
      entry('Patient/p', patient({ name: [{ family: 'x' }] })),
      entry('Basic/b', { resourceType: 'Basic', code: { text: 'x' } }),
    ),
    ['slice-unmatched Bundle.entry[1]'],
  ),
  one(
    'entries: profile of the resource',
    bundle(
      entry('Patient/p', patient({ name: [{ family: 'x' }] })),
      entry('Organization/o', organization('o', 'Other')),
    ),
    ['fixed-value Bundle.entry[1].resource.name'],
  ),
];
