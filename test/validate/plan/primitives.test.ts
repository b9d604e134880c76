import { describe, expect, it } from 'vitest';
import { primitiveRule } from '../../../src/validate/plan/primitives.ts';

const CASES: readonly (readonly [
  type: string,
  good: readonly unknown[],
  bad: readonly unknown[],
])[] = [
  [
    'date',
    ['2024', '2024-02', '2024-02-29', '2000-02-29'],
    [
      '2023-02-29',
      '1900-02-29',
      '2024-02-30',
      '2024-13',
      '2024-00',
      '2024-04-31',
      '0000',
      '24-01-01',
      '2024-1-1',
      '2024-01-01T00:00:00Z',
    ],
  ],
  [
    'dateTime',
    ['2024', '2024-02-29', '2024-02-29T23:59:60Z', '2024-02-29T10:00:00.123+05:30'],
    [
      '2024-02-29T10:00:00',
      '2024-02-30T10:00:00Z',
      '2024-02-29T24:00:00Z',
      '2024-02-29T10:00Z',
      '2024-02T10:00:00Z',
    ],
  ],
  [
    'instant',
    ['2024-02-29T10:00:00Z', '2024-02-29T10:00:00.1-14:00'],
    ['2024-02-29', '2024-02-29T10:00:00+15:00', '2024-02-29T10:60:00Z'],
  ],
  ['time', ['00:00:00', '23:59:59.999'], ['24:00:00', '10:00', '10:00:00Z']],
  ['id', ['a', 'A-1.b', 'x'.repeat(64)], ['a_b', 'x'.repeat(65), 'a b', 'ä']],
  ['code', ['a', 'a b'], [' a', 'a ', 'a  b', 'a\tb\t']],
  [
    'uri',
    ['http://a.invalid', 'urn:uuid:3b241101-e2bb-4255-8caf-4136c566a962', 'relative/path'],
    ['a b', 'urn:uuid:3B241101-e2bb-4255-8caf-4136c566a962', 'urn:uuid:1', 'urn:oid:3.1'],
  ],
  [
    'canonical',
    ['http://a.invalid/Measure/1', 'http://a.invalid/x|1.0#part', 'urn:oid:1.2', '#inner'],
    ['Measure/1', '/Measure/1', '|1.0', 'x:', 'http://a.invalid/a b', 'urn:uuid:1'],
  ],
  ['oid', ['urn:oid:1.2.840'], ['1.2.840', 'urn:oid:1.02']],
  [
    'uuid',
    ['urn:uuid:3b241101-e2bb-4255-8caf-4136c566a962'],
    ['3b241101-e2bb-4255-8caf-4136c566a962'],
  ],
  [
    'base64Binary',
    ['AAAA', 'QQ==', 'QR==', 'QUE=', 'AA AA\nBBBB'],
    ['AAA', 'A===', 'AA=A', '*AAA'],
  ],
  ['integer', [0, -2147483648, 2147483647], [2147483648, 1.5, -2147483649]],
  ['unsignedInt', [0, 1], [-1, 0.5]],
  ['positiveInt', [1], [0, -1]],
  ['decimal', [0, -1.5, 1e20], [Number.POSITIVE_INFINITY]],
  ['string', ['x', ' x ', ' ', '\n\t\r', 'a\u001f'], []],
];

describe('primitiveRule', () => {
  it.each(CASES)('accepts and refuses values of %s', (type, good, bad) => {
    const accepts = primitiveRule(type)?.accepts;
    const verdicts = [...good, ...bad].map((value) => accepts?.(value as string));
    expect(verdicts).toEqual([...good.map(() => true), ...bad.map(() => false)]);
  });

  it.each(['string', 'markdown'])(
    'doubts a %s of white space, or with control characters',
    (type) => {
      const doubt = primitiveRule(type)?.doubt;
      const texts = ['x', ' x\n\t\r', ' ', '\n', 'a\u0000', '\u001f'];
      expect(texts.map((text) => doubt?.(text)?.split(';')[0])).toEqual([
        undefined,
        undefined,
        'The text is only white space',
        'The text is only white space',
        'The text has a control character',
        'The text has a control character',
      ]);
    },
  );

  it.each(['R4', 'R5'] as const)('accepts no tab in a code of %s', (release) => {
    const accepts = primitiveRule('code', release)?.accepts;
    expect(['a b', 'a', 'a\tb', 'a  b', ' a', 'a '].map((text) => accepts?.(text))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it.each(['dateTime', 'instant'])('accepts a %s of R5 to the nanosecond', (type) => {
    const times = ['2020-01-01T10:00:00.123456789Z', '2020-01-01T10:00:00.1234567891Z'];
    const accepted = (release: 'R4' | 'R5'): unknown[] =>
      times.map((time) => primitiveRule(type, release)?.accepts(time));
    expect(accepted('R5')).toEqual([true, false]);
    expect(accepted('R4')).toEqual([true, true]);
  });

  it('accepts no white space in base64 of R5', () => {
    const accepts = primitiveRule('base64Binary', 'R5')?.accepts;
    expect(['AAAA', 'QQ==', 'AA AA', 'AAAA\n'].map((value) => accepts?.(value))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('takes linear time on base64 that never ends well', () => {
    const started = performance.now();
    expect(primitiveRule('base64Binary')?.accepts(`${'A '.repeat(500_000)}*`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('knows no complex type', () => {
    expect(primitiveRule('Period')).toBeUndefined();
  });
});
