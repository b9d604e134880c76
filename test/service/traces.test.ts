import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import {
  idsOfJob,
  parseTraceparent,
  toTraceparent,
} from '../../src/server/tracing/trace-context.ts';
import { jobIn, send, startTestService, type JobView, type TestService } from './harness.ts';
import { startOtlpReceiver, type OtlpReceiver, type ReceivedSpan } from './otlp-receiver.ts';

const TEXT = readFileSync(
  new URL('../../examples/000_9a75afc2414ddea6.txt', import.meta.url),
  'utf8',
);
const CALLER = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const [SERVER, CLIENT, CONSUMER] = [2, 3, 5];

describe('traces', () => {
  let receiver: OtlpReceiver;
  let service: TestService;
  let job: JobView;
  const asked: (string | undefined)[] = [];
  beforeAll(async () => {
    receiver = await startOtlpReceiver();
    // The packages of OpenTelemetry read their own variables.
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.url);
    vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'deployment.environment.name=test');
    let isBusy = true;
    service = await startTestService({
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
      retryPolicy: { maxAttempts: 5, firstDelayMs: 50, maxDelayMs: 50 },
      intercept: (request, response, next) => {
        asked.push(request.get('traceparent'));
        if (isBusy && request.method === 'POST') {
          isBusy = false;
          response.status(503).json({ resourceType: 'OperationOutcome', issue: [] });
        } else next();
      },
    });
    const answer = await send(service.url, { body: TEXT, headers: { traceparent: CALLER } });
    job = await jobIn(service.url, answer, ['delivered']);
    await fetch(`${service.url}/livez`);
    await service.stop();
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await receiver.stop();
  });

  const named = (name: string): readonly ReceivedSpan[] =>
    receiver.spans.filter((span) => span.name === name);

  test('a request is a span of its caller', () => {
    const [request] = named('POST /webhooks/trials');
    expect(request).toMatchObject({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      parentSpanId: 'b7ad6b7169203331',
      kind: SERVER,
      attributes: { 'http.response.status_code': 202, 'http.route': '/webhooks/trials' },
    });
    expect(receiver.spans.filter(({ name }) => name.includes('livez'))).toEqual([]);
    expect(named('GET').filter(({ kind }) => kind === SERVER)).toEqual([]);
  });

  test('a job is a trace by its id: receive, convert, each attempt to deliver, each exchange', () => {
    const { traceId, spanId } = idsOfJob(job.id);
    const [request] = named('POST /webhooks/trials');
    expect(named('receive')).toMatchObject([
      {
        traceId,
        spanId,
        parentSpanId: '',
        kind: CONSUMER,
        links: [{ traceId: request?.traceId, spanId: request?.spanId }],
      },
    ]);
    const [whole] = named('convert job');
    expect(whole).toMatchObject({ traceId, parentSpanId: spanId });
    expect(named('convert')).toMatchObject([
      { traceId, parentSpanId: whole?.spanId, attributes: { 'trialcast.fhir_version': 'r4' } },
    ]);
    const attempts = named('deliver').toSorted(
      (a, b) =>
        Number(a.attributes['trialcast.attempt']) - Number(b.attributes['trialcast.attempt']),
    );
    expect(attempts).toMatchObject([
      {
        traceId,
        parentSpanId: spanId,
        isError: true,
        attributes: { 'error.type': 'fhir-server-busy', 'trialcast.attempt': 1 },
      },
      {
        traceId,
        parentSpanId: spanId,
        isError: false,
        attributes: { 'trialcast.destination': 'default', 'trialcast.attempt': 2 },
      },
    ]);
    const exchanges = receiver.spans.filter(({ kind }) => kind === CLIENT);
    const parents = new Set(attempts.map((span) => span.spanId));
    expect(exchanges.length).toBeGreaterThan(3);
    expect(
      exchanges.filter((span) => span.traceId !== traceId || !parents.has(span.parentSpanId)),
    ).toEqual([]);
    expect(new Set(asked)).toEqual(
      new Set(exchanges.map((span) => `00-${traceId}-${span.spanId}-01`)),
    );
  });

  test('say which service they are of, and nothing of the record', () => {
    expect(receiver.resources[0]).toMatchObject({
      'service.name': 'trialcast',
      'deployment.environment.name': 'test',
    });
    const sent = receiver.raw.join('');
    const words = [...new Set(TEXT.split(/[^\p{L}\d]+/u))].filter((word) => word.length > 8);
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter((word) => sent.includes(word))).toEqual([]);
  });
});

describe('a collector that is away', () => {
  test('holds nothing up', async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://127.0.0.1:9');
    vi.stubEnv('OTEL_EXPORTER_OTLP_TIMEOUT', '500');
    const service = await startTestService({
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' },
    });
    await jobIn(service.url, await send(service.url, { body: TEXT }), ['delivered']);
    const started = Date.now();
    await service.stop();
    vi.unstubAllEnvs();
    expect(Date.now() - started).toBeLessThan(12_000);
  });
});

describe('the configuration of traces', () => {
  const url = 'http://collector:4318';
  test.each([
    [{}, undefined],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_SDK_DISABLED: 'true' }, undefined],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_TRACES_EXPORTER: 'none' }, undefined],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url }, { ratio: 1, isParentBased: true }],
    [
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: url,
        OTEL_TRACES_SAMPLER: 'traceidratio',
        OTEL_TRACES_SAMPLER_ARG: '0.25',
      },
      { ratio: 0.25, isParentBased: false },
    ],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_TRACES_SAMPLER: 'parentbased_always_off' },
      { ratio: 0, isParentBased: true },
    ],
  ])('%o is %o', (env, expected) => {
    expect(loadConfig(env).traces).toEqual(expected);
  });

  test('has its faults told', () => {
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'collector',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_TRACES_SAMPLER: 'jaeger_remote',
    };
    expect(() => loadConfig(env)).toThrow(
      /ENDPOINT is not .*"grpc"; only http\/protobuf.*"jaeger_remote"/,
    );
  });
});

describe('traceparent', () => {
  test.each([CALLER, '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00'])(
    '%s is read and written',
    (header) => {
      const context = parseTraceparent(header);
      expect(context && toTraceparent(context)).toBe(header);
    },
  );

  test.each([
    undefined,
    '',
    `ff${CALLER.slice(2)}`,
    CALLER.replace(/[a-f]/g, 'X'),
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
  ])('%s is none', (header) => {
    expect(parseTraceparent(header)).toBeUndefined();
  });
});
