/**
 * Writes docs/api.md from the OpenAPI description.
 *
 *   node scripts/api-doc.ts           writes the page
 *   node scripts/api-doc.ts --check   writes nothing; exit 1 where the committed page differs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { apiPage } from './site/api-page.ts';

const PAGE = new URL('../docs/api.md', import.meta.url);

if (!process.argv.includes('--check')) writeFileSync(PAGE, apiPage());
else if (readFileSync(PAGE, 'utf8') !== apiPage()) {
  console.error('docs/api.md differs from src/server/openapi: run node scripts/api-doc.ts');
  process.exitCode = 1;
}
