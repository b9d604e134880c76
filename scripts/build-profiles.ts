/**
 * The profiles as a product, made in order: definitions of FSH, examples of real records, pages in docs/profiles,
 * packages for validators and servers.
 *
 *   npm run profiles              makes all of it
 *   npm run profiles -- --check   writes nothing that is committed; exit 1 where a committed file differs
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const STEPS = ['profiles.ts', 'profile-examples.ts', 'profile-pages.ts', 'packages.ts'];

for (const step of STEPS) {
  const script = join(import.meta.dirname, step);
  const run = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
  // a later step reads what an earlier one wrote, so without --check the first failure ends it
  if (run.status !== 0) process.exitCode = 1;
  if (run.status !== 0 && !process.argv.includes('--check')) break;
}
