import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFhirClient, type FhirClient } from '../../../src/deliver/fhir-client.ts';
import { failureOfStatus } from '../../../src/deliver/fhir-failures.ts';
import { pushBundle } from '../../../src/deliver/push.ts';
import {
  startEmbeddedFhirServer,
  type EmbeddedFhirServer,
  type EmbeddedRules,
} from '../../../src/server/embedded-fhir-server.ts';
import type { JsonObject } from '../../../src/shared/json.ts';
import { bundleOf, type Version } from '../versions.ts';

const ONE: Version = { outcomes: ['Survival'] };
const OTHER: Version = { ...ONE, nctId: 'NCT00000302' };

let server: EmbeddedFhirServer;
/** Method and path of every request so far, and the type of a bundle. */
let asked: string[];

async function start(rules: EmbeddedRules): Promise<void> {
  server = await startEmbeddedFhirServer({
    rules,
    intercept: (request, _response, next) => {
      asked.push(`${request.method} ${request.path}`);
      next();
    },
  });
}
beforeEach(() => (asked = []));
afterEach(() => server.stop());

const client = (): FhirClient => createFhirClient({ baseUrl: server.url });
const push = (version: Version, to: FhirClient, dryRun = false) =>
  pushBundle(bundleOf(version), to, { strategy: 'auto', dryRun });

test('a server that says nothing of our ids is asked once for a trial under others, then written to', async () => {
  await start({ refusesClientIds: 'silently' });
  const refusing = client();
  expect((await push(ONE, refusing)).strategy.ids).toBe('conditional-create');
  const searches = asked.filter((one) => one === 'GET /fhir/ResearchStudy').length;
  asked = [];
  expect((await push(OTHER, refusing)).strategy.ids).toBe('conditional-create');
  // Once to look for it before our ids were tried, and once to read; then to read alone.
  expect(searches).toBe(2);
  expect(asked.filter((one) => one === 'GET /fhir/ResearchStudy')).toHaveLength(1);
  // Neither the tried write nor a batch of reads under our ids: only the write itself.
  expect(asked.filter((one) => one === 'POST /fhir')).toHaveLength(1);
});

test('a new client finds a trial under ids of the server without trying ours, also in a dry run', async () => {
  await start({ refusesClientIds: 'silently' });
  await push(ONE, client());
  const entries = bundleOf(ONE).entry.length;
  for (const dryRun of [true, false]) {
    const report = await push(ONE, client(), dryRun);
    expect(report.unchanged).toHaveLength(entries);
    expect(report.strategy.ids).toBe('conditional-create');
  }
  expect(await server.count()).toBe(entries);
});

test('a refusal of what was to be updated says nothing of our ids', async () => {
  await start({});
  const taking = silent(client());
  expect((await push(ONE, taking)).strategy.isGuess).toBe(true);
  const gone: FhirClient = {
    ...taking,
    send: (request, onExchange) =>
      JSON.stringify(request.body ?? {}).includes('"PUT"')
        ? taking.send({ method: 'GET', path: 'ResearchStudy/nobody' }, onExchange)
        : taking.send(request, onExchange),
  };
  await expect(push({ ...ONE, date: '2026-03-04' }, gone)).rejects.toThrow('404');
  expect((await push(OTHER, taking)).strategy.ids).toBe('client');
});

/** A client whose writes are answered so by something. */
const answering = (inner: FhirClient, answer: () => Promise<never>): FhirClient => ({
  ...inner,
  send: (request, onExchange) =>
    JSON.stringify(request.body ?? {}).includes('"PUT"')
      ? answer()
      : inner.send(request, onExchange),
});

test('a 404 of a gateway, or after ours were taken, says nothing of our ids', async () => {
  await start({});
  const page = () => Promise.reject(failureOfStatus('POST', 404, []));
  const refusal = () => Promise.reject(failureOfStatus('POST', 404, ['error: not found']));
  const fresh = silent(client());

  await expect(push(ONE, answering(fresh, page))).rejects.toThrow('404');
  expect((await push(ONE, fresh)).strategy.ids).toBe('client');
  await expect(push(OTHER, answering(fresh, refusal))).rejects.toThrow('404');
  expect((await push(OTHER, fresh)).strategy.ids).toBe('client');
});

/** A client of a server whose statement leaves out whether it takes our ids. */
const silent = (inner: FhirClient): FhirClient => ({
  ...inner,
  async send(request, onExchange) {
    const answer = await inner.send(request, onExchange);
    const text = JSON.stringify(answer.body).replaceAll('"updateCreate":true,', '');
    return { ...answer, body: JSON.parse(text) as JsonObject };
  },
});
