import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startEmbeddedFhirServer } from '../../src/server/embedded-fhir-server.ts';
import { lockFolder } from '../../src/server/store/folder-lock.ts';
import { Failure } from '../../src/shared/failure.ts';
import { freePort } from '../free-port.ts';
import { jobIn, outcomeCode, SECRET, send } from './harness.ts';

const TEXT = readFileSync(
  new URL('../../examples/002_fab0195c309f7135.txt', import.meta.url),
  'utf8',
);
const CHILD = fileURLToPath(new URL('child-service.ts', import.meta.url));

let folder: string;
const children: ChildProcess[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trialcast-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function startChild(
  fhirServer: string,
): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [CHILD], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      TRIALCAST_PORT: '0',
      TRIALCAST_DATA: folder,
      TRIALCAST_FHIR_SERVER: fhirServer,
      TRIALCAST_WEBHOOK_SECRETS: SECRET,
    },
  });
  children.push(child);
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: chunk.toString().trim(), child };
}

describe('kill -9 between 202 and delivery', () => {
  test('loses nothing: after a restart every record is delivered, once', async () => {
    const port = await freePort();
    const first = await startChild(`http://127.0.0.1:${port}/fhir`);
    const answers = await Promise.all(
      ['msg_a', 'msg_b', 'msg_c'].map((id, index) =>
        send(first.url, {
          id,
          body: TEXT.replace('Arterial', `Arterial ${index}`),
          headers: { 'trialcast-record-key': id.replace('_', '-') },
        }),
      ),
    );
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    expect(answers.map((answer) => answer.status)).toEqual([202, 202, 202]);

    const fhir = await startEmbeddedFhirServer({ port });
    const second = await startChild(fhir.url);
    const jobs = await Promise.all(
      answers.map((answer) => jobIn(second.url, answer, ['delivered'])),
    );
    const versions = await Promise.all(
      jobs.map(async (job) => {
        const history = await fetch(
          `${fhir.url}/ResearchStudy/${job.records[0]?.trialKey}/_history`,
        );
        return ((await history.json()) as { entry: unknown[] }).entry.length;
      }),
    );
    second.child.kill('SIGTERM');
    const [code] = (await once(second.child, 'exit')) as [number | null];
    await fhir.stop();

    expect(jobs.map((job) => job.state)).toEqual(['delivered', 'delivered', 'delivered']);
    expect(versions).toEqual([1, 1, 1]);
    expect(code).toBe(0);
  }, 60_000);
});

describe('SIGTERM during a delivery', () => {
  test('finishes what is on its way, and takes nothing more', async () => {
    let isAsked = false;
    const fhir = await startEmbeddedFhirServer({
      intercept: (request, _response, next) => {
        const isWrite = request.method === 'POST' && Number(request.get('content-length')) > 3_000;
        isAsked ||= isWrite;
        setTimeout(next, isWrite ? 1_500 : 0);
      },
    });
    const first = await startChild(fhir.url);
    const answer = await send(first.url, {
      id: 'msg_term',
      body: TEXT,
      headers: { 'trialcast-record-key': 'msg-term' },
    });
    await expect.poll(() => isAsked, { timeout: 30_000 }).toBe(true);
    first.child.kill('SIGTERM');
    const [code] = (await once(first.child, 'exit')) as [number | null];

    const second = await startChild(fhir.url);
    const job = await jobIn(second.url, answer, ['delivered']);
    const history = await fetch(`${fhir.url}/ResearchStudy/${job.records[0]?.trialKey}/_history`);
    await fhir.stop();

    expect([code, job.records[0]?.deliveries[0]?.attempts]).toEqual([0, 1]);
    expect(((await history.json()) as { entry: unknown[] }).entry.length).toBe(1);
  }, 90_000);
});

describe('lockFolder', () => {
  const failureCode = async (promise: Promise<unknown>): Promise<string> => {
    try {
      await promise;
      return 'no failure';
    } catch (error) {
      return error instanceof Failure ? error.code : String(error);
    }
  };

  test('refuses a folder that is in use, and gives it back', async () => {
    const place = join(folder, 'a');
    const lock = await lockFolder(place);

    expect(await failureCode(lockFolder(place))).toBe('store-locked');

    lock.release();
    (await lockFolder(place)).release();
  });

  test('refuses a folder that another living process uses', async () => {
    const place = join(folder, 'b');
    (await lockFolder(place)).release();
    const started = readFileSync('/proc/1/stat', 'utf8').split(') ')[1]?.split(' ')[19];
    const { hostname } = await import('node:os');
    writeFileSync(
      join(place, 'trialcast.lock'),
      JSON.stringify({ token: 'x', host: hostname(), pid: 1, started }),
    );

    expect(await failureCode(lockFolder(place))).toBe('store-locked');
  });

  test.each([
    ['a process that is gone', { pid: 2 ** 22 + 1, started: '1' }],
    ['another process under an old number', { pid: 1, started: '-1' }],
    ['something unreadable', undefined],
  ])('takes over the lock of %s', async (_name, owner) => {
    const place = join(folder, `c${String(owner?.pid)}`);
    (await lockFolder(place)).release();
    const { hostname } = await import('node:os');
    const text = owner ? JSON.stringify({ token: 'x', host: hostname(), ...owner }) : '{';
    writeFileSync(join(place, 'trialcast.lock'), text);

    (await lockFolder(place)).release();
  });

  test('lets one of many have it', async () => {
    const place = join(folder, 'd');
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => lockFolder(place)));

    expect(results.filter((result) => result.status === 'fulfilled').length).toBe(1);
  });
});

describe('second process on the same folder', () => {
  test('is refused while the first keeps answering', async () => {
    const first = await startChild('http://127.0.0.1:1/fhir');

    await expect(lockFolder(folder)).rejects.toThrow(/in use/);

    const response = await fetch(`${first.url}/nothing`);
    expect(await outcomeCode(response)).toBe('not-found');
  });
});
