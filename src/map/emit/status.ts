import type { Code, DatePoint } from '../../trial/values.ts';
import type { RegistrationActivity, StatusInfo } from '../../trial/trial.ts';
import { datesInOrder } from '../clean.ts';
import { dateOf, keepWithIssue, type Scope } from '../scope.ts';
import { REGISTRATION_ACTIVITY } from '../terms.ts';
import type { CodeRow } from '../tables.ts';
import { compact, complexExtension, mark, unknownCode, valueExtension } from './build.ts';
import { codeConcept, codingsOf, conceptOf } from './coding.ts';
import type { CodeableConcept, Coding, Extension, Period, ProgressStatus } from './types.ts';

const REGISTRATION = 'http://hl7.org/fhir/StructureDefinition/researchStudy-studyRegistration';
/** R4: what ResearchStudy.status is from. R5: the states of progressStatus. */
export const STUDY_STATUS = 'http://hl7.org/fhir/research-study-status';
/** What R4 has for the states of R5. */
const THO_STUDY_STATUS = 'http://terminology.hl7.org/CodeSystem/research-study-status';

/** The registry's status, then start and end of the study. */
export function progressStatus(scope: Scope): ProgressStatus[] {
  const { overall, start, completion } = scope.trial.status;
  if (overall === undefined || overall.value.trim() === '') noteAbsent(scope);
  const state = progressState(scope, overall);
  return [
    ...(state ? [{ state }] : []),
    ...studySpan(scope, start, 'start'),
    ...studySpan(scope, completion, 'end'),
  ];
}

function noteAbsent(scope: Scope): void {
  const [element, consequence] =
    scope.context.fhir === 'r4'
      ? ['ResearchStudy.status', 'ResearchStudy.status is "in-review", marked as defaulted']
      : ['ResearchStudy.progressStatus', 'ResearchStudy.progressStatus says nothing of it'];
  scope.ledger.note({
    severity: 'warning',
    code: 'status-absent',
    message: `The record states no recruitment status; ${consequence}.`,
    expression: element,
  });
}

/** In R4 the row also holds the code of ResearchStudy.status, which is no progress state. */
function progressState(scope: Scope, overall: Code | undefined): CodeableConcept | undefined {
  return conceptOf(scope, overall, (table, row) => stateCodings(scope, table, row));
}

export function stateCodings(scope: Scope, table: string, row: CodeRow): Coding[] {
  const codings = codingsOf(table, row);
  return scope.context.fhir === 'r5'
    ? codings
    : codings.filter(({ system }) => system !== STUDY_STATUS);
}

function studySpan(
  scope: Scope,
  point: DatePoint | undefined,
  end: 'start' | 'end',
): ProgressStatus[] {
  const period = periodOf(scope, point, end);
  if (!period) return [];
  const system = scope.context.fhir === 'r5' ? STUDY_STATUS : THO_STUDY_STATUS;
  return [
    {
      state: codeConcept(system, 'overall-study', 'Overall study'),
      ...actualOf(scope, point?.type),
      period,
    },
  ];
}

function periodOf(
  scope: Scope,
  point: DatePoint | undefined,
  end: 'start' | 'end',
): Period | undefined {
  const date = dateOf(scope, point?.date);
  if (date === undefined) {
    // Without its date the type says nothing, yet it was in the record.
    if (point?.type) scope.ledger.keep(point.type.value, point.type.place);
    return undefined;
  }
  const extras = mark(point?.date);
  return end === 'start'
    ? compact<Period>({ start: date, _start: extras })
    : compact<Period>({ end: date, _end: extras });
}

/** ACTUAL and ESTIMATED as a boolean; absent stays absent. */
function actualOf(
  scope: Scope,
  type: Code | undefined,
): Pick<ProgressStatus, 'actual' | '_actual'> {
  if (type === undefined || type.value.trim() === '') return {};
  if (type.value === 'ACTUAL' || type.value === 'ESTIMATED') {
    const extras = mark(type);
    return { actual: type.value === 'ACTUAL', ...(extras && { _actual: extras }) };
  }
  keepWithIssue(scope, type, 'code-unknown', unknownCode(type));
  return {};
}

/** ResearchStudy.period; a reversed pair stays in progressStatus only, because per-1 would fail. */
export function studyPeriod(scope: Scope): Period | undefined {
  const { start, completion }: StatusInfo = scope.trial.status;
  const from = periodOf(scope, start, 'start');
  const to = periodOf(scope, completion, 'end');
  if (!from || !to) return from ?? to;
  const order = datesInOrder(from.start ?? '', to.end ?? '');
  if (order === 'no') return undefined;
  return order === 'yes' ? { ...from, ...to } : from;
}

function actualExtension(scope: Scope, type: Code | undefined): Extension[] {
  const { actual } = actualOf(scope, type);
  return actual === undefined
    ? []
    : [valueExtension('actual', 'valueBoolean', actual, type?.derivation)];
}

const ACTIVITIES: Readonly<
  Record<RegistrationActivity, { readonly display: string; readonly end?: true }>
> = {
  'record-verification': { display: 'Record Verification', end: true },
  'primary-outcome-data-collection': { display: 'Primary outcome data collection', end: true },
  'registration-submission': { display: 'Registration submission' },
  'registration-submission-qc': { display: 'Registration submission Quality Check' },
  'registration-posting': { display: 'Registration posting' },
  'results-submission': { display: 'Results submission' },
  'results-submission-qc': { display: 'Results submission Quality Check' },
  'results-posting': { display: 'Results posting' },
  'disposition-submission': { display: 'Disposition submission' },
  'disposition-submission-qc': { display: 'Disposition submission Quality Check' },
  'disposition-posting': { display: 'Disposition posting' },
  'update-submission': { display: 'Update submission' },
  'update-posting': { display: 'Update posting' },
};

/** The dates of the registration itself, as HL7's extensions pack has them. */
export function registrationDates(scope: Scope): Extension[] {
  return scope.trial.status.registrationDates.flatMap((point) => {
    const { display, end } = ACTIVITIES[point.activity];
    const period = periodOf(scope, point, end ? 'end' : 'start');
    if (!period) return [];
    return complexExtension(REGISTRATION, [
      valueExtension(
        'activity',
        'valueCodeableConcept',
        codeConcept(REGISTRATION_ACTIVITY, point.activity, display),
      ),
      ...actualExtension(scope, point.type),
      valueExtension('period', 'valuePeriod', period),
    ]);
  });
}
