import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { TransactionBundle } from '../../src/bundle/bundle.ts';
import { convert } from '../../src/convert.ts';
import {
  createFhirClient,
  type FhirClient,
  type FhirRequest,
} from '../../src/deliver/fhir-client.ts';
import { pushBundle, type PushOptions, type PushReport } from '../../src/deliver/push.ts';
import {
  startEmbeddedFhirServer,
  type EmbeddedFhirServer,
  type EmbeddedRules,
} from '../../src/server/embedded-fhir-server.ts';
import { Failure } from '../../src/shared/failure.ts';
import { asText, type JsonObject, objectIn, objectsIn } from '../../src/shared/json.ts';
import { toReceived } from '../../src/shared/received.ts';
import { contentByName, dangling, readAll } from '../deliver/stored-content.ts';
import { bundleOf, definitions, type Version } from '../deliver/versions.ts';

const FULL: Version = {
  outcomes: ['Survival', 'Response', 'Relief', 'Sleep', 'Weight'],
  drugs: ['Budesonide', 'Placebo'],
  facility: 'A hospital',
};
const NEXT: Version = {
  ...FULL,
  date: '2026-02-03',
  outcomes: ['Survival, any cause', 'Response', 'Relief', 'Sleep'],
};
const MANY: Version = {
  ...FULL,
  outcomes: Array.from({ length: 70 }, (_, at) => `Outcome number ${at + 1}`),
};

/** A study of test/corpus. */
function realBundle(nctId: string): TransactionBundle {
  const file = new URL(`../corpus/studies/${nctId}.json`, import.meta.url);
  const { bundle } = convert(toReceived('study', readFileSync(file, 'utf8')), definitions);
  if (!bundle) throw new Error(`${nctId} did not convert`);
  return bundle;
}

const servers: EmbeddedFhirServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function start(rules: EmbeddedRules = {}): Promise<FhirClient> {
  const server = await startEmbeddedFhirServer({ rules });
  servers.push(server);
  return createFhirClient({ baseUrl: server.url });
}

const isWrite = ({ method, path, body }: FhirRequest): boolean => {
  if (method === 'GET' || path !== '') return method !== 'GET';
  return objectsIn(body?.['entry']).some(({ request }) => objectIn(request)['method'] !== 'GET');
};

/** A client that tells of each write once it was answered, and may break off before one. */
function watched(
  client: FhirClient,
  after: (count: number) => Promise<void> | void,
  before: (count: number) => Promise<void> | void = () => undefined,
): FhirClient {
  let count = 0;
  return {
    ...client,
    async send(request, onExchange) {
      if (!isWrite(request)) return client.send(request, onExchange);
      count += 1;
      await before(count);
      const answer = await client.send(request, onExchange);
      await after(count);
      return answer;
    },
  };
}

const contentOf = async (client: FhirClient): Promise<Record<string, string>> =>
  contentByName(await readAll(client));

/** What the default strategy leaves after these pushes, and what it reports of the last one. */
async function byDefault(
  pushes: readonly (readonly [Version, PushOptions?])[],
): Promise<{ content: Record<string, string>; last: ReturnType<typeof summary> }> {
  const client = await start();
  let last: PushReport | undefined;
  for (const [version, options] of pushes)
    last = await pushBundle(bundleOf(version), client, options);
  if (!last) throw new Error('no push');
  return { content: await contentOf(client), last: summary(last) };
}

const summary = ({ created, updated, unchanged, retired, deleted }: PushReport) =>
  Object.fromEntries(
    Object.entries({ created, updated, unchanged, retired, deleted }).map(([name, list]) => [
      name,
      list.map(({ reference }) => reference).toSorted(),
    ]),
  );

type Setup = readonly [
  name: string,
  rules: EmbeddedRules,
  options: PushOptions,
  chosen: Readonly<Record<string, unknown>>,
];

const MEDPLUM = { limits: true, software: 'Medplum 5.2.13' };

const SETUPS: readonly Setup[] = [
  ['transactions of 6 entries', {}, { strategy: 'transaction', maxEntries: 6 }, { ids: 'client', unit: 'transaction', maxEntries: 6 }],
  ['transactions of 1 entry', {}, { strategy: 'transaction', maxEntries: 1 }, { ids: 'client', unit: 'transaction', maxEntries: 1 }],
  ["Medplum's limits, chosen", { ...MEDPLUM }, { strategy: 'auto' }, { ids: 'client', unit: 'transaction', maxEntries: 50 }],
  ["Medplum's limits without our ids, chosen", { ...MEDPLUM, refusesClientIds: true }, { strategy: 'auto' }, { ids: 'conditional-create', unit: 'transaction', maxEntries: 8 }],
  ["conditional update within Medplum's limits", { ...MEDPLUM, refusesClientIds: true }, { strategy: 'conditional-update' }, { ids: 'conditional-update', unit: 'transaction', maxEntries: 8 }],
  ['refusal of our ids, found out', { refusesClientIds: 'silently', ...MEDPLUM }, { strategy: 'auto' }, { ids: 'conditional-create', unit: 'transaction', maxEntries: 8 }],
  ['refusal of our ids, found out in batches', { refusesClientIds: 'silently', interactions: ['batch'] }, { strategy: 'auto' }, { ids: 'conditional-create', unit: 'batch' }],
  ['refusal of our ids, found out by single requests', { refusesClientIds: 'silently' }, { strategy: 'single' }, { ids: 'conditional-create', unit: 'single' }],
  ['conditional create at once', { refusesClientIds: true }, { strategy: 'conditional-create' }, { ids: 'conditional-create', unit: 'transaction' }],
  ['conditional update at once', { refusesClientIds: true }, { strategy: 'conditional-update' }, { ids: 'conditional-update', unit: 'transaction' }],
  ['batches, chosen', { interactions: ['batch'] }, { strategy: 'auto' }, { ids: 'client', unit: 'batch' }],
  ['batches of 3 without our ids', { interactions: ['batch'], refusesClientIds: true }, { strategy: 'batch', maxEntries: 3 }, { ids: 'conditional-create', unit: 'batch', maxEntries: 3 }],
  ['conditional update in batches', { interactions: ['batch'], refusesClientIds: true }, { strategy: 'conditional-update' }, { ids: 'conditional-update', unit: 'batch' }],
  ['single writes, chosen', { interactions: [] }, { strategy: 'auto' }, { ids: 'client', unit: 'single' }],
  ['single writes without our ids, chosen', { interactions: [], refusesClientIds: true }, { strategy: 'auto' }, { ids: 'conditional-create', unit: 'single' }],
  ['single conditional updates', { interactions: [], refusesClientIds: true }, { strategy: 'conditional-update' }, { ids: 'conditional-update', unit: 'single' }],
]; // prettier-ignore

describe.each(SETUPS)('%s', (_name, rules, options, chosen) => {
  const push = (version: Version, client: FhirClient, more: PushOptions = {}) =>
    pushBundle(bundleOf(version), client, { ...options, ...more });

  test('leaves what the default leaves, at every moment without a reference to nothing', async () => {
    const client = await start(rules);
    const checks: string[] = [];
    const careful = watched(client, async () => {
      checks.push(...dangling(await readAll(client)));
    });

    const first = await push(FULL, careful);
    expect(first.strategy).toMatchObject(chosen);
    expect(first.strategy.reasons.length).toBeGreaterThan(1);
    expect(checks).toEqual([]);
    const expected = await byDefault([[FULL]]);
    expect(await contentOf(client)).toEqual(expected.content);
    expect(summary(first)).toEqual(expected.last);
  });

  test('writes nothing the second time', async () => {
    const client = await start(rules);
    await push(FULL, client);
    let writes = 0;
    const again = await push(
      FULL,
      watched(client, () => void (writes += 1)),
    );

    expect(writes).toBe(0);
    expect(again.unchanged).toHaveLength(bundleOf(FULL).entry.length);
  });

  test('writes of an update what changed, and retires the outcome that left', async () => {
    const client = await start(rules);
    await push(FULL, client);
    const told = await push(NEXT, client, { dryRun: true });
    const careful = watched(client, async () => {
      expect(dangling(await readAll(client))).toEqual([]);
    });
    const report = await push(NEXT, careful);
    const expected = await byDefault([[FULL], [NEXT]]);

    expect(summary(report)).toEqual(expected.last);
    expect(summary(told)).toEqual(expected.last);
    expect(report.retired).toHaveLength(1);
    expect(await contentOf(client)).toEqual(expected.content);
  });

  test('deletes the outcome that left where that is asked for', async () => {
    const client = await start(rules);
    await push(FULL, client);
    const careful = watched(client, async () => {
      expect(dangling(await readAll(client))).toEqual([]);
    });
    const report = await push(NEXT, careful, { orphans: 'delete' });
    const expected = await byDefault([[FULL], [NEXT, { orphans: 'delete' }]]);

    expect(summary(report)).toEqual(expected.last);
    expect(report.deleted).toHaveLength(1);
    expect(await contentOf(client)).toEqual(expected.content);
  });

  test('is completed by a repetition wherever it broke off', async () => {
    const expected = await byDefault([[FULL], [NEXT]]);
    const whole = await start(rules);
    const writes = [0, 0];
    await push(
      FULL,
      watched(whole, () => void (writes[0]! += 1)),
    );
    await push(
      NEXT,
      watched(whole, () => void (writes[1]! += 1)),
    );
    for (const [at, version] of [FULL, NEXT].entries()) {
      for (let failing = 1; failing <= (writes[at] ?? 0); failing += 1) {
        const client = await start(rules);
        if (at === 1) await push(FULL, client);
        const broken = watched(
          client,
          () => undefined,
          (count) => {
            if (count === failing) throw new Failure('fhir-server-unreachable', 'gone');
          },
        );
        await expect(push(version, broken)).rejects.toThrow('gone');
        expect(dangling(await readAll(client))).toEqual([]);
        await push(version, client);
        await push(NEXT, client);
        expect(await contentOf(client)).toEqual(expected.content);
      }
    }
  }, 120_000);

  test('reads again and writes again where somebody else wrote in between', async () => {
    const client = await start(rules);
    await push(FULL, client);
    const busy = watched(
      client,
      () => undefined,
      async (count) => {
        if (count === 1) await touchStudy(client);
      },
    );
    const report = await push(NEXT, busy);
    const expected = await byDefault([[FULL], [NEXT]]);

    // The embedded server rolls nothing back: what a refused transaction of it has done nobody is told of.
    const comparable = rules.limits === true ? namesAndTexts : same;
    expect(comparable(await contentOf(client))).toEqual(comparable(expected.content));
    if (rules.limits !== true) expect(summary(report)).toEqual(expected.last);
  });

  test('writes nothing where something of somebody else stands in the place of ours', async () => {
    const client = await start(rules);
    await push(FULL, client);
    const group = (await readAll(client)).find(({ resourceType }) => resourceType === 'Group');
    const theirs = { ...group, meta: {}, name: 'of somebody else' };
    await client.send({ method: 'PUT', path: `Group/${asText(group?.['id'])}`, body: theirs });
    const before = await readAll(client);

    const failure = await push(NEXT, client).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'fhir-resource-not-ours', retry: 'permanent' });
    expect(String(failure)).toContain(`Group/${asText(group?.['id'])}`);
    expect(await readAll(client)).toEqual(before);
  });

  test.each([
    ['more than 50 entries', bundleOf(MANY)],
    ['a real record of more than 300', realBundle('NCT06692738')],
  ])('takes %s', async (_what, bundle) => {
    const client = await start(rules);
    const byTransaction = await start();
    await pushBundle(bundle, byTransaction);
    await pushBundle(bundle, client, options);

    expect(bundle.entry.length).toBeGreaterThan(50);
    const stored = await readAll(client);
    expect(dangling(stored)).toEqual([]);
    expect(contentByName(stored)).toEqual(await contentOf(byTransaction));
    const again = await pushBundle(bundle, client, options);
    expect(again.unchanged).toHaveLength(bundle.entry.length);
  });
});

/** Without Provenance: which attempt retired or deleted what is told by the one that did it. */
const namesAndTexts = (content: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(content).filter(([name]) => !name.startsWith('Provenance')));

const same = (content: Record<string, string>): Record<string, string> => content;

async function touchStudy(client: FhirClient): Promise<void> {
  const study = (await readAll(client)).find(
    ({ resourceType }) => resourceType === 'ResearchStudy',
  );
  const body: JsonObject = { ...study, title: 'Of another writer' };
  await client.send({ method: 'PUT', path: `ResearchStudy/${asText(study?.['id'])}`, body });
}

test('names several resources of one identity, and writes nothing', async () => {
  const client = await start({ refusesClientIds: true });
  const push = (version: Version) => pushBundle(bundleOf(version), client, { strategy: 'auto' });
  await push(FULL);
  const group = (await readAll(client)).find(({ resourceType }) => resourceType === 'Group');
  const { body } = await client.send({
    method: 'POST',
    path: 'Group',
    body: { ...group, id: undefined },
  });
  const before = await readAll(client);

  const failure = await push(NEXT).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'fhir-resource-repeated', retry: 'permanent' });
  expect(String(failure)).toContain(`Group/${asText(group?.['id'])}`);
  expect(String(failure)).toContain(`Group/${asText(body['id'])}`);
  expect(await readAll(client)).toEqual(before);
});
