import { basename, join } from 'node:path';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { differences } from '../../scripts/generated-files.ts';
import { allPages } from '../../scripts/profile-pages/all-pages.ts';
import { anchor, compactJson, table, words } from '../../scripts/profile-pages/markdown.ts';
import { exampleFiles } from '../../scripts/profile-set/example-files.ts';
import { definitionsIn } from '../../scripts/profile-set/set.ts';
import { FHIR_VERSIONS } from '../../src/shared/fhir-version.ts';

const pages = allPages();
const names = [...pages.keys()];
const page = (name: string): string => pages.get(name) ?? '';
const withoutCode = (text: string): string => text.replace(/```[\s\S]*?```/g, '');

describe('docs/profiles', () => {
  it('is what the definitions and conversions of today make it (else: npm run profiles)', () => {
    expect(differences('docs/profiles', pages, '.md')).toEqual([]);
  });

  it.each(names)('%s links to files and headings that are there', (name) => {
    const links = [
      ...withoutCode(page(name)).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g),
    ];
    const broken = links.filter(([, file = '', target]) => {
      const other = file === '' ? name : file;
      if (!existsSync(join('docs/profiles', other))) return true;
      return target !== undefined && !anchorsOf(page(basename(other))).includes(target);
    });
    expect(broken.map(([all]) => all)).toEqual([]);
  });

  it('is reached from its first page, page by page', () => {
    const linked = new Set(
      [...page('README.md').matchAll(/\]\(([\w-]+\.md)/g)].map(([, file]) => file),
    );
    expect(names.filter((name) => name !== 'README.md' && !linked.has(name))).toEqual([]);
  });

  it.each(names)('%s has tables with as many cells in every row as in the head', (name) => {
    for (const block of withoutCode(page(name)).match(/(?:^\|.*\n)+/gm) ?? []) {
      const cells = block
        .trim()
        .split('\n')
        .map((row) => row.split(/(?<!\\)\|/).length);
      expect(new Set(cells).size, block.slice(0, 200)).toBe(1);
    }
    expect(page(name)).not.toMatch(/undefined|\[object|NaN/);
  });
});

const anchorsOf = (text: string): readonly string[] => [
  ...[...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchor(heading)),
  ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id),
];

describe.each(FHIR_VERSIONS)('the pages of the profiles of %s', (fhir) => {
  it.each(definitionsIn(fhir, 'profiles').map((profile) => [profile.id, profile] as const))(
    '%s: every element that must be supported has a row, every rule its expression',
    (id, profile) => {
      const name = `${id.replace(/-r[45]$/, '')}.md`;
      const section = page(name)
        .split(/^## FHIR /m)
        .find((each) => each.startsWith(fhir.toUpperCase()));
      const rows =
        section
          ?.split('\n')
          .filter((line) => line.startsWith('| '))
          ?.join('\n') ?? '';
      const supported = (profile.differential?.element ?? []).filter(
        ({ id: element, mustSupport }) =>
          mustSupport === true && !element.includes('xtension') && !element.endsWith('.meta'),
      );
      const missing = supported.filter(
        ({ id: each }) => !rows.includes(`| \`${each.slice(each.indexOf('.') + 1)}\` |`),
      );
      expect(missing.map(({ id: element }) => element)).toEqual([]);
      const rules = (profile.differential?.element ?? []).flatMap(
        ({ constraint = [] }) => constraint,
      );
      for (const { expression = '', human } of rules) {
        expect(rows).toContain(expression.replaceAll('|', '\\|'));
        expect(rows).toContain(words(human));
      }
    },
  );

  it.each(definitionsIn(fhir, 'extensions').map((extension) => [extension.id, extension] as const))(
    '%s: every part has a row, and there is an example',
    (id, extension) => {
      const parts = (extension.differential?.element ?? []).flatMap(({ id: element, sliceName }) =>
        sliceName === undefined
          ? []
          : [element.replace('Extension.', '').replaceAll('extension:', '')],
      );
      const text = page(`${id}.md`);
      expect(parts.filter((part) => !text.includes(`| \`${part}\` |`))).toEqual([]);
      expect(text).toContain(`"url": "${extension.url}"`);
    },
  );

  it('shows examples that are what the converter makes today (else: npm run profiles)', () => {
    expect(differences(join('profiles/examples', fhir), exampleFiles(fhir))).toEqual([]);
  });
});

describe('the Markdown of the pages', () => {
  it('keeps a cell on one line and its bars out of the table', () => {
    expect(table(['a'], [['x | y\nz']])).toEqual(['| a |', '| --- |', '| x \\| y z |', '']);
  });

  it('escapes what Markdown reads as its own, but for code', () => {
    expect(words('a_b <c> [d] `_include`')).toBe('a\\_b \\<c> \\[d\\] `_include`');
  });

  it('names headings as GitHub does', () => {
    expect(anchor('ResearchStudy.progressStatus')).toBe('researchstudyprogressstatus');
    expect(anchor('Search, operations, servers')).toBe('search-operations-servers');
  });

  it('writes JSON that reads back, on one line where it fits', () => {
    const value = { a: [1, { b: 'x'.repeat(90) }], c: {}, d: null };
    expect(JSON.parse(compactJson(value))).toEqual(value);
    expect(compactJson({ a: 1 })).toBe('{ "a": 1 }');
  });
});
