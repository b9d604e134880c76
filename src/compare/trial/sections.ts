/** Parts of a comparison, most important first, with their headings. */
export const SECTIONS = {
  status: 'Status',
  dates: 'Dates',
  enrollment: 'Enrollment',
  outcomes: 'Outcomes',
  eligibility: 'Eligibility',
  arms: 'Arms and interventions',
  sites: 'Sites and contacts',
  design: 'Design',
  parties: 'Sponsor and people',
  identity: 'Titles and numbers',
  description: 'Description',
  conditions: 'Conditions and keywords',
  oversight: 'Oversight',
  documents: 'References, documents, data sharing',
  index: 'Index terms',
  other: 'Other fields of the record',
  derived: 'Read from the words (derived)',
} as const;
export type Section = keyof typeof SECTIONS;

/** Section by start of a path; the longest start that fits counts. */
const BY_PATH: Readonly<Record<string, Section>> = {
  status: 'status',
  'status.start': 'dates',
  'status.completion': 'dates',
  'status.registrationDates': 'dates',
  versionHolder: 'dates',
  'design.enrollment': 'enrollment',
  'design.enrollmentType': 'enrollment',
  hasResults: 'status',
  submissionHistory: 'dates',
  outcomes: 'outcomes',
  eligibility: 'eligibility',
  arms: 'arms',
  interventions: 'arms',
  sites: 'sites',
  centralContacts: 'sites',
  removedCountries: 'sites',
  design: 'design',
  organization: 'parties',
  leadSponsor: 'parties',
  collaborators: 'parties',
  responsibleParty: 'parties',
  officials: 'parties',
  registry: 'identity',
  page: 'identity',
  language: 'identity',
  identifiers: 'identity',
  titles: 'identity',
  briefSummary: 'description',
  detailedDescription: 'description',
  conditions: 'conditions',
  keywords: 'conditions',
  oversight: 'oversight',
  annotations: 'oversight',
  references: 'documents',
  seeAlso: 'documents',
  availableIpds: 'documents',
  ipdSharing: 'documents',
  largeDocuments: 'documents',
  noSap: 'documents',
  conditionMeshes: 'index',
  interventionMeshes: 'index',
  browseTerms: 'index',
};

/** Section of a path of the trial model; a field this table does not know yet is among the others. */
export function sectionOf(path: string): Section {
  const names = path.replaceAll('[]', '').split('.');
  for (let length = names.length; length > 0; length -= 1) {
    const section = BY_PATH[names.slice(0, length).join('.')];
    if (section) return section;
  }
  return 'other';
}

const RANKS: readonly string[] = Object.keys(SECTIONS);
export const rankOf = (section: Section): number => RANKS.indexOf(section);
