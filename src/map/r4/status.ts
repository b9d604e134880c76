import type { Code, DatePoint } from '../../trial/values.ts';
import type { RegistrationActivity, StatusInfo } from '../../trial/trial.ts';
import { datesInOrder } from '../clean.ts';
import { dateOf, keepWithIssue, type Scope } from '../scope.ts';
import { REGISTRATION_ACTIVITY } from '../terms.ts';
import {
  compact,
  complexExtension,
  derivationExtension,
  derivationOf,
  mark,
  unknownCode,
  valueExtension,
} from './build.ts';
import { codeConcept, codingsOf, conceptOf, rowOf } from './coding.ts';
import { crossVersion } from './common.ts';
import type { Extension, Period, PrimitiveExtras, ResearchStudy } from './types.ts';

const STUDY_STATUS = 'http://hl7.org/fhir/research-study-status';
const PROGRESS_STATE = 'http://terminology.hl7.org/CodeSystem/research-study-status';
const REGISTRATION = 'http://hl7.org/fhir/StructureDefinition/researchStudy-studyRegistration';

/** The only status that no registry status maps to: it never claims that a trial is open (MAPPING D12). */
const SENTINEL = 'in-review';

interface StatusElements {
  status: ResearchStudy['status'];
  _status?: PrimitiveExtras;
}

/** R4 demands a status; a record without one gets a sentinel that says so. */
export function statusOf(scope: Scope): StatusElements {
  const { overall } = scope.trial.status;
  if (overall === undefined || overall.value.trim() === '') {
    scope.ledger.note({
      severity: 'warning',
      code: 'status-absent',
      message: `The record states no recruitment status; ResearchStudy.status is "${SENTINEL}", marked as defaulted.`,
      expression: 'ResearchStudy.status',
    });
    return sentinel('status-not-stated');
  }
  const target = rowOf(scope, overall)?.targets.find(({ system }) => system === STUDY_STATUS)?.code;
  if (target === undefined || target === SENTINEL) return sentinel('status-without-code');
  const extension = derivationOf(overall);
  return {
    status: target as ResearchStudy['status'],
    ...(extension.length > 0 && { _status: { extension } }),
  };
}

function sentinel(rule: string): StatusElements {
  return {
    status: SENTINEL,
    _status: {
      extension: [
        valueExtension(crossVersion('ResearchStudy.status'), 'valueCode', 'unknown'),
        derivationExtension({ method: 'defaulted', sourcePath: 'status.overall', rule }),
      ],
    },
  };
}

/** R5 progressStatus as cross-version extensions: the registry's status, then start and end of the study. */
export function progressStatus(scope: Scope): Extension[] {
  const { overall, start, completion } = scope.trial.status;
  const state = progressState(scope, overall);
  return [
    ...(state ? complexExtension(crossVersion('ResearchStudy.progressStatus'), [state]) : []),
    ...studySpan(scope, start, 'start'),
    ...studySpan(scope, completion, 'end'),
  ];
}

function progressState(scope: Scope, overall: Code | undefined): Extension | undefined {
  const concept = conceptOf(scope, overall, (table, row) =>
    // The row also holds the R4 status code, which is no progress state.
    codingsOf(table, row).filter(({ system }) => system !== STUDY_STATUS),
  );
  return concept && valueExtension('state', 'valueCodeableConcept', concept);
}

function studySpan(scope: Scope, point: DatePoint | undefined, end: 'start' | 'end'): Extension[] {
  const period = periodOf(scope, point, end);
  if (!period) return [];
  return complexExtension(crossVersion('ResearchStudy.progressStatus'), [
    valueExtension(
      'state',
      'valueCodeableConcept',
      codeConcept(PROGRESS_STATE, 'overall-study', 'Overall study'),
    ),
    ...actualExtension(scope, point?.type),
    valueExtension('period', 'valuePeriod', period),
  ]);
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

/** ACTUAL and ESTIMATED as R5's boolean; absent stays absent. */
function actualExtension(scope: Scope, type: Code | undefined): Extension[] {
  if (type === undefined || type.value.trim() === '') return [];
  if (type.value === 'ACTUAL' || type.value === 'ESTIMATED') {
    return [valueExtension('actual', 'valueBoolean', type.value === 'ACTUAL', type.derivation)];
  }
  keepWithIssue(scope, type, 'code-unknown', unknownCode(type));
  return [];
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

/** The day of the last update is also the date and version of everything canonical. */
export function revisionExtensions(scope: Scope, url: string): Extension[] {
  return [
    valueExtension(crossVersion('ResearchStudy.url'), 'valueUri', url),
    valueExtension(crossVersion('ResearchStudy.version'), 'valueString', scope.version),
    ...(scope.date === undefined
      ? []
      : [valueExtension(crossVersion('ResearchStudy.date'), 'valueDateTime', scope.date)]),
  ];
}
