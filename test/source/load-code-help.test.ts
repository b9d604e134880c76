import { expect, test } from 'vitest';
import { FAILURE_CODES } from '../../src/shared/failure.ts';
import { ISSUE_CODES } from '../../src/shared/issue-codes.ts';
import { plainWords } from '../../src/shared/markdown.ts';
import { loadCodeHelp } from '../../src/source/load-code-help.ts';

test('every issue code has its meaning and what to do, every failure its meaning', () => {
  const help = loadCodeHelp();
  for (const code of Object.keys(ISSUE_CODES)) {
    const { meaning, remedy } = help.get(code) ?? {};
    expect([code, meaning?.at(-1), remedy?.at(-1)]).toEqual([code, '.', '.']);
  }
  for (const code of Object.keys(FAILURE_CODES))
    expect([code, (help.get(code)?.meaning ?? '').length > 10]).toEqual([code, true]);
  expect(help.size).toBe(
    new Set([...Object.keys(ISSUE_CODES), ...Object.keys(FAILURE_CODES)]).size,
  );
  for (const { meaning, remedy } of help.values())
    expect(`${meaning}${remedy ?? ''}`).not.toMatch(/[`*]|\]\(/);
});

test('without the document there is no help and no fault', () => {
  expect(loadCodeHelp(new URL('./nothing.md', import.meta.url)).size).toBe(0);
});

test.each([
  ['say `a` ([x.md](x.md)). Read [b](c.md#d).', 'say a. Read b.'],
  ['**never** `<tag>`', 'never <tag>'],
])('marks go, words stay: %s', (markdown, words) => {
  expect(plainWords(markdown)).toBe(words);
});
