import { structureDefinition } from '../../shared/canonical.ts';
import type { Submission, UnpostedEvent, ViolationEvent } from '../../trial/record-history.ts';
import type { DateText } from '../../trial/values.ts';
import { dateOf, type Scope } from '../scope.ts';
import {
  codeExtension,
  complexExtension,
  countExtension,
  flagExtension,
  textExtension,
  valueExtension,
} from './build.ts';
import { keepItem } from './kept-lists.ts';
import type { Extension } from './types.ts';

/** Results on their way to the registry (no FHIR version has an element for that). */
export function submissionHistory(scope: Scope): Extension[] {
  const { submissionHistory: history } = scope.trial;
  if (!history) return [];
  const { firstMcpPost } = history;
  return complexExtension(structureDefinition('ext-submission-history'), [
    ...dateExtension(
      scope,
      'estimatedResultsFirstSubmitDate',
      history.estimatedResultsFirstSubmitDate,
    ),
    ...dateExtension(scope, 'firstMcpPostDate', firstMcpPost?.date),
    ...codeExtension(scope, 'firstMcpPostDateType', firstMcpPost?.type),
    ...history.submissions.flatMap((submission) => submissionOf(scope, submission)),
  ]);
}

function submissionOf(scope: Scope, submission: Submission): Extension[] {
  const { releaseDate, unreleaseDate, unreleaseDateUnknown, resetDate, mcpReleaseN } = submission;
  const parts = [
    ...dateExtension(scope, 'release', releaseDate),
    ...dateExtension(scope, 'unrelease', unreleaseDate),
    ...flagExtension('unreleaseUnknown', unreleaseDateUnknown),
    ...dateExtension(scope, 'reset', resetDate),
    ...countExtension(scope, 'mcpReleaseN', mcpReleaseN),
  ];
  return partsOrItem(scope, 'submission', parts, [
    releaseDate,
    unreleaseDate,
    resetDate,
    mcpReleaseN,
  ]);
}

/** What the registry notes on the record: results not posted, violations found by the FDA. */
export function annotations(scope: Scope): Extension[] {
  const { annotations: notes } = scope.trial;
  if (!notes) return [];
  return complexExtension(structureDefinition('ext-registry-annotation'), [
    ...textExtension(
      scope,
      'unpostedResponsibleParty',
      'valueString',
      notes.unpostedResponsibleParty,
    ),
    ...notes.unpostedEvents.flatMap((event) => unpostedEvent(scope, event)),
    ...notes.violationEvents.flatMap((event) => violationEvent(scope, event)),
  ]);
}

function unpostedEvent(scope: Scope, { type, date, dateUnknown }: UnpostedEvent): Extension[] {
  const parts = [
    ...codeExtension(scope, 'type', type),
    ...dateExtension(scope, 'date', date),
    ...flagExtension('dateUnknown', dateUnknown),
  ];
  return partsOrItem(scope, 'unpostedEvent', parts, [type, date]);
}

const VIOLATION_DATES = ['creationDate', 'issuedDate', 'releaseDate', 'postedDate'] as const;

function violationEvent(scope: Scope, event: ViolationEvent): Extension[] {
  const parts = [
    ...codeExtension(scope, 'type', event.type),
    ...textExtension(scope, 'description', 'valueString', event.description),
    ...VIOLATION_DATES.flatMap((key) => dateExtension(scope, key, event[key])),
  ];
  const dates = VIOLATION_DATES.map((key) => event[key]);
  return partsOrItem(scope, 'violationEvent', parts, [event.type, event.description, ...dates]);
}

/** An entry of which nothing could be held is kept whole, so that those after it keep their places. */
function partsOrItem(
  scope: Scope,
  url: string,
  parts: readonly Extension[],
  values: Parameters<typeof keepItem>[1],
): Extension[] {
  if (parts.length === 0) keepItem(scope, values);
  return complexExtension(url, parts);
}

function dateExtension(scope: Scope, url: string, date: DateText | undefined): Extension[] {
  const value = dateOf(scope, date);
  return value === undefined ? [] : [valueExtension(url, 'valueDate', value, date?.derivation)];
}
