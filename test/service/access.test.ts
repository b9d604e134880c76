import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { actorOf } from '../../src/server/actor.ts';
import { createApp } from '../../src/server/app.ts';
import { createCsrf } from '../../src/server/csrf.ts';
import { createHttpServer } from '../../src/server/http-server.ts';
import type { Route } from '../../src/server/routes/route.ts';
import { createLog } from '../../src/shared/logger.ts';
import { outcomeCode, withApp, type Outcome } from './harness.ts';

const csrf = createCsrf('k'.repeat(32));
const WHO: Route = {
  method: 'post',
  path: '/who',
  access: 'person',
  handler: (_request, response) => {
    response.json(actorOf(response));
  },
};

type Headers = Readonly<Record<string, string>>;

/** Status, and who was let in or the code of the refusal. */
async function ask(env: Headers, headers: Headers, body?: string): Promise<[number, string]> {
  const app = createApp(loadConfig(env), [WHO], createLog({ level: 'silent' }), { csrf });
  return withApp(app, async (url) => {
    const response = await fetch(`${url}/who`, { method: 'POST', headers, ...(body !== undefined && { body }) }); // prettier-ignore
    const said = response.ok ? ((await response.json()) as string) : await outcomeCode(response);
    return [response.status, said];
  });
}

describe('bearer access', () => {
  const issuer = 'https://login.hospital.example';
  const keys = createServer();
  let env: Headers;
  let token: (change?: {
    readonly aud?: string;
    readonly iss?: string;
    readonly exp?: string;
    readonly withKey?: CryptoKey;
  }) => Promise<string>;
  let strangerKey: CryptoKey;

  beforeAll(async () => {
    const pair = await generateKeyPair('RS256');
    strangerKey = (await generateKeyPair('RS256')).privateKey;
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256' };
    keys.on('request', (request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: '/keys' }).end();
      else response.end(JSON.stringify({ keys: [jwk] }));
    });
    keys.listen(0, '127.0.0.1');
    await once(keys, 'listening');
    const { port } = keys.address() as AddressInfo;
    env = {
      TRIALCAST_ACCESS: 'bearer',
      TRIALCAST_JWKS_URL: `http://127.0.0.1:${port}/keys`,
      TRIALCAST_JWT_ISSUER: issuer,
      TRIALCAST_JWT_AUDIENCE: 'trialcast',
    };
    token = ({ aud = 'trialcast', iss = issuer, exp = '5m', withKey = pair.privateKey } = {}) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .setSubject('curator@hospital.example')
        .setIssuer(iss)
        .setAudience(aud)
        .setExpirationTime(exp)
        .sign(withKey);
  });
  afterAll(() => keys.close());

  const bearer = (value: string): Headers => ({ authorization: `Bearer ${value}` });

  test('lets in whom the issuer signed a token for us, by name', async () => {
    expect(await ask(env, bearer(await token()))).toEqual([200, 'curator@hospital.example']);
  });

  test('refuses every other token, and says which claim is wrong', async () => {
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"x"}').toString('base64url')}.`;
    const shared = await new SignJWT()
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .setSubject('x')
      .setIssuer(issuer)
      .setAudience('trialcast')
      .setExpirationTime('5m')
      .sign(new TextEncoder().encode('a shared secret that is long enough'));

    expect(await ask(env, {})).toEqual([401, 'credentials-missing']);
    for (const wrong of [
      await token({ aud: 'another' }),
      await token({ iss: 'https://evil.example' }),
      await token({ exp: '-5m' }),
      await token({ withKey: strangerKey }),
      unsigned,
      shared,
      'x.y.z',
    ])
      expect(await ask(env, bearer(wrong))).toEqual([401, 'credentials-invalid']);
  });

  test('is unavailable, not open, while the keys cannot be had; redirects are not followed', async () => {
    for (const TRIALCAST_JWKS_URL of [
      'http://127.0.0.1:1/keys',
      `${env['TRIALCAST_JWKS_URL'] ?? ''}/../moved`,
    ])
      expect(await ask({ ...env, TRIALCAST_JWKS_URL }, bearer(await token()))).toEqual([
        503,
        'credentials-unchecked',
      ]);
  });
});

describe('proxy access', () => {
  test('believes the header from the addresses of the proxy only', async () => {
    const user = { 'x-forwarded-user': 'curator' };
    const proxy = { TRIALCAST_ACCESS: 'proxy' };

    expect(await ask(proxy, user)).toEqual([200, 'curator']);
    expect(await ask({ ...proxy, TRIALCAST_PROXY_ADDRESSES: '10.0.0.0/8, ::1' }, user)).toEqual([
      401,
      'credentials-missing',
    ]);
    expect(await ask(proxy, {})).toEqual([401, 'credentials-missing']);
  });
});

describe('csrf', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const basic = { TRIALCAST_ACCESS: 'basic', TRIALCAST_PASSWORD: 'pw' };
  const authorization = `Basic ${Buffer.from('trialcast:pw').toString('base64')}`;
  const fields = (token: string): string => new URLSearchParams({ _csrf: token }).toString();

  test('a form needs the token of a page that was made for the same person', async () => {
    const own = csrf.tokenFor('trialcast');
    const other = csrf.tokenFor('somebody else');
    const old = createCsrf('k'.repeat(32), () => Date.now() - 13 * 3_600_000).tokenFor('trialcast');
    const strange = createCsrf('x'.repeat(32)).tokenFor('trialcast');

    expect(await ask(basic, { ...form, authorization }, fields(own))).toEqual([200, 'trialcast']);
    for (const token of ['', other, old, strange, `${own}x`, own.replace(/^\d+/, '999999999999')])
      expect(await ask(basic, { ...form, authorization }, fields(token))).toEqual([
        403,
        'origin-refused',
      ]);
  });

  test('so does whatever else another site could make a browser send', async () => {
    const browser = { authorization, 'sec-fetch-site': 'same-origin' };
    const own = { 'x-csrf-token': csrf.tokenFor('trialcast') };

    expect((await ask(basic, { ...browser, 'content-type': 'text/plain' }, 'x'))[0]).toBe(403);
    expect((await ask(basic, browser))[0]).toBe(403);
    expect((await ask(basic, { ...browser, ...own }))[0]).toBe(200);
    expect((await ask(basic, { ...browser, 'content-type': 'application/json' }, '{}'))[0]).toBe(200); // prettier-ignore
    expect((await ask(basic, { authorization }))[0]).toBe(200);
    const foreign = { ...form, ...own, authorization, 'sec-fetch-site': 'cross-site' };
    expect(await ask(basic, foreign, fields('x'))).toEqual([403, 'origin-refused']);
  });
});

describe('cors', () => {
  const origin = 'https://app.hospital.example';

  test('is off, and on for the origins that are named', async () => {
    for (const [named, expected] of [
      ['', null],
      [origin, origin],
      ['https://other.example', null],
    ] as const) {
      const config = loadConfig({ TRIALCAST_CORS_ORIGINS: named });
      const app = createApp(config, [WHO], createLog({ level: 'silent' }));
      const [preflight, call] = await withApp(app, (url) =>
        Promise.all([
          fetch(`${url}/who`, {
            method: 'OPTIONS',
            headers: { origin, 'access-control-request-method': 'POST' },
          }),
          fetch(`${url}/who`, {
            method: 'POST',
            body: '{}',
            headers: { origin, 'content-type': 'application/json' },
          }),
        ]),
      );
      expect(preflight.headers.get('access-control-allow-origin')).toBe(expected);
      expect(call.headers.get('access-control-allow-origin')).toBe(expected);
      expect(call.headers.get('access-control-allow-credentials')).toBeNull();
      expect([preflight.status, call.status]).toEqual(expected === null ? [405, 403] : [204, 200]);
    }
  });

  test('names no origin that is none', () => {
    expect(() => loadConfig({ TRIALCAST_CORS_ORIGINS: '*' })).toThrow('no origin');
  });
});

describe('correlation', () => {
  test('request id and traceparent come back and stand in the log, unless they are none', async () => {
    const lines: string[] = [];
    const log = createLog({ level: 'debug', write: (line) => lines.push(line) });
    const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const answers = await withApp(createApp(loadConfig({}), [WHO], log), async (url) => {
      const post = (headers: Headers): Promise<Response> =>
        fetch(`${url}/who`, { method: 'POST', headers });
      return [
        await post({ 'x-request-id': 'abc-1', traceparent: trace }),
        await post({ 'x-request-id': 'a b<script>', traceparent: '00-zz' }),
      ];
    });

    const got = answers.map(({ headers }) => [headers.get('x-request-id'), headers.get('traceparent')]); // prettier-ignore
    expect(got[0]).toEqual(['abc-1', trace]);
    expect(got[1]).toEqual([expect.stringMatching(/^[\da-f-]{36}$/), null]);
    expect(lines[0]).toContain('"traceId":"0af7651916cd43dd8448eb211c80319c"');
    expect(lines.join('')).not.toMatch(/<script>|00-zz/);
  });
});

describe('createHttpServer', () => {
  test.each([
    ['a request that does not end', 'POST /who HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nab', 408], // prettier-ignore
    ['headers that do not end', 'GET /who HTTP/1.1\r\nHost: localhost\r\nX-A: ', 408],
    ['headers without end', `GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`, 431], // prettier-ignore
    ['no HTTP', 'EHLO\r\n\r\n', 400],
  ])('answers %s with an OperationOutcome', async (_name, bytes, status) => {
    const app = createApp(loadConfig({}), [WHO], createLog({ level: 'silent' }));
    const server = createHttpServer(app, 300);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.write(bytes);
    await once(socket, 'close');
    server.close();

    const [head = '', body = '{}'] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((JSON.parse(body) as Outcome).resourceType).toBe('OperationOutcome');
  });
});
