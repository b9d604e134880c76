import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { flawsOf, mayHaveFlaws } from '../../src/shared/json-flaws.ts';
import { positionFinder, stretchesOf } from '../../src/shared/json-positions.ts';
import { scanJson } from '../../src/shared/json-scan.ts';
import { syntaxFault } from '../../src/shared/json-syntax.ts';

const STUDIES = new URL('../corpus/studies/', import.meta.url);
const EXPECTED = new URL('../corpus/expected/', import.meta.url);
const realTexts = [STUDIES, EXPECTED].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8')),
);

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** What stands at the stretch of an expression. */
const at = (text: string, expression: string): string => {
  const found = stretchesOf(text, [expression]).get(expression);
  return text.slice(found?.start, found?.end);
};

/** Every value of a document with its expression. */
function* values(value: unknown, path: string): Generator<readonly [string, unknown]> {
  yield [path, value];
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* values(item, `${path}[${index}]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* values(item, `${path}.${key}`);
  }
}

describe('stretchesOf', () => {
  test('finds every value of real documents', () => {
    for (const text of realTexts.slice(0, 12)) {
      const all = [...values(JSON.parse(text), 'Root')];
      const found = stretchesOf(
        text,
        all.map(([path]) => path),
      );
      for (const [path, value] of all) {
        const { start, end } = found.get(path) ?? { start: 0, end: 0 };
        const written = text.slice(start, end).replace(/^"(?:[^"\\]|\\.)*"\s*:\s*/, '');
        expect(JSON.parse(written === '' ? 'null' : written), path).toEqual(value);
      }
    }
  });

  const patient =
    '{"resourceType":"Patient", "_birthDate" : {"extension":[{"url":"x"}]},"birthDate":"1970",\n' +
    ' "deceasedBoolean":true,"name":[{"family":"A\\"b"},{"given":["C",null]}],"__proto__":{"a":1}}';

  test.each([
    ['Patient', patient],
    ['Patient.birthDate', '"birthDate":"1970"'],
    ['Patient.birthDate.extension[0].url', '"url":"x"'],
    ['Patient.deceased', '"deceasedBoolean":true'],
    ['Patient.name[0].family', '"family":"A\\"b"'],
    ['Patient.name[1].given[1]', 'null'],
    ['Patient.__proto__.a', '"a":1'],
    ['Patient.name[1].use', '{"given":["C",null]}'],
    ['Patient.name[7]', '"name":[{"family":"A\\"b"},{"given":["C",null]}]'],
    ['Patient.contact.name', patient],
    ['no expression at all', patient],
  ])('%s', (expression, expected) => {
    expect(at(patient, expression)).toBe(expected);
  });

  test('names line and column as an editor counts them', () => {
    const find = positionFinder('{\n "ä😀": 1,\r\n  "b": 2}', 7);
    expect([find(0), find(3), find(17)]).toEqual([
      { line: 7, column: 1 },
      { line: 8, column: 2 },
      { line: 9, column: 4 },
    ]);
  });

  test('takes no stack for nesting, and little time', () => {
    const deep = `${'[{"a":'.repeat(200_000)}1${'}]'.repeat(200_000)}`;
    const started = performance.now();
    expect(at(deep, 'Root[0].a[0].a')).toMatch(/^"a":/);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('flawsOf', () => {
  test('finds a key that comes twice, however it is written', () => {
    const text = '{"a":[{"b":1,"c":{},"\\u0062":2}],"__proto__":1,"__proto__":2}';
    expect(flawsOf(text).flaws.map(({ kind, path, written }) => [kind, path, written])).toEqual([
      ['duplicate-key', 'a[0].b', '"\\u0062"'],
      ['duplicate-key', '__proto__', '"__proto__"'],
    ]);
  });

  test.each([
    ['1e400', 'number-out-of-range'],
    ['-1E+999', 'number-out-of-range'],
    ['9007199254740993', 'number-imprecise'],
    ['0.12345678901234567891', 'number-imprecise'],
    ['123456789012345678901234567890', 'number-imprecise'],
    ['9007199254740992', undefined],
    ['1.00000000000000000000', undefined],
    ['0.000000000000000000001', undefined],
    ['100000000000000000000', undefined],
    ['-12.50', undefined],
    ['1e3', undefined],
  ])('%s', (written, kind) => {
    const text = `{"a": [ {"value" :  ${written} } ]}`;
    expect(flawsOf(text).flaws.map((flaw) => flaw.kind)).toEqual(kind === undefined ? [] : [kind]);
    if (kind) {
      expect(mayHaveFlaws(text, JSON.parse(text))).toBe(true);
      expect(mayHaveFlaws(`{"a":[${written}]}`, { a: [Number(written)] })).toBe(true);
    }
  });

  test('holds real documents to be without flaw, and tells it without a scan', () => {
    for (const text of realTexts) {
      expect(flawsOf(text).flaws).toEqual([]);
      expect(mayHaveFlaws(text, JSON.parse(text))).toBe(false);
    }
  });

  test('never passes over a flaw that a scan finds', () => {
    const name = fc.constantFrom('a', 'b', 'a":', 'x:y', '\\', '__proto__');
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.double({ noNaN: true }).map(String));
    const member = fc.tuple(name, scalar).map(([key, value]) => {
      return `${JSON.stringify(key)} :${JSON.stringify(value)}`;
    });
    fc.assert(
      fc.property(fc.array(member, { maxLength: 6 }), (members) => {
        const text = `{${members.join(',')}}`;
        const inner = `{"list":[1,${text}]}`;
        for (const each of [text, inner]) {
          if (flawsOf(each).flaws.length > 0)
            expect(mayHaveFlaws(each, JSON.parse(each))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('syntaxFault', () => {
  test('agrees with JSON.parse on real documents with any piece cut out or put in', () => {
    const [text = ''] = realTexts.toSorted((a, b) => a.length - b.length);
    const pieces = [
      '',
      '"',
      '\\',
      ',',
      ':',
      '{',
      '}',
      '[',
      ']',
      '0',
      '-',
      '.',
      'e5',
      'null',
      '\u0000',
      '\n',
      "'",
    ];
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(3),
        fc.constantFrom(...pieces),
        (from, length, piece) => {
          const edited = text.slice(0, from) + piece + text.slice(from + length);
          expect(syntaxFault(edited) === undefined).toBe(isJson(edited));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('agrees with JSON.parse on any text of its signs', () => {
    const sign = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\u00e',
      '1',
      '01',
      '-',
      'true',
      'nul',
      ' ',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 9 }), (signs) => {
        const text = signs.join('');
        expect(syntaxFault(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['{"a":1,}', 7, '"}"', 'a name in double quotes'],
    ["{'a':1}", 1, '"\'"', 'a name in double quotes or "}"'],
    ['{"a":NaN}', 5, '"NaN"', 'a value'],
    ['{"a":1', 6, 'the end of the text', '"," or "}"'],
    ['[1] x', 4, '"x"', 'nothing more'],
    [
      '{"a":"x\ny"}',
      7,
      'a character that is not visible (U+000A)',
      'a character of a text, or its closing quote',
    ],
    ['', 0, 'the end of the text', 'a value'],
  ])('%s', (text, offset, found, expected) => {
    expect(syntaxFault(text)).toEqual({ offset, found, expected });
  });
});

describe('scanJson', () => {
  test('ends on any text', () => {
    const ignore = { open: () => {}, close: () => {}, key: () => {}, scalar: () => {} };
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        scanJson(text, ignore);
        flawsOf(text);
        stretchesOf(text, ['A.b[0]']);
      }),
    );
  });
});
