/**
 * Labels that pages of trial registries and trial finders print before a value, with the field each
 * stands for. `ignored` labels are known and carry nothing the model has.
 */
export type PageField =
  | 'trialId'
  | 'otherIds'
  | 'phase'
  | 'studyType'
  | 'status'
  | 'startDate'
  | 'completionDate'
  | 'title'
  | 'officialTitle'
  | 'acronym'
  | 'design'
  | 'condition'
  | 'intervention'
  | 'summary'
  | 'description'
  | 'eligibility'
  | 'inclusion'
  | 'exclusion'
  | 'primaryOutcomes'
  | 'secondaryOutcomes'
  | 'sponsor'
  | 'enrollment'
  | 'sex'
  | 'minimumAge'
  | 'maximumAge'
  | 'keywords';

const LABELS: Readonly<Record<PageField, readonly string[]>> = {
  trialId: [
    'trial number',
    'trial id',
    'trial identifier',
    'nct number',
    'nct id',
    'nct',
    'registration number',
    'trial registration number',
    'clinicaltrials.gov identifier',
    'clinicaltrials.gov id',
    'registry number',
    'study identifier',
    'main id',
  ],
  otherIds: [
    'other study id numbers',
    'other study ids',
    'other ids',
    'secondary ids',
    'secondary id',
    'other identifiers',
    'secondary identifying numbers',
  ],
  phase: ['trial phase', 'study phase', 'phase'],
  studyType: ['study type', 'trial type', 'type of study'],
  status: [
    'overall status',
    'status',
    'recruitment status',
    'study status',
    'trial status',
    'recruiting status',
  ],
  startDate: [
    'study start date',
    'start date',
    'study start',
    'trial start date',
    'date of first enrollment',
    'date of first enrolment',
  ],
  completionDate: [
    'study completion date',
    'completion date',
    'study completion',
    'study end date',
    'end date',
    'estimated study completion date',
  ],
  title: ['title', 'brief title', 'public title', 'trial title', 'study title'],
  officialTitle: ['scientific title', 'official title', 'full title'],
  acronym: ['acronym'],
  design: ['study design', 'trial design', 'design'],
  condition: [
    'condition',
    'conditions',
    'disease',
    'diseases',
    'condition or disease',
    'health condition(s) or problem(s) studied',
    'conditions or disease',
  ],
  intervention: [
    'intervention',
    'interventions',
    'intervention/treatment',
    'treatment',
    'treatments',
    'intervention(s)',
  ],
  summary: ['brief summary', 'summary', 'study summary', 'overview', 'study overview'],
  description: ['detailed description', 'study description', 'description'],
  eligibility: [
    'eligibility criteria',
    'eligibility',
    'participation criteria',
    'key eligibility criteria',
  ],
  inclusion: ['inclusion criteria', 'key inclusion criteria'],
  exclusion: ['exclusion criteria', 'key exclusion criteria'],
  primaryOutcomes: [
    'primary outcome',
    'primary outcomes',
    'primary outcome measures',
    'primary outcome measure',
    'primary endpoint',
    'primary endpoints',
    'primary outcome(s)',
  ],
  secondaryOutcomes: [
    'secondary outcome',
    'secondary outcomes',
    'secondary outcome measures',
    'secondary outcome measure',
    'secondary endpoint',
    'secondary endpoints',
    'key secondary outcomes',
    'secondary outcome(s)',
  ],
  sponsor: ['sponsor', 'lead sponsor', 'primary sponsor', 'trial sponsor', 'study sponsor'],
  enrollment: [
    'enrollment',
    'enrolment',
    'estimated enrollment',
    'actual enrollment',
    'target sample size',
    'number of participants',
    'sample size',
    'target size',
  ],
  sex: ['sex', 'gender', 'sexes eligible for study'],
  minimumAge: ['minimum age', 'age minimum'],
  maximumAge: ['maximum age', 'age maximum'],
  keywords: ['keywords', 'keyword'],
};

const FIELD_OF = new Map(
  Object.entries(LABELS).flatMap(([field, labels]) =>
    labels.map((label) => [label, field as PageField] as const),
  ),
);

const LONGEST = Math.max(...[...FIELD_OF.keys()].map((label) => label.length));

export interface Label {
  readonly field: PageField;
  /** What stands after the colon on the same line. */
  readonly rest: string;
}

/** A line that is a label, alone or with a value after its colon. */
export function labelOf(line: string): Label | undefined {
  const text = line.trim();
  const colon = text.slice(0, LONGEST + 2).search(/[:：]/u);
  const head = colon === -1 ? text : text.slice(0, colon);
  if (head.length > LONGEST) return undefined;
  const field = FIELD_OF.get(head.trim().toLowerCase());
  return field && { field, rest: colon === -1 ? '' : text.slice(colon + 1).trim() };
}

/** Number of different fields the lines have labels for. */
export function findLabels(lines: readonly string[]): number {
  return new Set(lines.flatMap((line) => labelOf(line)?.field ?? [])).size;
}
