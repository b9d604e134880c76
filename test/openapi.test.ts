import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { apiPage } from '../scripts/site/api-page.ts';
import { openApi } from '../src/server/openapi.ts';
import { asText, isJsonObject, objectIn, objectsIn, type JsonObject } from '../src/shared/json.ts';

const API = JSON.parse(JSON.stringify(openApi('1', ''))) as JsonObject;
const SCHEMAS = objectIn(objectIn(API['components'])['schemas']);
const OPERATIONS = Object.entries(objectIn(API['paths'])).flatMap(([path, item]) =>
  Object.entries(objectIn(item)).map(
    ([method, operation]) => [`${method} ${path}`, objectIn(operation)] as const,
  ),
);

type Found = readonly (readonly [place: string, what: JsonObject])[];

/** All of the description whose members stand for something a user has to know. */
const PARAMETERS: Found = OPERATIONS.flatMap(([place, operation]) =>
  objectsIn(operation['parameters']).map(
    (one) => [`${place} ${asText(one['name'])}`, one] as const,
  ),
);
const RESPONSES: Found = OPERATIONS.flatMap(([place, operation]) =>
  Object.entries(objectIn(operation['responses'])).map(
    ([status, one]) => [`${place} ${status}`, objectIn(one)] as const,
  ),
);
const BODIES: Found = OPERATIONS.flatMap(([place, { requestBody }]) =>
  isJsonObject(requestBody) ? [[`${place} body`, requestBody] as const] : [],
);
const HEADERS: Found = RESPONSES.flatMap(
  ([place, { headers }]) =>
  Object.entries(objectIn(headers)).map(([name, one]) => [`${place} ${name}`, objectIn(one)] as const), // prettier-ignore
);

function propertiesOf(place: string, schema: JsonObject): Found {
  const own = Object.entries(objectIn(schema['properties'])).map(
    ([name, one]) => [`${place}.${name}`, objectIn(one)] as const,
  );
  const items = isJsonObject(schema['items']) ? propertiesOf(`${place}[]`, schema['items']) : [];
  return [...own, ...items, ...own.flatMap(([name, one]) => propertiesOf(name, one))];
}
const MEMBERS: Found = Object.entries(SCHEMAS).flatMap(([name, schema]) => [
  [name, objectIn(schema)] as const,
  ...propertiesOf(name, objectIn(schema)),
]);

/** A sentence: it begins and ends as one, and is more than the name again. */
const isSentence = (value: unknown): boolean =>
  typeof value === 'string' && /^[A-Z0-9`].*[.]$/s.test(value) && value.length > 8;

describe('the description of the API', () => {
  test.each([
    ['parameter', PARAMETERS, 40],
    ['answer', RESPONSES, 120],
    ['body', BODIES, 5],
    ['header of an answer', HEADERS, 20],
    ['member of a schema', MEMBERS, 60],
  ] as const)('has a sentence for every %s', (_name, found, least) => {
    expect(found.length).toBeGreaterThan(least);
    const mute = found.filter(([, { description }]) => !isSentence(description));
    expect(mute.map(([place]) => place)).toEqual([]);
  });

  test('has for every operation a summary, a name of its own and a group that is told of', () => {
    const names = OPERATIONS.map(([, { operationId }]) => operationId);
    expect(new Set(names).size).toBe(OPERATIONS.length);
    const groups = objectsIn(API['tags']).map(({ name }) => name);
    for (const [place, { summary, tags }] of OPERATIONS)
      expect([place, isSentence(summary), groups.includes([tags].flat()[0])]).toEqual([
        place,
        true,
        true,
      ]);
  });

  test('has an example for every parameter of a path and every header that is needed', () => {
    const bare = PARAMETERS.filter(
      ([, one]) => (one['in'] === 'path' || one['in'] === 'header') && !('example' in one),
    );
    expect(bare.map(([place]) => place)).toEqual([]);
  });

  test('refers to schemas that are there, and its examples are as these say', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'api', components: { schemas: SCHEMAS } });
    const check = (place: string, schema: unknown, example: unknown): void => {
      const own = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as JsonObject;
      const validate = ajv.compile(own);
      if (example !== undefined)
        expect([place, validate(example), validate.errors]).toEqual([place, true, null]);
    };
    for (const [place, { schema, example }] of PARAMETERS) check(place, schema, example);
    for (const [place, { content }] of [...RESPONSES, ...BODIES])
      for (const media of Object.values(objectIn(content)))
        check(place, objectIn(media)['schema'], objectIn(media)['example']);
  });

  test('stands in docs/api.md, with every parameter, answer and header', () => {
    const page = readFileSync(new URL('../docs/api.md', import.meta.url), 'utf8');
    // node scripts/api-doc.ts writes it.
    expect(page).toBe(apiPage());
    for (const [place, { description }] of [...PARAMETERS, ...RESPONSES, ...HEADERS, ...BODIES])
      expect([place, page.includes(asText(description).replaceAll('<', '&lt;'))]).toEqual([place, true]); // prettier-ignore
  });
});
