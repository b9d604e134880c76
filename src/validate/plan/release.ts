/** The FHIR version as messages name it. */
export type Release = 'R4' | 'R5';
