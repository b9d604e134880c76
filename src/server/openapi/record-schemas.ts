/** Shapes of what is told of records. Members that may be absent are not required; a reader should pass over what it does not know. */
import { SEVERITIES } from '../../shared/issue.ts';
import { AUDIT_ACTIONS } from '../store/audit-store.ts';
import { STATE_NAMES, STATES, VERDICTS } from '../store/states.ts';
import { instant, list, object, text, whole } from './shapes.ts';
import { schemaOf, type Schema } from './parts.ts';

const STATE = {
  enum: STATE_NAMES,
  description: STATE_NAMES.map((state) => `\`${state}\`: ${STATES[state]}`).join(' '),
};
const NEXT = text('Address of the page after this one; absent on the last.');
const JOB_ID = { type: 'string', format: 'uuid', description: 'Id of the job.' };

const ISSUE_MEMBERS = {
  severity: { enum: SEVERITIES, description: 'How bad it is.' },
  code: text('A code of docs/issues.md, which says what to do about it.'),
  message: text('What was found, in a sentence.'),
};

const RECORD_MEMBERS = {
  ordinal: whole('Number of the record within its job, from 1; 0 for a webhook that could not be taken apart.'), // prettier-ignore
  state: STATE,
  step: text('How far it came: `receive`, `parse`, `convert` or `deliver`.'),
  trialKey: text('Id of the trial’s ResearchStudy, the same for all records of a trial.'),
  title: text('Title of the trial, from the record.'),
  verdict: { enum: VERDICTS, description: 'What was found in it, whatever became of it.' },
  worstIssue: object('The first of its issues.', ['severity', 'code', 'message'], ISSUE_MEMBERS),
  changedOn: text('Day its registry says it was changed last; tells versions of a trial apart.'),
  receivedAt: instant('When the webhook was stored.'),
  updatedAt: instant('When something happened to it last.'),
};
const RECORD_REQUIRED = ['ordinal', 'state', 'step', 'deliveries', 'receivedAt', 'updatedAt'];

const DELIVERY_MEMBERS = {
  destination: text('Name of the FHIR server, as the configuration calls it.'),
  state: STATE,
  attempts: whole('How often it was tried.'),
  nextAttemptAt: instant('When it is tried next; absent where it is not waiting.'),
  failure: object('Why the last attempt failed.', ['code', 'retry', 'message'], {
    code: text('A code of docs/issues.md.'),
    retry: {
      enum: ['transient', 'ambiguous', 'permanent'],
      description: '`permanent` waits for a person, the others are tried again.',
    },
    message: text('What happened, in a sentence.'),
  }),
  deliveredAt: instant('When the server had it.'),
};
const DELIVERY_REQUIRED = ['destination', 'state', 'attempts'];

const EXCHANGE = object(
  'One request to the FHIR server; headers, and so tokens, are not kept.',
  ['method', 'path', 'durationMs', 'requestBytes', 'responseBytes', 'outcome'],
  {
    method: text('HTTP method.'),
    path: text('Relative to the base of the server.'),
    status: whole('HTTP status; absent where no answer came.'),
    durationMs: { type: 'number', description: 'Milliseconds until the answer was there.' },
    requestBytes: whole('Size of what was sent.'),
    responseBytes: whole('Size of what came back.'),
    outcome: list(
      'Issues of the server’s OperationOutcome.',
      text('Severity and what the server said.'),
    ),
  },
);

export const RECORD_SCHEMAS: Readonly<Record<string, Schema>> = {
  Stored: object('What a webhook became.', ['job', 'state'], { job: JOB_ID, state: STATE }),
  Job: object(
    'A webhook as it came, and what became of each of its records.',
    ['id', 'webhookId', 'state', 'receivedAt', 'issues', 'records'],
    {
      id: JOB_ID,
      webhookId: text('The webhook-id it came with.'),
      state: { ...STATE, description: `Of its records, the state that asks most for attention. ${STATE.description}` }, // prettier-ignore
      receivedAt: RECORD_MEMBERS.receivedAt,
      issues: list('What was wrong with the webhook as a whole.', schemaOf('RecordIssue')),
      records: list('Its records, in their order.', schemaOf('JobRecord')),
    },
  ),
  JobRecord: object('A record of a job.', [...RECORD_REQUIRED, 'issues'], {
    ...RECORD_MEMBERS,
    deliveries: list('One for each FHIR server it is for.', schemaOf('JobDelivery')),
    issues: list('All that was found in it, worst first.', schemaOf('RecordIssue')),
    resources: whole('How many FHIR resources were made of it.'),
  }),
  RecordPage: object('A page of records.', ['records'], {
    records: list('Newest first.', schemaOf('ListedRecord')),
    next: NEXT,
  }),
  ListedRecord: object('A record in short.', ['jobId', ...RECORD_REQUIRED], {
    jobId: JOB_ID,
    ...RECORD_MEMBERS,
    deliveries: list('One for each FHIR server it is for.', schemaOf('Delivery')),
  }),
  Delivery: object('A record on its way to one FHIR server.', DELIVERY_REQUIRED, DELIVERY_MEMBERS),
  JobDelivery: object('The same with what the last attempt did.', DELIVERY_REQUIRED, {
    ...DELIVERY_MEMBERS,
    report: {
      type: 'object',
      description:
        'What the last attempt that succeeded wrote: `created`, `updated`, `unchanged`, `retired` and `deleted`, each a list of references, and the `strategy` with its reason.',
    },
    exchanges: list('Requests of the last attempt.', EXCHANGE),
  }),
  RecordIssue: object('A defect of a record.', ['severity', 'code', 'message'], {
    ...ISSUE_MEMBERS,
    place: {
      type: 'object',
      description: 'Where in the record: `lines` from `first` to `last`, or a JSON `pointer`.',
    },
    expression: text('FHIRPath of the element that was made of it.'),
  }),
  Restarted: object('What was begun again.', ['restarted'], {
    job: JOB_ID,
    restarted: whole('How many records are on their way again.'),
  }),
  AuditPage: object('A page of the audit log.', ['entries'], {
    entries: list('Newest first.', schemaOf('AuditEntry')),
    next: NEXT,
  }),
  AuditEntry: object(
    'Something a person did, or that a FHIR server told of.',
    ['number', 'at', 'actor', 'action', 'object', 'details', 'requestId'],
    {
      number: whole('Counts up; `before` takes it.'),
      at: instant('When it was done.'),
      actor: text('Who: the user, the `sub` of a token, or `anyone` where no sign-in is configured.'), // prettier-ignore
      action: { enum: AUDIT_ACTIONS, description: 'What was done.' },
      object: text('To what: `jobs/ID`, `jobs/ID/records/2`, `jobs` for several, `trials/KEY`.'),
      details: {
        type: 'object',
        description: 'How: number of records, mapping, destination, states.',
      },
      requestId: text('X-Request-Id of the request, which stands in the log too.'),
    },
  ),
  Resynchronised: object('What a notification led to.', ['trials'], {
    trials: list('Trials that are compared again.', text('Id of a ResearchStudy.')),
  }),
};
