import { present, presentOrNothing, something } from '../../parse/present.ts';
import type { Annotations, Submission, SubmissionHistory } from '../../trial/record-history.ts';
import type { DatePoint } from '../../trial/values.ts';
import {
  codePart,
  countPart,
  extensionsAt,
  flagPart,
  ownExtension,
  textPart,
  type Element,
} from './element.ts';

export function decodeSubmissionHistory(study: Element): SubmissionHistory | undefined {
  const history = ownExtension(study, 'ext-submission-history');
  const submissions = extensionsAt(history, 'submission').flatMap(decodeSubmission);
  const rest = presentOrNothing({
    estimatedResultsFirstSubmitDate: textPart(history, 'estimatedResultsFirstSubmitDate'),
    firstMcpPost: decodeFirstMcpPost(history),
  });
  return rest || submissions.length > 0 ? { ...rest, submissions } : undefined;
}

function decodeFirstMcpPost(history: Element): DatePoint | undefined {
  const date = textPart(history, 'firstMcpPostDate');
  return (
    date && present({ date, type: codePart(history, 'firstMcpPostDateType', 'ctgov-date-type') })
  );
}

function decodeSubmission(part: Element): readonly Submission[] {
  return something({
    releaseDate: textPart(part, 'release'),
    unreleaseDate: textPart(part, 'unrelease'),
    unreleaseDateUnknown: flagPart(part, 'unreleaseUnknown'),
    resetDate: textPart(part, 'reset'),
    mcpReleaseN: countPart(part, 'mcpReleaseN'),
  });
}

export function decodeAnnotations(study: Element): Annotations | undefined {
  const annotation = ownExtension(study, 'ext-registry-annotation');
  const unpostedResponsibleParty = textPart(annotation, 'unpostedResponsibleParty');
  const unpostedEvents = extensionsAt(annotation, 'unpostedEvent').map((event) =>
    present({
      type: codePart(event, 'type', 'ctgov-unposted-event-type'),
      date: textPart(event, 'date'),
      dateUnknown: flagPart(event, 'dateUnknown'),
    }),
  );
  const violationEvents = extensionsAt(annotation, 'violationEvent').map((event) =>
    present({
      type: codePart(event, 'type', 'ctgov-violation-event-type'),
      description: textPart(event, 'description'),
      creationDate: textPart(event, 'creationDate'),
      issuedDate: textPart(event, 'issuedDate'),
      releaseDate: textPart(event, 'releaseDate'),
      postedDate: textPart(event, 'postedDate'),
    }),
  );
  if (!unpostedResponsibleParty && unpostedEvents.length + violationEvents.length === 0)
    return undefined;
  return {
    ...(unpostedResponsibleParty && { unpostedResponsibleParty }),
    unpostedEvents,
    violationEvents,
  };
}
