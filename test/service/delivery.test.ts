import { readFileSync } from 'node:fs';
import type { RequestHandler } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { convert } from '../../src/convert.ts';
import type { Issue } from '../../src/shared/issue.ts';
import { jobIn, outcomeCode, send, startTestService, type TestService } from './harness.ts';

const study = (nctId: string, briefTitle: string): string =>
  JSON.stringify({
    protocolSection: {
      identificationModule: { nctId, briefTitle },
      statusModule: { overallStatus: 'RECRUITING' },
      designModule: { studyType: 'INTERVENTIONAL', phases: ['PHASE3'] },
      conditionsModule: { conditions: ['Asthma'] },
    },
  });
const JSON_TYPE = { 'content-type': 'application/json' };

/** Set by a test: answers in the FHIR server's place, or passes the request on. */
let fault: RequestHandler | undefined;
let requests: string[] = [];

let service: TestService;
beforeAll(async () => {
  service = await startTestService({
    intercept: (request, response, next) => {
      requests.push(`${request.method} ${request.path}`);
      if (fault) fault(request, response, next);
      else next();
    },
    retryPolicy: { maxAttempts: 4, firstDelayMs: 50, maxDelayMs: 400 },
    convert: (received, definitions) => {
      if (received.text.includes('"Break the pipe"')) throw new Error('bug');
      const conversion = convert(received, definitions);
      const error: Issue = { severity: 'error', code: 'invariant-failed', message: 'Made up.' };
      return received.text.includes('"Hold me"') ? { ...conversion, issues: [error] } : conversion;
    },
  });
});
afterAll(() => service.stop());
beforeEach(() => {
  fault = undefined;
  requests = [];
});

const answerWith =
  (status: number, headers: Record<string, string> = {}): RequestHandler =>
  (_request, response) => {
    response.status(status).set(headers).type('html').send('<h1>Oops</h1>');
  };

const retry = (jobId: string, query = ''): Promise<Response> =>
  fetch(`${service.url}/jobs/${jobId}/retry${query}`, { method: 'POST' });

const historyLength = async (reference: string): Promise<number> => {
  const response = await fetch(`${service.fhir.url}/${reference}/_history`);
  return ((await response.json()) as { entry: unknown[] }).entry.length;
};

describe('delivery', () => {
  test('survives a server that is down and comes back, and writes once', async () => {
    fault = answerWith(503);
    const response = await send(service.url, {
      body: study('NCT00000201', 'Down'),
      headers: JSON_TYPE,
    });
    await jobIn(service.url, response, ['queued']);
    expect(await (await fetch(`${service.url}/readyz`)).json()).toMatchObject({
      store: 'writable',
    });

    fault = undefined;
    const job = await jobIn(service.url, response, ['delivered']);

    expect(job.records[0]?.deliveries[0]?.attempts).toBeGreaterThan(1);
    expect(await historyLength('ResearchStudy/ctgov-nct00000201')).toBe(1);
  });

  test('does not write twice where the answer to a write was lost', async () => {
    let isLost = false;
    fault = (request, response, next) => {
      const isWrite = request.method === 'POST' && Number(request.get('content-length')) > 3_000;
      if (!isWrite || isLost) return next();
      isLost = true;
      // The server acts, and the connection ends before its answer.
      response.send = () => {
        request.socket.destroy();
        return response;
      };
      next();
    };

    const response = await send(service.url, {
      body: study('NCT00000202', 'Lost'),
      headers: JSON_TYPE,
    });
    const job = await jobIn(service.url, response, ['delivered']);

    expect([isLost, job.records[0]?.deliveries[0]?.attempts]).toEqual([true, 2]);
    expect(await historyLength('ResearchStudy/ctgov-nct00000202')).toBe(1);
  });

  test('leaves a refused record to a person, who can try again', async () => {
    fault = answerWith(422);
    const response = await send(service.url, {
      body: study('NCT00000203', 'Refused'),
      headers: JSON_TYPE,
    });
    const rejected = await jobIn(service.url, response, ['rejected']);
    expect(rejected.records[0]?.deliveries[0]).toMatchObject({
      attempts: 1,
      failure: { code: 'fhir-server-rejected' },
    });

    fault = undefined;
    expect((await retry(rejected.id)).status).toBe(202);
    await jobIn(service.url, response, ['delivered']);

    const again = await retry(rejected.id);
    expect([again.status, await outcomeCode(again)]).toEqual([409, 'job-state']);
  });

  test('stops after its attempts and keeps the record', async () => {
    fault = answerWith(500);
    const response = await send(service.url, {
      body: study('NCT00000204', 'Broken'),
      headers: JSON_TYPE,
    });

    const job = await jobIn(service.url, response, ['failed']);

    expect(job.records[0]?.deliveries[0]).toMatchObject({
      attempts: 4,
      failure: { code: 'fhir-server-broke' },
    });
  });

  test('writes the newest of several records of one trial that wait', async () => {
    fault = answerWith(503, { 'retry-after': '1' });
    const answers = [];
    for (const title of ['First', 'Second', 'Third']) {
      answers.push(
        await send(service.url, { body: study('NCT00000205', title), headers: JSON_TYPE }),
      );
    }
    await jobIn(service.url, answers[2]!, ['queued']);
    fault = undefined;

    await jobIn(service.url, answers[2]!, ['delivered']);
    const older = await Promise.all(
      answers.slice(0, 2).map((answer) => jobIn(service.url, answer, ['superseded', 'delivered'])),
    );

    expect(older.map((job) => job.state)).toEqual(['superseded', 'superseded']);
    const stored = await (
      await fetch(`${service.fhir.url}/ResearchStudy/ctgov-nct00000205`)
    ).json();
    expect(stored).toMatchObject({ title: 'Third' });
  });

  test('holds back a record with errors until a person releases it', async () => {
    const response = await send(service.url, {
      body: study('NCT00000206', 'Hold me'),
      headers: JSON_TYPE,
    });
    const held = await jobIn(service.url, response, ['held']);
    expect(requests).toEqual([]);

    await retry(held.id);
    await jobIn(service.url, response, ['held']);
    await retry(held.id, '?release=true');

    expect((await jobIn(service.url, response, ['delivered'])).state).toBe('delivered');
  });

  test('keeps a record on which the conversion broke, and goes on with the next', async () => {
    const body = `${study('NCT00000207', 'Break the pipe')}\n${study('NCT00000208', 'Sound')}`;
    const response = await send(service.url, {
      body,
      headers: { 'content-type': 'application/x-ndjson' },
    });

    const job = await jobIn(service.url, response, ['unreadable']);

    expect(job.records[0]?.state).toBe('unreadable');
    expect(['queued', 'sending', 'delivered']).toContain(job.records[1]?.state);
  });

  test('sends only what changed in a newer record', async () => {
    await jobIn(
      service.url,
      await send(service.url, { body: study('NCT00000209', 'Old title'), headers: JSON_TYPE }),
      ['delivered'],
    );

    const response = await send(service.url, {
      body: study('NCT00000209', 'New title'),
      headers: JSON_TYPE,
    });
    const job = await jobIn(service.url, response, ['delivered']);

    const report = job.records[0]?.deliveries[0]?.report;
    expect(report?.updated.map((one) => one.reference)).toContain(
      'ResearchStudy/ctgov-nct00000209',
    );
    expect(await historyLength('ResearchStudy/ctgov-nct00000209')).toBe(2);
  });
});

test('retires what a newer record no longer has, and says so', async () => {
  const withOutcomes = (...measures: readonly string[]): string =>
    study('NCT00000210', 'Outcomes').replace(
      '"conditionsModule"',
      `"outcomesModule":${JSON.stringify({ primaryOutcomes: measures.map((measure) => ({ measure })) })},"conditionsModule"`,
    );
  const deliver = async (body: string) =>
    jobIn(service.url, await send(service.url, { body, headers: JSON_TYPE }), ['delivered']);
  await deliver(withOutcomes('Survival', 'Relief'));

  const job = await deliver(withOutcomes('Survival'));

  const reference = 'EvidenceVariable/ctgov-nct00000210-out-pri-2';
  expect(job.records[0]?.deliveries[0]?.report).toMatchObject({
    retired: [{ reference }],
    deleted: [],
  });
  const stored = await (await fetch(`${service.fhir.url}/${reference}`)).json();
  expect(stored).toMatchObject({ status: 'retired' });
  const page = await (await fetch(`${service.url}/trials/ctgov-nct00000210?tab=delivery`)).text();
  expect(page).toContain('Retired: no longer in the record (1)');
  expect(page).toContain('The server takes ids of ours (updateCreate).');
});

test('examples are delivered as they are', async () => {
  const body = readFileSync(
    new URL('../../examples/000_9a75afc2414ddea6.txt', import.meta.url),
    'utf8',
  );
  await jobIn(service.url, await send(service.url, { body }), ['delivered']);
});
