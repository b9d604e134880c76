import type { RequestHandler } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { convert } from '../../src/convert.ts';
import { startEmbeddedFhirServer } from '../../src/server/embedded-fhir-server.ts';
import type { Issue } from '../../src/shared/issue.ts';
import {
  jobIn,
  outcomeCode,
  send,
  startTestService,
  type DeliveryView,
  type JobView,
  type TestService,
} from './harness.ts';

const study = (nctId: string, briefTitle: string): string =>
  JSON.stringify({
    protocolSection: {
      identificationModule: { nctId, briefTitle },
      statusModule: { overallStatus: 'RECRUITING' },
      conditionsModule: { conditions: ['Asthma'] },
    },
  });

let fault: RequestHandler | undefined;
/** Stands for what a later version of the mapping makes of the same record. */
let mapping = 'then';
let service: TestService;
let second: Awaited<ReturnType<typeof startEmbeddedFhirServer>>;
beforeAll(async () => {
  second = await startEmbeddedFhirServer();
  service = await startTestService({
    env: {
      TRIALCAST_DESTINATIONS: JSON.stringify([{ name: 'second', baseUrl: second.url }]),
    },
    intercept: (request, response, next) => {
      if (fault) fault(request, response, next);
      else next();
    },
    convert: (received, definitions) => {
      const text = received.text.replace('MAPPED', `mapped ${mapping}`);
      const conversion = convert({ ...received, text }, definitions);
      const error: Issue = { severity: 'error', code: 'invariant-failed', message: 'Made up.' };
      return text.includes('"Hold me') ? { ...conversion, issues: [error] } : conversion;
    },
  });
});
afterAll(async () => {
  await service.stop();
  await second.stop();
});
beforeEach(() => {
  fault = undefined;
  mapping = 'then';
});

const refuse: RequestHandler = (_request, response) => {
  response.status(422).type('html').send('<h1>No</h1>');
};
const post = (path: string): Promise<Response> =>
  fetch(`${service.url}${path}`, { method: 'POST' });
const sendStudy = (number: string, title: string): Promise<Response> =>
  send(service.url, {
    body: study(number, title),
    headers: { 'content-type': 'application/json' },
  });
const titleOn = async (url: string, number: string): Promise<unknown> => {
  const response = await fetch(`${url}/ResearchStudy/ctgov-${number.toLowerCase()}`);
  return ((await response.json()) as { title?: unknown }).title;
};
const deliveriesOf = (job: JobView): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (job.records[0]?.deliveries ?? []).map((one: DeliveryView) => [one.destination, one.state]),
  );

/** A record the first destination refuses and the second has. */
async function refused(
  number: string,
  title = 'MAPPED',
): Promise<{ response: Response; id: string }> {
  fault = refuse;
  const response = await sendStudy(number, title);
  const { id } = await jobIn(service.url, response, ['rejected']);
  for (let job; deliveriesOf(job ?? ({ records: [] } as never))['second'] !== 'delivered';)
    job = await jobIn(service.url, response, ['rejected']);
  fault = undefined;
  return { response, id };
}

describe('a record with two destinations', () => {
  test('is delivered to one while the other refuses it, and retried for that one alone', async () => {
    const { response, id } = await refused('NCT00000501');
    mapping = 'now';

    expect((await post(`/jobs/${id}/retry?destination=second`)).status).toBe(409);
    expect((await post(`/jobs/${id}/retry?destination=default`)).status).toBe(202);

    const job = await jobIn(service.url, response, ['delivered']);
    expect(deliveriesOf(job)).toEqual({ default: 'delivered', second: 'delivered' });
    expect(await titleOn(service.fhir.url, 'NCT00000501')).toBe('mapped now');
    expect(await titleOn(second.url, 'NCT00000501')).toBe('mapped then');
  });

  test('is sent as it was converted then, where that is asked for', async () => {
    const { response, id } = await refused('NCT00000502');
    mapping = 'now';

    await post(`/jobs/${id}/retry?mapping=stored`);

    await jobIn(service.url, response, ['delivered']);
    expect(await titleOn(service.fhir.url, 'NCT00000502')).toBe('mapped then');
  });

  test('shows both on its page and in the metrics', async () => {
    const { id } = await refused('NCT00000503');

    const page = await (await fetch(`${service.url}/records/${id}/1?tab=delivery`)).text();
    const metrics = await (await fetch(`${service.url}/metrics`)).text();

    expect(page).toMatch(/To default[\s\S]*rejected[\s\S]*To second[\s\S]*delivered/);
    expect(metrics).toMatch(/trialcast_deliveries\{destination="second",state="delivered"\} [1-9]/);
    expect(metrics).toMatch(/trialcast_deliveries\{destination="default",state="rejected"\} [1-9]/);
  });
});

test('a held record is released as it was converted', async () => {
  const response = await sendStudy('NCT00000504', 'Hold me MAPPED');
  const { id } = await jobIn(service.url, response, ['held']);
  mapping = 'now';

  expect((await post(`/jobs/${id}/retry?mapping=stored`)).status).toBe(409);
  expect((await post(`/jobs/${id}/retry?mapping=stored&release=true`)).status).toBe(202);

  await jobIn(service.url, response, ['delivered']);
  expect(await titleOn(service.fhir.url, 'NCT00000504')).toBe('Hold me mapped then');
});

describe('what waits for a person', () => {
  test('is listed page by page, and tried again at once', async () => {
    const numbers = ['NCT00000511', 'NCT00000512', 'NCT00000513'];
    const waiting = [];
    for (const number of numbers) waiting.push(await refused(number, `Waits ${number}`));
    const seen: string[] = [];
    for (
      let path: string | undefined =
        '/jobs?state=failed,rejected&destination=default&text=Waits&limit=2';
      path !== undefined;
    ) {
      const page = (await (await fetch(`${service.url}${path}`)).json()) as {
        readonly records: readonly { readonly jobId: string; readonly state: string }[];
        readonly next?: string;
      };
      expect(page.records.length).toBeLessThanOrEqual(2);
      seen.push(...page.records.map(({ jobId }) => jobId));
      path = page.next;
    }
    expect(seen).toEqual(waiting.map(({ id }) => id).toReversed());

    const answer = await post('/jobs/retry?state=rejected&destination=default');

    expect(((await answer.json()) as { restarted: number }).restarted).toBeGreaterThanOrEqual(3);
    for (const { response } of waiting) await jobIn(service.url, response, ['delivered']);
  });

  test('is found by its worst issue and by its failure, on the API and on the page', async () => {
    const { id, response } = await refused('NCT00000514', 'Found by codes');
    const job = await jobIn(service.url, response, ['rejected']);
    const [record] = job.records;
    const asked = `text=Found&issue=${record?.worstIssue?.code}&failure=fhir-server-rejected`;
    const idsOf = async (query: string): Promise<readonly string[]> => {
      const page = (await (await fetch(`${service.url}/jobs?${query}`)).json()) as {
        readonly records: readonly { readonly jobId: string }[];
      };
      return page.records.map(({ jobId }) => jobId);
    };

    expect(await idsOf(asked)).toEqual([id]);
    expect(await idsOf('text=Found&failure=fhir-server-busy')).toEqual([]);
    expect(await idsOf('text=Found&issue=json-too-deep')).toEqual([]);
    const page = await (await fetch(`${service.url}/trials?${asked}`)).text();
    expect(page).toContain(`/records/${id}/1`);
    expect(page).toMatch(/name="failure"[^>]*value="fhir-server-rejected"/);
  });

  test.each([
    ['GET', '/jobs?state=lost'],
    ['GET', '/jobs?issue=No%20code'],
    ['GET', '/jobs?state=failed&state=held'],
    ['GET', '/jobs?limit=0'],
    ['GET', '/jobs?destination=A%20B'],
    ['GET', '/jobs?verdict=good'],
    ['POST', '/jobs/retry'],
    ['POST', '/jobs/retry?state=delivered'],
    ['POST', '/jobs/retry?state=failed&mapping=best'],
  ])('is asked for properly: %s %s is not', async (method, path) => {
    const response = await fetch(`${service.url}${path}`, { method });

    expect([response.status, await outcomeCode(response)]).toEqual([400, 'request-malformed']);
  });
});
