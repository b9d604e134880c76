import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig, type Config, type Environment } from '../../src/config/config.ts';
import { Failure } from '../../src/shared/failure.ts';

const BASE = 'https://fhir.example/r4';
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const pem = (key: typeof ec): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

const load = (destinations: unknown, env: Environment = {}): Config =>
  loadConfig({ ...env, TRIALCAST_DESTINATIONS: JSON.stringify(destinations) });

function faultOf(destinations: unknown, env: Environment = {}): string {
  try {
    load(destinations, env);
    return 'no fault';
  } catch (error) {
    if (error instanceof Failure && error.code === 'configuration-invalid') return error.message;
    throw error;
  }
}

const jwtAuth = (more: object): object => ({
  kind: 'private-key-jwt',
  clientId: 'trialcast',
  algorithm: 'ES384',
  keyId: 'one',
  ...more,
});

describe('TRIALCAST_DESTINATIONS', () => {
  test('gives destinations with what they leave open taken from the common keys', () => {
    const { destinations } = load([{ name: 'one', baseUrl: `${BASE}/` }], {
      TRIALCAST_ORPHANS: 'keep',
      TRIALCAST_FHIR_VERSION: 'r5',
      TRIALCAST_FHIR_TIMEOUT_MS: '5000',
      // The token of the destination `default` is nobody else's.
      TRIALCAST_FHIR_TOKEN: 's3cret',
    });

    expect(destinations).toEqual([
      {
        name: 'one',
        baseUrl: BASE,
        fhir: 'r5',
        auth: { kind: 'none' },
        strategy: 'auto',
        orphans: 'keep',
        concurrency: 4,
        timeoutMs: 5_000,
        deadlineMs: 259_200_000,
        breaker: { failures: 5, openMs: 30_000 },
      },
    ]);
  });

  test('stands beside the destination of TRIALCAST_FHIR_SERVER', () => {
    const { destinations } = load([{ name: 'two', baseUrl: BASE }], {
      TRIALCAST_FHIR_SERVER: 'https://one.example/fhir/',
      TRIALCAST_FHIR_TOKEN: 's3cret',
    });

    expect(destinations.map(({ name, baseUrl, auth }) => [name, baseUrl, auth])).toEqual([
      ['default', 'https://one.example/fhir', { kind: 'bearer', token: 's3cret' }],
      ['two', BASE, { kind: 'none' }],
    ]);
  });

  test('reads a secret from the text itself, a variable or a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'trialcast-'));
    const file = join(folder, 'password');
    writeFileSync(file, 'from a file\n');
    const password = (value: unknown): unknown =>
      load([{ name: 'one', baseUrl: BASE, auth: { kind: 'basic', user: 'u', password: value } }], {
        MY_PASSWORD: 'from a variable',
      }).destinations[0]?.auth;

    try {
      expect(password('itself')).toMatchObject({ password: 'itself' });
      expect(password({ file })).toMatchObject({ password: 'from a file' });
      expect(password({ env: 'MY_PASSWORD' })).toMatchObject({
        password: 'from a variable',
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('takes a key as PEM and as JWK, whose kid names it', () => {
    const auth = (value: object): unknown =>
      load([{ name: 'one', baseUrl: BASE, auth: value }]).destinations[0]?.auth;
    const jwk = { ...rsa.export({ format: 'jwk' }), kid: 'two' };
    const { keyId: _keyId, ...withoutId } = jwtAuth({ algorithm: 'RS384' }) as { keyId: string };

    expect(auth(jwtAuth({ privateKey: pem(ec) }))).toMatchObject({ keyId: 'one' });
    expect(auth({ ...withoutId, privateKey: JSON.stringify(jwk) })).toMatchObject({ keyId: 'two' });
  });

  test.each<[string, object, string]>([
    ['a name with capitals', { name: 'One' }, '[0].name is not 1 to 40 of a-z'],
    ['no address', { baseUrl: undefined }, '[0].baseUrl is missing'],
    [
      'an address with a password',
      { baseUrl: 'https://u:hunter2@x.example' },
      '[0].baseUrl is not',
    ],
    ['a misspelt member', { rate: 1 }, '[0].rate is not known here'],
    ['no rate at all', { ratePerSecond: 0 }, '[0].ratePerSecond is not a number'],
    ['half a worker', { concurrency: 1.5 }, '[0].concurrency is not a whole number'],
    ['an unknown strategy', { strategy: 'magic' }, '[0].strategy is not one of auto'],
    ['auth without a kind', { auth: {} }, '[0].auth.kind is missing'],
    ['auth that is text', { auth: 'hunter2' }, '[0].auth is no object'],
    ['auth of an unknown kind', { auth: { kind: 'hunter2' } }, '[0].auth.kind is not one of none'],
    [
      'a member of another kind of auth',
      { auth: { kind: 'bearer', token: 'hunter2', user: 'u' } },
      '[0].auth.user is not known here',
    ],
    [
      'a secret that is a number',
      { auth: { kind: 'bearer', token: 12 } },
      '[0].auth.token is neither text nor',
    ],
    [
      'a variable that is not set',
      { auth: { kind: 'bearer', token: { env: 'NOT_SET' } } },
      '[0].auth.token names the variable NOT_SET, which is not set',
    ],
    [
      'a file that is not there',
      { auth: { kind: 'bearer', token: { file: 'not/there' } } },
      '[0].auth.token names a file that cannot be read (ENOENT)',
    ],
    [
      'a token endpoint that secrets would reach in the clear',
      {
        auth: {
          kind: 'client-secret',
          clientId: 'c',
          clientSecret: 'hunter2',
          tokenUrl: 'http://login.example/token',
        },
      },
      '[0].auth.tokenUrl is not an https address',
    ],
    [
      'a key of another algorithm',
      { auth: jwtAuth({ privateKey: pem(rsa) }) },
      '[0].auth.privateKey is not a PKCS #8 PEM or private JWK for ES384',
    ],
    ['a CA that is none', { tls: { ca: 'hunter2' } }, '[0].tls.ca is not a certificate in PEM'],
    ['a key without certificate', { tls: { key: pem(ec) } }, '[0].tls.cert and key go together'],
  ])('refuses %s', (_what, members, fault) => {
    const message = faultOf([{ name: 'one', baseUrl: BASE, ...members }]);

    expect(message).toContain(`TRIALCAST_DESTINATIONS${fault}`);
    expect(message).not.toMatch(/hunter2|BEGIN/);
  });

  test('reports the faults of all destinations at once', () => {
    const message = faultOf([{ name: 'one' }, { name: 'one', baseUrl: BASE, fhir: 'r9' }, {}]);

    for (const part of ['[0].baseUrl is missing', '[1].fhir is not', '[2].name is missing'])
      expect(message).toContain(part);
    expect(message).toContain('has "one" twice');
  });

  test.each(['[{"name": "hunter2"', '{"name": "hunter2"}', '["hunter2"]', '7'])(
    'refuses %s and does not quote it',
    (text) => {
      expect(() => loadConfig({ TRIALCAST_DESTINATIONS: text })).toThrow(
        /TRIALCAST_DESTINATIONS is no JSON(?!.*hunter2)/,
      );
    },
  );
});

test('a variable that a secret names may be called as it likes, and no other', () => {
  const auth = { kind: 'bearer', token: { env: 'TRIALCAST_REGISTRY_TOKEN' } };
  const env = { TRIALCAST_REGISTRY_TOKEN: 'hunter2' };

  expect(load([{ name: 'one', baseUrl: BASE, auth }], env).destinations[0]?.auth).toEqual({
    kind: 'bearer',
    token: 'hunter2',
  });
  expect(faultOf([], env)).toContain('TRIALCAST_REGISTRY_TOKEN is no key');
});

describe('TRIALCAST_FHIR_AUTH', () => {
  test('says how to sign in at TRIALCAST_FHIR_SERVER', () => {
    const auth = { kind: 'basic', user: 'u', password: 'hunter2' };
    const env = { TRIALCAST_FHIR_SERVER: BASE, TRIALCAST_FHIR_AUTH: JSON.stringify(auth) };

    expect(loadConfig(env).destinations[0]?.auth).toEqual(auth);
    expect(() => loadConfig({ ...env, TRIALCAST_FHIR_TOKEN: 'x' })).toThrow(/exclude each other/);
  });
});

describe('proxy settings', () => {
  test('are read in capitals or small letters, with or without scheme', () => {
    const { proxy } = loadConfig({
      HTTPS_PROXY: 'proxy.example:3128',
      http_proxy: 'http://other.example:8080',
      NO_PROXY: '.hospital.example, localhost',
    });

    expect(proxy).toEqual({
      httpsProxy: 'http://proxy.example:3128',
      httpProxy: 'http://other.example:8080',
      noProxy: '.hospital.example, localhost',
    });
    expect(() => loadConfig({ HTTPS_PROXY: 'socks5://u:hunter2@x' })).toThrow(
      /^(?!.*hunter2).*HTTPS_PROXY is not/,
    );
  });
});

test('the example in docs/configuration.md is one', () => {
  const markdown = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
  const [, example = ''] = /```json\n(\[[\s\S]*?\])\n```/.exec(markdown) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'trialcast-'));
  const file = join(folder, 'key.pem');
  writeFileSync(file, pem(ec));
  const [destination] = JSON.parse(example.replace('/run/secrets/fhir-key.pem', file)) as [object];

  const { destinations } = load([{ ...destination, tls: {} }]);
  rmSync(folder, { recursive: true });

  expect(destinations[0]).toMatchObject({ name: 'registry', auth: { kind: 'private-key-jwt' } });
});
