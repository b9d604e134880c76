/** Code system URLs that are the same for every FHIR version, or used inside cross-version extensions. */
export const LOINC = 'http://loinc.org';
export const MESH = 'https://www.nlm.nih.gov/mesh';
export const NCIT = 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl';
export const UCUM = 'http://unitsofmeasure.org';
export const ISO_3166 = 'urn:iso:std:iso:3166';
export const PARTY_ROLE = 'http://hl7.org/fhir/research-study-party-role';
export const TITLE_TYPE = 'http://hl7.org/fhir/title-type';
export const CLASSIFIERS = 'http://hl7.org/fhir/research-study-classifiers';
export const REGISTRATION_ACTIVITY = 'http://hl7.org/fhir/research-study-registration-activity';
export const EVIDENCE_VARIABLE_EVENT = 'http://hl7.org/fhir/evidence-variable-event';
export const USAGE_CONTEXT_TYPE = 'http://terminology.hl7.org/CodeSystem/usage-context-type';
