/**
 * Writes profiles/examples: real resources for each profile, as trialcast makes them of records of this repository.
 *
 *   node scripts/profile-examples.ts           writes the files
 *   node scripts/profile-examples.ts --check   writes nothing; exit 1 where the committed files differ
 */
import { join } from 'node:path';
import { FHIR_VERSIONS } from '../src/shared/fhir-version.ts';
import { settle } from './generated-files.ts';
import { exampleFiles } from './profile-set/example-files.ts';
import { ROOT } from './profile-set/set.ts';

for (const fhir of FHIR_VERSIONS)
  settle(`profiles/examples/${fhir}`, join(ROOT, 'profiles/examples', fhir), exampleFiles(fhir));
