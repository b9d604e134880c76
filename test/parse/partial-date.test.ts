import { describe, expect, test } from 'vitest';
import { dateFromWords, isPartialDate } from '../../src/parse/partial-date.ts';

describe('isPartialDate', () => {
  test.each(['2020', '2020-10', '2020-10-05', '2024-02-29'])('takes %s', (text) => {
    expect(isPartialDate(text)).toBe(true);
  });
  test.each([
    '2020-13',
    '2023-02-29',
    '2020-04-31',
    '0000',
    '20',
    '2020-1',
    '2018-10-10T10:55',
    '',
  ])('refuses %s', (text) => {
    expect(isPartialDate(text)).toBe(false);
  });
});

describe('dateFromWords', () => {
  test.each([
    ['October, 2020', '2020-10'],
    ['October 2020', '2020-10'],
    ['Sept. 3, 2021', '2021-09-03'],
    ['3 March 2021', '2021-03-03'],
    ['2021-03', '2021-03'],
  ])('reads %s as %s without padding', (words, date) => {
    expect(dateFromWords(words)).toBe(date);
  });
  test.each(['Q3 2020', 'February 30, 2020', 'soon', '10/11/2020'])(
    'reads nothing from %s',
    (words) => {
      expect(dateFromWords(words)).toBeUndefined();
    },
  );
});
