/**
 * Packs profiles, mappings and examples as FHIR packages, which validators and servers load:
 * packages/trialcast.fhir.r4.tgz and trialcast.fhir.r5.tgz. They are made of committed files only and not committed
 * themselves; the npm package has them.
 *
 *   node scripts/packages.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FHIR_VERSIONS } from '../src/shared/fhir-version.ts';
import { packageFiles } from './profile-set/package-files.ts';
import { ROOT } from './profile-set/set.ts';
import { toTgz } from './profile-set/tar.ts';

const TARGET = join(ROOT, 'packages');

mkdirSync(TARGET, { recursive: true });
for (const fhir of FHIR_VERSIONS) {
  const files = packageFiles(fhir);
  const bytes = toTgz(files);
  const name = `trialcast.fhir.${fhir}.tgz`;
  writeFileSync(join(TARGET, name), bytes);
  console.log(`packages/${name}: ${files.size} files, ${Math.round(bytes.length / 1024)} KiB`);
}
