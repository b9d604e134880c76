import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobIn, outcomeCode, send, startTestService, type TestService } from './harness.ts';

const study = (nctId: string): string =>
  JSON.stringify({
    protocolSection: {
      identificationModule: { nctId, briefTitle: `Trial ${nctId}` },
      statusModule: { overallStatus: 'RECRUITING' },
      sponsorCollaboratorsModule: { leadSponsor: { name: 'A sponsor', class: 'OTHER' } },
      conditionsModule: { conditions: ['Asthma'] },
    },
  });
const TEXT = readFileSync(
  new URL('../../examples/000_9a75afc2414ddea6.txt', import.meta.url),
  'utf8',
);
const TOKEN = 'token-of-subscriptions';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ env: { TRIALCAST_SUBSCRIPTION_TOKEN: TOKEN } });
  for (const id of ['NCT00000601', 'NCT00000602']) {
    const body = study(id);
    const sent = await send(service.url, { body, headers: { 'content-type': 'application/json' } });
    await jobIn(service.url, sent, ['delivered']);
  }
});
afterAll(() => service.stop());

const get = (path: string): Promise<Response> => fetch(`${service.url}${path}`);
const post = (path: string, body: string, headers: Record<string, string>): Promise<Response> =>
  fetch(`${service.url}${path}`, { method: 'POST', body, headers });
const convert = (prefer: string, body = TEXT): Promise<Response> =>
  post('/fhir/$convert-trial', body, { 'content-type': 'text/plain', prefer });

interface Bundle {
  readonly resourceType: string;
  readonly type: string;
  readonly total: number;
  readonly link: readonly { readonly relation: string; readonly url: string }[];
  readonly entry: readonly {
    readonly resource: { readonly resourceType: string; readonly id: string; readonly url: string };
    readonly response?: { readonly status: string };
  }[];
}
const bundleOf = async (response: Response): Promise<Bundle> => (await response.json()) as Bundle;

describe('Prefer', () => {
  test('return says what comes back, and what was applied', async () => {
    const minimal = await convert('return=minimal');
    const whole = await convert('return=representation; handling=lenient');

    expect([minimal.status, await minimal.text()]).toEqual([204, '']);
    expect(minimal.headers.get('preference-applied')).toBe('return=minimal');
    expect((await bundleOf(whole)).type).toBe('transaction');
    const strange = await convert('return=everything');
    expect([strange.status, await outcomeCode(strange)]).toEqual([400, 'request-malformed']);
  });

  test.each([
    ['$convert-trial', TEXT, 'text/plain', '200', 'Bundle'],
    ['$convert-trial', '{"some":"thing"}', 'text/plain', '422', 'OperationOutcome'],
    ['Group/$validate', '{"resourceType":"Group"}', 'application/fhir+json', '200', 'OperationOutcome'], // prettier-ignore
  ])(
    'respond-async leaves the answer of %s at an address',
    async (path, body, type, status, is) => {
      const accepted = await post(`/fhir/${path}`, body, { 'content-type': type, prefer: 'respond-async' }); // prettier-ignore
      const location = accepted.headers.get('content-location') ?? '';
      expect([accepted.status, location]).toEqual([202, expect.stringMatching(/^\/async\/[\da-f-]{36}$/)]); // prettier-ignore

      let answer = await get(location);
      for (let round = 0; answer.status === 202 && round < 100; round += 1) {
        expect(answer.headers.get('retry-after')).toBe('1');
        await wait(50);
        answer = await get(location);
      }

      const bundle = await bundleOf(answer);
      expect([bundle.type, bundle.entry[0]?.response?.status]).toEqual(['batch-response', status]);
      expect(bundle.entry[0]?.resource.resourceType).toBe(is);
      expect((await fetch(`${service.url}${location}`, { method: 'DELETE' })).status).toBe(202);
      expect((await get(location)).status).toBe(404);
    },
  );

  test('what is wrong with the request is said at once', async () => {
    const headers = { 'content-type': 'application/xml', prefer: 'respond-async' };
    expect((await post('/fhir/$convert-trial', '<a/>', headers)).status).toBe(415);
  });
});

describe('definitions', () => {
  test('are found by canonical address, name and id, and in pages', async () => {
    const all = await bundleOf(await get('/fhir/StructureDefinition?_count=3'));
    const [first] = all.entry;
    const url = first?.resource.url ?? '';
    const byUrl = await bundleOf(await get(`/fhir/StructureDefinition?url=${encodeURIComponent(url)}`)); // prettier-ignore

    expect([all.type, all.entry.length, all.total > 3]).toEqual(['searchset', 3, true]);
    expect(byUrl.entry.map(({ resource }) => resource.id)).toEqual([first?.resource.id]);
    const ids = new Set<string>();
    for (
      let next: string | undefined = '/fhir/StructureDefinition?_count=20';
      next !== undefined;
    ) {
      const page = await bundleOf(await get(next));
      for (const { resource } of page.entry) ids.add(resource.id);
      next = page.link.find(({ relation }) => relation === 'next')?.url;
    }
    expect(ids.size).toBe(all.total);
  });

  test.each(['OperationDefinition', 'ConceptMap', 'ValueSet', 'CodeSystem', 'CapabilityStatement'])(
    'of the type %s are there, each where its search says',
    async (type) => {
      const { entry } = await bundleOf(await get(`/fhir/${type}?_count=2`));
      expect(entry.length).toBeGreaterThan(0);
      for (const { resource } of entry)
        expect((await get(`/fhir/${type}/${resource.id}`)).status).toBe(200);
    },
  );

  test('a wrong search is refused, a strange parameter only where that is preferred', async () => {
    expect((await get('/fhir/ConceptMap?_count=x')).status).toBe(400);
    expect((await get('/fhir/Patient')).status).toBe(404);
    expect((await get('/fhir/ConceptMap?status=active')).status).toBe(200);
    const headers = { prefer: 'handling=strict' };
    expect((await fetch(`${service.url}/fhir/ConceptMap?status=active`, { headers })).status).toBe(400); // prettier-ignore
  });
});

describe('GET /export', () => {
  const lines = async (query: string): Promise<{ resourceType: string; id: string }[]> => {
    const response = await get(`/export${query}`);
    expect(response.headers.get('content-type')).toContain('application/fhir+ndjson');
    const text = await response.text();
    return text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as { resourceType: string; id: string }); // prettier-ignore
  };

  test('gives the newest of each trial, shared resources once', async () => {
    const all = await lines('');
    const studies = await lines('?_type=ResearchStudy');

    expect(studies.map(({ id }) => id)).toEqual(['ctgov-nct00000601', 'ctgov-nct00000602']);
    expect(all.filter(({ resourceType }) => resourceType === 'Organization').length).toBe(1);
    const names = all.map(({ resourceType, id }) => `${resourceType}/${id}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test('gives what was converted since an instant', async () => {
    expect(await lines('?_since=2999-01-01T00:00:00Z')).toEqual([]);
    expect((await get('/export?_since=yesterday')).status).toBe(400);
    expect((await get('/export?_type=a%20b')).status).toBe(400);
  });
});

describe('subscription notifications', () => {
  const notify = (body: unknown, path = '', method = 'POST'): Promise<Response> =>
    fetch(`${service.url}/webhooks/subscription${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/fhir+json' },
    });
  const trialsOf = async (response: Response): Promise<readonly string[]> => {
    expect(response.status).toBe(200);
    return ((await response.json()) as { trials: string[] }).trials;
  };
  const STUDY = 'ResearchStudy/ctgov-nct00000601';
  const read = async (): Promise<Record<string, unknown>> =>
    (await (await fetch(`${service.fhir.url}/${STUDY}`)).json()) as Record<string, unknown>;
  const settled = async (): Promise<void> => {
    for (let round = 0; round < 100; round += 1) {
      const { records } = (await (await get('/jobs?state=queued,sending')).json()) as { records: unknown[] }; // prettier-ignore
      if (records.length === 0) return;
      await wait(50);
    }
  };

  test('put right what somebody else changed, and pass over what we wrote', async () => {
    const ours = await read();
    expect(await trialsOf(await notify(ours))).toEqual([]);

    const changed = { ...ours, status: 'completed', meta: undefined };
    await fetch(`${service.fhir.url}/${STUDY}`, {
      method: 'PUT',
      body: JSON.stringify({ ...changed, meta: { ...(ours['meta'] as object), versionId: undefined } }), // prettier-ignore
      headers: { 'content-type': 'application/fhir+json' },
    });
    const theirs = await read();
    expect(theirs['status']).toBe('completed');

    expect(await trialsOf(await notify(theirs, `/${STUDY}`, 'PUT'))).toEqual(['ctgov-nct00000601']);
    await settled();

    expect((await read())['status']).toBe(ours['status']);
    const { entries } = (await (await get('/audit')).json()) as { entries: object[] };
    expect(entries[0]).toMatchObject({
      actor: 'FHIR subscription',
      action: 'resynchronise',
      object: 'trials/ctgov-nct00000601',
    });
  });

  test.each([
    [
      'R5',
      {
        resourceType: 'SubscriptionStatus',
        type: 'event-notification',
        notificationEvent: [
          { focus: { reference: `https://fhir.example/r5/${STUDY}/_history/3` } },
        ],
      },
    ],
    [
      'the backport to R4',
      {
        resourceType: 'Parameters',
        parameter: [
          { name: 'type', valueCode: 'event-notification' },
          { name: 'notification-event', part: [{ name: 'focus', valueReference: { reference: STUDY } }] }, // prettier-ignore
        ],
      },
    ],
  ])('of %s name what changed; a handshake names nothing', async (_name, status) => {
    const bundle = { resourceType: 'Bundle', type: 'history', entry: [{ resource: status }] };
    expect(await trialsOf(await notify(bundle))).toEqual(['ctgov-nct00000601']);
    await settled();

    const handshake = { ...bundle, entry: [{ resource: { resourceType: status.resourceType } }] };
    expect(await trialsOf(await notify(handshake))).toEqual([]);
    expect(await trialsOf(await notify(undefined))).toEqual([]);
    expect(await trialsOf(await notify(undefined, '/Group/not-ours', 'PUT'))).toEqual([]);
  });

  test('are taken with the token only, and must be notifications', async () => {
    const bare = await fetch(`${service.url}/webhooks/subscription`, { method: 'POST' });
    expect([bare.status, await outcomeCode(bare)]).toEqual([401, 'credentials-missing']);
    for (const body of [
      {},
      { resourceType: 'Bundle', type: 'history' },
      { resourceType: 'x/../y', id: '1' },
    ])
      // prettier-ignore
      expect((await notify(body)).status).toBe(400);
  });
});
