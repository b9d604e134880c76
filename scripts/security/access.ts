import { ask, refused, require, type Attempt, type Setting } from './attempt.ts';
import { raw } from './service.ts';

const basic = (user: string, password: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
const PERSON = basic('trialcast', 'hunter2-password');
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const attempt = (area: string, what: string, run: (setting: Setting) => Promise<string>): Attempt => ({ area, what, run }); // prettier-ignore

const ROUTES = ['/', '/jobs', '/audit', '/export', '/try', '/metrics', '/trials/x', '/async/x'];

export const ACCESS: readonly Attempt[] = [
  attempt(
    'Access',
    'dashboard, jobs, audit, export and metrics without credentials',
    async ({ guarded }) => {
      const codes = new Set<string>();
      for (const path of ROUTES) codes.add(refused(await ask(`${guarded.url}${path}`), 401));
      return [...codes].join(', ');
    },
  ),
  attempt(
    'Access',
    'wrong password; password of a prefix; token in place of it',
    async ({ guarded }) => {
      const codes = new Set<string>();
      for (const headers of [
        basic('trialcast', 'x'),
        basic('trialcast', 'hunter2'),
        basic('', ''),
        { authorization: 'Bearer hunter2-password' },
        { authorization: 'Basic !!!' },
      ])
        codes.add(refused(await ask(`${guarded.url}/jobs`, { headers }), 401));
      return [...codes].join(', ');
    },
  ),
  attempt('Access', 'name of a proxy that is not there (`X-Forwarded-User`)', async ({ guarded }) =>
    refused(await ask(`${guarded.url}/jobs`, { headers: { 'x-forwarded-user': 'admin' } }), 401),
  ),
  attempt('Access', 'other letters and dots around a guarded path', async ({ guarded }) => {
    for (const path of ['/JOBS', '//jobs', '/jobs/', '/jobs/.', '/./jobs', '/jobs;x', '/jobs%2f', '/%6aobs'])
      require([401, 404].includes((await raw(guarded, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)).status), path); // prettier-ignore
    return '401 credentials-missing or 404 not-found';
  }),
  attempt('CSRF', 'form on another web site', async ({ guarded }) =>
    refused(await ask(`${guarded.url}/jobs/retry?state=failed`, { method: 'POST', body: 'a=b', headers: { ...FORM, ...PERSON, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } }), 403)), // prettier-ignore
  attempt('CSRF', 'form without token, from an old browser that names no origin', async ({ guarded }) =>
    refused(await ask(`${guarded.url}/jobs/retry?state=failed`, { method: 'POST', body: 'a=b', headers: { ...FORM, ...PERSON } }), 403)), // prettier-ignore
  attempt(
    'CSRF',
    'form with a token that was made up, or made for somebody else',
    async ({ guarded, open }) => {
      const page = await ask(`${open.url}/try`);
      const [, strange = ''] = /name="_csrf"\s+value="([^"]+)"/.exec(page.text) ?? [];
      require(strange !== '', 'the page has no token');
      const codes = new Set<string>();
      for (const made of [strange, `9999999999.${'A'.repeat(43)}`, 'null'])
      codes.add(refused(await ask(`${guarded.url}/try`, { method: 'POST', body: new URLSearchParams({ _csrf: made, record: 'x' }), headers: PERSON }), 403)); // prettier-ignore
      return [...codes].join(', ');
    },
  ),
  attempt('CSRF', 'text/plain or nothing from a page, without token', async ({ guarded }) => {
    const headers = { ...PERSON, 'sec-fetch-site': 'same-origin' };
    refused(await ask(`${guarded.url}/jobs/retry?state=failed`, { method: 'POST', headers }), 403);
    return refused(await ask(`${guarded.url}/fhir/$convert-trial`, { method: 'POST', body: 'x', headers: { ...headers, 'content-type': 'text/plain' } }), 403); // prettier-ignore
  }),
  attempt('CSRF', 'page of another origin asks whether it may (CORS)', async ({ open }) => {
    const { headers } = await ask(`${open.url}/jobs`, { method: 'OPTIONS', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } }); // prettier-ignore
    require(headers.get('access-control-allow-origin') === null, 'it may');
    return 'no `Access-Control-Allow-Origin`';
  }),
  attempt(
    'CSRF',
    'name of another site that leads to 127.0.0.1 (DNS rebinding)',
    async ({ open }) => {
      const codes = new Set<string>();
      for (const host of ['evil.example', 'localtest.me', '127.0.0.1.nip.io', 'localhost.evil.example', '127.0.0.1@evil.example', '[::ffff:8.8.8.8]'])
      codes.add(refused(await raw(open, `GET /jobs HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`), 403)); // prettier-ignore
      return [...codes].join(', ');
    },
  ),
  attempt('Headers', 'page in a frame, script of another host, sniffed types', async ({ open }) => {
    const { headers } = await ask(`${open.url}/`);
    const csp = headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "form-action 'self'",
      "base-uri 'none'",
    ])
      // prettier-ignore
      require(csp.includes(part), `no ${part}`);
    require(!/unsafe|\*/.test(csp), 'an unsafe source');
    require(headers.get('x-content-type-options') === 'nosniff', 'sniffed');
    require(headers.get('referrer-policy') === 'no-referrer', 'refers');
    require(headers.get('x-powered-by') === null && headers.get('server') === null, 'tells its software'); // prettier-ignore
    return "`default-src 'none'`, own scripts and styles only, no frames, `nosniff`, `no-referrer`";
  }),
  attempt(
    'Headers',
    'line breaks in headers, paths and queries (header injection)',
    async ({ open }) => {
      for (const path of [
        '/jobs/x%0d%0aX-Evil:%201/retry',
        '/jobs?text=%0d%0aX-Evil:%201&limit=1',
        '/fhir/ConceptMap?name=%0d%0aX-Evil:%201',
        '/trials/%0d%0aX-Evil:1',
        '/audit?actor=%0aX-Evil:1',
      ])
        // prettier-ignore
        require((await ask(`${open.url}${path}`)).headers.get('x-evil') === null, path);
      const answer = await raw(open, 'GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: a\nX-Evil: 1\r\nConnection: close\r\n\r\n'); // prettier-ignore
      require(answer.headers.get('x-evil') === null, 'X-Request-Id');
      return 'nothing of it is in a header; a bare line break: 400 request-malformed';
    },
  ),
  attempt(
    'Headers',
    'address that is taken from `Host` or `X-Forwarded-Host`',
    async ({ open }) => {
      const { text } = await raw(open, 'GET /openapi.json HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n'); // prettier-ignore
      require(!text.includes('evil.example'), 'it is');
      return 'no answer holds it';
    },
  ),
];
