import { afterAll, beforeAll, expect, test } from 'vitest';
import { send, startTestService, type TestService } from './harness.ts';

const STUDY = JSON.stringify({
  protocolSection: {
    identificationModule: { nctId: 'NCT00000501', briefTitle: 'Words of a title' },
    statusModule: { overallStatus: 'RECRUITING' },
  },
});
const authorization = `Basic ${Buffer.from('curator:pw').toString('base64')}`;

let service: TestService;
beforeAll(async () => {
  service = await startTestService({
    env: { TRIALCAST_ACCESS: 'basic', TRIALCAST_USER: 'curator', TRIALCAST_PASSWORD: 'pw' },
    intercept: ({ method }, response, next) => {
      if (method === 'POST') response.status(422).json({ resourceType: 'OperationOutcome' });
      else next();
    },
  });
});
afterAll(() => service.stop());

const ask = async (path: string, method = 'GET', headers = {}): Promise<Response> =>
  fetch(`${service.url}${path}`, { method, headers: { authorization, ...headers } });

test('who tried again what stands in the log and at /audit, without words of the record', async () => {
  const sent = await send(service.url, {
    body: STUDY,
    headers: { 'content-type': 'application/json' },
  });
  const location = sent.headers.get('content-location') ?? '';
  for (let round = 0; round < 100; round += 1) {
    const job = (await (await ask(location)).json()) as { state: string };
    if (job.state === 'rejected') break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  const one = await ask(`${location}/retry`, 'POST', { 'x-request-id': 'req-1' });
  const many = await ask('/jobs/retry?state=held,rejected&release=true', 'POST');
  expect([one.status, many.status]).toEqual([202, 202]);

  const page = (await (await ask('/audit?limit=1')).json()) as {
    entries: Record<string, unknown>[];
    next: string;
  };
  expect(page.entries).toMatchObject([{ actor: 'curator', action: 'release', object: 'jobs' }]);
  const rest = (await (await ask(page.next)).json()) as typeof page;
  expect(rest.entries).toMatchObject([
    {
      actor: 'curator',
      action: 'retry',
      object: location.slice(1),
      details: { records: 1, mapping: 'current' },
      requestId: 'req-1',
    },
  ]);
  expect(rest.next).toBeUndefined();
  const logged = service.lines.filter((line) => line.includes('"msg":"audit"'));
  expect(logged.length).toBe(2);
  expect(logged.join('') + JSON.stringify(page)).not.toContain('Words of a title');
  expect((await fetch(`${service.url}/audit`)).status).toBe(401);
  expect((await ask('/audit?action=walk')).status).toBe(400);
});
