import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FAILURE_CODES } from '../src/shared/failure.ts';
import { ISSUE_CODES } from '../src/shared/issue-codes.ts';

const ROOT = new URL('../', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

/** First cells of the table rows between two headings. */
function rows(markdown: string, from: string, to?: string): string[][] {
  const start = markdown.indexOf(from);
  const end = to === undefined ? markdown.length : markdown.indexOf(to);
  return markdown
    .slice(start, end)
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

describe('docs/issues.md', () => {
  const markdown = text('docs/issues.md');

  test('explains every issue code and no other', () => {
    const documented = rows(markdown, '## Reading', '## Failures').map(([code]) => code ?? '');
    expect(documented.toSorted()).toEqual(Object.keys(ISSUE_CODES).toSorted());
  });

  test('tells class, status and exit code of every failure', () => {
    const documented = rows(markdown, '## Failures').map(([code, retry, status, exit]) => [
      code,
      { retry, status: Number(status), exit: Number(exit) },
    ]);
    expect(Object.fromEntries(documented)).toEqual(FAILURE_CODES);
  });
});

describe('links between documents', () => {
  const documents = [
    'README.md',
    'CHANGELOG.md',
    'SECURITY.md',
    'profiles/README.md',
    'mappings/README.md',
  ]
    .concat(
      readdirSync(new URL('docs/', ROOT), { recursive: true, encoding: 'utf8' }).map(
        (name) => `docs/${name}`,
      ),
    )
    .filter((name) => name.endsWith('.md'));

  test.each(documents)('%s links to files that exist', (name) => {
    const links = [...text(name).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(
      (match) => match[1] ?? '',
    );
    const broken = links.filter((link) => !existsSync(new URL(link, new URL(name, ROOT))));
    expect(broken).toEqual([]);
  });
});

describe('README.md', () => {
  const markdown = text('README.md');
  const commands = [...markdown.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((match) =>
    (match[1] ?? '').split('\n'),
  );

  test('is at most 150 lines', () => {
    expect(markdown.split('\n').length).toBeLessThanOrEqual(150);
  });

  test('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const named = [...markdown.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(
      (match) => match[1] ?? '',
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('names only commands of the command line that exist', () => {
    const verbs = commands.flatMap((line) => /trialcast (?:-- )?([a-z]+)\b/.exec(line)?.[1] ?? []);
    const known = readdirSync(new URL('src/cli/', ROOT)).join(' ');
    expect(verbs.length).toBeGreaterThan(0);
    expect(verbs.filter((verb) => !known.includes(verb))).toEqual([]);
  });
});
