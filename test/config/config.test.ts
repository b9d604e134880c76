import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isLoopback } from '../../src/config/checks.ts';
import { loadConfig, type Environment } from '../../src/config/config.ts';
import { Failure } from '../../src/shared/failure.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

function faultOf(env: Environment): string {
  try {
    loadConfig(env);
    return 'no fault';
  } catch (error) {
    if (error instanceof Failure && error.code === 'configuration-invalid') return error.message;
    throw error;
  }
}

describe('loadConfig', () => {
  test('needs nothing and has no secret by default', () => {
    const { settings, ...config } = loadConfig({});

    expect(settings.filter(({ origin }) => origin !== undefined)).toEqual([]);
    expect(config).toEqual({
      host: '127.0.0.1',
      port: 8080,
      basePath: '',
      corsOrigins: [],
      requestMs: 60_000,
      dataFolder: '.trialcast',
      fhirVersion: 'r4',
      destinations: [],
      fhirDefaults: {
        name: 'default',
        fhir: 'r4',
        auth: { kind: 'none' },
        strategy: 'auto',
        orphans: 'retire',
        concurrency: 4,
        timeoutMs: 30_000,
        deadlineMs: 259_200_000,
        breaker: { failures: 5, openMs: 30_000 },
      },
      proxy: {},
      webhookSecrets: [],
      keepDays: { delivered: 365, superseded: 90 },
      notices: { urls: [], secrets: [] },
      requestsPerMinute: 600,
      maxBodyBytes: 10_485_760,
      failOn: 'error',
      access: { kind: 'open' },
      logLevel: 'info',
      stopMs: 10_000,
    });
    expect(Object.isFrozen(loadConfig({}))).toBe(true);
  });

  test('reports every fault at once, and quotes no secret', () => {
    const message = faultOf({
      TRIALCAST_PORT: 'eighty',
      TRIALCAST_FHIR_SERVER: 'fhir.example',
      TRIALCAST_WEBHOOK_SECRETS: 'hunter2',
      TRIALCAST_FHIR_TOKEN: 'two words',
      TRIALCAST_FAILON: 'error',
      TRIALCAST_FAIL_ON: 'sometimes',
      TRIALCAST_ACCESS: 'basic',
      TRIALCAST_KEEP_DAYS: 'delivered=365,queued=1',
      TRIALCAST_NOTICE_URLS: 'ftp://hook.example',
    });

    for (const key of [
      'KEEP_DAYS',
      'NOTICE_URLS',
      'NOTICE_SECRETS',
      'PORT',
      'FHIR_SERVER',
      'WEBHOOK_SECRETS',
      'FHIR_TOKEN',
      'FAILON',
      'FAIL_ON',
      'PASSWORD',
    ]) {
      expect(message).toContain(`TRIALCAST_${key} `);
    }
    expect(message).not.toMatch(/hunter2|two words/);
  });

  test.each([
    ['superseded=7', { superseded: 7 }],
    ['delivered=30, failed = 90', { delivered: 30, failed: 90 }],
    ['delivered=30,audit=730', { delivered: 30, audit: 730 }],
    ['none', {}],
  ])('reads for how long what is kept: %s', (text, expected) => {
    expect(loadConfig({ TRIALCAST_KEEP_DAYS: text }).keepDays).toEqual(expected);
  });

  test('reads a secret from a file, and refuses to be told twice', () => {
    const folder = mkdtempSync(join(tmpdir(), 'trialcast-'));
    const file = join(folder, 'secret');
    writeFileSync(file, `${SECRET}\n`);

    expect(loadConfig({ TRIALCAST_WEBHOOK_SECRETS_FILE: file }).webhookSecrets).toEqual([SECRET]);
    expect(
      faultOf({ TRIALCAST_WEBHOOK_SECRETS_FILE: file, TRIALCAST_WEBHOOK_SECRETS: SECRET }),
    ).toContain('set twice');
    rmSync(folder, { recursive: true });
    expect(faultOf({ TRIALCAST_WEBHOOK_SECRETS_FILE: file })).toContain('cannot be read');
  });

  test('takes two active secrets and not three', () => {
    expect(
      loadConfig({ TRIALCAST_WEBHOOK_SECRETS: `${SECRET}, ${SECRET}` }).webhookSecrets.length,
    ).toBe(2);
    expect(faultOf({ TRIALCAST_WEBHOOK_SECRETS: `${SECRET},${SECRET},${SECRET}` })).toContain(
      'two may be active',
    );
  });

  test('refuses to be reachable from other machines without sign-in', () => {
    expect(faultOf({ TRIALCAST_HOST: '0.0.0.0' })).toContain('reachable from other machines');
    expect(loadConfig({ TRIALCAST_HOST: '0.0.0.0', TRIALCAST_ACCESS: 'proxy' }).access).toEqual({
      kind: 'proxy',
      userHeader: 'x-forwarded-user',
      addresses: ['127.0.0.0/8', '::1'],
    });
  });

  test.each([
    ['/', ''],
    ['/trials/', '/trials'],
    ['/a/b', '/a/b'],
  ])('reads the base path %s as "%s"', (given, basePath) => {
    expect(loadConfig({ BASE_PATH: given }).basePath).toBe(basePath);
  });
});

describe('isLoopback', () => {
  test.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['127.0.0.1.evil.example', false],
  ])('%s is %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});
