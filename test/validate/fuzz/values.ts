/** Values that break validators: out of range, out of form, long, and made to keep a regular expression busy. */
import fc from 'fast-check';
import { VALUES } from '../mutations.ts';
import type { Random } from '../mutants.ts';

/** Numbers as JSON text: beyond a double, beneath it, signed zero, more digits than it holds. */
export const NUMBERS: readonly string[] = [
  '1e400', '-1e400', '1e-400', '-0', '-0.0', '0e0', '123456789012345678901234567890', '0.1234567890123456789012345',
  '9007199254740993', '2147483648', '-2147483649', '1E+2', '1.0', '1e15', '1e22', '5e-324', '99999999999999999999e-20',
]; // prettier-ignore

/** Names every object has without being given them. */
export const NAMES: readonly string[] = [
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'prototype', '', ' ',
  'resourceType', 'contained', 'extension', 'modifierExtension', 'id', '_id', '_extension', '_', '__', 'a.b', '[0]', 'a[0]',
  '$this', '\u0000', '\ud800', 'é', 'value[x]', 'valueString', 'valueX', 'fhir_comments', 'length', '0',
]; // prettier-ignore

/** Beginnings that a form accepts, each with what can be repeated without end. */
export const TRAPS: readonly (readonly [head: string, pump: string])[] = [
  ['2024-01-01T00:00:00.', '0'], ['2024-', '0'], ['', '9'], ['00:00:', '0'], ['2024-01-01T00:00:00Z', ' '],
  ['urn:oid:1', '.1'], ['urn:oid:', '0.'], ['urn:uuid:', 'a'], ['http://a.invalid/', 'a/'], ['http://', '%'], ['http://', ':@'],
  ['http://a?', '&a='], ['Patient/', 'a'], ['Patient/', '1/_history/'], ['#', '#'], ['http://a.invalid/x|', '1|'], ['data:', ';a=,'],
  ['', 'A'], ['', 'QUFB '], ['', '='], ['QUFB', '\n'], ['', 'A1-.'], ['', ' '], ['a', ' '], ['a', '\t\n'], ['', '\u00a0'],
  ['', 'a '], ['', '-a'], ['en', '-a'], ['en-x', '-aaaaaaaa'], ['en-', 'aaaaaaaaa-'], ['i-', 'a'], ['text/plain', ';a=b'], ['a/', '+a'],
  ['a/b; ', 'a="\\"'], ['', '('], ['', '(m)'], ['', 'm.'], ['', 'm/'], ['', '10*'], ['', 'm2'], ['', '{a}'], ['', '{'], ['', '[in_i]'],
  ['', '/'], ['', 'kk'], ['mg/', 'dam'], ['Patient?', 'a=b&'], ['', '\\'], ['', "'"], ["'", "\\'"], ['name', '.where(true)'], ['', '('],
  ['a', ' or a'], ['', '-'], ['', '--'], ['', '!'], ['a', '.b'], ['iif(', 'iif('], ['', '@2024'], ['', '/*'], ['/*', '/*'], ['a', '|'], ['', '%'], ['', '/_history/'], ['', '`'], ['A', 'aA_'], ['', '_'],
  ['<div xmlns="http://www.w3.org/1999/xhtml">', '<p>'], ['<div>', '<b><i>'], ['<div>', '<!--'], ['<div ', 'a="" '], ['<div>', '&'],
  ['<div>', '&amp;'], ['<div>', '&#'], ['<div>', '</div>'], ['<div>', '<a href="'], ['<', '<'], ['<div', ' '], ['<div>', '<br/>'],
  ['<div><a ', 'a '], ['<div style="', 'a:url('], ['<?xml', '?'], ['<!DOCTYPE', ' ['], ['<div>', '<![CDATA['],
  ['\ud83d', '\ude00'], ['', '\ud800'], ['', '\u0000'], ['', '\u0301'], ['', '\u200d'], ['', '\ufeff'], ['', '\u2028'], ['', 'ﷺ'],
]; // prettier-ignore

export const ENDS: readonly string[] = [
  '',
  '!',
  ' ',
  '*',
  '\n',
  '\u0000',
  'Z',
  '"',
  '</div>',
  '/1',
  '|',
  '=',
  '$',
  '\ud800',
];

const LENGTHS: readonly number[] = [1, 2, 5, 30, 30, 65, 300, 300, 2000];
/** Long enough that quadratic time shows. */
const LONG = 50_000;

export interface Pool {
  readonly values: readonly unknown[];
  readonly strings: readonly string[];
}

/** What fast-check makes, made once for a seed. */
export function poolOf(seed: number): Pool {
  const strings = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.webUrl(),
    fc.base64String(),
  );
  return {
    values: [...VALUES, ...fc.sample(fc.jsonValue({ maxDepth: 3 }), { numRuns: 400, seed })],
    strings: fc.sample(strings, { numRuns: 400, seed }),
  };
}

/** A text that a careless regular expression takes long over: mostly short, now and then 50,000 characters. */
export function trap(random: Random): string {
  const [head, pump] = random.pick(TRAPS) ?? ['', 'a'];
  const length = random.below(150) === 0 ? LONG : (random.pick(LENGTHS) ?? 1);
  return pumped(head, pump, random.pick(ENDS) ?? '', length);
}

export function pumped(head: string, pump: string, end: string, length: number): string {
  return head + pump.repeat(Math.ceil(length / pump.length)) + end;
}

export function anyText(random: Random, pool: Pool): string {
  return random.below(3) === 0 ? trap(random) : (random.pick(pool.strings) ?? '');
}

export function anyValue(random: Random, pool: Pool): unknown {
  if (random.below(4) === 0) return anyText(random, pool);
  if (random.below(20) === 0) return nested(random, random.below(400));
  // a copy, since what holds it may be changed later
  return structuredClone(random.pick(pool.values));
}

/** A list or object in a list or object, and so on. */
function nested(random: Random, depth: number): unknown {
  const name =
    random.pick(['extension', 'item', 'contained', 'part', 'concept', 'a', 'section', 'action']) ??
    'a';
  const isList = random.below(2) === 0;
  let value: unknown = { id: 'a' };
  for (let level = 0; level < depth; level += 1) {
    const object = {
      url: 'http://a.invalid',
      resourceType: 'Basic',
      linkId: '1',
      [name]: isList ? [value] : value,
    };
    value = random.below(10) === 0 ? [value] : object;
  }
  return value;
}
