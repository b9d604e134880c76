import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mappingPage } from '../scripts/mapping-doc.ts';
import { FIELDS } from './explain/fields.ts';

const page = readFileSync(new URL('../docs/mapping.md', import.meta.url), 'utf8');

describe('docs/mapping.md', () => {
  test('is what scripts/mapping-doc.ts writes', () => {
    expect(page).toBe(mappingPage());
  });

  test('has a line for each field of the registry, with a target in R4 and R5', () => {
    const prefixes = [...page.matchAll(/^### .*\n\n`(\S+)`\n\n([\s\S]*?)(?=\n#)/gm)];
    const named = prefixes.flatMap(([, prefix = '', lines = '']) =>
      [...lines.matchAll(/^\| `([^`]+)`[^|]*\| `[^|]+\| (?:as in R4|`[^|]+) \|/gm)].map(
        ([, field = '']) => (field === prefix ? field : `${prefix}.${field}`),
      ),
    );
    expect(named).toEqual(
      FIELDS.map(({ path }) => path).filter((path) => !path.startsWith('resultsSection.')),
    );
  });

  test('links only to headings it has', () => {
    const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(' ', '-')
        .replaceAll(/[^a-z0-9-]/g, ''),
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter((link) => !headings.includes(link))).toEqual([]);
    expect(new Set(headings).size).toBe(headings.length);
  });
});
