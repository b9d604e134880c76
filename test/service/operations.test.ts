import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/server/app.ts';
import { loadConfig } from '../../src/config/config.ts';
import { openApi } from '../../src/server/openapi.ts';
import { createLog } from '../../src/shared/logger.ts';
import {
  outcomeCode,
  startTestService,
  withApp,
  type Outcome,
  type TestService,
} from './harness.ts';

const TEXT = readFileSync(
  new URL('../../examples/000_9a75afc2414ddea6.txt', import.meta.url),
  'utf8',
);

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const post = (
  path: string,
  body: string,
  type = 'application/json',
  headers: Record<string, string> = {},
) =>
  fetch(`${service.url}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': type, ...headers },
  });

describe('POST /fhir/$convert-trial', () => {
  test('gives the bundle of a text record and writes nothing', async () => {
    const response = await post('/fhir/$convert-trial', TEXT, 'text/plain');

    const bundle = (await response.json()) as {
      resourceType: string;
      type: string;
      entry: unknown[];
    };
    expect([response.status, bundle.resourceType, bundle.type]).toEqual([
      200,
      'Bundle',
      'transaction',
    ]);
    expect(bundle.entry.length).toBeGreaterThan(5);
    expect(await service.fhir.count()).toBe(0);
  });

  test('answers Parameters with bundle and outcome, and takes a record key', async () => {
    const parameters = {
      resourceType: 'Parameters',
      parameter: [
        { name: 'record', valueString: TEXT },
        { name: 'recordKey', valueString: 'abc-1' },
      ],
    };

    const response = await post(
      '/fhir/$convert-trial',
      JSON.stringify(parameters),
      'application/fhir+json',
    );

    const answer = (await response.json()) as {
      parameter: { name: string; resource: { resourceType: string } }[];
    };
    expect(answer.parameter.map(({ name, resource }) => [name, resource.resourceType])).toEqual([
      ['bundle', 'Bundle'],
      ['outcome', 'OperationOutcome'],
    ]);
    expect(JSON.stringify(answer)).toContain('ResearchStudy/rec-abc-1');
  });

  test('gives the issues alone where the caller prefers them', async () => {
    const response = await post('/fhir/$convert-trial', TEXT, 'text/plain', {
      prefer: 'return=OperationOutcome',
    });

    expect(((await response.json()) as Outcome).resourceType).toBe('OperationOutcome');
  });

  test('says with 422 why no trial could be read', async () => {
    const response = await post('/fhir/$convert-trial', '{"some": "thing"}');

    expect(response.status).toBe(422);
    expect(['record-unreadable', 'format-unknown']).toContain(await outcomeCode(response));
  });
});

describe('POST /fhir/:type/$validate', () => {
  test('answers 200 for an invalid resource and says first what was checked against', async () => {
    const response = await post(
      '/fhir/Group/$validate',
      JSON.stringify({ resourceType: 'Group', type: 'nobody' }),
    );

    const outcome = (await response.json()) as Outcome;
    expect(response.status).toBe(200);
    expect(outcome.issue[0]?.details.coding[0]?.code).toBe('checked-against');
    expect(outcome.issue.some((issue) => issue.severity === 'error')).toBe(true);
  });

  test('takes Parameters with resource and profile', async () => {
    const parameters = {
      resourceType: 'Parameters',
      parameter: [
        { name: 'resource', resource: { resourceType: 'Group', type: 'person', actual: true } },
        { name: 'profile', valueUri: 'https://nowhere.example/StructureDefinition/x' },
        { name: 'profile', valueCanonical: 'https://nowhere.example/StructureDefinition/y' },
      ],
    };

    const response = await post('/fhir/Group/$validate', JSON.stringify(parameters));

    const outcome = (await response.json()) as Outcome;
    expect(
      outcome.issue.map((issue) => [issue.severity, issue.details.coding[0]?.code]),
    ).toContainEqual(['error', 'profile-unknown']);
    expect(JSON.stringify(outcome)).toMatch(/StructureDefinition\/x .*StructureDefinition\/y /s);
  });

  const spots = ({ issue }: Outcome): unknown[] =>
    issue.flatMap(({ details, expression, extension = [] }) =>
      extension.length === 0
        ? []
        : [
            [
              details.coding[0]?.code,
              ...extension.map(({ valueInteger }) => valueInteger),
              expression?.[0],
            ],
          ],
    );

  test('tells line, column and element of each issue, also within Parameters', async () => {
    const group =
      '{\n"resourceType":"Group", "text": {"status":"empty"},\n"type":"nobody","actual":true,\n  "actual":false}';
    const parameters = `{"resourceType":"Parameters","parameter":[{"name":"mode","valueCode":"create"},\n\n{"name":"resource","resource" : ${group}}]}`;

    const [bare, within] = await Promise.all(
      [group, parameters].map(
        async (body) => (await (await post('/fhir/Group/$validate', body)).json()) as Outcome,
      ),
    );

    const found = bare ? spots(bare) : [];
    expect(found).toContainEqual(['binding-required', 3, 1, 'Group.type']);
    expect(found).toContainEqual(['json-duplicate-key', 4, 3, 'Group.actual']);
    const shifted = (within ? spots(within) : []) as [string, number, ...unknown[]][];
    expect(shifted.map(([code, line, ...rest]) => [code, line - 2, ...rest]).slice(0, 2)).toEqual(
      found.slice(0, 2),
    );
  });

  test('says where bytes are not UTF-8, and takes nesting without end', async () => {
    const bytes = Buffer.from('{"resourceType":"Group","name":"\u00ff"}', 'latin1');
    const deep = `{"resourceType":"Group","extension":${'[{"a":'.repeat(9000)}1${'}]'.repeat(9000)}}`;

    const [invalid, nested] = await Promise.all(
      [bytes, Buffer.from(deep)].map(async (body) => {
        const response = await fetch(`${service.url}/fhir/Group/$validate`, {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/fhir+json' },
        });
        return (await response.json()) as Outcome;
      }),
    );

    expect(invalid && spots(invalid)).toContainEqual(['json-not-utf8', 1, 33, 'Group']);
    expect(nested?.issue[1]).toMatchObject({
      severity: 'fatal',
      details: { coding: [{ code: 'json-too-deep' }] },
    });
  });

  test('refuses a resource of another type than the address names', async () => {
    const response = await post(
      '/fhir/Group/$validate',
      JSON.stringify({ resourceType: 'Patient' }),
    );

    expect([response.status, await outcomeCode(response)]).toEqual([400, 'request-malformed']);
  });

  test('tells the place of malformed JSON', async () => {
    const response = await post('/fhir/Group/$validate', '{\n"a": 1,,\n}');

    const outcome = (await response.json()) as Outcome;
    expect([response.status, outcome.issue[0]?.diagnostics]).toEqual([
      400,
      'The body is not JSON (line 2, column 8); nothing was done.',
    ]);
  });
});

describe('GET', () => {
  test('metadata is a CapabilityStatement that names both operations', async () => {
    const statement = (await (await fetch(`${service.url}/fhir/metadata`)).json()) as {
      fhirVersion: string;
      rest: { operation: { name: string }[] }[];
    };

    expect([statement.fhirVersion, statement.rest[0]?.operation.map((one) => one.name)]).toEqual([
      '4.0.1',
      ['convert-trial', 'validate'],
    ]);
  });

  test('definitions are read by type and id, and by nothing else', async () => {
    const found = await fetch(`${service.url}/fhir/ConceptMap/ctgov-phase-to-fhir-r4`);
    const stolen = await fetch(`${service.url}/fhir/ConceptMap/..%2f..%2fpackage`);

    expect([found.status, ((await found.json()) as { resourceType: string }).resourceType]).toEqual(
      [200, 'ConceptMap'],
    );
    expect([stolen.status, await outcomeCode(stolen)]).toEqual([404, 'not-found']);
  });

  test('livez, readyz and metrics answer', async () => {
    const [live, ready, metrics] = await Promise.all(
      ['livez', 'readyz', 'metrics'].map((path) => fetch(`${service.url}/${path}`)),
    );

    expect(await live?.json()).toEqual({ status: 'alive' });
    expect(await ready?.json()).toMatchObject({ status: 'ready', store: 'writable' });
    expect(await metrics?.text()).toMatch(/^trialcast_queue_depth 0$/m);
  });

  test('a job that does not exist is not found', async () => {
    const response = await fetch(`${service.url}/jobs/00000000-0000-0000-0000-000000000000`);

    expect([response.status, await outcomeCode(response)]).toEqual([404, 'not-found']);
  });
});

describe('errors', () => {
  test('are OperationOutcomes for every address, method and body', async () => {
    const path = fc.webPath().map((text) => `/nothing${text}`);
    const request = fc.record({
      path: fc.oneof(
        path,
        fc.constantFrom(
          '/fhir/x',
          '/jobs/%zz',
          '/webhooks/trials',
          '/fhir/Group/$validate',
          '/jobs/x/retry',
        ),
      ),
      method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH'),
      body: fc.oneof(fc.string(), fc.json()),
      type: fc.constantFrom('application/json', 'text/plain', 'application/xml', 'x'),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ path: address, method, body, type }) => {
        const hasBody = method !== 'GET';
        const response = await fetch(`${service.url}${address}`, {
          method,
          ...(hasBody && { body, headers: { 'content-type': type } }),
        });
        const text = await response.clone().text();
        expect(response.status).toBeGreaterThanOrEqual(400);
        expect(response.status).toBeLessThan(500);
        expect(text).not.toMatch(/<html|<!doctype|\bat .*\.(?:ts|js):\d/i);
        await outcomeCode(response);
      }),
      { numRuns: 150 },
    );
  });

  test('a known address names the methods it takes', async () => {
    const response = await fetch(`${service.url}/livez`, { method: 'DELETE' });

    expect([response.status, response.headers.get('allow'), await outcomeCode(response)]).toEqual([
      405,
      'GET, HEAD',
      'method-not-allowed',
    ]);
  });

  test('a bug tells the caller its request id and nothing else', async () => {
    const lines: string[] = [];
    const log = createLog({ write: (line) => lines.push(line) });
    const handler = (): never => {
      throw new Error('secret words of a record');
    };
    const app = createApp(
      loadConfig({}),
      [{ method: 'get', path: '/bug', access: 'public', handler }],
      log,
    );
    const response = await withApp(app, (url) =>
      fetch(`${url}/bug`, { headers: { 'x-request-id': 'abc-1' } }),
    );
    const outcome = (await response.json()) as Outcome;

    expect([response.status, outcome.issue[0]?.diagnostics]).toEqual([
      500,
      'Internal error (request abc-1).',
    ]);
    expect(response.headers.get('x-request-id')).toBe('abc-1');
    expect(lines.join('')).toContain('"requestId":"abc-1"');
    expect(lines.join('')).not.toContain('secret words');
  });

  test('a caller over the rate limit is told when to come back', async () => {
    const route = { method: 'get', path: '/x', access: 'public', handler: (_q: unknown, r: { json(v: unknown): void }) => r.json({}) } as const; // prettier-ignore
    const app = createApp(
      loadConfig({ TRIALCAST_WEBHOOKS_PER_MINUTE: '1' }),
      [route],
      createLog({ level: 'silent' }),
    );
    const response = await withApp(app, async (url) => {
      await fetch(`${url}/x`);
      return fetch(`${url}/x`);
    });

    expect([
      response.status,
      response.headers.get('retry-after'),
      await outcomeCode(response),
    ]).toEqual([429, '60', 'too-many-requests']);
  });
});

describe('access', () => {
  test('without sign-in only loopback names are answered, and no other site may post', async () => {
    const foreign = await post('/fhir/$convert-trial', TEXT, 'text/plain', {
      origin: 'https://evil.example',
    });

    expect([foreign.status, await outcomeCode(foreign)]).toEqual([403, 'origin-refused']);
  });

  test('basic and proxy access demand what they say', async () => {
    const route = { method: 'get', path: '/x', access: 'person', handler: (_q: unknown, r: { json(v: unknown): void }) => r.json({}) } as const; // prettier-ignore
    const ask = async (
      env: Record<string, string>,
      headers: Record<string, string>,
    ): Promise<number> => {
      const app = createApp(loadConfig(env), [route], createLog({ level: 'silent' }));
      return withApp(app, async (url) => (await fetch(`${url}/x`, { headers })).status);
    };
    const basic = { TRIALCAST_ACCESS: 'basic', TRIALCAST_PASSWORD: 'pw' };
    const authorization = `Basic ${Buffer.from('trialcast:pw').toString('base64')}`;

    expect([
      await ask(basic, {}),
      await ask(basic, { authorization: 'Basic eDp5' }),
      await ask(basic, { authorization }),
      await ask({ TRIALCAST_ACCESS: 'proxy' }, {}),
      await ask({ TRIALCAST_ACCESS: 'proxy' }, { 'x-forwarded-user': 'curator' }),
    ]).toEqual([401, 401, 200, 401, 200]);
  });
});

describe('openApi', () => {
  test('tells of $validate the line, the column and that profiles may be several', async () => {
    const document = openApi('1', '') as {
      paths: Record<string, Record<'post', { parameters: { name: string; schema: object }[] }>>;
      components: { schemas: Record<string, { properties: Record<string, object> }> };
    };
    const profile = document.paths['/fhir/{type}/$validate']?.post.parameters.find(
      ({ name }) => name === 'profile',
    );
    expect(profile).toMatchObject({ in: 'query', schema: { type: 'array' }, explode: true });

    const answer = await post(
      '/fhir/Patient/$validate',
      '{"resourceType":"Patient","birthDate":1}',
    );
    const { issue } = (await answer.json()) as { issue: Record<string, unknown>[] };
    const told = document.components.schemas['Issue']?.properties ?? {};
    expect(Object.keys(told)).toEqual(
      expect.arrayContaining([...new Set(issue.flatMap((each) => Object.keys(each)))]),
    );
    const urls = issue.flatMap(({ extension = [] }) => extension as { url: string }[]);
    expect(urls.length).toBeGreaterThan(1);
    for (const { url } of urls) expect(JSON.stringify(told['extension'])).toContain(url);
  });

  test('describes the routes there are and no other', async () => {
    const { paths } = openApi('1', '') as { paths: Record<string, Record<string, unknown>> };
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );

    expect(described.toSorted()).toEqual(service.apiRoutes.toSorted());
    expect(await (await fetch(`${service.url}/openapi.json`)).json()).toMatchObject({
      openapi: '3.1.0',
    });
  });
});
