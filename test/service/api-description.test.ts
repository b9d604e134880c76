/** What `/openapi.json` says is held against what the service does. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApi } from '../../src/server/openapi.ts';
import { EXAMPLE_STUDY } from '../../src/server/openapi/examples.ts';
import {
  asText,
  isJsonObject,
  objectIn,
  objectsIn,
  type JsonObject,
} from '../../src/shared/json.ts';
import { jobIn, send, startTestService, type JobView, type TestService } from './harness.ts';

const API = JSON.parse(JSON.stringify(openApi('1', ''))) as JsonObject;
const SCHEMAS = objectIn(objectIn(API['components'])['schemas']);
const TOKEN = 'token-of-the-subscription';
const ENDS = ['delivered', 'unreadable', 'rejected', 'failed', 'held'];

let service: TestService;
let job: JobView;
beforeAll(async () => {
  service = await startTestService({
    env: {
      TRIALCAST_SUBSCRIPTION_TOKEN: TOKEN,
      TRIALCAST_DESTINATIONS: JSON.stringify([
        { name: 'archive', baseUrl: 'http://127.0.0.1:59999/fhir', breaker: { failures: 1000 } },
      ]),
    },
    retryPolicy: { maxAttempts: 2, firstDelayMs: 20, maxDelayMs: 50 },
  });
  // A phase that is not known makes an issue with a place and an element.
  const body = JSON.stringify(EXAMPLE_STUDY).replace('PHASE2', 'PHASE9');
  const sent = await send(service.url, { body, headers: { 'content-type': 'application/json' } });
  job = await jobIn(service.url, sent, ENDS);
});
afterAll(() => service.stop());

const operationOf = (path: string, method: string): JsonObject =>
  objectIn(objectIn(objectIn(API['paths'])[path])[method]);

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'api', components: { schemas: SCHEMAS } });

const resolved = (schema: JsonObject): JsonObject =>
  typeof schema['$ref'] === 'string'
    ? objectIn(SCHEMAS[schema['$ref'].replace('#/components/schemas/', '')])
    : schema;

/** Members of a value that its schema is silent about. */
function untold(value: unknown, schema: JsonObject, place = ''): readonly string[] {
  const known = resolved(schema);
  if (Array.isArray(value))
    return value.flatMap((one: unknown) => untold(one, objectIn(known['items']), `${place}[]`));
  if (!isJsonObject(value) || !isJsonObject(known['properties'])) return [];
  const properties = known['properties'];
  return Object.entries(value).flatMap(([name, member]) =>
    name in properties
      ? untold(member, objectIn(properties[name]), `${place}.${name}`)
      : [`${place}.${name}`],
  );
}

async function ask(path: string, method = 'GET', headers = {}): Promise<JsonObject> {
  const response = await fetch(`${service.url}${path}`, { method, headers });
  expect([path, response.ok]).toEqual([path, true]);
  return (await response.json()) as JsonObject;
}

test('answers are as their schemas say, and have no member those are silent about', async () => {
  const asked: readonly (readonly [path: string, method: string, url: string, headers?: object])[] =
    [
      ['/jobs/{id}', 'get', `/jobs/${job.id}`],
      ['/jobs', 'get', '/jobs?limit=1'],
      ['/jobs/retry', 'post', '/jobs/retry?state=failed'],
      ['/jobs/{id}/retry', 'post', `/jobs/${job.id}/retry`],
      ['/audit', 'get', '/audit?limit=1'],
      ['/readyz', 'get', '/readyz'],
      ['/livez', 'get', '/livez'],
      [
        '/webhooks/subscription/{type}/{id}',
        'post',
        '/webhooks/subscription/ResearchStudy/ctgov-nct01234567',
        { authorization: `Bearer ${TOKEN}` },
      ],
    ];
  const whole = await ask(`/jobs/${job.id}`);
  const [record = {}] = objectsIn(whole['records']);
  expect(objectsIn(record['issues']).length).toBeGreaterThan(0);
  expect(objectsIn(record['deliveries']).map(({ state }) => state)).toEqual([
    'failed',
    'delivered',
  ]);

  for (const [path, method, url, headers] of asked) {
    // By what is listed after it, since a retry changes what there is.
    if (url.endsWith('/retry')) await jobIn(service.url, new Response(null, { headers: { 'content-location': `/jobs/${job.id}` } }), ENDS); // prettier-ignore
    const answer = await ask(url, method.toUpperCase(), headers);
    const responses = objectIn(operationOf(path, method)['responses']);
    const content = objectIn(objectIn(responses[200] ?? responses[202])['content']);
    const schema = objectIn(objectIn(content['application/json'])['schema']);
    const validate = ajv.compile({ $ref: `api${asText(schema['$ref'])}` });
    expect([path, validate(answer), validate.errors]).toEqual([path, true, null]);
    expect([path, untold(answer, schema)]).toEqual([path, []]);
  }
});

test.each([
  ['/fhir/$convert-trial', '/fhir/$convert-trial'],
  ['/fhir/{type}/$validate', '/fhir/ResearchStudy/$validate'],
])('examples of bodies are taken: %s', async (path, url) => {
  const contents = objectIn(objectIn(operationOf(path, 'post')['requestBody'])['content']);
  expect(Object.keys(contents).length).toBeGreaterThan(1);
  for (const [type, media] of Object.entries(contents)) {
    const { example } = objectIn(media);
    const response = await fetch(`${service.url}${url}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof example === 'string' ? example : JSON.stringify(example),
    });
    expect([type, response.status]).toEqual([type, 200]);
    if (url.includes('convert')) expect(await response.text()).toContain('ctgov-nct01234567');
  }
});

test('examples of webhooks become records', async () => {
  const contents = objectIn(objectIn(operationOf('/webhooks/trials', 'post')['requestBody'])['content']); // prettier-ignore
  for (const [type, media] of Object.entries(contents)) {
    const { example } = objectIn(media);
    if (example === undefined) continue;
    const body = typeof example === 'string' ? example : JSON.stringify(example);
    const sent = await send(service.url, { body, headers: { 'content-type': type } });
    const { records } = await jobIn(service.url, sent, [...ENDS, 'superseded']);
    expect([type, records[0]?.trialKey]).toEqual([type, 'ctgov-nct01234567']);
  }
});

test('examples of definitions are there', async () => {
  const exampleOf = (path: string, name: string): string =>
    asText(objectsIn(operationOf(path, 'get')['parameters']).find((one) => one['name'] === name)?.['example']); // prettier-ignore
  const read = '/fhir/{type}/{id}';
  expect(await ask(`/fhir/${exampleOf(read, 'type')}/${exampleOf(read, 'id')}`)).toMatchObject({
    resourceType: 'ConceptMap',
  });
  for (const name of ['_id', 'url', 'name']) {
    const type = exampleOf('/fhir/{type}', 'type');
    const query = new URLSearchParams({ [name]: exampleOf('/fhir/{type}', name) }).toString();
    const { total } = await ask(`/fhir/${type}?${query}`);
    expect([name, Number(total) > 0]).toEqual([name, true]);
  }
});
