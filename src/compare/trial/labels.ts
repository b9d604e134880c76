import { spaced } from './show.ts';

/** Dates of the registration as the registry's own page names them, by research-study-registration-activity. */
export const ACTIVITY_NAMES: Readonly<Record<string, string>> = {
  'record-verification': 'Record verified',
  'primary-outcome-data-collection': 'Primary completion date',
  'registration-submission': 'First submitted',
  'registration-submission-qc': 'First submitted that met QC criteria',
  'registration-posting': 'First posted',
  'results-submission': 'Results first submitted',
  'results-submission-qc': 'Results first submitted that met QC criteria',
  'results-posting': 'Results first posted',
  'disposition-submission': 'Certification or extension first submitted',
  'disposition-submission-qc': 'Certification or extension first submitted that met QC criteria',
  'disposition-posting': 'Certification or extension first posted',
  'update-submission': 'Last update submitted',
  'update-posting': 'Last update posted',
};

/** What fields are called where their own name would not do; a path without `[]`. */
const LABELS: Readonly<Record<string, string>> = {
  registry: 'Registry',
  page: 'Record page',
  hasResults: 'Results posted',
  versionHolder: 'Registry data version',
  noSap: 'No statistical analysis plan',
  'titles.brief': 'Brief title',
  'titles.official': 'Official title',
  'titles.acronym': 'Acronym',
  'organization.name': 'Organization',
  'organization.class': 'Class of the organization',
  'leadSponsor.name': 'Lead sponsor',
  'leadSponsor.class': 'Class of the lead sponsor',
  'responsibleParty.type': 'Responsible party',
  'responsibleParty.investigatorFullName': 'Responsible investigator',
  'responsibleParty.investigatorTitle': 'Title of the responsible investigator',
  'responsibleParty.investigatorAffiliation': 'Affiliation of the responsible investigator',
  'status.overall': 'Status',
  'status.lastKnown': 'Last known status',
  'status.whyStopped': 'Why stopped',
  'status.start.date': 'Start date',
  'status.start.type': 'Start date',
  'status.completion.date': 'Completion date',
  'status.completion.type': 'Completion date',
  'status.expandedAccess.hasExpandedAccess': 'Expanded access',
  'status.expandedAccess.nctId': 'Expanded access record',
  'status.expandedAccess.status': 'Expanded access status',
  'oversight.oversightHasDmc': 'Data monitoring committee',
  'oversight.isFdaRegulatedDrug': 'FDA-regulated drug',
  'oversight.isFdaRegulatedDevice': 'FDA-regulated device',
  'oversight.isPpsd': 'Pediatric postmarket surveillance of a device',
  'oversight.isUsExport': 'Exported from the US',
  'oversight.fdaaa801Violation': 'FDAAA 801 violation',
  'design.studyTypeText': 'Study type',
  'design.enrollment': 'Enrollment',
  'design.enrollmentType': 'Enrollment',
  'design.bioSpecRetention': 'Biospecimen retention',
  'design.bioSpecDescription': 'Biospecimen description',
  'design.nPtrsToThisExpAccNctId': 'Studies that name this expanded access record',
  'sites.lat': 'latitude',
  'sites.lon': 'longitude',
  'submissionHistory.estimatedResultsFirstSubmitDate': 'Results expected',
  'submissionHistory.firstMcpPost.date': 'Results first posted with major comments',
  'submissionHistory.firstMcpPost.type': 'Results first posted with major comments',
  'submissionHistory.submissions.mcpReleaseN': 'postings with major comments',
  'annotations.unpostedResponsibleParty': 'Responsible for results not posted',
  'eligibility.text': 'Eligibility criteria',
  'eligibility.genderBased': 'Gender-based eligibility',
  'eligibility.healthyVolunteers': 'Accepts healthy volunteers',
  'ipdSharing.plan': 'Plan to share participant data',
  'ipdSharing.description': 'Plan to share participant data, description',
  'ipdSharing.timeFrame': 'Shared data, time frame',
  'ipdSharing.accessCriteria': 'Shared data, access criteria',
  'ipdSharing.url': 'Shared data, URL',
  'outcomes.timing': 'time frame as coded',
  'outcomes.kind': 'kind',
  'interventions.dose': 'dose as read',
  'interventions.regimen': 'regimen as coded',
  'arms.regimen': 'regimen as coded',
  'eligibility.criteria.exclude': 'kind',
  'eligibility.criteria.statements': 'values as coded',
  'eligibility.criteria.itemsCombination': 'how its items combine',
};

/** A criterion within a criterion is what the one around it is: a criterion. */
export const unnested = (path: string): string => path.replaceAll('[].items', '');

/** What a field is called: by its path, else by its own name in words. */
export function labelOf(path: string): string {
  const steps = unnested(path).replaceAll('[]', '');
  const known = LABELS[steps];
  if (known !== undefined) return known;
  const label = spaced(steps.slice(steps.lastIndexOf('.') + 1));
  return path.includes('[]') ? label : label.charAt(0).toUpperCase() + label.slice(1);
}

/** Elements that are always read from the words and never registered. */
const DERIVED: ReadonlySet<string> = new Set([
  'outcomes[].timing',
  'outcomes[].acronym',
  'interventions[].dose',
  'interventions[].regimen',
  'arms[].regimen',
  'arms[].interventions',
  'eligibility.criteria[].label',
  'eligibility.criteria[].category',
  'eligibility.criteria[].coverage',
  'eligibility.criteria[].statements',
  'eligibility.criteria[].combination',
  'eligibility.criteria[].itemsCombination',
]);

export const isReadFromWords = (path: string): boolean =>
  DERIVED.has(unnested(path).replace(/\[\]$/, ''));
