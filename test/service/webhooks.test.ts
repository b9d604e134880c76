import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  jobIn,
  OLD_SECRET,
  outcomeCode,
  send,
  signed,
  startTestService,
  type Outcome,
  type Sent,
  type TestService,
} from './harness.ts';

const example = (name: string): string =>
  readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8');
const TEXT = example('001_d21ade92f4d85067.txt');
const OTHER = example('004_1f2a0a5044a4a3c5.txt');

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ env: { TRIALCAST_MAX_BODY_BYTES: '50000' } });
});
afterAll(() => service.stop());

interface Refused extends Sent {
  readonly ageS?: number;
}

const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1000);

describe('POST /webhooks/trials', () => {
  test('stores a signed record, answers 202 and delivers it', async () => {
    const response = await send(service.url, { body: TEXT });
    expect(response.status).toBe(202);

    const job = await jobIn(service.url, response, ['delivered']);

    expect(job.records.map(({ state, deliveries }) => [state, deliveries[0]?.attempts])).toEqual([
      ['delivered', 1],
    ]);
    const key = job.records[0]?.trialKey ?? '';
    const study = await fetch(`${service.fhir.url}/ResearchStudy/${key}`);
    expect(study.status).toBe(200);
  });

  test('takes the second of two active secrets', async () => {
    expect((await send(service.url, { body: TEXT, secret: OLD_SECRET })).status).toBe(202);
  });

  test.each([
    ['no signature', { headers: { 'webhook-signature': '' } }, 'signature-missing'],
    [
      'another key',
      { secret: `whsec_${Buffer.alloc(32, 9).toString('base64')}` },
      'signature-invalid',
    ],
    [
      'a signature of another body',
      { headers: { 'webhook-signature': 'v1,AAAA' } },
      'signature-invalid',
    ],
    ['a signature older than five minutes', { ageS: 310 }, 'signature-expired'],
    ['a signature from the future', { ageS: -310 }, 'signature-expired'],
    ['an unreadable timestamp', { headers: { 'webhook-timestamp': 'soon' } }, 'signature-invalid'],
  ])('refuses %s with 401', async (_name, { ageS = 0, ...sent }: Refused, code) => {
    const response = await send(service.url, { body: TEXT, at: ago(ageS), ...sent });

    expect([response.status, await outcomeCode(response)]).toEqual([401, code]);
  });

  test('accepts a signature of almost five minutes ago', async () => {
    expect((await send(service.url, { body: TEXT, at: ago(290) })).status).toBe(202);
  });

  test('answers the same id and body with the same job', async () => {
    const first = await send(service.url, { id: 'msg_twice', body: TEXT });
    const second = await send(service.url, { id: 'msg_twice', body: TEXT });

    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.headers.get('content-location')).toBe(first.headers.get('content-location'));
  });

  test('makes one job of one webhook that comes many times at once', async () => {
    const responses = await Promise.all(
      Array.from({ length: 8 }, () => send(service.url, { id: 'msg_storm', body: TEXT })),
    );

    expect(new Set(responses.map((response) => response.status))).toEqual(new Set([202]));
    expect(
      new Set(responses.map((response) => response.headers.get('content-location'))).size,
    ).toBe(1);
  });

  test('refuses an id that came with another body', async () => {
    await send(service.url, { id: 'msg_reused', body: TEXT });

    const response = await send(service.url, { id: 'msg_reused', body: OTHER });

    expect([response.status, await outcomeCode(response)]).toEqual([409, 'webhook-id-reused']);
  });

  test.each([
    [
      415,
      'media-type-unsupported',
      { body: '<a/>', headers: { 'content-type': 'application/xml' } },
    ],
    [415, 'media-type-unsupported', { body: TEXT, headers: { 'content-encoding': 'gzip' } }],
    [413, 'request-too-large', { body: 'x'.repeat(50_001) }],
    [400, 'request-malformed', { body: '' }],
    [400, 'request-malformed', { body: TEXT, headers: { 'trialcast-record-key': 'a b' } }],
    [400, 'request-malformed', { body: Buffer.from([0xc3, 0x28]) }],
  ])('answers %i %s', async (status, code, sent) => {
    const response = await send(service.url, sent);

    expect([response.status, await outcomeCode(response)]).toEqual([status, code]);
  });

  test('tells where JSON is malformed, and keeps it', async () => {
    const sent = {
      id: 'msg_broken',
      body: '{"protocolSection": {\n  "a": 1,,\n}}',
      headers: { 'content-type': 'application/json' },
    };
    const response = await send(service.url, sent);
    expect(response.status).toBe(400);
    const outcome = (await response.clone().json()) as Outcome;
    expect(outcome.issue.map((issue) => issue.diagnostics).join(' ')).toContain(
      'line 2, column 10',
    );

    const job = await jobIn(service.url, response, ['unreadable']);

    expect(job.issues.map((issue) => issue.code)).toEqual(['record-unreadable']);
    const again = await send(service.url, sent);
    expect([again.status, again.headers.get('content-location')]).toEqual([400, `/jobs/${job.id}`]);
  });

  test('keeps a record in which no trial can be found', async () => {
    const response = await send(service.url, {
      body: '{"some": "thing"}',
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(202);

    const job = await jobIn(service.url, response, ['unreadable']);

    expect(job.records.length).toBe(1);
  });

  test('reads several records of one webhook apart', async () => {
    const study = (nctId: string, briefTitle: string) => JSON.stringify({
      protocolSection: { identificationModule: { nctId, briefTitle }, statusModule: { overallStatus: 'RECRUITING' } },
    }); // prettier-ignore
    const body = `${study('NCT00000101', 'One')}\n${study('NCT00000102', 'Two')}\n`;
    const response = await send(service.url, {
      body,
      headers: { 'content-type': 'application/x-ndjson' },
    });

    const job = await jobIn(service.url, response, ['delivered']);

    expect(job.records.map((record) => record.trialKey)).toEqual([
      'ctgov-nct00000101',
      'ctgov-nct00000102',
    ]);
  });

  test('writes nothing again for a record that says the same', async () => {
    await jobIn(service.url, await send(service.url, { body: OTHER }), ['delivered']);

    const again = await jobIn(service.url, await send(service.url, { body: OTHER }), ['delivered']);

    const report = again.records[0]?.deliveries[0]?.report;
    expect([report?.created.length, report?.updated.length]).toEqual([0, 0]);
    expect(report?.unchanged.length).toBeGreaterThan(5);
  });

  test('keeps U+0000 and half characters from breaking anything', async () => {
    const study =
      '{"protocolSection":{"identificationModule":{"nctId":"NCT00000103","briefTitle":"A\\u0000B\\ud800"}}}';
    const response = await send(service.url, {
      body: study,
      headers: { 'content-type': 'application/json' },
    });

    expect(['delivered', 'held', 'rejected']).toContain(
      (await jobIn(service.url, response, ['delivered', 'held', 'rejected'])).state,
    );
  });
});

describe('log', () => {
  test('holds neither record text, nor contacts, nor secrets', async () => {
    const body = example('003_74237d5521536b96.txt');
    await jobIn(service.url, await send(service.url, { body }), ['delivered', 'held']);
    await fetch(`${service.url}/jobs/zzz-secret-path`);
    await fetch(
      `${service.url}/webhooks/trials`,
      signed({ body: 'tampered', headers: { 'webhook-signature': 'v1,AAAA' } }),
    );

    const log = service.lines.join('\n');
    const words = body.split('\n').filter((line) => line.trim().length > 20);
    expect(service.lines.length).toBeGreaterThan(20);
    expect(words.filter((line) => log.includes(line.trim().slice(0, 20)))).toEqual([]);
    expect(log).not.toMatch(/whsec_|v1,|zzz-secret-path|BwcHBwcH/);
  });
});
