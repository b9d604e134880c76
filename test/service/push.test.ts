import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RequestHandler } from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  startEmbeddedFhirServer,
  type EmbeddedFhirServer,
} from '../../src/server/embedded-fhir-server.ts';
import { run as runCli, type Run, type Watched } from '../cli/terminal.ts';

const study = (
  number: number,
  title = 'A study',
  measures: readonly string[] = ['Survival'],
): string =>
  JSON.stringify({
    protocolSection: {
      identificationModule: { nctId: `NCT00000${number}`, briefTitle: title },
      statusModule: { overallStatus: 'RECRUITING' },
      designModule: { studyType: 'INTERVENTIONAL', phases: ['PHASE3'] },
      conditionsModule: { conditions: ['Asthma'] },
      outcomesModule: { primaryOutcomes: measures.map((measure) => ({ measure })) },
    },
  });

let fhir: EmbeddedFhirServer;
let folder: string;
let fault: RequestHandler | undefined;
let writes: number;
let most: number;

beforeEach(async () => {
  fault = undefined;
  writes = 0;
  most = 0;
  let running = 0;
  folder = mkdtempSync(join(tmpdir(), 'trialcast-push-'));
  fhir = await startEmbeddedFhirServer({
    intercept: (request, response, next) => {
      running += 1;
      most = Math.max(most, running);
      response.on('close', () => (running -= 1));
      const isWrite = request.method === 'POST' && Number(request.get('content-length')) > 3_000;
      if (isWrite) writes += 1;
      if (fault && isWrite) fault(request, response, next);
      else next();
    },
  });
});
afterEach(async () => {
  await fhir.stop();
  rmSync(folder, { recursive: true });
});

const env = (): NodeJS.ProcessEnv => ({ TRIALCAST_DATA: folder });
const push = (stdin: string, args: readonly string[] = [], watched?: Watched): Promise<Run> =>
  runCli(['push', '-', '--server', fhir.url, ...args], stdin, env(), watched);
const runOf = ({ stderr }: Run): string => /^Run (\S+)\.$/m.exec(stderr)?.[1] ?? 'none';
const journals = (): string[] =>
  existsSync(join(folder, 'push')) ? readdirSync(join(folder, 'push')) : [];

const refuse =
  (status: number): RequestHandler =>
  (_request, response) => {
    response.status(status).send('no');
  };

describe('push', () => {
  test('delivers several records and tells each and all', async () => {
    const { code, stderr } = await push([study(101), study(102), study(103)].join('\n'));

    expect(code).toBe(0);
    expect(stderr).toContain(
      '3 records delivered.\nResources: 12 created, 0 updated, 0 unchanged.',
    );
    expect(journals()).toEqual([]);
  });

  test('says on a dry run what would become of each resource, and writes nothing', async () => {
    await push([study(101, 'A', ['Survival', 'Relief']), study(102)].join('\n'));
    const before = writes;

    const { code, stderr } = await push([study(101, 'B'), study(102), study(103)].join('\n'), [
      '--dry-run',
    ]);

    expect([code, writes]).toEqual([0, before]);
    expect(stderr).toContain('3 records compared.\nResources would be: ');
    expect(stderr).toMatch(/NCT00000101|stdin:1/);
    expect(stderr).toMatch(/would be: 1 created, \d updated, 1 retired, \d unchanged/);
    expect(stderr).toMatch(/would be: 0 created, 0 updated, \d unchanged/);
    expect(runOf({ code, stderr, stdout: '' })).toBe('none');
  });

  test('keeps versions of one trial in their order, however many go at once', async () => {
    const versions = ['First', 'Second', 'Third', 'Fourth'].map((title) => study(101, title));

    const { code } = await push(versions.join('\n'), ['--concurrency', '8']);

    const answer = await fetch(`${fhir.url}/ResearchStudy/ctgov-nct00000101/_history`);
    const { entry } = (await answer.json()) as { entry: { resource: { title: string } }[] };
    expect([code, entry.map(({ resource }) => resource.title)]).toEqual([
      0,
      ['Fourth', 'Third', 'Second', 'First'],
    ]);
  });

  test('asks no more at once than it may', async () => {
    const many = Array.from({ length: 12 }, (_, at) => study(101 + at));
    await push(many.join('\n'), ['--concurrency', '2']);
    expect(most).toBeLessThanOrEqual(2);
  });

  test('tries again what may pass, and delivers it', async () => {
    fault = (request, response, next) => {
      fault = undefined;
      refuse(503)(request, response, next);
    };

    expect((await push(study(101))).code).toBe(0);
    expect(writes).toBe(2);
  });

  test('goes on after a refused record, ends with 3 and says how to go on', async () => {
    fault = (request, response, next) =>
      writes === 2 ? refuse(422)(request, response, next) : next();
    const input = [study(101), study(102), study(103)].join('\n');

    const first = await push(input, ['--concurrency', '1']);

    expect(first.code).toBe(3);
    expect(first.stderr).toContain('2 records delivered, 1 failed.');
    expect(first.stderr).toContain(`Go on with --resume ${runOf(first)}.`);

    fault = undefined;
    const before = writes;
    const second = await push(input, ['--resume', runOf(first)]);
    expect([second.code, writes - before, journals()]).toEqual([0, 1, []]);
    expect(second.stderr).toContain('1 record delivered, 2 delivered before.');
  });

  test('stops where the next record would fail alike', async () => {
    fault = refuse(403);

    const { code, stderr } = await push([101, 102, 103].map((one) => study(one)).join('\n'), [
      '--concurrency',
      '1',
    ]);

    expect([code, writes]).toEqual([3, 1]);
    expect(stderr).toContain('Stopped: what follows in the input was not sent.');
  });

  test('goes on with a run that was killed in the middle of a line of its journal', async () => {
    fault = refuse(403);
    const input = [study(101), study(102)].join('\n');
    const run = runOf(await push(input, ['--concurrency', '1']));
    const [name = ''] = journals();
    appendFileSync(join(folder, 'push', name), '{"delivered":"0f');
    fault = undefined;

    const { code, stderr } = await push(input, ['--resume', run]);

    expect([code, journals()]).toEqual([0, []]);
    expect(stderr).toContain('2 records delivered.');
  });

  test('sends a record that changed since the run', async () => {
    fault = (request, response, next) =>
      writes === 2 ? refuse(422)(request, response, next) : next();
    const run = runOf(await push([study(101), study(102)].join('\n'), ['--concurrency', '1']));
    fault = undefined;

    const { stderr } = await push([study(101, 'Changed'), study(102)].join('\n'), [
      '--resume',
      run,
    ]);

    expect(stderr).toContain('2 records delivered.');
  });

  test.each<[string, string[], RegExp]>([
    ['a run that is not there', ['--resume', 'nope'], /There is no run nope/],
    ['a run that is a path', ['--resume', '../x'], /"\.\.\/x" is not the name of a run/],
    ['a run to go on with dry', ['--resume', 'x', '--dry-run'], /cannot be used with/],
    ['no worker', ['--concurrency', '0'], /A whole number from 1 to 64/],
    ['two servers', ['--destination', 'x'], /cannot be used with/],
  ])('refuses %s', async (_what, args, told) => {
    const { code, stderr } = await push(study(101), args);

    expect([code, writes]).toEqual([2, 0]);
    expect(stderr).toMatch(told);
  });

  test('refuses to go on with a run on another server', async () => {
    fault = refuse(403);
    const run = runOf(await push(study(101)));

    const { code, stderr } = await push(study(101), ['--resume', run, '--orphans', 'keep']);

    expect([code, stderr]).toEqual([2, `The run ${run} had orphans retire, not keep. [usage]\n`]);
  });

  test('finds nothing in an empty input, and says so', async () => {
    const { code, stderr } = await push(' \n');

    expect(code).toBe(1);
    expect(stderr).toContain('record-empty');
  });

  test('shows a bar on a terminal, and takes it away before other text', async () => {
    fault = (_request, _response, next) => void setTimeout(next, 700);
    const file = join(folder, 'two.ndjson');
    writeFileSync(file, `${study(101)}\n${study(102)}\n`);
    const args = ['push', file, '--server', fhir.url, '--concurrency', '1'];

    const { stderr } = await runCli(args, '', env(), { isTTY: true });

    expect(stderr).toMatch(/\r\[=+>? *\] +\d+ % .*1 delivered, 0 failed/);
    expect(stderr.slice(stderr.lastIndexOf('\u001B[K'))).toContain('2 records delivered.');
    expect((await runCli(args, '', env())).stderr).not.toContain('\r');
  });
});

test('signs in as TRIALCAST_FHIR_AUTH says, and prints no password that a server quotes', async () => {
  const asked: (string | undefined)[] = [];
  fault = (request, response) => {
    asked.push(request.get('authorization'));
    const issue = [{ severity: 'error', diagnostics: `no right for ${asked[0]} or hunter2` }];
    response.status(403).json({ resourceType: 'OperationOutcome', issue });
  };
  const auth = JSON.stringify({ kind: 'basic', user: 'u', password: 'hunter2' });

  const { code, stderr } = await runCli(['push', '-', '--server', fhir.url], study(101), {
    ...env(),
    TRIALCAST_FHIR_AUTH: auth,
  });

  const header = `Basic ${Buffer.from('u:hunter2').toString('base64')}`;
  expect([code, asked]).toEqual([3, [header]]);
  expect(stderr).toContain('no right for Basic [secret] or [secret]');
});

describe('push --destination', () => {
  const destinations = (): string =>
    JSON.stringify([
      { name: 'one', baseUrl: fhir.url, orphans: 'keep' },
      { name: 'two', baseUrl: 'http://127.0.0.1:9/fhir' },
    ]);
  const pushTo = (args: readonly string[], list = destinations()): Promise<Run> =>
    runCli(['push', '-', ...args], study(101), { ...env(), TRIALCAST_DESTINATIONS: list });

  test('delivers to the one that is named', async () => {
    expect((await pushTo(['--destination', 'one'])).code).toBe(0);
    expect(await fhir.count()).toBe(4);
  });

  test('needs no name where there is one', async () => {
    const list = JSON.stringify([{ name: 'one', baseUrl: fhir.url }]);
    expect((await pushTo([], list)).code).toBe(0);
  });

  test('wants a name where there are several, and one that exists', async () => {
    const several = await pushTo([]);
    const unknown = await pushTo(['--destination', 'three']);

    expect([several.code, unknown.code]).toEqual([2, 2]);
    expect(several.stderr).toContain('(configured: one, two)');
    expect(unknown.stderr).toContain('There is no three. Name one');
  });
});

test('a run that is killed goes on where it was, and writes nothing twice', async () => {
  const count = 30;
  const file = join(folder, 'many.ndjson');
  writeFileSync(file, Array.from({ length: count }, (_, at) => `${study(101 + at)}\n`).join(''));
  const args = ['push', file, '--server', fhir.url, '--concurrency', '3'];
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, TRIALCAST_DATA: folder },
    stdio: 'ignore',
  });
  fault = (_request, _response, next) => {
    if (writes === 12) child.kill('SIGKILL');
    next();
  };
  await once(child, 'exit');
  const [name = ''] = journals();
  const before = writes;

  const { code, stderr } = await runCli(
    [...args, '--resume', name.replace('.ndjson', '')],
    '',
    env(),
  );

  expect([code, before < count, journals()]).toEqual([0, true, []]);
  const skipped = Number(/(\d+) delivered before/.exec(stderr)?.[1]);
  // Every write but those whose answer the killed process did not live to note.
  expect(skipped).toBeGreaterThanOrEqual(before - 2 * 3);
  expect(skipped).toBeLessThan(count);
  for (let at = 0; at < count; at += 1) {
    const path = `ResearchStudy/ctgov-nct00000${101 + at}/_history`;
    const { entry } = (await (await fetch(`${fhir.url}/${path}`)).json()) as { entry: unknown[] };
    expect(entry.length).toBe(1);
  }
});

test('the journal holds no record text', async () => {
  fault = refuse(422);
  await push(study(101, 'Private words'));
  const [name = ''] = journals();

  expect(readFileSync(join(folder, 'push', name), 'utf8')).not.toContain('Private');
});
