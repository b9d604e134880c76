import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detectFormat } from '../../src/parse/detect-format.ts';

describe('detectFormat', () => {
  test('tells the examples apart by their content', () => {
    const texts = readdirSync('examples')
      .filter((name) => name.endsWith('.txt'))
      .sort();
    const formats = texts.map((name) => detectFormat(readFileSync(`examples/${name}`, 'utf8')));
    expect(formats).toEqual(['flat-text', 'flat-text', 'flat-text', 'page-text', 'flat-text']);
  });
  test('sees the same through carriage returns, a byte order mark and trailing NULs', () => {
    const text = readFileSync('examples/000_9a75afc2414ddea6.txt', 'utf8');
    expect(detectFormat(`\u{feff}${text.replaceAll('\n', '\r\n')}\0\0`)).toBe('flat-text');
  });
  test.each([
    ['{"protocolSection":{}}', 'ctgov-v2-json'],
    ['{"protocolSection":', 'ctgov-v2-json'],
    ['{"resourceType":"Bundle"}', undefined],
    ['Dear all,\nplease find the record attached.\nBest', undefined],
    ['1,2,3\n4,5,6\n7,8,9', undefined],
  ])('reads %j as %s', (text, format) => {
    expect(detectFormat(text)).toBe(format);
  });
});
