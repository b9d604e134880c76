/** Canonical base of everything trialcast defines; a reserved TLD, so it collides with nobody. */
export const CANONICAL = 'https://trialcast.example/fhir';
/** Prefix of HL7's cross-version extensions: R5 elements in R4 resources. */
export const CROSS_VERSION = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-';

export const structureDefinition = (id: string): string => `${CANONICAL}/StructureDefinition/${id}`;
export const codeSystem = (id: string): string => `${CANONICAL}/CodeSystem/${id}`;
export const sid = (id: string): string => `${CANONICAL}/sid/${id}`;
