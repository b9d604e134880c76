/**
 * Terminologies that no package holds whole, by the names people use. A package that binds to a few codes of one
 * brings these as a fragment, which says nothing of other codes.
 */
export const LARGE_SYSTEMS: ReadonlyMap<string, string> = new Map([
  ['http://snomed.info/sct', 'SNOMED CT'],
  ['http://loinc.org', 'LOINC'],
  ['http://id.nlm.nih.gov/mesh', 'MeSH'],
  ['http://terminology.hl7.org/CodeSystem/MSH', 'MeSH'],
  ['https://www.nlm.nih.gov/mesh', 'MeSH'],
  ['http://www.nlm.nih.gov/research/umls/rxnorm', 'RxNorm'],
  ['http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl', 'NCI Thesaurus'],
  ['http://unitsofmeasure.org', 'UCUM'],
  ['http://hl7.org/fhir/sid/icd-10', 'ICD-10'],
  ['http://hl7.org/fhir/sid/icd-10-cm', 'ICD-10-CM'],
  ['http://hl7.org/fhir/sid/icd-9-cm', 'ICD-9-CM'],
  ['http://hl7.org/fhir/sid/ndc', 'NDC'],
  ['http://hl7.org/fhir/sid/cvx', 'CVX'],
  ['http://www.ama-assn.org/go/cpt', 'CPT'],
  ['http://www.whocc.no/atc', 'ATC'],
  ['https://fevir.net/sevco', 'SEVCO'],
]);
