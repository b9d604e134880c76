import { posix } from 'node:path';
import { escapeHtml } from '../../src/shared/html.ts';
import { SECTIONS, type Document } from './documents.ts';

/** A whole page around the HTML of a document. */
export function layout(
  document: Document,
  all: readonly Document[],
  html: string,
  version: string,
): string {
  const here = posix.dirname(document.page);
  const to = (page: string): string => posix.relative(here, page);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.title)} - trialcast</title>
<link rel="stylesheet" href="${to('style.css')}">
</head>
<body>
<a class="skip" href="#content">To the text</a>
<header><a href="${to('index.html')}">trialcast</a> <span>${escapeHtml(version)}</span></header>
<nav aria-label="Documents">
${SECTIONS.map((section) => listOf(section, document, all, to)).join('\n')}
</nav>
<main id="content">
${html}</main>
</body>
</html>
`;
}

function listOf(
  section: Document['section'],
  document: Document,
  all: readonly Document[],
  to: (page: string) => string,
): string {
  const items = all
    .filter((one) => one.section === section)
    .map(({ page, title }) => {
      const current = page === document.page ? ' aria-current="page"' : '';
      return `<li><a href="${to(page)}"${current}>${escapeHtml(title)}</a></li>`;
    });
  // Long lists of details stay shut but where the reader is.
  const isLong = section === 'Decisions' || section === 'Profiles';
  const isOpen = !isLong || document.section === section;
  return `<details${isOpen ? ' open' : ''}><summary>${section}</summary><ul>${items.join('')}</ul></details>`;
}
