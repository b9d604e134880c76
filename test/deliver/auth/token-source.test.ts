import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import type { ClientSecretAuth, PrivateKeyAuth } from '../../../src/config/destination.ts';
import type { Authorizer } from '../../../src/deliver/auth/authorizer.ts';
import { tokenAuthorizer } from '../../../src/deliver/auth/token-source.ts';
import type { Http, HttpRequest } from '../../../src/deliver/transport/http.ts';
import { Failure } from '../../../src/shared/failure.ts';

const BASE = 'https://fhir.example/r4';
const TOKEN_URL = 'https://login.example/token';
const SECRET = 'pa+ss/wo rd';

const secretAuth: ClientSecretAuth = {
  kind: 'client-secret',
  clientId: 'trial:cast',
  clientSecret: SECRET,
  method: 'basic',
  tokenUrl: TOKEN_URL,
};

interface Reply {
  readonly status?: number;
  readonly json?: unknown;
  readonly headers?: Record<string, string>;
}
type Asked = HttpRequest & { readonly url: string };

/** A network that answers by a function and remembers what it was asked. */
function network(answer: (asked: Asked, count: number) => Reply) {
  const asked: Asked[] = [];
  const http: Http = {
    close: () => Promise.resolve(),
    send: async (url, request) => {
      asked.push({ url, ...request });
      await Promise.resolve();
      const { status = 200, json, headers = {} } = answer({ url, ...request }, asked.length);
      const text = typeof json === 'string' ? json : JSON.stringify(json);
      const response = new Response(text, { status, headers });
      return { status, headers: response.headers, body: bytesOf(text) };
    },
  };
  return { http, asked };
}

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  await Promise.resolve();
  yield new TextEncoder().encode(text);
}

const token = (value: string, more: object = {}): Reply => ({
  json: { access_token: value, token_type: 'bearer', expires_in: 600, ...more },
});

function source(
  auth: ClientSecretAuth | PrivateKeyAuth,
  answer: (asked: Asked, count: number) => Reply,
) {
  const clock = { ms: 0 };
  const { http, asked } = network(answer);
  const authorizer: Authorizer = tokenAuthorizer({
    auth,
    http,
    baseUrl: BASE,
    timeoutMs: 1_000,
    now: () => clock.ms,
  });
  return { authorizer, asked, clock };
}

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (error instanceof Failure) return error;
  throw new Error('no failure', { cause: error });
}

describe('a token', () => {
  test('is fetched once for all who ask at the same time', async () => {
    const { authorizer, asked } = source(secretAuth, () => token('t1'));

    const headers = await Promise.all([1, 2, 3].map(() => authorizer.header()));

    expect([headers, asked.length]).toEqual([['Bearer t1', 'Bearer t1', 'Bearer t1'], 1]);
  });

  test('is renewed before it expires', async () => {
    const { authorizer, clock } = source(secretAuth, (_asked, count) => token(`t${count}`));
    const at = (ms: number) => ((clock.ms = ms), authorizer.header());

    expect([await at(0), await at(539_999), await at(540_000)]).toEqual([
      'Bearer t1',
      'Bearer t1',
      'Bearer t2',
    ]);
  });

  test('is used to its end where the login server is down', async () => {
    const { authorizer, clock } = source(secretAuth, (_asked, count) =>
      count === 1 ? token('t1') : { status: 503, json: {} },
    );
    await authorizer.header();
    clock.ms = 599_999;
    expect(await authorizer.header()).toBe('Bearer t1');

    clock.ms = 600_000;

    const failure = await failureOf(authorizer.header());
    expect([failure.code, failure.retry]).toEqual(['fhir-server-busy', 'transient']);
  });

  test('that was rejected is asked for anew, once for all who were rejected with it', async () => {
    const { authorizer, asked } = source(secretAuth, (_asked, count) => token(`t${count}`));
    const first = await authorizer.header();

    expect(authorizer.reject(first)).toBe(true);
    const second = await authorizer.header();
    // A slower request comes back with the old one.
    authorizer.reject(first);

    expect([second, await authorizer.header(), asked.length]).toEqual([
      'Bearer t2',
      'Bearer t2',
      2,
    ]);
  });

  test('without expires_in is good for five minutes', async () => {
    const { authorizer, clock, asked } = source(secretAuth, () =>
      token('t1', { expires_in: undefined }),
    );
    await authorizer.header();
    clock.ms = 239_000;
    await authorizer.header();
    expect(asked.length).toBe(1);
    clock.ms = 240_000;
    await authorizer.header();
    expect(asked.length).toBe(2);
  });

  test.each<[string, Reply, string]>([
    ['a refusal', { status: 400, json: { error: 'invalid_client' } }, 'fhir-server-unauthorized'],
    ['a redirect', { status: 302, json: {} }, 'fhir-server-unauthorized'],
    ['a limit', { status: 429, json: {} }, 'fhir-server-busy'],
    ['a login page', { json: '<html>Log in</html>' }, 'fhir-server-busy'],
    ['a token of another type', token('t', { token_type: 'mac' }), 'fhir-server-busy'],
    ['a token that is no header', token('t\r\nx: y'), 'fhir-server-busy'],
  ])('is not had from %s', async (_what, reply, code) => {
    const { authorizer } = source(secretAuth, () => reply);

    expect((await failureOf(authorizer.header())).code).toBe(code);
  });

  test('that is refused with our secret in the answer is refused without it in the message', async () => {
    const { authorizer } = source(secretAuth, () => ({
      status: 401,
      json: { error: 'invalid_client', error_description: `no client has "${SECRET}"` },
    }));

    expect((await failureOf(authorizer.header())).message).toBe(
      'The token endpoint refused us with status 401 (invalid_client: no client has "[secret]").',
    );
  });
});

describe('a client secret', () => {
  test('stands in the header, form-encoded', async () => {
    const { authorizer, asked } = source({ ...secretAuth, scope: 'a b' }, () => token('t'));
    await authorizer.header();

    const encoded = Buffer.from('trial%3Acast:pa%2Bss%2Fwo+rd').toString('base64');
    expect(asked[0]).toMatchObject({
      url: TOKEN_URL,
      method: 'POST',
      headers: { authorization: `Basic ${encoded}` },
      body: 'grant_type=client_credentials&scope=a+b',
    });
  });

  test('stands in the form where that is configured', async () => {
    const { authorizer, asked } = source({ ...secretAuth, method: 'post' }, () => token('t'));
    await authorizer.header();

    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'trial:cast',
      client_secret: SECRET,
    });
    expect(asked[0]?.headers).not.toHaveProperty('authorization');
  });
});

describe('a signed assertion', () => {
  const keys = {
    ES384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
    RS384: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  };
  const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
  const jwk = (key: KeyObject): string => JSON.stringify(key.export({ format: 'jwk' }));
  const jwtAuth = (algorithm: 'ES384' | 'RS384', form: (key: KeyObject) => string = pem) =>
    ({
      kind: 'private-key-jwt',
      clientId: 'trialcast',
      algorithm,
      keyId: 'k1',
      privateKey: form(keys[algorithm].privateKey),
      tokenUrl: TOKEN_URL,
      jwksUrl: 'https://us.example/jwks.json',
    }) as const satisfies PrivateKeyAuth;
  const assertionIn = (asked: Asked | undefined): string =>
    new URLSearchParams(asked?.body).get('client_assertion') ?? '';

  test.each([
    ['ES384', pem],
    ['ES384', jwk],
    ['RS384', pem],
    ['RS384', jwk],
  ] as const)('is made with %s as SMART Backend Services wants it', async (algorithm, form) => {
    const { authorizer, asked } = source(jwtAuth(algorithm, form), () => token('t'));
    await authorizer.header();

    const assertion = assertionIn(asked[0]);
    const { payload } = await jwtVerify(assertion, keys[algorithm].publicKey, {
      audience: TOKEN_URL,
      issuer: 'trialcast',
      subject: 'trialcast',
    });
    expect(decodeProtectedHeader(assertion)).toEqual({
      alg: algorithm,
      kid: 'k1',
      typ: 'JWT',
      jku: 'https://us.example/jwks.json',
    });
    const lifeS = (payload.exp ?? 0) - Date.now() / 1000;
    expect(lifeS).toBeGreaterThan(60);
    expect(lifeS).toBeLessThanOrEqual(300);
    const form2 = new URLSearchParams(asked[0]?.body);
    expect([form2.get('scope'), form2.get('client_assertion_type')]).toEqual([
      'system/*.cruds',
      'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    ]);
  });

  test('is never used twice', async () => {
    const { authorizer, asked } = source(jwtAuth('ES384'), (_asked, count) => token(`t${count}`));
    authorizer.reject(await authorizer.header());
    await authorizer.header();

    const ids = await Promise.all(
      asked.map(
        async (one) => (await jwtVerify(assertionIn(one), keys.ES384.publicKey)).payload.jti,
      ),
    );
    expect(new Set(ids).size).toBe(2);
  });

  test('is made again by the clock of the login server where ours is wrong', async () => {
    const date = new Date(Date.now() - 3_600_000).toUTCString();
    const { authorizer, asked } = source(jwtAuth('ES384'), (_asked, count) =>
      count === 1
        ? { status: 400, json: { error: 'invalid_client' }, headers: { date } }
        : { ...token('t'), headers: { date } },
    );

    expect(await authorizer.header()).toBe('Bearer t');
    const { payload } = await jwtVerify(assertionIn(asked[1]), keys.ES384.publicKey, {
      currentDate: new Date(date),
    });
    expect((payload.exp ?? 0) - Date.parse(date) / 1000).toBeLessThan(200);
  });

  test('is sent once where clocks agree', async () => {
    const headers = { date: new Date().toUTCString() };
    const { authorizer, asked } = source(jwtAuth('ES384'), () => ({
      status: 400,
      json: { error: 'invalid_client' },
      headers,
    }));

    await failureOf(authorizer.header());
    expect(asked.length).toBe(1);
  });

  describe('without a configured token endpoint', () => {
    const { tokenUrl: _tokenUrl, ...auth } = jwtAuth('ES384');
    const discovered = (configuration: unknown, status = 200) =>
      source(auth, ({ url }) =>
        url.endsWith('/.well-known/smart-configuration')
          ? { status, json: configuration }
          : token('t'),
      );

    test('goes to the one the FHIR server names on its own host', async () => {
      const { authorizer, asked } = discovered({
        token_endpoint: 'https://fhir.example/oauth/token',
        token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384'],
      });

      expect(await authorizer.header()).toBe('Bearer t');
      expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
        `GET ${BASE}/.well-known/smart-configuration`,
        'POST https://fhir.example/oauth/token',
      ]);
      authorizer.reject('Bearer t');
      await authorizer.header();
      expect(asked.length).toBe(3);
    });

    test.each([
      ['another host', 'https://login.example/token', 'elsewhere (https://login.example)'],
      ['another port', 'https://fhir.example:8443/token', 'elsewhere (https://fhir.example:8443)'],
      ['another scheme', 'http://fhir.example/token', 'elsewhere (http://fhir.example)'],
      ['the inside of a network', 'http://169.254.169.254/latest', 'http://169.254.169.254'],
      ['no address', '/token', 'elsewhere (no address)'],
    ])('sends nothing to %s', async (_what, endpoint, told) => {
      const { authorizer, asked } = discovered({ token_endpoint: endpoint });

      const failure = await failureOf(authorizer.header());

      expect(failure.code).toBe('fhir-server-unauthorized');
      expect(failure.message).toContain(told);
      expect(asked.length).toBe(1);
    });

    test('says which algorithms the server takes', async () => {
      const { authorizer } = discovered({
        token_endpoint: 'https://fhir.example/token',
        token_endpoint_auth_signing_alg_values_supported: ['RS384'],
      });

      expect((await failureOf(authorizer.header())).message).toContain(
        'signed with RS384, not ES384',
      );
    });

    test('tries again later where the server cannot say at present', async () => {
      const { authorizer } = discovered({}, 503);

      expect((await failureOf(authorizer.header())).code).toBe('fhir-server-busy');
    });

    test('says so where the server names none', async () => {
      const { authorizer } = discovered({}, 404);

      expect((await failureOf(authorizer.header())).message).toContain(
        'smart-configuration with a token_endpoint (status 404); set auth.tokenUrl',
      );
    });
  });
});
