/**
 * Writes docs/profiles: a readable page for each profile and extension, with R4 and R5 on one page.
 *
 *   node scripts/profile-pages.ts           writes the pages
 *   node scripts/profile-pages.ts --check   writes nothing; exit 1 where the committed pages differ
 */
import { join } from 'node:path';
import { settle } from './generated-files.ts';
import { allPages } from './profile-pages/all-pages.ts';
import { ROOT } from './profile-set/set.ts';

settle('docs/profiles', join(ROOT, 'docs/profiles'), allPages(), '.md');
