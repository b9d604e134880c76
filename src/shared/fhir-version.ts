/** The FHIR versions this project writes and validates: R4 (4.0.1), the default, and R5 (5.0.0). */
export const FHIR_VERSIONS = ['r4', 'r5'] as const;
export type FhirVersion = (typeof FHIR_VERSIONS)[number];

/** As resources and servers write it: http://hl7.org/fhir/valueset-FHIR-version.html */
export const FHIR_RELEASES: Readonly<Record<FhirVersion, string>> = { r4: '4.0.1', r5: '5.0.0' };
