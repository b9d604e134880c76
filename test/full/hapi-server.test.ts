import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TransactionBundle } from '../../src/bundle/bundle.ts';
import { convert } from '../../src/convert.ts';
import { createFhirClient } from '../../src/deliver/fhir-client.ts';
import { pushBundle, type PushReport } from '../../src/deliver/push.ts';
import { sid } from '../../src/shared/canonical.ts';
import { splitRecords } from '../../src/parse/split-records.ts';
import type { Failure } from '../../src/shared/failure.ts';
import type { OrphanPolicy } from '../../src/shared/orphan-policy.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import { bundleOf as versionOf, type Version } from '../deliver/versions.ts';
import { freePort } from '../free-port.ts';
import {
  hasJudge,
  NO_JUDGE,
  seedFiles,
  startHapi,
  studyFiles,
  type RunningServer,
} from './judge.ts';

const definitions = loadDefinitions();

function bundleOf(name: string, text: string): TransactionBundle {
  const [record] = splitRecords(name, text).value;
  const bundle = record && convert(record, definitions).bundle;
  if (!bundle) throw new Error(`${name} did not convert`);
  return bundle;
}

const seeds = seedFiles();
const bundles = seeds.map(({ name, text }) => bundleOf(name, text));
const references = bundles
  .flatMap(({ entry }) => entry.map(({ request }) => request.url))
  .toSorted();

/** Versions of everything the bundles hold, as the server has it. */
async function versionsOn(baseUrl: string): Promise<Record<string, string>> {
  const found = await Promise.all(
    references.map(async (reference) => {
      const response = await fetch(`${baseUrl}/${reference}`);
      const body = (await response.json()) as { meta?: { versionId?: string } };
      return [reference, response.ok ? (body.meta?.versionId ?? '?') : 'absent'] as const;
    }),
  );
  return Object.fromEntries(found);
}

/** HAPI keeps searches in its database and may answer from one that a kill left unfinished, without a total. */
const FRESH = { headers: { 'cache-control': 'no-cache' } };

async function totalsOn(baseUrl: string): Promise<Record<string, number>> {
  const types = [...new Set(references.map((reference) => reference.split('/')[0] ?? ''))];
  const totals = await Promise.all(
    types.map(async (type) => {
      const body = (await (await fetch(`${baseUrl}/${type}?_summary=count`, FRESH)).json()) as {
        total: number;
      };
      return [type, body.total] as const;
    }),
  );
  return Object.fromEntries(totals);
}

const counts = ({ created, updated, unchanged }: PushReport): number[] => [
  created.length,
  updated.length,
  unchanged.length,
];

describe.skipIf(!hasJudge)(`a real HAPI server (${NO_JUDGE} if skipped)`, () => {
  let server: RunningServer;
  let port: number;
  const database = join(mkdtempSync(join(tmpdir(), 'trialcast-hapi-')), 'db');

  beforeAll(async () => {
    port = await freePort();
    server = await startHapi(port, database);
  });
  afterAll(() => server.stop('SIGKILL'));

  const client = () => createFhirClient({ baseUrl: server.baseUrl });
  const allAtVersion = (version: string): Record<string, string> =>
    Object.fromEntries(references.map((reference) => [reference, version]));

  test('has the same resources at version 1 after all five were pushed twice', async () => {
    const first = [];
    for (const bundle of bundles) first.push(counts(await pushBundle(bundle, client())));
    expect(first).toEqual(bundles.map(({ entry }) => [entry.length, 0, 0]));
    const before = await totalsOn(server.baseUrl);

    for (const bundle of bundles) {
      expect(counts(await pushBundle(bundle, client()))).toEqual([0, 0, bundle.entry.length]);
    }
    expect(await totalsOn(server.baseUrl)).toEqual(before);
    expect(Object.values(before).reduce((sum, count) => sum + count, 0)).toBe(
      new Set(references).size,
    );
    expect(await versionsOn(server.baseUrl)).toEqual(allAtVersion('1'));
  });

  test('says what a push would do and does nothing on a dry run', async () => {
    const [seed] = seeds;
    const edited = bundleOf(
      seed?.name ?? '',
      (seed?.text ?? '').replace('Disease control rate', 'Disease control ratio'),
    );
    const report = await pushBundle(edited, client(), { dryRun: true });
    expect(report.updated.map(({ reference }) => reference)).toContain(
      'EvidenceVariable/rec-9a75afc2414ddea6-out-sec-1',
    );
    expect(await versionsOn(server.baseUrl)).toEqual(allAtVersion('1'));
  });

  test('has version 2 of just what changed after a record changed', async () => {
    const study = (measure: string, date: string): TransactionBundle =>
      bundleOf('study', JSON.stringify(registered(measure, date)));
    await pushBundle(study('Overall survival', '2026-01-02'), client());
    const report = await pushBundle(study('Overall survival, any cause', '2026-02-03'), client());
    expect(
      report.updated.map(({ reference, version }) => `${reference} ${version}`).toSorted(),
    ).toEqual([
      'DocumentReference/ctgov-nct99999999-source 2',
      'EvidenceVariable/ctgov-nct99999999-out-pri-1 2',
      'PlanDefinition/ctgov-nct99999999-protocol 2',
      'ResearchStudy/ctgov-nct99999999 2',
    ]);
    expect(report.created.map(({ reference }) => reference)).toEqual([
      expect.stringMatching(/^Provenance\/ctgov-nct99999999-prov-/),
    ]);
  });

  test('ends in the same state when it is killed while records are written and comes back', async () => {
    const before = await versionsOn(server.baseUrl);
    const more = studyFiles(6).map(({ name, text }) => bundleOf(name, text));
    const pushAll = (): Promise<PromiseSettledResult<PushReport>[]> =>
      Promise.allSettled(more.map((bundle) => pushBundle(bundle, client())));

    const interrupted = pushAll();
    await until(async () => (await totalOf('ResearchStudy')) > bundles.length + 1);
    await server.stop('SIGKILL');
    const failed = (await interrupted).filter((result) => result.status === 'rejected');
    expect(failed.length).toBeGreaterThan(0);
    for (const { reason } of failed)
      expect(['transient', 'ambiguous']).toContain((reason as Failure).retry);

    server = await startHapi(port, database);
    for (const bundle of more) await pushBundle(bundle, client());
    for (const bundle of more) {
      const { unchanged } = await pushBundle(bundle, client());
      expect(unchanged.map(({ version }) => version)).toEqual(bundle.entry.map(() => '1'));
    }
    expect(await totalOf('ResearchStudy')).toBe(bundles.length + 1 + more.length);
    expect(await versionsOn(server.baseUrl)).toEqual(before);
  });

  test('retires or deletes the outcome that left a record, and never writes that twice', async () => {
    const measures = ['Survival', 'Response', 'Relief'];
    const activeOutcomes = async (): Promise<number> => {
      const tag = encodeURIComponent(`${sid('study')}|ctgov-nct00000301`);
      const query = `_tag=${tag}&status=active&topic=outcome-primary&_summary=count`;
      const answer = await fetch(`${server.baseUrl}/EvidenceVariable?${query}`, FRESH);
      return ((await answer.json()) as { total: number }).total;
    };
    const push = (version: Version, orphans: OrphanPolicy): Promise<PushReport> =>
      pushBundle(versionOf(version), client(), { orphans });
    await push({ outcomes: measures }, 'retire');
    expect(await activeOutcomes()).toBe(3);

    const two: Version = { outcomes: measures.slice(0, 2), date: '2026-02-03' };
    const third = 'EvidenceVariable/ctgov-nct00000301-out-pri-3';
    expect((await push(two, 'retire')).retired).toEqual([{ reference: third, version: '2' }]);
    expect(await activeOutcomes()).toBe(2);
    const again = await push(two, 'retire');
    expect([...counts(again).slice(0, 2), again.retired]).toEqual([0, 0, []]);

    expect((await push(two, 'delete')).deleted).toEqual([{ reference: third }]);
    expect((await fetch(`${server.baseUrl}/${third}`)).status).toBe(410);
    expect(counts(await push(two, 'delete')).slice(0, 2)).toEqual([0, 0]);
  });

  async function totalOf(type: string): Promise<number> {
    const answer = await fetch(`${server.baseUrl}/${type}?_summary=count`, FRESH);
    return ((await answer.json()) as { total: number }).total;
  }

  async function until(isDone: () => Promise<boolean>): Promise<void> {
    while (!(await isDone())) await wait(20);
  }
});

/** Versions that differ in one outcome's words, and in the date the registry gives each version. */
function registered(measure: string, date: string): unknown {
  return {
    protocolSection: {
      identificationModule: { nctId: 'NCT99999999', briefTitle: 'A study of one outcome' },
      statusModule: {
        overallStatus: 'RECRUITING',
        lastUpdatePostDateStruct: { date, type: 'ACTUAL' },
      },
      conditionsModule: { conditions: ['Asthma'] },
      designModule: {
        studyType: 'INTERVENTIONAL',
        enrollmentInfo: { count: 10, type: 'ESTIMATED' },
      },
      armsInterventionsModule: {
        armGroups: [
          { label: 'Budesonide', type: 'EXPERIMENTAL', interventionNames: ['Drug: Budesonide'] },
        ],
        interventions: [{ type: 'DRUG', name: 'Budesonide', armGroupLabels: ['Budesonide'] }],
      },
      outcomesModule: { primaryOutcomes: [{ measure, timeFrame: '2 years' }] },
    },
  };
}
