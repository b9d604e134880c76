import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TransactionBundle } from '../../src/bundle/bundle.ts';
import { createFhirClient } from '../../src/deliver/fhir-client.ts';
import { pushBundle } from '../../src/deliver/push.ts';
import type { FhirResource } from '../../src/map/resource.ts';
import { Failure } from '../../src/shared/failure.ts';

const BASE = 'http://fhir.test/r4';
const group: FhirResource = { resourceType: 'Group', id: 'a', type: 'person', actual: true };
const study: FhirResource = { resourceType: 'ResearchStudy', id: 'b', status: 'active' };

const bundleOf = (...resources: readonly FhirResource[]): TransactionBundle => ({
  resourceType: 'Bundle',
  id: 'b',
  meta: { profile: [], tag: [] },
  type: 'transaction',
  entry: resources.map((resource) => {
    const reference = `${resource.resourceType}/${resource.id}`;
    return {
      fullUrl: `https://x.test/${reference}`,
      resource,
      request: { method: 'PUT', url: reference },
    };
  }),
});

const METADATA = {
  resourceType: 'CapabilityStatement',
  fhirVersion: '4.0.1',
  rest: [
    {
      mode: 'server',
      interaction: [{ code: 'transaction' }],
      resource: [{ type: 'Group' }, { type: 'ResearchStudy', updateCreate: true }],
    },
  ],
};

interface SentBundle {
  readonly type: string;
  readonly entry: readonly {
    readonly request: Record<string, string>;
    readonly resource?: FhirResource;
  }[];
}

let sent: SentBundle[] = [];

/** Answers a batch of reads with `current`, and a transaction with `written` as status and version. */
function serve(
  current: readonly (FhirResource | undefined)[],
  written: readonly (readonly [string, string])[],
): void {
  nock(BASE).get('/metadata').reply(200, METADATA);
  nock(BASE)
    .post('')
    .times(2)
    .reply(async (request: Request) => {
      const bundle = (await request.json()) as SentBundle;
      sent.push(bundle);
      const isRead = bundle.type === 'batch';
      const entry = isRead ? current.map(read) : written.map(writtenEntry);
      return [200, { resourceType: 'Bundle', type: `${bundle.type}-response`, entry }];
    });
}

const read = (resource: FhirResource | undefined) =>
  resource
    ? { resource, response: { status: '200 OK' } }
    : { response: { status: '404 Not Found' } };
const writtenEntry = ([status, version]: readonly [string, string]) => ({
  response: { status, etag: `W/"${version}"` },
});
const stored = (resource: FhirResource, versionId: string): FhirResource => ({
  ...resource,
  meta: { versionId },
});
const client = () => createFhirClient({ baseUrl: BASE });

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => new Error('no failure'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Failure) return error;
  throw error;
}

beforeEach(() => {
  sent = [];
  nock.disableNetConnect();
});
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

describe('pushBundle', () => {
  test('creates what the server does not have', async () => {
    serve([undefined, undefined], [['201 Created', '1'], ['201 Created', '1']]); // prettier-ignore

    const { exchanges, ...report } = await pushBundle(bundleOf(group, study), client());

    expect(report).toEqual({
      server: BASE,
      dryRun: false,
      strategy: {
        asked: 'transaction',
        ids: 'client',
        unit: 'transaction',
        reasons: ['Asked for: ids of ours.', 'Asked for: transaction writes.'],
      },
      created: [
        { reference: 'Group/a', version: '1' },
        { reference: 'ResearchStudy/b', version: '1' },
      ],
      updated: [],
      unchanged: [],
      retired: [],
      deleted: [],
    });
    expect(exchanges.map(({ method, path, status }) => [method, path, status])).toEqual([
      ['GET', 'metadata', 200],
      ['POST', '', 200],
      ['POST', '', 200],
    ]);
  });

  test('sends only what differs, under the version it was compared with', async () => {
    serve([stored(group, '4'), stored({ ...study, status: 'completed' }, '7')], [['200 OK', '8']]);

    const report = await pushBundle(bundleOf(group, study), client());

    expect(sent[1]?.entry).toEqual([
      {
        fullUrl: 'https://x.test/ResearchStudy/b',
        resource: study,
        request: { method: 'PUT', url: 'ResearchStudy/b', ifMatch: 'W/"7"' },
      },
    ]);
    expect(report.updated).toEqual([{ reference: 'ResearchStudy/b', version: '8' }]);
    expect(report.unchanged).toEqual([{ reference: 'Group/a', version: '4' }]);
  });

  test('sends nothing where nothing differs', async () => {
    serve([stored(group, '1'), stored(study, '1')], []);

    const report = await pushBundle(bundleOf(group, study), client());

    expect(sent.map((bundle) => bundle.type)).toEqual(['batch']);
    expect(report.unchanged.length).toBe(2);
  });

  test('writes nothing in a dry run and tells what it would do', async () => {
    serve([undefined, stored({ ...study, status: 'completed' }, '7')], []);

    const report = await pushBundle(bundleOf(group, study), client(), { dryRun: true });

    expect(sent.map((bundle) => bundle.type)).toEqual(['batch']);
    expect([report.dryRun, report.created, report.updated]).toEqual([
      true,
      [{ reference: 'Group/a' }],
      [{ reference: 'ResearchStudy/b' }],
    ]);
  });

  test('reads one by one where the server refuses a batch', async () => {
    nock(BASE).get('/metadata').reply(200, METADATA);
    nock(BASE).post('').reply(400, {});
    nock(BASE).get('/Group/a').reply(200, stored(group, '2'));
    nock(BASE).get('/ResearchStudy/b').reply(410, {});

    const report = await pushBundle(bundleOf(group, study), client(), { dryRun: true });

    expect([report.unchanged, report.created]).toEqual([
      [{ reference: 'Group/a', version: '2' }],
      [{ reference: 'ResearchStudy/b' }],
    ]);
  });

  test('names everything an unsuitable server lacks and sends nothing', async () => {
    nock(BASE)
      .get('/metadata')
      .reply(200, {
        resourceType: 'CapabilityStatement',
        fhirVersion: '3.0.2',
        rest: [
          { mode: 'server', interaction: [], resource: [{ type: 'Group', updateCreate: false }] },
        ],
      });

    const failure = await failureOf(pushBundle(bundleOf(group, study), client()));

    expect([failure.code, failure.retry, failure.message]).toEqual([
      'fhir-server-unsuitable',
      'permanent',
      'The FHIR server lacks FHIR 4.0 (it speaks "3.0.2"); the resource types ResearchStudy; the transaction interaction; create by PUT (updateCreate) for Group; nothing was sent. The strategy "auto" uses what it has.',
    ]);
  });

  test('asks for the metadata once, and again only after it failed', async () => {
    const one = client();
    nock(BASE).get('/metadata').reply(503, {}, { 'retry-after': '1' });
    expect((await failureOf(pushBundle(bundleOf(group), one))).code).toBe('fhir-server-busy');

    serve([stored(group, '1')], []);
    await pushBundle(bundleOf(group), one);
    await pushBundle(bundleOf(group), one);

    expect(sent.length).toBe(2);
    expect(nock.isDone()).toBe(true);
  });

  test.each([409, 412])(
    'reads again and writes again after a write in between (%i)',
    async (status) => {
      nock(BASE).get('/metadata').reply(200, METADATA);
      const theirs = { ...group, actual: false };
      const versions = ['4', '5'];
      nock(BASE)
        .post('', (body: SentBundle) => body.type === 'batch')
        .times(2)
        .reply(() => [
          200,
          { resourceType: 'Bundle', entry: [read(stored(theirs, versions.shift() ?? ''))] },
        ]);
      const written = nock(BASE)
        .post('', (body: SentBundle) => body.entry[0]?.request['ifMatch'] === 'W/"4"')
        .reply(status, {})
        .post('', (body: SentBundle) => body.entry[0]?.request['ifMatch'] === 'W/"5"')
        .reply(200, { resourceType: 'Bundle', entry: [writtenEntry(['200 OK', '6'])] });

      const report = await pushBundle(bundleOf(group), client());

      expect(report.updated).toEqual([{ reference: 'Group/a', version: '6' }]);
      expect(written.isDone()).toBe(true);
    },
  );

  test('gives up after three conflicts, and may be tried again', async () => {
    nock(BASE).get('/metadata').reply(200, METADATA);
    nock(BASE)
      .post('', (body: SentBundle) => body.type === 'batch')
      .times(3)
      .reply(200, { resourceType: 'Bundle', entry: [read(undefined)] });
    const refused = nock(BASE).post('').times(3).reply(409, {});

    expect((await failureOf(pushBundle(bundleOf(group), client()))).retry).toBe('transient');
    expect(refused.isDone()).toBe(true);
  });

  test('finds the refused entry where a server runs the transaction as a batch', async () => {
    serve([undefined, undefined], [['201 Created', '1'], ['422 Unprocessable', '']]); // prettier-ignore

    const failure = await failureOf(pushBundle(bundleOf(group, study), client()));

    expect(failure.code).toBe('fhir-server-rejected');
    expect(failure.message).toContain('ResearchStudy/b');
  });

  test('does not trust an answer with fewer entries than it sent', async () => {
    serve([undefined, undefined], [['201 Created', '1']]);

    expect((await failureOf(pushBundle(bundleOf(group, study), client()))).retry).toBe('ambiguous');
  });

  test('refuses two entries of one identity before anything is sent', async () => {
    expect((await failureOf(pushBundle(bundleOf(group, group), client()))).message).toBe(
      'The bundle has Group/a twice; nothing was sent.',
    );
  });

  test('hands on each exchange even when the push fails', async () => {
    nock(BASE).get('/metadata').reply(500, '<h1>Oops</h1>');
    const statuses: (number | undefined)[] = [];

    await failureOf(
      pushBundle(bundleOf(group), client(), { onExchange: ({ status }) => statuses.push(status) }),
    );

    expect(statuses).toEqual([500]);
  });
});
