import type {
  Annotations,
  Submission,
  SubmissionHistory,
  UnpostedEvent,
  ViolationEvent,
} from '../../trial/record-history.ts';
import { presentOrNothing, something } from '../present.ts';
import { at, code, count, date, flag, items, text, type Cursor } from './cursor.ts';
import { readDatePoint } from './status.ts';

export function readSubmissionHistory(tracking: Cursor): SubmissionHistory | undefined {
  const submissions = items(tracking, 'submissionInfos').flatMap(readSubmission);
  const rest = presentOrNothing({
    estimatedResultsFirstSubmitDate: date(tracking, 'estimatedResultsFirstSubmitDate'),
    firstMcpPost: readDatePoint(at(at(tracking, 'firstMcpInfo'), 'postDateStruct')),
  });
  return rest || submissions.length > 0 ? { ...rest, submissions } : undefined;
}

function readSubmission(item: Cursor): readonly Submission[] {
  return something({
    releaseDate: date(item, 'releaseDate'),
    unreleaseDate: date(item, 'unreleaseDate'),
    unreleaseDateUnknown: flag(item, 'unreleaseDateUnknown'),
    resetDate: date(item, 'resetDate'),
    mcpReleaseN: count(item, 'mcpReleaseN'),
  });
}

export function readAnnotations(module: Cursor): Annotations | undefined {
  const unposted = at(module, 'unpostedAnnotation');
  const unpostedResponsibleParty = text(unposted, 'unpostedResponsibleParty');
  const unpostedEvents = items(unposted, 'unpostedEvents').flatMap(readUnpostedEvent);
  const violationEvents = items(at(module, 'violationAnnotation'), 'violationEvents').flatMap(
    readViolationEvent,
  );
  if (!unpostedResponsibleParty && unpostedEvents.length + violationEvents.length === 0)
    return undefined;
  return {
    ...(unpostedResponsibleParty && { unpostedResponsibleParty }),
    unpostedEvents,
    violationEvents,
  };
}

function readUnpostedEvent(item: Cursor): readonly UnpostedEvent[] {
  return something({
    type: code(item, 'type', 'ctgov-unposted-event-type'),
    date: date(item, 'date'),
    dateUnknown: flag(item, 'dateUnknown'),
  });
}

function readViolationEvent(item: Cursor): readonly ViolationEvent[] {
  return something({
    type: code(item, 'type', 'ctgov-violation-event-type'),
    description: text(item, 'description'),
    creationDate: date(item, 'creationDate'),
    issuedDate: date(item, 'issuedDate'),
    releaseDate: date(item, 'releaseDate'),
    postedDate: date(item, 'postedDate'),
  });
}
