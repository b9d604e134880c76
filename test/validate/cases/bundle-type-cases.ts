/** The rules of each type of bundle: a sound bundle of it, and beside it one for each rule that it breaks. */
import type { FhirVersion } from '../../../src/shared/fhir-version.ts';
import { type Case, BOTH } from './case.ts';

const R4: readonly FhirVersion[] = ['r4'];
const R5: readonly FhirVersion[] = ['r5'];
const URL = 'https://a.invalid/fhir';
const STAMP = '2020-01-01T00:00:00Z';

const basic = (id: string): object => ({ resourceType: 'Basic', id, code: { text: 'x' } });
const composition = {
  resourceType: 'Composition',
  id: 'c',
  status: 'final',
  type: { text: 'x' },
  date: '2020',
  author: [{ display: 'x' }],
  title: 'x',
};
/** Every entry of a document is referred to from it. */
const listing = {
  ...composition,
  section: [{ title: 'x', entry: [{ reference: 'Basic/a' }] }],
};
const headerOf = (fhir: FhirVersion): object => ({
  resourceType: 'MessageHeader',
  id: 'h',
  eventCoding: { system: 'https://a.invalid/event', code: 'x' },
  source: fhir === 'r4' ? { endpoint: 'https://a.invalid' } : { endpointUrl: 'https://a.invalid' },
});
const status = {
  resourceType: 'SubscriptionStatus',
  id: 's',
  type: 'heartbeat',
  subscription: { reference: 'https://a.invalid/fhir/Subscription/1' },
};

const at = (id: string, more: object = {}): object => ({
  fullUrl: `${URL}/Basic/${id}`,
  resource: basic(id),
  ...more,
});
const first = (resource: object): object => ({
  fullUrl: `${URL}/${String(Reflect.get(resource, 'resourceType'))}/${String(Reflect.get(resource, 'id'))}`,
  resource,
});
const request = (method: string, url: string): object => ({ request: { method, url } });
const created = { response: { status: '201', location: 'Basic/a' } };
const bundle = (type: string, entry: readonly object[], more: object = {}): object => ({
  resourceType: 'Bundle',
  type,
  ...more,
  ...(entry.length > 0 && { entry }),
});
/** R5 wants of a searchset that it says what was searched for (bdl-18). */
const searchset = (entry: readonly object[], more: object = {}): object =>
  bundle('searchset', entry, { link: [{ relation: 'self', url: `${URL}/Basic` }], ...more });
const document = (entry: readonly object[], more: object = {}): object => {
  const all = {
    identifier: { system: 'https://a.invalid', value: '1' },
    timestamp: STAMP,
    ...more,
  };
  const given = Object.entries(all).filter(([, value]) => value !== undefined);
  return bundle('document', entry, Object.fromEntries(given));
};
const issues = (severity: string): object => ({
  issues: { resourceType: 'OperationOutcome', issue: [{ severity, code: 'informational' }] },
});

function one(
  name: string,
  resource: object,
  errors: readonly string[] = [],
  fhir: readonly FhirVersion[] = BOTH,
): Case {
  return { name, fhir, resource, errors };
}

/** The same error at each place. */
const rules = (...places: readonly string[]): readonly string[] =>
  places.map((place) => `bundle-rule Bundle${place}`);

const DOCUMENT: readonly Case[] = [
  one('document', document([first(listing), at('a')])),
  one(
    'document: without an identifier',
    document([first(composition)], { identifier: undefined }),
    rules(''),
  ),
  one(
    'document: identifier without a value',
    document([first(composition)], { identifier: { system: 'https://a.invalid' } }),
    rules(''),
  ),
  one(
    'document: without a timestamp',
    document([first(composition)], { timestamp: undefined }),
    rules(''),
  ),
  one('document: begins with something else', document([at('a'), first(listing)]), rules('')),
  one('document: with a total', document([first(composition)], { total: 1 }), rules('.total')),
  one(
    'document: with a request',
    document([first(listing), at('a', request('GET', 'Basic/a'))]),
    rules('.entry[1]'),
  ),
  one(
    'document: with a response',
    document([first(listing), at('a', created)]),
    rules('.entry[1]'),
  ),
  one(
    'document: with a search',
    document([first(listing), at('a', { search: { mode: 'match' } })]),
    rules('.entry[1]'),
  ),
];

const ISSUES: readonly Case[] = [
  one('issues: a note', searchset([at('a')], issues('information')), [], R5),
  one(
    'issues: an error (bdl-16)',
    searchset([at('a')], issues('error')),
    ['invariant-failed Bundle'],
    R5,
  ),
  one(
    'issues: of a document (bdl-17)',
    document([first(composition)], issues('information')),
    ['invariant-failed Bundle'],
    R5,
  ),
  one(
    'issues: none in R4',
    searchset([at('a')], issues('information')),
    ['unknown-property Bundle.issues'],
    R4,
  ),
];

const MESSAGE: readonly Case[] = (['r4', 'r5'] as const).flatMap((fhir) => [
  one('message', bundle('message', [first(headerOf(fhir)), at('a')]), [], [fhir]),
  one(
    'message: begins with something else',
    bundle('message', [at('a'), first(headerOf(fhir))]),
    rules(''),
    [fhir],
  ),
  one(
    'message: with a request',
    bundle('message', [first(headerOf(fhir)), at('a', request('GET', 'Basic/a'))]),
    rules('.entry[1]'),
    [fhir],
  ),
]);

const REQUESTS: readonly Case[] = ['transaction', 'batch'].flatMap((type) => [
  one(
    `${type}: POST, PUT, DELETE, GET`,
    bundle(type, [
      at('a', request('POST', 'Basic')),
      at('b', request('PUT', 'Basic/b')),
      request('DELETE', 'Basic/c'),
      request('GET', 'Basic?code=x'),
    ]),
  ),
  one(`${type}: PUT by a condition`, bundle(type, [at('a', request('PUT', 'Basic?identifier=x'))])),
  one(
    `${type}: without a request`,
    bundle(type, [at('a'), at('b', request('POST', 'Basic'))]),
    rules('.entry[0]'),
  ),
  one(
    `${type}: POST without a resource (R4)`,
    bundle(type, [request('POST', 'Basic')]),
    rules('.entry[0].request'),
    R4,
  ),
  one(
    `${type}: POST without a resource (R5)`,
    bundle(type, [request('POST', 'Basic')]),
    rules('.entry[0]'),
    R5,
  ),
  one(
    `${type}: DELETE with a resource`,
    bundle(type, [at('a', request('DELETE', 'Basic/a'))]),
    [],
    R4,
  ),
  one(
    `${type}: DELETE with a resource (bdl-3c)`,
    bundle(type, [at('a', request('DELETE', 'Basic/a'))]),
    rules('.entry[0]'),
    R5,
  ),
  one(
    `${type}: PUT to another id`,
    bundle(type, [at('a', request('PUT', 'Basic/b'))]),
    rules('.entry[0].request.url'),
  ),
  one(
    `${type}: with a response (R4)`,
    bundle(type, [at('a', { ...request('POST', 'Basic'), ...created })]),
    rules('.entry[0]'),
    R4,
  ),
  one(`${type}: request without a method`, bundle(type, [at('a', { request: { url: 'Basic' } })]), [
    'required-missing Bundle.entry[0].request',
  ]),
  one(
    `${type}: with a total`,
    bundle(type, [at('a', request('POST', 'Basic'))], { total: 1 }),
    rules('.total'),
  ),
  one(
    `${type}: one fullUrl twice`,
    bundle(type, [at('a', request('POST', 'Basic')), at('a', request('POST', 'Basic'))]),
    rules('.entry[1].fullUrl'),
  ),
]);

const RESPONSES: readonly Case[] = ['transaction-response', 'batch-response'].flatMap((type) => [
  one(`${type}: with and without a resource`, bundle(type, [at('a', created), created])),
  one(`${type}: without a response`, bundle(type, [at('a')]), rules('.entry[0]')),
  one(
    `${type}: with a request (R4)`,
    bundle(type, [at('a', { ...created, ...request('POST', 'Basic') })]),
    rules('.entry[0]'),
    R4,
  ),
  one(
    `${type}: response without a status`,
    bundle(type, [at('a', { response: { location: 'Basic/a' } })]),
    ['required-missing Bundle.entry[0].response'],
  ),
]);

const HISTORY: readonly Case[] = [
  one(
    'history',
    bundle(
      'history',
      [
        at('a', { ...request('PUT', 'Basic/a'), ...created }),
        { fullUrl: `${URL}/Basic/a`, ...request('DELETE', 'Basic/a'), response: { status: '204' } },
      ],
      { total: 2 },
    ),
  ),
  one(
    'history: one fullUrl twice',
    bundle('history', [
      at('a', { ...request('PUT', 'Basic/a'), ...created }),
      at('a', { ...request('POST', 'Basic'), ...created }),
    ]),
  ),
  one('history: without a request', bundle('history', [at('a', created)]), rules('.entry[0]'), R4),
  // bdl-14 asks for a method that is not PATCH, and finds none
  one(
    'history: without a request (bdl-3b)',
    bundle('history', [at('a', created)]),
    [...rules('.entry[0]'), 'invariant-failed Bundle'],
    R5,
  ),
  one(
    'history: PATCH (bdl-14)',
    bundle('history', [at('a', { ...request('PATCH', 'Basic/a'), ...created })]),
    ['invariant-failed Bundle'],
    R5,
  ),
  one(
    'history: without a response',
    bundle('history', [at('a', request('PUT', 'Basic/a'))]),
    rules('.entry[0]'),
  ),
  one(
    'history: PUT without a resource (bdl-3b)',
    bundle('history', [{ fullUrl: `${URL}/Basic/a`, ...request('PUT', 'Basic/a'), ...created }]),
    rules('.entry[0]'),
    R5,
  ),
];

const SEARCHSET: readonly Case[] = [
  one('searchset: without a link to itself', bundle('searchset', [at('a')]), [], R4),
  one(
    'searchset: without a link to itself (bdl-18)',
    bundle('searchset', [at('a')]),
    ['invariant-failed Bundle'],
    R5,
  ),
  one(
    'searchset',
    searchset(
      [
        at('a', { search: { mode: 'match', score: 0.5 } }),
        at('b', { search: { mode: 'include' } }),
      ],
      { total: 1 },
    ),
  ),
  one('searchset: one fullUrl twice', searchset([at('a'), at('a')]), rules('.entry[1].fullUrl')),
  one(
    'searchset: one fullUrl, two versions',
    searchset(
      ['1', '2'].map((versionId) => ({
        fullUrl: `${URL}/Basic/a`,
        resource: { ...basic('a'), meta: { versionId } },
      })),
    ),
  ),
  one(
    'searchset: with a request',
    searchset([at('a', request('GET', 'Basic/a'))]),
    rules('.entry[0]'),
  ),
];

const COLLECTION: readonly Case[] = [
  one('collection', bundle('collection', [at('a'), at('b')])),
  one(
    'collection: without a fullUrl',
    bundle('collection', [{ resource: basic('a') }]),
    rules('.entry[0]'),
    R4,
  ),
  one(
    'collection: without a fullUrl (bdl-15)',
    bundle('collection', [{ resource: basic('a') }]),
    ['invariant-failed Bundle'],
    R5,
  ),
  one('collection: empty', bundle('collection', [])),
  one(
    'collection: an entry with nothing',
    bundle('collection', [{ fullUrl: `${URL}/Basic/a` }]),
    rules('.entry[0]'),
  ),
  one('collection: with a total', bundle('collection', [at('a')], { total: 1 }), rules('.total')),
  one(
    'collection: with a search',
    bundle('collection', [at('a', { search: { mode: 'match' } })]),
    rules('.entry[0]'),
  ),
  one(
    'collection: fullUrl of a version',
    bundle('collection', [{ fullUrl: `${URL}/Basic/a/_history/1`, resource: basic('a') }]),
    rules('.entry[0].fullUrl'),
  ),
  one(
    'collection: fullUrl that is relative',
    bundle('collection', [{ fullUrl: 'Basic/a', resource: basic('a') }]),
    rules('.entry[0].fullUrl'),
  ),
  one(
    'collection: fullUrl of another resource',
    bundle('collection', [{ fullUrl: `${URL}/Basic/b`, resource: basic('a') }]),
    rules('.entry[0].fullUrl'),
  ),
];

const NOTIFICATION: readonly Case[] = [
  one('subscription-notification', bundle('subscription-notification', [first(status)]), [], R5),
  one(
    'subscription-notification: begins with something else',
    bundle('subscription-notification', [at('a'), first(status)]),
    ['invariant-failed Bundle'],
    R5,
  ),
  one(
    'subscription-notification: no type of R4',
    bundle('subscription-notification', [at('a')]),
    ['binding-required Bundle.type'],
    R4,
  ),
];

export const BUNDLE_TYPE_CASES: readonly Case[] = [
  ...DOCUMENT,
  ...ISSUES,
  ...MESSAGE,
  ...REQUESTS,
  ...RESPONSES,
  ...HISTORY,
  ...SEARCHSET,
  ...COLLECTION,
  ...NOTIFICATION,
];
