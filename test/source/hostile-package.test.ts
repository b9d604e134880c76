import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isJsonObject, type JsonObject } from '../../src/shared/json.ts';
import { readPackage } from '../../src/source/package/read-package.ts';
import { toDefinitions } from '../../src/source/package/to-definitions.ts';
import { readBaseText } from '../../src/validate/base-text.ts';
import { compileValidator } from '../../src/validate/compile-validator.ts';

const PROFILES = new URL('../../profiles/', import.meta.url);
const base = readBaseText(
  gunzipSync(readFileSync(new URL('base/r4.json.gz', PROFILES))).toString('latin1'),
);
const own = readPackage(fileURLToPath(new URL('r4/', PROFILES)));
const bundle = JSON.parse(
  readFileSync(new URL('../validate/valid-bundle.json', import.meta.url), 'utf8'),
) as unknown;

const ODD = [
  null,
  0,
  -1,
  1e9,
  '',
  'x',
  '*',
  '#',
  'Patient.a:b/c',
  true,
  [],
  [[]],
  {},
  [null],
  [{}],
  { a: [] },
];

/** Numbers of a seed, the same in each run. */
function randomOf(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

type Holder = Record<string, unknown> | unknown[];

function holdersIn(value: unknown): readonly Holder[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Holder, ...Object.values(value).flatMap(holdersIn)];
}

/** Puts something odd in five places of a definition, or takes away what is there. */
function spoil(definition: JsonObject, below: (limit: number) => number): JsonObject {
  const spoiled = structuredClone(definition) as Record<string, unknown>;
  if (below(2) === 0) delete spoiled['snapshot'];
  for (let times = 0; times < 5; times += 1) {
    const holders = holdersIn(spoiled);
    const holder = holders[below(holders.length)];
    const keys = Object.keys(holder ?? {});
    const key = keys[below(keys.length)];
    if (holder === undefined || key === undefined || key === 'resourceType' || key === 'url')
      continue;
    if (below(4) === 0) Reflect.deleteProperty(holder, key);
    else Reflect.set(holder, key, structuredClone(ODD[below(ODD.length)]));
  }
  return spoiled as JsonObject;
}

describe('definitions that are not what they should be', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'make nothing throw: seed %i',
    (seed) => {
      const below = randomOf(seed);
      const resources = own.resources.map((each) => (below(2) === 0 ? spoil(each, below) : each));
      const { definitions } = toDefinitions([{ ...own, resources }], base);
      const validator = compileValidator(base, definitions);
      const urls = definitions.flatMap(({ structures }) => structures.map(({ url }) => url));
      expect(urls.length).toBeGreaterThan(10);
      expect(() => validator.validate(bundle)).not.toThrow();
      const entries = isJsonObject(bundle) && Array.isArray(bundle['entry']) ? bundle['entry'] : [];
      for (const entry of entries as readonly { resource: object }[])
        expect(() => validator.validate(entry.resource, { profiles: urls })).not.toThrow();
    },
  );
});
