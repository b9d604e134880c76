/**
 * Makes pages of docs/ in build/site: one HTML file for each document, with a list of all beside it, no script and
 * nothing loaded from elsewhere.
 *
 *   node scripts/site.ts [FOLDER]
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageVersion } from '../src/source/package-version.ts';
import { layout } from './site/layout.ts';
import { listDocuments, type Document } from './site/documents.ts';
import { render } from './site/render.ts';
import { STYLE } from './site/style.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Writes the site and returns the files in it, relative to the folder. */
export function makeSite(folder: string): readonly string[] {
  rmSync(folder, { recursive: true, force: true });
  const documents = listDocuments(ROOT);
  const pages = new Map(documents.map(({ path, page }) => [path, page]));
  const copied = new Set<string>();
  const written: string[] = [];
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    written.push(name);
  };
  for (const document of documents) {
    const { html, files } = render(document, pages, ROOT);
    for (const file of files) copied.add(file);
    write(document.page, layout(document, documents, html, packageVersion()));
  }
  write('style.css', STYLE);
  for (const file of copied) {
    const target = join(folder, 'files', file);
    mkdirSync(dirname(target), { recursive: true });
    // Browsers show what ends in .txt and would offer to save the rest.
    copyFileSync(join(ROOT, file), `${target}.txt`);
    written.push(`files/${file}.txt`);
  }
  return written;
}

export type { Document };

if (import.meta.main) {
  const folder = process.argv[2] ?? join(ROOT, 'build', 'site');
  const files = makeSite(folder);
  console.log(
    `${files.length} files in ${folder}: open index.html (${readFileSync(join(folder, 'index.html')).length} bytes).`,
  );
}
