import { describe, expect, test } from 'vitest';
import { writeLeftovers } from '../../src/restore/ctgov/leftovers.ts';
import type { Json, JsonObject } from '../../src/shared/json.ts';
import type { Leftover } from '../../src/trial/trial.ts';

const place = { kind: 'pointer', pointer: '' } as const;
const kept = (path: string, value: Json): Leftover => ({ path, value, place });
const copied = (path: string, copyOf: string): Leftover => ({ path, copyOf, place });
const written = (document: JsonObject, ...leftovers: Leftover[]): Json =>
  JSON.parse(JSON.stringify(writeLeftovers(document, leftovers))) as Json;

describe('writeLeftovers', () => {
  test('sets a member, and makes what leads to it', () => {
    expect(written({ a: 1 }, kept('/b/c', 'x'), kept('/a', 2))).toEqual({ a: 2, b: { c: 'x' } });
  });

  test('inserts an item where the model has none, and moves later ones up', () => {
    const document = { list: ['first', 'third'] };
    expect(written(document, kept('/list/1', 5))).toEqual({ list: ['first', 5, 'third'] });
    expect(written(document, kept('/list/3', null), kept('/list/0', ''))).toEqual({
      list: ['', 'first', 'third', null],
    });
  });

  test('writes items by their number, in whatever order they come', () => {
    const list = Array.from({ length: 12 }, (_, index) => index);
    const leftovers = list.map((index) => kept(`/list/${index}`, index)).toReversed();
    expect(written({}, ...leftovers)).toEqual({ list });
  });

  test('replaces a list before it inserts items', () => {
    const document = { list: ['b'] };
    expect(written(document, kept('/list/0', 1), kept('/list', ['b', 'c']))).toEqual({
      list: [1, 'b', 'c'],
    });
  });

  test('makes members of numbers that are no whole items', () => {
    expect(
      written({}, kept('/a/0/b', 1), kept('/c/5', 2), kept('/d/0', 3), kept('/d/x', 4)),
    ).toEqual({
      a: { 0: { b: 1 } },
      c: { 5: 2 },
      d: { 0: 3, x: 4 },
    });
  });

  test('copies a member as it is in the end', () => {
    const document = { places: [{ city: 'Basel' }] };
    expect(written(document, copied('/again', '/places'), kept('/places/0/zip', '4000'))).toEqual({
      places: [{ city: 'Basel', zip: '4000' }],
      again: [{ city: 'Basel', zip: '4000' }],
    });
    expect(written(document, copied('/again', '/nowhere'))).toEqual(document);
  });

  test('reads pointers as RFC 6901 has them', () => {
    expect(written({}, kept('/a~1b/~0c', 1), kept('/', 2))).toEqual({ 'a/b': { '~c': 1 }, '': 2 });
  });

  test('takes __proto__ for a name like any other', () => {
    const document = writeLeftovers({}, [kept('/__proto__/polluted', true)]);
    expect(Object.hasOwn(document, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('passes over lines, and pointers that would only fill memory', () => {
    const deep = `/${'a/'.repeat(5000)}b`;
    const document = { list: ['a'] };
    expect(
      written(
        document,
        kept('lines/3', 'x'),
        kept(deep, 1),
        kept('/list/99999', 1),
        kept('/list/x', 1),
      ),
    ).toEqual(document);
  });

  test('leaves what the model wrote where a pointer leads through it', () => {
    expect(written({ a: 'text' }, kept('/a/b', 1))).toEqual({ a: 'text' });
  });
});
