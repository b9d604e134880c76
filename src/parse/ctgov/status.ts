import type { DatePoint } from '../../trial/values.ts';
import type { RegistrationActivity, RegistrationDate, StatusInfo } from '../../trial/trial.ts';
import { present, presentOrNothing } from '../present.ts';
import { at, code, date, flag, text, type Cursor } from './cursor.ts';

/** Field, activity (MAPPING 6.33), and whether the field is a struct with a type. In the registry's order. */
const REGISTRATION: readonly (readonly [string, RegistrationActivity])[] = [
  ['statusVerifiedDate', 'record-verification'],
  ['primaryCompletionDateStruct', 'primary-outcome-data-collection'],
  ['studyFirstSubmitDate', 'registration-submission'],
  ['studyFirstSubmitQcDate', 'registration-submission-qc'],
  ['studyFirstPostDateStruct', 'registration-posting'],
  ['resultsFirstSubmitDate', 'results-submission'],
  ['resultsFirstSubmitQcDate', 'results-submission-qc'],
  ['resultsFirstPostDateStruct', 'results-posting'],
  ['dispFirstSubmitDate', 'disposition-submission'],
  ['dispFirstSubmitQcDate', 'disposition-submission-qc'],
  ['dispFirstPostDateStruct', 'disposition-posting'],
  ['lastUpdateSubmitDate', 'update-submission'],
  ['lastUpdatePostDateStruct', 'update-posting'],
];

export function readStatus(module: Cursor): StatusInfo {
  const expanded = at(module, 'expandedAccessInfo');
  return present({
    overall: code(module, 'overallStatus', 'ctgov-overall-status'),
    lastKnown: code(module, 'lastKnownStatus', 'ctgov-overall-status'),
    whyStopped: text(module, 'whyStopped'),
    start: readDatePoint(at(module, 'startDateStruct')),
    completion: readDatePoint(at(module, 'completionDateStruct')),
    registrationDates: REGISTRATION.flatMap(([key, activity]) =>
      readRegistration(module, key, activity),
    ),
    delayedPosting: flag(module, 'delayedPosting'),
    resultsWaived: flag(module, 'resultsWaived'),
    expandedAccess: presentOrNothing({
      hasExpandedAccess: flag(expanded, 'hasExpandedAccess'),
      nctId: text(expanded, 'nctId'),
      status: code(expanded, 'statusForNctId', 'ctgov-expanded-access-status'),
    }),
  });
}

/** A date with its type; nothing without a date, so that the type is then left over. */
export function readDatePoint(struct: Cursor): DatePoint | undefined {
  const point = date(struct, 'date');
  return point && present({ date: point, type: code(struct, 'type', 'ctgov-date-type') });
}

function readRegistration(
  module: Cursor,
  key: string,
  activity: RegistrationActivity,
): readonly RegistrationDate[] {
  if (key.endsWith('Struct')) {
    const point = readDatePoint(at(module, key));
    return point ? [{ activity, ...point }] : [];
  }
  const day = date(module, key);
  return day ? [{ activity, date: day }] : [];
}
