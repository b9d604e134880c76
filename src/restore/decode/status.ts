import { present, presentOrNothing } from '../../parse/present.ts';
import { REGISTRATION_ACTIVITY } from '../../map/terms.ts';
import type {
  ExpandedAccessInfo,
  RegistrationActivity,
  RegistrationDate,
  StatusInfo,
} from '../../trial/trial.ts';
import type { Code, DatePoint, Flag } from '../../trial/values.ts';
import { codeOrText, conceptText } from './concepts.ts';
import {
  allAt,
  at,
  codePart,
  extensionsAt,
  flagAt,
  flagPart,
  ownExtension,
  textAt,
  textPart,
  valueParts,
  type Element,
} from './element.ts';

const REGISTRATION = 'http://hl7.org/fhir/StructureDefinition/researchStudy-studyRegistration';

const ACTIVITIES: ReadonlySet<string> = new Set<RegistrationActivity>([
  'record-verification',
  'primary-outcome-data-collection',
  'registration-submission',
  'registration-submission-qc',
  'registration-posting',
  'results-submission',
  'results-submission-qc',
  'results-posting',
  'disposition-submission',
  'disposition-submission-qc',
  'disposition-posting',
  'update-submission',
  'update-posting',
]);

const isActivity = (code: unknown): code is RegistrationActivity =>
  typeof code === 'string' && ACTIVITIES.has(code);

export function decodeStatus(study: Element): StatusInfo {
  const record = ownExtension(study, 'ext-registry-record');
  const progress = allAt(study, 'progressStatus');
  const spans = progress.filter(isSpan);
  const state = progress.find((each) => !isSpan(each));
  return present({
    overall: state && codeOrText(at(state, 'state'), 'ctgov-overall-status'),
    lastKnown: codePart(record, 'lastKnownStatus', 'ctgov-overall-status'),
    whyStopped: conceptText(at(study, 'whyStopped')),
    start: spanPoint(spans, 'start') ?? periodPoint(study, spans, 'start'),
    completion: spanPoint(spans, 'end') ?? periodPoint(study, spans, 'end'),
    registrationDates: extensionsAt(study, REGISTRATION).flatMap(decodeRegistration),
    delayedPosting: flagPart(record, 'delayedPosting'),
    resultsWaived: flagPart(record, 'resultsWaived'),
    expandedAccess: decodeExpandedAccess(study),
  });
}

/** Start and end of the whole study, as against what goes on in it. */
const isSpan = (progress: Element): boolean =>
  allAt(at(progress, 'state'), 'coding').some(({ json }) => json['code'] === 'overall-study');

function spanPoint(spans: readonly Element[], end: 'start' | 'end'): DatePoint | undefined {
  for (const span of spans) {
    const date = textAt(at(span, 'period'), end);
    if (date) return present({ date, type: dateType(flagAt(span, 'actual')) });
  }
  return undefined;
}

/** Without progressStatus the period alone tells the dates, not whether they have come. */
function periodPoint(
  study: Element,
  spans: readonly Element[],
  end: 'start' | 'end',
): DatePoint | undefined {
  const date = spans.length > 0 ? undefined : textAt(at(study, 'period'), end);
  return date && { date };
}

function dateType(actual: Flag | undefined): Code | undefined {
  if (!actual) return undefined;
  return { ...actual, value: actual.value ? 'ACTUAL' : 'ESTIMATED', table: 'ctgov-date-type' };
}

function decodeRegistration(extension: Element): readonly RegistrationDate[] {
  const [concept] = valueParts(extension, 'activity');
  const [period] = valueParts(extension, 'period');
  const coding = concept
    ? allAt(concept, 'coding').find(({ json }) => json['system'] === REGISTRATION_ACTIVITY)
    : undefined;
  const activity = coding?.json['code'];
  const date = period && (textAt(period, 'start') ?? textAt(period, 'end'));
  if (!isActivity(activity) || !date) return [];
  return [present({ activity, date, type: dateType(flagPart(extension, 'actual')) })];
}

function decodeExpandedAccess(study: Element): ExpandedAccessInfo | undefined {
  const access = ownExtension(study, 'ext-expanded-access');
  return presentOrNothing({
    hasExpandedAccess: flagPart(access, 'hasExpandedAccess'),
    nctId: textPart(access, 'nctId'),
    status: codePart(access, 'status', 'ctgov-expanded-access-status'),
  });
}
