import { describe, expect, test } from 'vitest';

import { cleanText, datesInOrder, isCode, isUnsignedInt, isUrl } from '../../src/map/clean.ts';
import { countryCode } from '../../src/map/countries.ts';
import { readAge } from '../../src/map/ages.ts';

describe('cleanText', () => {
  test('keeps text as it is, white space at its ends included', () => {
    expect(cleanText(' ≥18 years\n\told ')).toBe(' ≥18 years\n\told ');
  });

  test('removes what XML cannot carry and mends half characters', () => {
    expect(cleanText('a\u0000b\u000Bc\uFFFEd\uD800e')).toBe('abcd\uFFFDe');
  });

  test('has nothing left of blank text', () => {
    expect(cleanText(' \n\u0001')).toBeUndefined();
  });

  test('cuts what is longer than FHIR allows', () => {
    expect(cleanText('x'.repeat(1024 * 1024 + 1))?.length).toBe(1024 * 1024);
  });
});

test.each([
  ['2020', '2021', 'yes'],
  ['2020-05', '2020-05', 'yes'],
  ['2021-01-01', '2020', 'no'],
  ['2020', '2020-03', 'unknown'],
  ['2019-12-31', '2020', 'yes'],
])('datesInOrder: %s before %s is %s', (start, end, order) => {
  expect(datesInOrder(start, end)).toBe(order);
});

test.each(['MEDICAL DEVICE', 'x'])('isCode takes %j', (value) => expect(isCode(value)).toBe(true));
test.each(['', ' x', 'x ', 'a  b', 'a\tb', 'a\u0085b'])('isCode refuses %j', (value) =>
  expect(isCode(value)).toBe(false),
);
test.each(['https://a.b/c?d=e#f', 'ftp://a.b/c'])('isUrl takes %j', (value) =>
  expect(isUrl(value)).toBe(true),
);
test.each(['www.a.b', 'https://a b', '', 'http://', 'javascript:alert(1)'])(
  'isUrl refuses %j',
  (value) => expect(isUrl(value)).toBe(false),
);
test.each([0, 280])('isUnsignedInt takes %d', (value) => expect(isUnsignedInt(value)).toBe(true));
test.each([-1, 1.5, Number.NaN, 2 ** 31])('isUnsignedInt refuses %d', (value) =>
  expect(isUnsignedInt(value)).toBe(false),
);

test.each([
  ['United States', 'US'],
  ['Turkey (Türkiye)', 'TR'],
  ['Korea, Republic of', 'KR'],
  ['côte d’ivoire', 'CI'],
  ['Yugoslavia', undefined],
])('countryCode of %s is %s', (name, code) => expect(countryCode(name)).toBe(code));

test.each([
  ['18 Years', { value: 18, unit: 'a' }],
  ['1 Minute', { value: 1, unit: 'min' }],
  ['N/A', undefined],
  ['18', undefined],
])('readAge of %s', (words, age) => expect(readAge(words)).toEqual(age));
