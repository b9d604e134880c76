import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../src/source/load-validator.ts';
import { checkDocument } from '../../src/validate/document/check-document.ts';
import { base, baseR5 } from '../validate/base.ts';
import { patternsOfInvariants, patternsOfSource } from '../validate/fuzz/patterns.ts';
import { TRAPS, pumped } from '../validate/fuzz/values.ts';

const LENGTH = 50_000;
/** More than an engine has room for where it repeats a group. */
const LONGEST = 8_000_000;
/** Milliseconds of processor time; what takes time by the square of the length takes seconds. */
const LIMIT = 250;

function spent(work: () => void): number {
  const { user } = process.cpuUsage();
  work();
  return process.cpuUsage({ user, system: 0 }).user / 1000;
}

const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));
const PUMPS = [...new Set([...printable, '\n', '\u00a0', ...TRAPS.map(([, pump]) => pump)])];

/** Applied to text of bounded length alone. */
const SHORT = [
  'validate/fhirpath/lexer.ts',
  'validate/resource/element-definitions.ts',
  'validate/terminology/language-tags.ts',
];

describe('regular expressions', () => {
  const patterns = [...patternsOfSource(), ...patternsOfInvariants([base, baseR5])];

  it('are all found', () => {
    const files = new Set(patterns.map(({ where }) => where.split(' ')[0]));
    expect(patterns.length).toBeGreaterThan(80);
    expect([...files]).toEqual(
      expect.arrayContaining(['validate/plan/primitives.ts', 'shared/json-flaws.ts', 'exp-2']),
    );
  });

  it.each(patterns)('$where takes time by the length alone', ({ expression }) => {
    const heads = ['', ...TRAPS.map(([head]) => head)];
    const slow: string[] = [];
    for (const [at, pump] of PUMPS.entries()) {
      for (const end of ['!', '\n1', pump]) {
        const text = pumped(heads[at % heads.length] ?? '', pump, end, LENGTH);
        expression.lastIndex = 0;
        if (spent(() => expression.test(text)) > LIMIT) slow.push(JSON.stringify(pump + end));
      }
      if (slow.length > 2) break;
    }
    expect(slow).toEqual([]);
  });

  // for each time the engine keeps a place to go back to; where there is no room for more it throws
  const repeating = patternsOfSource().filter(
    ({ where, expression }) =>
      /\)[*+]|\)\{\d+,\}/.test(expression.source) && !SHORT.some((name) => where.startsWith(name)),
  );

  it.each(repeating)('$where takes 8 million characters', ({ expression }) => {
    for (const [head, pump] of TRAPS) {
      expression.lastIndex = 0;
      expect(() => expression.test(pumped(head, pump, pump, LONGEST))).not.toThrow();
    }
  });
});

const DIV = '<div xmlns="http://www.w3.org/1999/xhtml">';
const value =
  (type: string) =>
  (text: string): object => ({
    resourceType: 'Parameters',
    parameter: [{ name: 'x', [`value${type}`]: text }],
  });
const language = (text: string): object => ({
  resourceType: 'Basic',
  code: { text: 'x' },
  language: text,
});
const expressed = (expression: string): object => ({
  resourceType: 'SearchParameter',
  base: ['Patient'],
  expression,
});
const told = (div: string): object => ({
  resourceType: 'Basic',
  code: { text: 'x' },
  text: { status: 'generated', div },
});
const sliced = (path: string): object => ({
  resourceType: 'StructureDefinition',
  type: 'Patient',
  kind: 'resource',
  differential: {
    element: [
      {
        id: 'x',
        path: 'Patient.name',
        slicing: { rules: 'open', discriminator: [{ type: 'value', path }] },
      },
    ],
  },
});

describe('a text of 8 million characters', () => {
  const validator = loadValidator();

  it.each([
    ['code', value('Code'), 'a ', 'a', 'a'],
    ['oid', value('Oid'), 'urn:oid:1', '.1', ''],
    ['base64', value('Base64Binary'), '', 'QUFB', ''],
    ['string', value('String'), ' ', ' ', ''],
    ['uri', value('Uri'), 'a:', 'a:', ''],
    ['canonical', value('Canonical'), 'http://a|', '|', '\n'],
    ['language', language, 'en', '-aaaaa', ''],
    ['expression with a text', expressed, "'", 'a', "'"],
    ['expression with comments', expressed, '', '/*', ''],
    ['expression of steps', expressed, 'a', '.b', ''],
    ['path of a discriminator', sliced, 'a', '.a', ''],
    ['comment', told, `${DIV}<!--`, '- ', '--></div>'],
    ['tag', told, `${DIV}<a `, 'a', '></a></div>'],
    ['attributes', told, `${DIV}<a `, 'a="" ', '></a></div>'],
    ['entities', told, DIV, '&amp;', '</div>'],
    ['paragraphs', told, DIV, '<p>', '</div>'],
  ])('is checked in bounded time: %s', (_name, around, head, pump, end) => {
    const resource = around(pumped(head, pump, end, LONGEST));
    expect(
      spent(() => void checkDocument({ text: JSON.stringify(resource) }, validator)),
    ).toBeLessThan(8000);
  });
});
