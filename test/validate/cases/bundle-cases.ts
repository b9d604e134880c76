/** Rules of bundles that stand in the prose of the specification: each broken, beside its neighbour that is valid. */
import { type Case, BOTH } from './case.ts';

const basic = (more: object): object => ({ resourceType: 'Basic', code: { text: 'x' }, ...more });
const patient = (more: object): object => ({ resourceType: 'Patient', ...more });
const bundle = (type: string, entry: object): object => ({
  resourceType: 'Bundle',
  type,
  entry: [entry],
});

function one(name: string, resource: object, ...errors: readonly string[]): Case {
  return { name, fhir: BOTH, resource, errors };
}

const entry = (fullUrl: string, more: object = {}): object =>
  bundle('collection', { fullUrl, resource: patient({ active: true, ...more }) });
const FULL_URL = 'bundle-rule Bundle.entry[0].fullUrl';

const URN = 'urn:uuid:3b241101-e2bb-4255-8caf-4136c566a96';
const named = (at: number, resource: object, more: object = {}): object => ({
  fullUrl: `${URN}${at}`,
  resource,
  ...more,
});
const COMPOSITION = {
  resourceType: 'Composition',
  status: 'final',
  type: { text: 'x' },
  date: '2020-01-01',
  author: [{ reference: `${URN}2` }],
  title: 'x',
};
/** A document whose Composition names its second entry alone. */
const document = (...others: readonly object[]): object => ({
  resourceType: 'Bundle',
  type: 'document',
  identifier: { system: 'https://a.invalid/documents', value: '1' },
  timestamp: '2020-01-01T00:00:00Z',
  entry: [
    named(1, COMPOSITION),
    named(2, { resourceType: 'Practitioner', active: true }),
    ...others,
  ],
});
const ORPHAN = 'bundle-rule Bundle.entry[2]';

const DOCUMENTS: readonly Case[] = [
  one('document of what its Composition names', document()),
  one(
    'document with what refers to what its Composition names',
    document(named(3, basic({ author: { reference: `${URN}2` } }))),
  ),
  one(
    'document with what that refers to',
    document(
      named(3, basic({ author: { reference: `${URN}2` }, subject: { reference: `${URN}4` } })),
      named(4, patient({ active: true })),
    ),
  ),
  one(
    'document with a questionnaire that is named by its canonical URL',
    document(
      named(3, {
        resourceType: 'QuestionnaireResponse',
        status: 'completed',
        questionnaire: 'https://a.invalid/q|1',
        author: { reference: `${URN}2` },
      }),
      named(4, { resourceType: 'Questionnaire', status: 'draft', url: 'https://a.invalid/q' }),
    ),
  ),
  one(
    'document with its stylesheet',
    document(named(3, { resourceType: 'Binary', contentType: 'text/css', data: 'AAAA' })),
  ),
  one('document with what nothing names', document(named(3, patient({ active: true }))), ORPHAN),
  one(
    'document with two that name each other alone',
    document(
      named(3, basic({ subject: { reference: `${URN}4` } })),
      named(4, patient({ active: true })),
    ),
    ORPHAN,
    'bundle-rule Bundle.entry[3]',
  ),
];

const OUTCOME = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'invalid' }],
};
const found = (resource: object, mode: string, type = 'Patient'): object => ({
  resourceType: 'Bundle',
  type: 'searchset',
  link: [{ relation: 'self', url: `https://a.invalid/fhir/${type}?name=x` }],
  entry: [named(1, resource, { search: { mode } })],
});
const OF_SEARCH = 'bundle-rule Bundle.entry[0].resource';

const SEARCHES: readonly Case[] = [
  one('match of a search', found(patient({ id: '1' }), 'match')),
  one('match of another type', found(patient({ id: '1' }), 'match', 'Group'), OF_SEARCH),
  one('match of whatever was searched', found(patient({ id: '1' }), 'match', 'Foo')),
  one('include of another type', found(patient({ id: '1' }), 'include', 'Group')),
  one('match without an id', found(patient({ active: true }), 'match'), OF_SEARCH),
  one('outcome without an id', found(OUTCOME, 'outcome')),
  one('outcome that is none', found(patient({ id: '1' }), 'outcome'), OF_SEARCH),
];

const ADDRESSES: readonly Case[] = [
  one('fullUrl of type and id', entry('https://a.invalid/fhir/Patient/1', { id: '1' })),
  one('fullUrl of another id', entry('https://a.invalid/fhir/Patient/1', { id: '2' }), FULL_URL),
  one('fullUrl of another type', entry('https://a.invalid/fhir/Group/1', { id: '1' }), FULL_URL),
  one('fullUrl of a server without an id', entry('https://a.invalid/fhir/Patient/1'), FULL_URL),
  one('fullUrl of no server without an id', entry('https://a.invalid/x')),
  one('fullUrl of no type', entry('https://a.invalid/fhir/Foo/1', { id: '2' })),
  one('urn:uuid without an id', entry('urn:uuid:3b241101-e2bb-4255-8caf-4136c566a962')),
];

export const BUNDLE_CASES: readonly Case[] = [...ADDRESSES, ...DOCUMENTS, ...SEARCHES];
