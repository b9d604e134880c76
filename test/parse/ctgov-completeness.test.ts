/** Every leaf of ClinicalTrials.gov's field list stands in the trial model, at its place, with its code table. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readStudy } from '../../src/parse/ctgov/study.ts';
import { isJsonObject, type Json } from '../../src/shared/json.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../mappings/${name}`, import.meta.url), 'utf8'));

const { leaves } = read('ctgov-leaves.json') as {
  readonly leaves: Readonly<Record<string, string>>;
};
const { enumerations } = read('ctgov-enums.json') as {
  readonly enumerations: readonly {
    readonly type: string;
    readonly table?: string;
    readonly values: readonly string[];
  }[];
};
const enumeration = new Map(enumerations.map((each) => [each.type, each]));

const outsideResults = Object.entries(leaves).filter(
  ([path]) => !path.startsWith('resultsSection.'),
);

/** A value as the registry writes one of that type; `nth` tells the items of a list apart. */
function example(type: string, path: string, nth: number): Json {
  const values = enumeration.get(type)?.values;
  if (values) return values[nth % values.length] ?? '';
  switch (type) {
    case 'nct':
      return `NCT0000000${nth}`;
    case 'boolean':
      return nth % 2 === 0;
    case 'integer':
    case 'long':
    case 'number':
      return nth;
    case 'PartialDate':
      return `2020-0${nth + 1}`;
    case 'NormalizedDate':
      return `2020-05-1${nth}`;
    case 'DateTimeMinutes':
      return `2020-05-17T10:3${nth}`;
    case 'NormalizedTime':
      return `${nth + 18} Years`;
    case 'GeoPoint':
      return { lat: 48.85 + nth, lon: 2.35 };
    case 'text':
    case 'markup':
    case 'GeoName':
      return `${path} ${nth}`;
    default:
      throw new Error(`The field list has a new type: ${type}`);
  }
}

/** A record with two items in every list and a value for every leaf. */
function fullRecord(paths: typeof outsideResults): Json {
  const root: Record<string, Json> = {};
  const put = (node: Record<string, Json>, tokens: readonly string[], value: Json): void => {
    const [token = '', ...rest] = tokens;
    if (rest.length === 0) node[token] = value;
    else put((node[token] ??= {}) as Record<string, Json>, rest, value);
  };
  const numbered = (path: string): readonly (readonly [string, number])[] =>
    path.includes('[]')
      ? [0, 1].flatMap((nth) =>
          numbered(path.replace('[]', `.${nth}`)).map(
            ([each, inner]) => [each, nth + 2 * inner] as const,
          ),
        )
      : [[path, 0]];
  for (const [path, type] of paths)
    for (const [pointer, nth] of numbered(path))
      put(root, pointer.split('.'), example(type, path, nth));
  return toLists(root);
}

/** Objects numbered `0`, `1` as the lists they stand for. */
function toLists(value: Json | undefined): Json {
  if (!isJsonObject(value)) return value ?? null;
  const members = Object.entries(value).map(([key, inner]) => [key, toLists(inner)] as const);
  return Object.hasOwn(value, '0')
    ? members.map(([, inner]) => inner)
    : Object.fromEntries(members);
}

interface Told {
  readonly value: unknown;
  readonly table?: string;
}

/** Every value of the trial by the pointer of its place. */
function toldIn(trial: unknown, found = new Map<string, Told>()): ReadonlyMap<string, Told> {
  if (typeof trial !== 'object' || trial === null) return found;
  if ('place' in trial && 'value' in trial) {
    const { place, value, table } = trial as Told & { place: { pointer: string } };
    found.set(place.pointer, { value, ...(table !== undefined && { table }) });
    return found;
  }
  for (const inner of Object.values(trial)) toldIn(inner, found);
  return found;
}

const record = fullRecord(outsideResults);
const { value: trial, issues } = readStudy(record);
const told = toldIn(trial);

describe('the field list of ClinicalTrials.gov', () => {
  test('has 342 leaves, 202 of them outside the results', () => {
    expect(Object.keys(leaves)).toHaveLength(342);
    expect(outsideResults).toHaveLength(202);
  });

  test('is read without a leftover and without an issue', () => {
    expect(trial.leftovers).toEqual([]);
    expect(issues).toEqual([]);
  });

  test.each(outsideResults)('%s (%s) is in the trial', (path, type) => {
    const pointer = `/${path.replaceAll('[]', '.1').replaceAll('.', '/')}`;
    const pointers = type === 'GeoPoint' ? [`${pointer}/lat`, `${pointer}/lon`] : [pointer];
    for (const each of pointers) {
      expect(told.get(each)).toEqual({
        value: valueAt(record, each),
        ...(enumeration.has(type) && { table: enumeration.get(type)?.table }),
      });
    }
  });

  test('has results in its other leaves, which one issue names', () => {
    const whole = fullRecord(Object.entries(leaves));
    const all = readStudy(whole);
    expect(all.value).toEqual(trial);
    expect(all.issues.map(({ code }) => code)).toEqual(['results-not-modelled']);
  });
});

function valueAt(document: Json, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((node, token) => (node as Record<string, unknown>)[token], document);
}
