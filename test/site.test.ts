import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSite } from '../scripts/site.ts';
import { openApi } from '../src/server/openapi.ts';

const folder = mkdtempSync(join(tmpdir(), 'trialcast-site-'));
let files: readonly string[];
let pages: ReadonlyMap<string, string>;
beforeAll(() => {
  files = makeSite(folder);
  const names = files.filter((name) => name.endsWith('.html'));
  pages = new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
});
afterAll(() => rmSync(folder, { recursive: true }));

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

describe('the site', () => {
  test('has a page for each document, the API and the index', () => {
    expect(pages.size).toBeGreaterThan(40);
    for (const name of [
      'index.html',
      'api.html',
      'quick-start.html',
      'issues.html',
      'profiles/index.html',
    ])
      expect(pages.has(name)).toBe(true);
  });

  test('leads to pages and headings that are there, and to every page from each', () => {
    const broken: string[] = [];
    for (const [name, text] of pages) {
      const links = all(text, /<(?:a|link)\b[^>]* href="([^"]*)"/g).filter(
        (link) => !/^[a-z]+:/.test(link),
      );
      const reached = new Set<string>();
      for (const link of links) {
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? name : posix.join(posix.dirname(name), path);
        reached.add(target);
        const page = pages.get(target);
        const isThere = page === undefined ? existsSync(join(folder, target)) : true;
        const hasAnchor = anchor === undefined || page?.includes(` id="${anchor}"`) === true;
        if (!isThere || !hasAnchor) broken.push(`${name}: ${link}`);
      }
      broken.push(
        ...[...pages.keys()]
          .filter((one) => !reached.has(one))
          .map((one) => `${name} does not list ${one}`),
      );
    }
    expect(broken).toEqual([]);
  });

  test('loads nothing from elsewhere and runs no script', () => {
    for (const text of pages.values()) {
      expect(text).not.toMatch(/<script|<iframe|<img|\son\w+=|@import|javascript:/i);
      expect(all(text, /<link [^>]*href="([^"]*)"/g)).toEqual([
        expect.stringMatching(/^(?:\.\.\/)*style\.css$/),
      ]);
    }
    expect(readFileSync(join(folder, 'style.css'), 'utf8')).not.toMatch(/url\(|@import/);
  });

  test('shows no mark-up as text, and each table is one', () => {
    for (const [name, text] of pages) {
      const prose = text.replaceAll(/<(pre|code)[\s\S]*?<\/\1>/g, '');
      expect([name, all(prose, /(<!--|&lt;[!a/]|\|\s*---)/g)]).toEqual([name, []]);
    }
  });

  test('tells every operation of the API', () => {
    const { paths } = openApi('1', '') as { paths: Record<string, Record<string, unknown>> };
    const headings = all(pages.get('api.html') ?? '', /<h3 id="[^"]*">(.*?)<\/h3>/g);
    for (const [path, item] of Object.entries(paths))
      for (const method of Object.keys(item))
        expect(headings).toContain(`${method.toUpperCase()} ${path}`);
  });
});
