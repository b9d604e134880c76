import type { Definitions } from '../definitions.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import { loadTables } from './load-tables.ts';
import { loadValidator } from './load-validator.ts';
import { packageVersion } from './package-version.ts';

/** Release of the mapping of this version; stands for the clock in records that carry no date of their own. */
const RELEASED_AT = '2026-11-21T00:00:00Z';

/** Tables, profiles and base definitions of this package, read once. */
export function loadDefinitions(fhir: FhirVersion = 'r4'): Definitions {
  return {
    fhir,
    version: packageVersion(),
    releasedAt: RELEASED_AT,
    tables: loadTables(fhir),
    validator: loadValidator({ fhir }),
  };
}
