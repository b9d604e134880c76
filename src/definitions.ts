import type { FhirVersion } from './shared/fhir-version.ts';
import type { CodeTables } from './map/tables.ts';
import type { Validator } from './validate/validator.ts';

/** Everything the pure pipe needs besides the record: loaded once by source/load-definitions.ts. */
export interface Definitions {
  /** Version of mapping and profiles together: the package version. */
  readonly fhir: FhirVersion;
  readonly version: string;
  /** FHIR instant of that version's release: stands for the clock where none may be read. */
  readonly releasedAt: string;
  readonly tables: CodeTables;
  readonly validator: Validator;
}

/** Definitions of a FHIR version, R4 where none is named. */
export type LoadDefinitions = (fhir?: FhirVersion) => Definitions;
