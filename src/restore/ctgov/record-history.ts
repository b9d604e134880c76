import type { JsonObject } from '../../shared/json.ts';
import type { Submission, UnpostedEvent, ViolationEvent } from '../../trial/record-history.ts';
import type { Trial } from '../../trial/trial.ts';
import { branch, branches, registered } from './registered.ts';
import { writeDatePoint } from './status.ts';

export function writeSubmissionTracking({ submissionHistory }: Trial): JsonObject | undefined {
  if (!submissionHistory) return undefined;
  const { estimatedResultsFirstSubmitDate, firstMcpPost, submissions } = submissionHistory;
  return branch({
    estimatedResultsFirstSubmitDate: registered(estimatedResultsFirstSubmitDate),
    firstMcpInfo: branch({ postDateStruct: writeDatePoint(firstMcpPost) }),
    submissionInfos: branches(submissions, writeSubmission),
  });
}

function writeSubmission(submission: Submission): JsonObject | undefined {
  return branch({
    releaseDate: registered(submission.releaseDate),
    unreleaseDate: registered(submission.unreleaseDate),
    unreleaseDateUnknown: registered(submission.unreleaseDateUnknown),
    resetDate: registered(submission.resetDate),
    mcpReleaseN: registered(submission.mcpReleaseN),
  });
}

export function writeAnnotations({ annotations }: Trial): JsonObject | undefined {
  if (!annotations) return undefined;
  const { unpostedResponsibleParty, unpostedEvents, violationEvents } = annotations;
  return branch({
    annotationModule: branch({
      unpostedAnnotation: branch({
        unpostedResponsibleParty: registered(unpostedResponsibleParty),
        unpostedEvents: branches(unpostedEvents, writeUnpostedEvent),
      }),
      violationAnnotation: branch({
        violationEvents: branches(violationEvents, writeViolationEvent),
      }),
    }),
  });
}

function writeUnpostedEvent(event: UnpostedEvent): JsonObject | undefined {
  return branch({
    type: registered(event.type),
    date: registered(event.date),
    dateUnknown: registered(event.dateUnknown),
  });
}

function writeViolationEvent(event: ViolationEvent): JsonObject | undefined {
  return branch({
    type: registered(event.type),
    description: registered(event.description),
    creationDate: registered(event.creationDate),
    issuedDate: registered(event.issuedDate),
    releaseDate: registered(event.releaseDate),
    postedDate: registered(event.postedDate),
  });
}
