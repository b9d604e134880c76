import { readFileSync } from 'node:fs';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { toAuditEvent } from '../../src/deliver/audit-event.ts';
import { startEmbeddedFhirServer } from '../../src/server/embedded-fhir-server.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import type { Issue } from '../../src/shared/issue.ts';
import { convert } from '../../src/convert.ts';
import { jobIn, OLD_SECRET, SECRET, send, startTestService, type TestService } from './harness.ts';

const EXAMPLE = 'examples/001_d21ade92f4d85067.txt';

interface Heard {
  readonly id: string;
  readonly signatures: string;
  readonly headers: Record<string, string>;
  readonly text: string;
}

/** Answers in turn; 204 when there are none left. */
let answers: number[] = [];
let heard: Heard[] = [];
let receiver: Server;
let service: TestService;
let isRefusing = false;
beforeAll(async () => {
  const app = express();
  app.use(express.text({ type: () => true }));
  app.post('/hook', (request, response) => {
    const header = (name: string): string => request.get(name) ?? '';
    const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
    heard.push({
      id: header('webhook-id'),
      signatures: header('webhook-signature'),
      headers: Object.fromEntries(names.map((name) => [name, header(name)])),
      text: String(request.body),
    });
    response.status(answers.shift() ?? 204).end();
  });
  receiver = app.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  service = await startTestService({
    env: {
      TRIALCAST_NOTICE_URLS: url,
      TRIALCAST_NOTICE_SECRETS: `${SECRET},${OLD_SECRET}`,
    },
    noticePolicy: { firstDelayMs: 20, maxDelayMs: 100, maxAttempts: 3 },
    intercept: (_request, response, next) => {
      if (isRefusing) response.status(422).json({});
      else next();
    },
    convert: (received, definitions) => {
      const conversion = convert(received, definitions);
      const error: Issue = { severity: 'error', code: 'invariant-failed', message: 'Made up.' };
      return received.text.includes('Hold me') ? { ...conversion, issues: [error] } : conversion;
    },
  });
});
afterAll(async () => {
  await service.stop();
  receiver.close();
});
afterEach(() => {
  answers = [];
  heard = [];
  isRefusing = false;
});

const sendStudy = (nctId: string, briefTitle: string): Promise<Response> =>
  send(service.url, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      protocolSection: {
        identificationModule: { nctId, briefTitle },
        statusModule: { overallStatus: 'RECRUITING' },
        conditionsModule: { conditions: ['Asthma'] },
      },
    }),
  });

async function hear(count: number): Promise<readonly Heard[]> {
  await expect.poll(() => heard.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(count);
  return heard;
}

const dataOf = ({ text }: Heard): unknown => JSON.parse(text);

test('a delivery is told, signed by both keys, without a word of the record', async () => {
  const response = await sendStudy('NCT00000601', 'A secret title');
  const job = await jobIn(service.url, response, ['delivered']);

  const [notice] = await hear(1);

  expect(dataOf(notice!)).toEqual({
    type: 'trial.delivered',
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    data: {
      job: job.id,
      record: 1,
      trial: 'ctgov-nct00000601',
      destination: 'default',
      state: 'delivered',
    },
  });
  expect(notice?.text).not.toContain('secret title');
  for (const secret of [SECRET, OLD_SECRET])
    expect(new Webhook(secret).verify(notice?.text ?? '', notice?.headers ?? {})).toBeTruthy();
});

test.each([
  ['trial.held', 'NCT00000602', 'Hold me', 'held'],
  ['trial.failed', 'NCT00000603', 'Refused', 'rejected'],
])('%s is told', async (type, number, title, state) => {
  isRefusing = state === 'rejected';
  await jobIn(service.url, await sendStudy(number, title), [state]);

  const [notice] = await hear(1);

  expect(dataOf(notice!)).toMatchObject({ type, data: { trial: `ctgov-${number.toLowerCase()}` } });
});

test('a notice that was not taken comes again under its id', async () => {
  answers = [500, 302];
  await jobIn(service.url, await sendStudy('NCT00000604', 'Again'), ['delivered']);

  const all = await hear(3);

  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
});

test('a receiver that is gone is not asked again', async () => {
  answers = [410];
  await jobIn(service.url, await sendStudy('NCT00000605', 'Gone'), ['delivered']);
  await hear(1);

  await expect
    .poll(async () => (await fetch(`${service.url}/metrics`)).text())
    .toMatch(/trialcast_notices\{state="failed"\} 1/);
  expect(heard.length).toBe(1);
});

describe('AuditEvents', () => {
  test.each(['r4', 'r5'] as const)('are valid in %s', (fhir) => {
    const { validator } = loadDefinitions(fhir);
    const audited = { id: 'msg_1', trialKey: 'ctgov-nct1', jobId: 'j', ordinal: 1 };
    const recorded = '2026-11-21T08:00:00.000Z';
    for (const isDelivered of [true, false]) {
      const event = toAuditEvent(fhir, { ...audited, recorded, isDelivered });
      expect(validator.validate(event).filter(({ severity }) => severity === 'error' || severity === 'fatal')).toEqual([]); // prettier-ignore
    }
  });

  test('are written once to the destination that wants them, though its first answer is lost', async () => {
    const posts: unknown[] = [];
    const fhir = await startEmbeddedFhirServer({
      intercept: (request, response, next) => {
        if (!request.path.endsWith('/AuditEvent')) return next();
        posts.push(request.headers['if-none-exist']);
        if (posts.length === 1) response.end = () => response.destroy();
        next();
      },
    });
    const destination = { name: 'audited', baseUrl: fhir.url, auditEvents: true };
    const audited = await startTestService({
      env: { TRIALCAST_DESTINATIONS: JSON.stringify([destination]) },
      noticePolicy: { firstDelayMs: 20, maxDelayMs: 100, maxAttempts: 5 },
    });
    try {
      const sent = await send(audited.url, { body: readFileSync(EXAMPLE) });
      const { records } = await jobIn(audited.url, sent, ['delivered']);
      await expect.poll(() => posts.length, { timeout: 20_000 }).toBe(2);

      expect(posts[0]).toBe(posts[1]);
      const events = async (
        url: string,
      ): Promise<readonly { outcome: string; entity: unknown }[]> => {
        const answer = (await (await fetch(`${url}/AuditEvent`)).json()) as { entry?: { resource: { outcome: string; entity: unknown } }[] }; // prettier-ignore
        return (answer.entry ?? []).map(({ resource }) => resource);
      };
      await expect.poll(async () => (await events(fhir.url)).length).toBe(1);
      const [event] = await events(fhir.url);
      expect(event?.outcome).toBe('0');
      expect(JSON.stringify(event?.entity)).toContain(String(records?.[0]?.trialKey));
      expect(await events(audited.fhir.url)).toEqual([]);
    } finally {
      await audited.stop();
      await fhir.stop();
    }
  });
});
