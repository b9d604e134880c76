import type { Json, JsonObject } from '../../shared/json.ts';
import type { RegistrationActivity, RegistrationDate, Trial } from '../../trial/trial.ts';
import type { DatePoint } from '../../trial/values.ts';
import { branch, registered } from './registered.ts';

/** Field of each registration date; some are a bare date, some an object of date and type. */
const FIELDS: Readonly<Record<RegistrationActivity, string>> = {
  'record-verification': 'statusVerifiedDate',
  'primary-outcome-data-collection': 'primaryCompletionDateStruct',
  'registration-submission': 'studyFirstSubmitDate',
  'registration-submission-qc': 'studyFirstSubmitQcDate',
  'registration-posting': 'studyFirstPostDateStruct',
  'results-submission': 'resultsFirstSubmitDate',
  'results-submission-qc': 'resultsFirstSubmitQcDate',
  'results-posting': 'resultsFirstPostDateStruct',
  'disposition-submission': 'dispFirstSubmitDate',
  'disposition-submission-qc': 'dispFirstSubmitQcDate',
  'disposition-posting': 'dispFirstPostDateStruct',
  'update-submission': 'lastUpdateSubmitDate',
  'update-posting': 'lastUpdatePostDateStruct',
};

export function writeStatus({ status }: Trial): JsonObject | undefined {
  const { expandedAccess } = status;
  return branch({
    overallStatus: registered(status.overall),
    lastKnownStatus: registered(status.lastKnown),
    whyStopped: registered(status.whyStopped),
    delayedPosting: registered(status.delayedPosting),
    resultsWaived: registered(status.resultsWaived),
    expandedAccessInfo: branch({
      hasExpandedAccess: registered(expandedAccess?.hasExpandedAccess),
      nctId: registered(expandedAccess?.nctId),
      statusForNctId: registered(expandedAccess?.status),
    }),
    startDateStruct: writeDatePoint(status.start),
    completionDateStruct: writeDatePoint(status.completion),
    ...writeRegistration(status.registrationDates),
  });
}

function writeRegistration(dates: readonly RegistrationDate[]): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    dates.flatMap((point) => {
      const field = FIELDS[point.activity];
      const value = field.endsWith('Struct') ? writeDatePoint(point) : registered(point.date);
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

export function writeDatePoint(point: DatePoint | undefined): JsonObject | undefined {
  return point && branch({ date: registered(point.date), type: registered(point.type) });
}
