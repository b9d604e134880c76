import { describe, expect, test } from 'vitest';
import { lineRecord, recordKeyOf, splitRecords } from '../../src/parse/split-records.ts';
import { parse } from '../../src/parse/parse.ts';

const study = (nct: string): string =>
  `{"protocolSection":{"identificationModule":{"nctId":"${nct}","briefTitle":"a, ] } \\" b"}}}`;
const [one, two] = [study('NCT00000001'), study('NCT00000002')];
const cut = (name: string, text: string): readonly (readonly [string, string])[] =>
  splitRecords(name, text).value.map((record) => [record.name, record.text]);

describe('splitRecords', () => {
  test('gives one study as it is', () => {
    expect(cut('a.json', one)).toEqual([['a.json', one]]);
  });
  test('cuts the studies of an API page out unchanged', () => {
    expect(cut('page.json', `{"nextPageToken":"x","studies":[\n${one},\n ${two}]}`)).toEqual([
      ['page.json#1', one],
      ['page.json#2', two],
    ]);
  });
  test('cuts the studies of a bare array out unchanged', () => {
    expect(cut('a.json', `[${one} , ${two}]`)).toEqual([
      ['a.json#1', one],
      ['a.json#2', two],
    ]);
  });
  test('names a record of a text with one a line by its line', () => {
    expect(cut('s.ndjson', `\u{feff}${one}\r\n\r\n${two}\r\n\0`)).toEqual([
      ['s.ndjson#1', one],
      ['s.ndjson#3', two],
    ]);
  });
  test.each([
    ['an array', (bad: string) => `[${one},${bad},${two}]`],
    ['a page', (bad: string) => `{"studies":[${one},${bad},${two}]}`],
    ['lines', (bad: string) => [one, bad, two].join('\n')],
  ])('keeps a faulty record and those around it in %s', (_, around) => {
    const bad = '{"protocolSection":{"a":}}';
    const records = splitRecords('r', around(bad)).value;
    expect(records.map(({ text }) => text)).toEqual([one, bad, two]);
    expect(records.map((record) => parse(record).value !== undefined)).toEqual([true, false, true]);
  });
  test('says that a list has no records', () => {
    expect(splitRecords('e.json', '{"studies":[]}').issues.map(({ code }) => code)).toEqual([
      'record-empty',
    ]);
  });
  test('gives a text record the key its sender put into the file name', () => {
    const record = splitRecords('in/000_9a75afc2414ddea6.txt', 'Title\n').value[0];
    expect(record?.recordKey).toBe('9a75afc2414ddea6');
    expect(splitRecords('in/seed.txt', 'Title\n', { recordKey: 'k1' }).value[0]?.recordKey).toBe(
      'k1',
    );
  });
});

describe('recordKeyOf', () => {
  test.each([
    ['001_d21ade92f4d85067.txt', 'd21ade92f4d85067'],
    ['d21ade92f4d85067.txt', 'd21ade92f4d85067'],
    ['trial.txt', undefined],
    ['abc123.txt', undefined],
    ['NCT01234567.txt', undefined],
  ])('reads %s as %s', (name, key) => {
    expect(recordKeyOf(name)).toBe(key);
  });
});

describe('lineRecord', () => {
  test('gives nothing for a blank line', () => {
    expect(lineRecord('s', '  \r', 2)).toBeUndefined();
    expect(lineRecord('s', `${one}\r`, 3)).toMatchObject({ name: 's#3', text: one });
  });
});
