/** The FHIR versions this project writes and validates: R4 (4.0.1), the default, and R5 (5.0.0). */
export const FHIR_VERSIONS = ['r4', 'r5'] as const;
export type FhirVersion = (typeof FHIR_VERSIONS)[number];
