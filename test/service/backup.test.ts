import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig, type Environment } from '../../src/config/config.ts';
import {
  startEmbeddedFhirServer,
  type EmbeddedFhirServer,
} from '../../src/server/embedded-fhir-server.ts';
import { startService, type RunningService } from '../../src/server/serve.ts';
import { createLog } from '../../src/shared/logger.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import { jobIn, SECRET, send } from './harness.ts';

const record = (name: string): string =>
  readFileSync(new URL(`../../examples/${name}.txt`, import.meta.url), 'utf8');
const FIRST = record('000_9a75afc2414ddea6');
const SECOND = record('001_d21ade92f4d85067');
const definitions = loadDefinitions();

interface Listed {
  readonly records: readonly { readonly jobId: string; readonly state: string }[];
}

interface Searched {
  readonly entry?: readonly {
    readonly resource: { readonly id: string; readonly meta: { readonly versionId: string } };
  }[];
}

/**
 * The service is stopped for good after its store was copied: one trial is delivered, one waits for a FHIR server that was
 * busy, one could not be read. Whatever is started on the copy knows all three, and sends only what was not sent.
 */
describe('a restored store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trialcast-backup-'));
  const url = process.env['DATABASE_URL'];
  let fhir: EmbeddedFhirServer;
  let isBusy = false;
  beforeAll(async () => {
    fhir = await startEmbeddedFhirServer({
      intercept: (request, response, next) => {
        if (request.method !== 'GET' && isBusy)
          response.status(503).json({ resourceType: 'OperationOutcome', issue: [] });
        else next();
      },
    });
  });
  afterAll(async () => {
    await fhir.stop();
    rmSync(folder, { recursive: true });
  });

  const start = (env: Environment): Promise<RunningService> =>
    startService(
      loadConfig({
        TRIALCAST_PORT: '0',
        TRIALCAST_FHIR_SERVER: fhir.url,
        TRIALCAST_WEBHOOK_SECRETS: SECRET,
        ...env,
      }),
      definitions,
      createLog({ level: 'silent' }),
      { retryPolicy: { maxAttempts: 50, firstDelayMs: 200, maxDelayMs: 200 } },
    );
  const listed = async (service: RunningService): Promise<Listed['records']> => {
    const { records } = (await (await fetch(`${service.url}/jobs`)).json()) as Listed;
    return records
      .map(({ jobId, state }) => ({ jobId, state }))
      .toSorted((a, b) => (a.jobId < b.jobId ? -1 : 1));
  };

  /** Version of each resource on the FHIR server. */
  async function versions(): Promise<ReadonlyMap<string, string>> {
    const found = await Promise.all(
      ['ResearchStudy', 'EvidenceVariable', 'Provenance', 'DocumentReference'].map(async (type) => {
        const bundle = (await (await fetch(`${fhir.url}/${type}?_count=200`)).json()) as Searched;
        return bundle.entry ?? [];
      }),
    );
    return new Map(found.flat().map(({ resource: { id, meta } }) => [id, meta.versionId]));
  }

  async function lifeBefore(service: RunningService): Promise<readonly Response[]> {
    const delivered = await send(service.url, { id: 'msg_first', body: FIRST });
    await jobIn(service.url, delivered, ['delivered']);
    isBusy = true;
    const waiting = await send(service.url, { id: 'msg_second', body: SECOND });
    await jobIn(service.url, waiting, ['queued', 'sending']);
    const unreadable = await send(service.url, { id: 'msg_third', body: 'Buy milk.' });
    await jobIn(service.url, unreadable, ['unreadable', 'held']);
    return [delivered, waiting, unreadable];
  }

  async function lifeAfter(
    service: RunningService,
    before: Listed['records'],
    sent: readonly Response[],
  ): Promise<void> {
    const known = await listed(service);
    expect(known.map(({ jobId }) => jobId)).toEqual(before.map(({ jobId }) => jobId));
    const there = await versions();
    expect(there.size).toBeGreaterThan(5);
    isBusy = false;
    const second = await jobIn(service.url, sent[1] ?? new Response(), ['delivered']);
    expect(second.records[0]?.deliveries[0]?.report?.created.length).toBeGreaterThan(5);

    const resent = await send(service.url, { id: 'msg_first', body: FIRST });
    expect(resent.headers.get('content-location')).toBe(sent[0]?.headers.get('content-location'));
    const again = await send(service.url, { id: 'msg_again', body: FIRST });
    await jobIn(service.url, again, ['delivered']);
    const now = await versions();
    expect(now.size).toBeGreaterThan(there.size);
    // What was delivered before the copy was not written again.
    expect([...there].filter(([id, version]) => now.get(id) !== version)).toEqual([]);
    const states = (await listed(service)).map(({ state }) => state).toSorted();
    expect(states).toEqual(expect.arrayContaining(['delivered', 'delivered', 'delivered']));
    expect(states.length).toBe(4);
  }

  test.skipIf(url !== undefined)('goes on: the folder of the embedded store', async () => {
    const [old, copy] = [join(folder, 'old'), join(folder, 'copy')];
    const service = await start({ TRIALCAST_DATA: old });
    const sent = await lifeBefore(service);
    const before = await listed(service);
    await service.stop();
    cpSync(old, copy, { recursive: true });
    rmSync(old, { recursive: true });

    const restored = await start({ TRIALCAST_DATA: copy });
    await lifeAfter(restored, before, sent);
    await restored.stop();
  });

  // `npm run test:postgres` starts one; its client programs come with it.
  test.skipIf(url === undefined)('goes on: pg_dump of a running one, and pg_restore', async () => {
    const database = (name: string): string => {
      const other = new URL(url ?? '');
      other.pathname = `/${name}`;
      return other.href;
    };
    const run = (program: string, ...args: string[]): void =>
      void execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    run('createdb', `--maintenance-db=${url}`, 'backup_old');
    const service = await start({ DATABASE_URL: database('backup_old') });
    const sent = await lifeBefore(service);
    const before = await listed(service);
    const file = join(folder, 'trialcast.dump');
    run(
      'pg_dump',
      '--format=custom',
      `--file=${file}`,
      '--schema=trialcast',
      '--schema=pgboss',
      database('backup_old'),
    );
    await service.stop();
    run('dropdb', `--maintenance-db=${url}`, 'backup_old');
    run('createdb', `--maintenance-db=${url}`, 'backup_new');
    run('pg_restore', '--exit-on-error', '--no-owner', `--dbname=${database('backup_new')}`, file);

    const restored = await start({ DATABASE_URL: database('backup_new') });
    await lifeAfter(restored, before, sent);
    await restored.stop();
    run('dropdb', `--maintenance-db=${url}`, 'backup_new');
  });
});
