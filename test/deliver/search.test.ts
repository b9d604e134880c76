import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFhirClient } from '../../src/deliver/fhir-client.ts';
import { searchByTag } from '../../src/deliver/search.ts';
import { Failure } from '../../src/shared/failure.ts';
import { asText } from '../../src/shared/json.ts';

const BASE = 'http://fhir.test/r4';
const TAG = { system: 'urn:study', code: 'x' };
const PATH = '/EvidenceVariable?_tag=urn%3Astudy%7Cx&_count=200';

const part = (id: string, code = 'x') => ({
  resource: {
    resourceType: 'EvidenceVariable',
    id,
    meta: { versionId: '1', tag: [{ system: 'urn:study', code }] },
  },
});
const page = (entry: readonly unknown[], next?: string) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry,
  ...(next !== undefined && { link: [{ relation: 'next', url: next }] }),
});
const search = async (): Promise<string[]> => {
  const found = await searchByTag('EvidenceVariable', TAG, createFhirClient({ baseUrl: BASE }));
  return found.map(({ resourceType, id }) => `${asText(resourceType)}/${asText(id)}`);
};

async function failureOfSearch(): Promise<Failure> {
  const error = await search().catch((thrown: unknown) => thrown);
  if (error instanceof Failure) return error;
  throw new Error('no failure');
}

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

describe('searchByTag', () => {
  test('asks for a fresh answer and strict handling', async () => {
    const asked = nock(BASE, { reqheaders: { 'cache-control': 'no-cache', prefer: 'handling=strict' } })
      .get(PATH)
      .reply(200, page([part('a')])); // prettier-ignore

    expect(await search()).toEqual(['EvidenceVariable/a']);
    expect(asked.isDone()).toBe(true);
  });

  test.each([
    ['of the base', `${BASE}?_getpages=7&_getpagesoffset=50`, '?_getpages=7&_getpagesoffset=50'],
    ['of the type', `${BASE}/EvidenceVariable?ct=7`, '/EvidenceVariable?ct=7'],
    ['of the address a proxy hides', 'http://inside:8080/fhir?_getpages=7', '?_getpages=7'],
    [
      'of the type at such an address',
      'http://inside:8080/fhir/EvidenceVariable?ct=7',
      '/EvidenceVariable?ct=7',
    ],
  ])('follows a next page %s at the configured base only', async (_name, next, path) => {
    nock(BASE)
      .get(PATH)
      .reply(200, page([part('a')], next));
    nock(BASE)
      .get(path)
      .reply(200, page([part('b')]));

    expect(await search()).toEqual(['EvidenceVariable/a', 'EvidenceVariable/b']);
  });

  test('takes nothing that lacks the tag, should a server pass over _tag', async () => {
    const outcome = { resource: { resourceType: 'OperationOutcome', issue: [] } };
    nock(BASE)
      .get(PATH)
      .reply(200, page([part('a'), part('b', 'y'), outcome]));

    expect(await search()).toEqual(['EvidenceVariable/a']);
  });

  test.each([
    ['refuses the search', 400, { resourceType: 'OperationOutcome', issue: [] }],
    ['answers with something else', 200, { resourceType: 'EvidenceVariable' }],
    ['has no end of pages', 200, page([], `${BASE}${PATH}`)],
  ])('calls a server unsuitable that %s', async (_name, status, body) => {
    nock(BASE).get(PATH).times(200).reply(status, body);

    const failure = await failureOfSearch();

    expect([failure.code, failure.retry]).toEqual(['fhir-server-unsuitable', 'permanent']);
    expect(failure.message).toContain('nothing was sent');
  });

  test('leaves a busy server busy', async () => {
    nock(BASE).get(PATH).reply(503, {});
    expect((await failureOfSearch()).retry).toBe('transient');
  });
});
