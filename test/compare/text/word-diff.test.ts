import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordDiff } from '../../../src/compare/text/word-diff.ts';

const WHOLE = { context: 10_000, maxRun: 10_000, maxPlaces: 10_000 };

/** The words of one side of a difference that shows everything. */
function side(diff: string, kept: '-' | '+'): string {
  const [open, close] = kept === '-' ? ['[-', '-]'] : ['{+', '+}'];
  return diff
    .replaceAll(kept === '-' ? /\{\+.*?\+\}/gs : /\[-.*?-\]/gs, ' ')
    .replaceAll(open, ' ')
    .replaceAll(close, ' ')
    .split(/\s+/)
    .filter(Boolean)
    .join(' ');
}

describe('wordDiff', () => {
  test.each([
    ['at least one lesion', 'at least two lesions', 'at least [-one lesion-] {+two lesions+}'],
    ['a b', 'a b c', 'a b {+c+}'],
    ['a b c', 'b c', '[-a-] b c'],
    ['', 'new words', '{+new words+}'],
    ['same  words', 'same words', ''],
  ])('%s | %s', (before, after, expected) => {
    expect(wordDiff(before, after)).toBe(expected);
  });

  test('shows what is around a change, and leaves out the rest', () => {
    const text = 'one two three four five six seven eight nine ten';
    expect(wordDiff(text, text.replace('six', '6'), { context: 2 })).toBe(
      '… four five [-six-] {+6+} seven eight …',
    );
  });

  test('counts what it does not show', () => {
    const numbers = Array.from({ length: 100 }, (_, at) => `word${at}`);
    const other = numbers.map((word, at) => (at % 10 === 5 ? `other${at}` : word));
    const diff = wordDiff(numbers.join(' '), other.join(' '), { maxPlaces: 2 });
    expect(diff).toMatch(/and 8 more changed places$/);
    expect(wordDiff('a', `a ${numbers.join(' ')}`, { maxRun: 3 })).toBe(
      'a {+word0 word1 word2 … (97 more words)+}',
    );
  });

  test('has each text as one of its sides', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 30 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = wordDiff(before, after, WHOLE);
        if (before === after) expect(diff).toBe('');
        else expect([side(diff, '-'), side(diff, '+')]).toEqual([before, after]);
      }),
    );
  });

  test('is as short as a longest common subsequence allows', () => {
    const word = fc.constantFrom('a', 'b', 'c');
    const words = fc.array(word, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, words, (before, after) => {
        const diff = wordDiff(before.join(' '), after.join(' '), WHOLE);
        const marked = [...diff.matchAll(/\[-(.*?)-\]|\{\+(.*?)\+\}/gs)];
        const edits = marked.flatMap(([, gone, come]) => (gone ?? come ?? '').split(' ')).length;
        expect(edits).toBe(before.length + after.length - 2 * longestCommon(before, after));
      }),
    );
  });

  test('ends soon with texts that have nothing in common', () => {
    const words = (start: string): string =>
      Array.from({ length: 20_000 }, (_, at) => `${start}${at}`).join(' ');
    const started = performance.now();
    expect(wordDiff(words('a'), words('b')).length).toBeLessThan(2_000);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, () => 0);
  for (const word of a) {
    const next = [0];
    for (const [at, other] of b.entries()) {
      next.push(word === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
