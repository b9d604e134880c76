import type { Code, DatePoint } from '../../trial/values.ts';
import type { OutcomeKind } from '../../trial/trial.ts';
import { eligibilityHtml } from '../eligibility-narrative.ts';
import { heading, line, list, paragraphs, section, type Html } from '../narrative.ts';
import { origin, words } from '../origin.ts';
import { knownRow, type Scope } from '../scope.ts';
import { narrative } from './common.ts';
import { hasEligibility } from './eligibility.ts';

/** ResearchStudy.text as a person reads a registry page. Its facts stand in extensions, which R4 says so. */
export function studyNarrative(scope: Scope, title: string): ReturnType<typeof narrative> {
  const { trial } = scope;
  return narrative(
    scope,
    [
      heading(2, title),
      ...facts(scope),
      ...section('Summary', paragraphs(trial.briefSummary?.value)),
      ...section(
        'Arms',
        list(trial.arms.map((arm) => withDetail(words(arm.label), arm.description?.value))),
      ),
      ...section('Interventions', list(interventions(scope))),
      ...outcomes(scope, 'primary', 'Primary outcomes'),
      ...outcomes(scope, 'secondary', 'Secondary outcomes'),
      ...outcomes(scope, 'other', 'Other outcomes'),
      ...(hasEligibility(scope) ? section('Eligibility', eligibilityHtml(scope)) : []),
      ...section('Description', description(scope)),
      ...section('Contacts', list(contacts(scope))),
    ],
    'extensions',
  );
}

/** Some records repeat the summary as description; a reader wants it once. */
function description(scope: Scope): Html[] {
  const { briefSummary, detailedDescription } = scope.trial;
  if (detailedDescription?.value === briefSummary?.value) return [];
  return paragraphs(detailedDescription?.value);
}

function dateWords(point: DatePoint | undefined): string | undefined {
  return point && `${point.date.value}${planned(point.type)}${origin(point.date)}`;
}

function facts(scope: Scope): Html[] {
  const { trial } = scope;
  const { design, status } = trial;
  const enrollment =
    design.enrollment &&
    `${design.enrollment.value}${planned(design.enrollmentType)}${origin(design.enrollment)}`;
  return [
    ...line('Registry number', trial.identifiers.find(({ kind }) => kind === 'registry')?.id.value),
    ...line('Official title', trial.titles.official?.value),
    ...line(
      'Recruitment status',
      display(scope, status.overall) ?? 'not stated in the source record',
    ),
    ...line('Why stopped', status.whyStopped?.value),
    ...line('Phase', joined(scope, design.phases)),
    ...line('Study type', display(scope, design.studyType) ?? design.studyTypeText?.value),
    ...line(
      'Design',
      joined(scope, [
        design.allocation,
        design.interventionModel,
        design.observationalModel,
        design.timePerspective,
      ]),
    ),
    ...line('Masking', display(scope, design.masking)),
    ...line('Primary purpose', display(scope, design.primaryPurpose)),
    ...line('Conditions', trial.conditions.map(words).join('; ')),
    ...line('Enrollment', enrollment),
    ...line('Start', dateWords(status.start)),
    ...line('Completion', dateWords(status.completion)),
    ...line('Sponsor', trial.leadSponsor?.name.value),
    ...line('Collaborators', trial.collaborators.map(({ name }) => name.value).join('; ')),
    ...line('Sites', sites(scope)),
  ];
}

function sites(scope: Scope): string | undefined {
  const { sites: places } = scope.trial;
  if (places.length === 0) return undefined;
  const countries = [...new Set(places.flatMap(({ country }) => country?.value ?? []))];
  const where = countries.length === 0 ? '' : ` in ${countries.join(', ')}`;
  return `${places.length}${where}`;
}

function interventions(scope: Scope): string[] {
  return scope.trial.interventions.map((intervention) => {
    const type = display(scope, intervention.type);
    const name =
      type === undefined
        ? words(intervention.name)
        : `${words(intervention.name)} (${type.toLowerCase()})`;
    return withDetail(name, intervention.description?.value);
  });
}

function outcomes(scope: Scope, kind: OutcomeKind, title: string): Html[] {
  const items = scope.trial.outcomes
    .filter((outcome) => outcome.kind === kind)
    .map((outcome) => withDetail(words(outcome.measure), outcome.timeFrame?.value));
  return section(title, list(items));
}

function contacts(scope: Scope): string[] {
  return scope.trial.centralContacts
    .map(({ name, phone, email }) =>
      [name, phone, email].flatMap((part) => part?.value ?? []).join(', '),
    )
    .filter((contact) => contact !== '');
}

const withDetail = (name: string, detail: string | undefined): string =>
  detail === undefined || detail.trim() === '' ? name : `${name} — ${detail}`;

function planned(type: Code | undefined): string {
  if (type?.value === 'ACTUAL') return ' (actual)';
  return type?.value === 'ESTIMATED' ? ' (estimated)' : '';
}

function display(scope: Scope, code: Code | undefined): string | undefined {
  if (!code) return undefined;
  const name = knownRow(scope, code)?.display ?? code.value;
  return `${name}${origin(code)}`;
}

function joined(scope: Scope, codes: readonly (Code | undefined)[]): string {
  return codes.flatMap((code) => display(scope, code) ?? []).join(', ');
}
