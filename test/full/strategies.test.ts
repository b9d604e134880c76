import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TransactionBundle } from '../../src/bundle/bundle.ts';
import { convert } from '../../src/convert.ts';
import { createFhirClient, type FhirClient } from '../../src/deliver/fhir-client.ts';
import { pushBundle, type PushOptions, type PushReport } from '../../src/deliver/push.ts';
import { Failure } from '../../src/shared/failure.ts';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import { asText, type JsonObject, objectIn } from '../../src/shared/json.ts';
import { toReceived } from '../../src/shared/received.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import { contentByName, dangling, readAll } from '../deliver/stored-content.ts';
import { freePort } from '../free-port.ts';
import {
  allStudies,
  hasJudge,
  hasStudies,
  NO_JUDGE,
  NO_STUDIES,
  startHapi,
  type RunningServer,
} from './judge.ts';

/** What a record says, as far as it is edited here. */
interface Study {
  readonly protocolSection: {
    readonly identificationModule: { readonly nctId: string };
    readonly statusModule: JsonObject;
    readonly outcomesModule?: {
      readonly primaryOutcomes?: readonly JsonObject[];
      readonly secondaryOutcomes?: readonly JsonObject[];
    };
  };
}

type Bundles = readonly TransactionBundle[];

function bundlesOf(studies: readonly Study[], fhir: FhirVersion): Bundles {
  const definitions = loadDefinitions(fhir);
  return studies.map((study) => {
    const { bundle } = convert(toReceived('study', JSON.stringify(study)), definitions);
    if (!bundle) throw new Error('a study did not convert');
    return bundle;
  });
}

/** Real records: one of more than 200 resources, one of more than 50, and some from the whole of the file. */
function chosenStudies(): readonly Study[] {
  const definitions = loadDefinitions();
  const sizes = allStudies().map((text) => {
    const { bundle } = convert(toReceived('study', text), definitions);
    return { text, size: bundle?.entry.length ?? 0 };
  });
  const bySize = sizes.toSorted((a, b) => b.size - a.size);
  const above = (limit: number) => bySize.findLast(({ size }) => size > limit);
  const ordinary = [100, 300, 500].map((at) => sizes[at]);
  return [above(200), above(50), ...ordinary]
    .flatMap((one) => one?.text ?? [])
    .map((text) => JSON.parse(text) as Study);
}

/** Each record as it might come next: another date, its first outcome in other words, its last one gone. */
function edited(study: Study): Study {
  const { protocolSection } = study;
  const { outcomesModule = {}, statusModule } = protocolSection;
  const outcomes = [...(outcomesModule.primaryOutcomes ?? [])];
  const [first] = outcomes;
  if (first) outcomes[0] = { ...first, measure: `${asText(first['measure'])}, as amended` };
  return {
    ...study,
    protocolSection: {
      ...protocolSection,
      statusModule: {
        ...statusModule,
        lastUpdatePostDateStruct: { date: '2026-11-01', type: 'ACTUAL' },
      },
      outcomesModule: {
        ...outcomesModule,
        primaryOutcomes: outcomes,
        secondaryOutcomes: outcomesModule.secondaryOutcomes?.slice(0, -1) ?? [],
      },
    },
  };
}

const names = (report: PushReport): Record<string, readonly string[]> =>
  Object.fromEntries(
    (['created', 'updated', 'unchanged', 'retired', 'deleted'] as const).map((list) => [
      list,
      report[list].map(({ reference }) => reference).toSorted(),
    ]),
  );

const writesIn = ({ created, updated, retired, deleted }: PushReport): number =>
  [created, updated, retired, deleted].flat().length;

interface Outcome {
  readonly reports: readonly Record<string, readonly string[]>[];
  /** Content after the first push, after that of the edited records, and after what left was deleted. */
  readonly contents: readonly Record<string, string>[];
}

async function pushAll(
  client: FhirClient,
  bundles: Bundles,
  options: PushOptions,
): Promise<readonly PushReport[]> {
  const reports: PushReport[] = [];
  for (const bundle of bundles) reports.push(await pushBundle(bundle, client, options));
  return reports;
}

/** Pushes the records, then as edited, then with what left deleted; each twice. */
async function outcomeOf(
  client: FhirClient,
  before: Bundles,
  after: Bundles,
  options: PushOptions,
): Promise<Outcome> {
  const reports: Record<string, readonly string[]>[] = [];
  const contents: Record<string, string>[] = [];
  const rounds: readonly (readonly [Bundles, PushOptions])[] = [
    [before, options],
    [after, options],
    [after, { ...options, orphans: 'delete' }],
  ];
  for (const [bundles, how] of rounds) {
    const written = await pushAll(client, bundles, how);
    const stored = await readAll(client);
    expect(dangling(stored)).toEqual([]);
    const again = await pushAll(client, bundles, how);
    expect(again.map(writesIn)).toEqual(bundles.map(() => 0));
    expect(versionsOf(await readAll(client))).toEqual(versionsOf(stored));
    reports.push(...written.map(names));
    contents.push(contentByName(stored));
  }
  return { reports, contents };
}

const versionsOf = (resources: readonly JsonObject[]): Record<string, unknown> =>
  Object.fromEntries(
    resources.map(({ resourceType, id, meta }) => [
      `${asText(resourceType)}/${asText(id)}`,
      objectIn(meta)['versionId'],
    ]),
  );

/** Settings with which everything on a server can be deleted at once. */
const CLEARABLE = ['expungeEnabled=true', 'allowMultipleDelete=true'];
const REFUSING = [...CLEARABLE, 'resourceClientIdStrategy=NOT_ALLOWED'];

async function clear(client: FhirClient): Promise<void> {
  const parameter = [{ name: 'expungeEverything', valueBoolean: true }];
  const body = { resourceType: 'Parameters', parameter };
  await client.send({ method: 'POST', path: '$expunge', body });
}

async function start(
  fhir: FhirVersion,
  settings: readonly string[],
): Promise<{ server: RunningServer; client: FhirClient }> {
  const server = await startHapi(await freePort(), undefined, fhir, settings);
  return { server, client: createFhirClient({ baseUrl: server.baseUrl, timeoutMs: 120_000 }) };
}

const studies = hasStudies ? chosenStudies() : [];
const before = { r4: bundlesOf(studies, 'r4'), r5: bundlesOf(studies.slice(1), 'r5') };
const after = {
  r4: bundlesOf(studies.map(edited), 'r4'),
  r5: bundlesOf(studies.slice(1).map(edited), 'r5'),
};

const needs = `${NO_JUDGE}; ${NO_STUDIES}, if skipped`;
let expected: Outcome;

/** One server at a time: each takes a processor and a gigabyte. */
describe.skipIf(!hasJudge || !hasStudies)(
  `writing strategies on a real HAPI server (${needs})`,
  () => {
    test('the records are large and small', () => {
      const sizes = before.r4.map(({ entry }) => entry.length);
      expect(sizes.filter((size) => size > 200)).toHaveLength(1);
      expect(sizes.filter((size) => size > 50)).toHaveLength(2);
      expect(sizes.length).toBeGreaterThan(4);
    });

    describe('that takes our ids', () => {
      let server: RunningServer;
      let client: FhirClient;
      beforeAll(async () => {
        ({ server, client } = await start('r4', CLEARABLE));
        expected = await outcomeOf(client, before.r4, after.r4, {});
      });
      afterAll(() => server.stop('SIGKILL'));

      test('the default writes, retires and deletes', () => {
        expect(expected.reports.map(({ created }) => created?.length ?? 0)[0]).toBeGreaterThan(200);
        expect(expected.reports.flatMap(({ retired }) => retired ?? []).length).toBeGreaterThan(0);
        expect(expected.reports.flatMap(({ deleted }) => deleted ?? []).length).toBeGreaterThan(0);
      });

      test.each<[string, PushOptions, Readonly<Record<string, unknown>>]>([
        ['auto', { strategy: 'auto' }, { ids: 'client', unit: 'transaction' }],
        ['transactions of 20', { strategy: 'transaction', maxEntries: 20 }, { maxEntries: 20 }],
        ['batch', { strategy: 'batch' }, { ids: 'client', unit: 'batch' }],
        ['single', { strategy: 'single' }, { ids: 'client', unit: 'single' }],
      ])('%s leaves the same', async (_name, options, chosen) => {
        await clear(client);
        expect(await outcomeOf(client, before.r4, after.r4, options)).toEqual(expected);
        const { strategy } = await pushBundle(needBundle(before.r4), client, {
          ...options,
          dryRun: true,
        });
        expect(strategy).toMatchObject(chosen);
      });

      test('a resource of somebody else under our id is named and left', async () => {
        await clear(client);
        const theirs = { resourceType: 'Group', id: groupId(), type: 'person', actual: true };
        await client.send({ method: 'PUT', path: `Group/${groupId()}`, body: theirs });
        const failure = await pushBundle(needBundle(before.r4), client).catch(
          (error: unknown) => error,
        );
        expect(failure).toMatchObject({ code: 'fhir-resource-not-ours', retry: 'permanent' });
        expect(String(failure)).toContain(`Group/${groupId()}`);
        expect(await readAll(client)).toHaveLength(1);
      });
    });

    describe('that gives all ids itself', () => {
      let server: RunningServer;
      let client: FhirClient;
      beforeAll(async () => {
        ({ server, client } = await start('r4', REFUSING));
      });
      beforeEach(() => clear(client));
      afterAll(() => server.stop('SIGKILL'));

      test.each<[string, PushOptions, Readonly<Record<string, unknown>>]>([
      ['auto', { strategy: 'auto' }, { ids: 'conditional-create', unit: 'transaction', maxEntries: 100 }],
      ['conditional update', { strategy: 'conditional-update', maxEntries: 40 }, { ids: 'conditional-update', unit: 'transaction' }],
      ['batch', { strategy: 'batch' }, { ids: 'conditional-create', unit: 'batch' }],
      ['single', { strategy: 'single' }, { ids: 'conditional-create', unit: 'single' }],
    ])('%s leaves the same', async (_name, options, chosen) => {
      expect(await outcomeOf(client, before.r4, after.r4, options)).toEqual(expected);
      const { strategy } = await pushBundle(needBundle(before.r4), client, { ...options, dryRun: true });
      expect(strategy).toMatchObject(chosen);
    }); // prettier-ignore

      test('what broke off leads nowhere wrong and is completed by a repetition', async () => {
        const options: PushOptions = { strategy: 'conditional-create', maxEntries: 40 };
        for (const breakAt of [2, 4]) {
          const broken = breaking(client, breakAt);
          await expect(pushBundle(needBundle(before.r4), broken, options)).rejects.toThrow('gone');
          expect(dangling(await readAll(client))).toEqual([]);
        }
        await pushAll(client, before.r4, options);
        expect(contentByName(await readAll(client))).toEqual(expected.contents[0]);
      });

      test('several that push the same at one time make nothing twice', async () => {
        const bundle = needBundle(before.r4.slice(2));
        const pushes = await Promise.allSettled(
          Array.from({ length: 4 }, () => pushBundle(bundle, client, { strategy: 'auto' })),
        );
        for (const push of pushes) {
          if (push.status === 'rejected') expect(push.reason).toMatchObject({ retry: 'transient' });
        }
        const { unchanged } = await pushBundle(bundle, client, { strategy: 'auto' });
        expect(unchanged).toHaveLength(bundle.entry.length);
        expect(Object.keys(contentByName(await readAll(client)))).toHaveLength(bundle.entry.length);
      });

      test('ids of ours are refused', async () => {
        await expect(pushBundle(needBundle(before.r4), client)).rejects.toThrow(
          'client-assigned IDs',
        );
        expect(await readAll(client)).toEqual([]);
      });
    });

    test('R5 is left the same by ids of ours and ids of the server', async () => {
      const { server, client } = await start('r5', CLEARABLE);
      try {
        const byDefault = await outcomeOf(client, before.r5, after.r5, {});
        await clear(client);
        const options: PushOptions = { strategy: 'conditional-create' };
        expect(await outcomeOf(client, before.r5, after.r5, options)).toEqual(byDefault);
      } finally {
        await server.stop('SIGKILL');
      }
    });
  },
);

function needBundle([bundle]: Bundles): TransactionBundle {
  if (!bundle) throw new Error('no record was chosen');
  return bundle;
}

const groupId = (): string =>
  needBundle(before.r4).entry.find(({ resource }) => resource.resourceType === 'Group')?.resource
    .id ?? 'no group';

/** A client whose connection is gone at the `breakAt`-th transaction. */
function breaking(client: FhirClient, breakAt: number): FhirClient {
  let count = 0;
  return {
    ...client,
    async send(request, onExchange) {
      if (request.method === 'POST' && request.path === '') count += 1;
      if (count === breakAt) throw new Failure('fhir-server-unreachable', 'gone');
      return client.send(request, onExchange);
    },
  };
}
