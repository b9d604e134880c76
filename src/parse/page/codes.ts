/** Words of a page for the codes of a registry: `Factorial Assignment` is FACTORIAL. Whole values only. */
const WORDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'ctgov-study-type': {
    INTERVENTIONAL: ['interventional', 'interventional study', 'interventional clinical trial'],
    OBSERVATIONAL: ['observational', 'observational study'],
    EXPANDED_ACCESS: ['expanded access'],
  },
  'ctgov-overall-status': {
    NOT_YET_RECRUITING: ['not yet recruiting'],
    RECRUITING: ['recruiting', 'open to recruitment'],
    ENROLLING_BY_INVITATION: ['enrolling by invitation'],
    ACTIVE_NOT_RECRUITING: ['active, not recruiting', 'active not recruiting'],
    SUSPENDED: ['suspended'],
    TERMINATED: ['terminated'],
    COMPLETED: ['completed'],
    WITHDRAWN: ['withdrawn'],
    UNKNOWN: ['unknown', 'unknown status'],
  },
  'ctgov-allocation': {
    RANDOMIZED: ['randomized', 'randomised'],
    NON_RANDOMIZED: ['non-randomized', 'non-randomised', 'nonrandomized', 'non randomized'],
    NA: ['n/a', 'na', 'not applicable'],
  },
  'ctgov-intervention-model': {
    SINGLE_GROUP: ['single group', 'single group assignment', 'single-group', 'single arm'],
    PARALLEL: ['parallel', 'parallel assignment', 'parallel group'],
    CROSSOVER: ['crossover', 'crossover assignment', 'cross-over'],
    FACTORIAL: ['factorial', 'factorial assignment'],
    SEQUENTIAL: ['sequential', 'sequential assignment'],
  },
  'ctgov-primary-purpose': {
    TREATMENT: ['treatment'],
    PREVENTION: ['prevention'],
    DIAGNOSTIC: ['diagnostic', 'diagnosis'],
    ECT: ['educational/counseling/training'],
    SUPPORTIVE_CARE: ['supportive care'],
    SCREENING: ['screening'],
    HEALTH_SERVICES_RESEARCH: ['health services research'],
    BASIC_SCIENCE: ['basic science'],
    DEVICE_FEASIBILITY: ['device feasibility'],
    OTHER: ['other'],
  },
  'ctgov-masking': {
    NONE: [
      'none',
      'none (open label)',
      'open label',
      'open-label',
      'open',
      'no masking',
      'none (open-label)',
    ],
    SINGLE: ['single', 'single blind', 'single-blind'],
    DOUBLE: ['double', 'double blind', 'double-blind'],
    TRIPLE: ['triple', 'triple blind', 'triple-blind'],
    QUADRUPLE: ['quadruple', 'quadruple blind'],
  },
  'ctgov-who-masked': {
    PARTICIPANT: ['participant', 'subject'],
    CARE_PROVIDER: ['care provider', 'caregiver'],
    INVESTIGATOR: ['investigator'],
    OUTCOMES_ASSESSOR: ['outcomes assessor', 'outcome assessor'],
  },
  'ctgov-observational-model': {
    COHORT: ['cohort'],
    CASE_CONTROL: ['case-control', 'case control'],
    CASE_ONLY: ['case-only', 'case only'],
    CASE_CROSSOVER: ['case-crossover', 'case crossover'],
    ECOLOGIC_OR_COMMUNITY: ['ecologic or community'],
    FAMILY_BASED: ['family-based', 'family based'],
    OTHER: ['other'],
  },
  'ctgov-time-perspective': {
    RETROSPECTIVE: ['retrospective'],
    PROSPECTIVE: ['prospective'],
    CROSS_SECTIONAL: ['cross-sectional', 'cross sectional'],
    OTHER: ['other'],
  },
  'ctgov-sex': {
    ALL: ['all', 'both', 'all sexes', 'both sexes'],
    FEMALE: ['female'],
    MALE: ['male'],
  },
  'ctgov-intervention-type': {
    DRUG: ['drug'],
    BIOLOGICAL: ['biological', 'biological/vaccine'],
    DEVICE: ['device'],
    PROCEDURE: ['procedure', 'procedure/surgery'],
    RADIATION: ['radiation'],
    BEHAVIORAL: ['behavioral'],
    GENETIC: ['genetic'],
    DIETARY_SUPPLEMENT: ['dietary supplement'],
    COMBINATION_PRODUCT: ['combination product'],
    DIAGNOSTIC_TEST: ['diagnostic test'],
    OTHER: ['other'],
  },
};

const CODES = new Map(
  Object.entries(WORDS).map(([table, rows]) => [
    table,
    new Map(
      Object.entries(rows).flatMap(([code, words]) => words.map((word) => [word, code] as const)),
    ),
  ]),
);

/** The code that `words` as a whole stand for in a table. */
export function codeOfWords(table: string, words: string): string | undefined {
  return CODES.get(table)?.get(words.trim().replaceAll(/\s+/g, ' ').toLowerCase());
}
