import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { html } from '../../src/shared/html.ts';
import { narrative } from '../../src/server/dashboard/html.ts';
import { toSourceLines } from '../../src/server/dashboard/source-lines.ts';
import {
  jobIn,
  outcomeCode,
  send,
  startTestService,
  type JobView,
  type TestService,
} from './harness.ts';

const EVIL = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
const STUDY = JSON.stringify({
  protocolSection: {
    identificationModule: { nctId: 'NCT00000301', briefTitle: `Evil ${EVIL}` },
    statusModule: { overallStatus: 'RECRUITING' },
    conditionsModule: { conditions: [EVIL] },
  },
});

let service: TestService;
let job: JobView;
beforeAll(async () => {
  service = await startTestService({ env: { BASE_PATH: '/under/here' } });
  const response = await send(service.url, {
    body: STUDY,
    headers: { 'content-type': 'application/json' },
  });
  const location = response.headers.get('content-location') ?? '';
  expect(location).toMatch(/^\/under\/here\/jobs\//);
  job = await jobIn(new URL(service.url).origin, response, ['delivered', 'held']);
});
afterAll(() => service.stop());

const get = async (path: string): Promise<string> => {
  const response = await fetch(`${service.url}${path}`);
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
};

describe('pages', () => {
  test.each(['/nowhere', '/records/x/1', `/trials/${'x'.repeat(9)}%3Cb%3E`])(
    'tell persons of an error by a page and programs by an outcome: %s',
    async (path) => {
      const ask = (accept: string): Promise<Response> =>
        fetch(`${service.url}${path}`, { headers: { accept } });
      const [person, program, any] = await Promise.all(
        [
          'text/html,application/xhtml+xml,*/*;q=0.8',
          'application/fhir+json, text/html',
          '*/*',
        ].map(ask),
      );
      expect([person?.status, program?.status, any?.status]).toEqual([404, 404, 404]);
      expect(person?.headers.get('content-type')).toContain('text/html');
      const page = (await person?.text()) ?? '';
      expect(page).toMatch(/<h1>Not found<\/h1>[\s\S]*request <code>[\w-]+<\/code>/);
      expect(page).not.toMatch(/node:|at \w+ \(|127\.0\.0\.1|<b>/);
      expect(await outcomeCode(program as Response)).toBe('not-found');
      expect(await outcomeCode(any as Response)).toBe('not-found');
    },
  );

  test('tell persons of what is not done that way, and of too many requests, by a page too', async () => {
    const busy = await startTestService({ env: { TRIALCAST_WEBHOOKS_PER_MINUTE: '2' } });
    const ask = (accept: string): Promise<Response> =>
      fetch(`${busy.url}/trials`, { method: 'PUT', headers: { accept } });
    const [page, outcome, late] = [
      await ask('text/html'),
      await ask('*/*'),
      await ask('text/html'),
    ];
    await busy.stop();

    expect([page.status, page.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(await page.text()).toContain('<h1>Not done that way</h1>');
    expect([outcome.status, await outcomeCode(outcome)]).toEqual([405, 'method-not-allowed']);
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '60']);
    expect(await late.text()).toContain('<h1>Too many requests</h1>');
  });

  test('tell nobody who is not signed in anything but that', async () => {
    const closed = await startTestService({
      env: { TRIALCAST_ACCESS: 'basic', TRIALCAST_USER: 'curator', TRIALCAST_PASSWORD: 'pw' },
    });
    const answer = await fetch(`${closed.url}/trials`, { headers: { accept: 'text/html' } });
    const page = await answer.text();
    expect([answer.status, answer.headers.get('www-authenticate')?.slice(0, 5)]).toEqual([
      401,
      'Basic',
    ]);
    expect(page).toContain('<h1>Sign in first</h1>');
    expect(page).not.toContain(closed.fhir.url);
    await closed.stop();
  });

  test('lead from a webhook that was shown as a whole to its first record', async () => {
    const answer = await fetch(`${service.url}/records/${job.id}/0`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      `/under/here/records/${job.id}/1`,
    ]);
  });

  test('show a hostile record as text, on every page', async () => {
    const record = `/records/${job.id}/1`;
    const paths = ['/', '/trials?text=Evil', `/trials/${job.records[0]?.trialKey}`, `${record}?line=2`, `${record}?resource=x`]
      .concat(['readable', 'json', 'issues', 'delivery', 'history'].map((tab) => `${record}?tab=${tab}`)); // prettier-ignore
    for (const path of paths) {
      const page = await get(path);
      expect(page).toContain('Evil');
      expect(page).not.toMatch(/<script>|<img|onerror=alert\(1\)>/);
    }
  });

  test('have addresses under the base path only', async () => {
    const pages = await Promise.all(['/', '/trials', `/records/${job.id}/1`, '/try'].map(get));
    const addresses = pages.flatMap((page) =>
      [...page.matchAll(/(?:href|src|action)="(\/[^"]*)"/g)].map((match) => match[1]),
    );

    expect(addresses.length).toBeGreaterThan(10);
    expect(addresses.filter((address) => !address?.startsWith('/under/here/'))).toEqual([]);
  });

  test('have a token in each form that changes something', async () => {
    const held = await send(service.url, { body: 'An oncology trial without any number' });
    const stuck = await jobIn(new URL(service.url).origin, held, [
      'held',
      'unreadable',
      'delivered',
    ]);
    const ordinal = stuck.records.length === 0 ? 0 : 1;
    const pages = await Promise.all(['/try', `/retry?record=${stuck.id}/${ordinal}`].map(get));
    const forms = pages.join('').split(/(?=<form)/).filter((part) => /^<form[^>]*method="post"/.test(part)); // prettier-ignore

    expect([stuck.state, forms.length]).toEqual(['unreadable', 2]);
    for (const form of forms)
      expect(form.split('</form>')[0]).toMatch(/name="_csrf" value="\d+\.[\w-]{43}"/);
  });

  test('allow no script or style but their own files', async () => {
    const response = await fetch(`${service.url}/`);

    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none';script-src 'self'",
    );
    expect(await response.text()).not.toMatch(/<style|style=|onclick|<script>/);
  });

  test('count the records and link each count to what it counts', async () => {
    const page = await get('/');
    expect(page).toContain(`/under/here/trials?state=${job.state}`);

    const filtered = await get(`/trials?state=${job.state}`);
    const other = await get('/trials?state=rejected');

    expect([
      filtered.includes(`/records/${job.id}/1`),
      other.includes(`/records/${job.id}/1`),
    ]).toEqual([true, false]);
  });

  test('mark a value and its line without a script', async () => {
    const page = await get(`/records/${job.id}/1?tab=readable&line=4`);

    expect(page).toMatch(/<p id="L4"\s+class="marked"/);
    expect(page).toMatch(/<div\s+class="fact marked"\s+data-src="4-4"/);
  });

  test('try a record without storing or sending it', async () => {
    const before = await service.fhir.count();
    const [, token = ''] = /name="_csrf"\s+value="([^"]+)"/.exec(await get('/try')) ?? [];
    const body = new URLSearchParams({
      _csrf: token,
      record: STUDY.replace('NCT00000301', 'NCT00000302'),
    });

    const response = await fetch(`${service.url}/try`, { method: 'POST', body });
    const page = await response.text();

    expect(page).toContain('ctgov-nct00000302');
    expect(page).not.toMatch(/<script>|<img/);
    expect(await service.fhir.count()).toBe(before);
    expect(await get('/trials?text=nct00000302')).toContain('No record is like that');
  });

  test('give the bundle to keep', async () => {
    const response = await fetch(`${service.url}/records/${job.id}/1/bundle.json`);

    expect(response.headers.get('content-disposition')).toContain('ctgov-nct00000301.json');
    expect(await response.json()).toMatchObject({ resourceType: 'Bundle' });
  });

  test('are OperationOutcomes where there is no such record', async () => {
    for (const path of ['/trials/none', '/records/x/1', `/records/${job.id}/99`, '/trials/%00']) {
      const response = await fetch(`${service.url}${path}`);
      expect([path, response.status, await outcomeCode(response)]).toEqual([
        path,
        404,
        'not-found',
      ]);
    }
  });
});

describe('html', () => {
  test('escapes every value', () => {
    expect(html`<a title="${`"'<&>`}">${['<b>', 1]}</a>`.text).toBe(
      '<a title="&quot;&#39;&lt;&amp;&gt;">&lt;b&gt;1</a>',
    );
  });
});

describe('narrative', () => {
  test('keeps plain structure and nothing that acts', () => {
    const div =
      '<div xmlns="http://www.w3.org/1999/xhtml"><h2>A &amp; B</h2><p onclick="x">1 < 2<br/></p><script>bad()</script><a href="javascript:x">c</a><a onclick="x" href="https://pubmed.ncbi.nlm.nih.gov/1">d</a></div>';

    expect(narrative(div).text).toBe(
      '<div><h4>A &amp; B</h4><p>1 &lt; 2<br></p>&lt;script&gt;bad()&lt;/script&gt;<a>c</a><a href="https://pubmed.ncbi.nlm.nih.gov/1" rel="noreferrer">d</a></div>',
    );
  });
});

describe('toSourceLines', () => {
  test('gives a JSON Pointer its lines', () => {
    const source = toSourceLines('{"a":{"b":[1,{"c/d":"x"}]},"e":[]}');

    expect(source.lines).toEqual([
      '{',
      '  "a": {',
      '    "b": [',
      '      1,',
      '      {',
      '        "c/d": "x"',
      '      }',
      '    ]',
      '  },',
      '  "e": []',
      '}',
    ]);
    expect(
      ['/a/b/1/c~1d', '/a/b', '/e', '/a/missing'].map((pointer) =>
        source.range({ kind: 'pointer', pointer }),
      ),
    ).toEqual([
      { first: 6, last: 6 },
      { first: 3, last: 8 },
      { first: 10, last: 10 },
      { first: 2, last: 9 },
    ]);
  });

  test('shows text as it is', () => {
    const source = toSourceLines('one\r\ntwo\n');

    expect([source.lines, source.range({ kind: 'lines', first: 2, last: 9 })]).toEqual([
      ['one', 'two'],
      { first: 2, last: 2 },
    ]);
  });
});
