/** What became of records, and what a person may do about it. */
import { AUDIT_ACTIONS } from '../store/audit-store.ts';
import { CODE } from '../store/views.ts';
import {
  DESTINATION,
  JOB,
  LIMIT,
  MAPPING,
  NO_JOB,
  PERSON,
  PERSON_BODY,
  RELEASE,
  RETRY_STATES,
  STATES,
  VERDICT,
} from './common.ts';
import { answer, inQuery, outcome, plain, whole, withHeaders } from './parts.ts';

const OF_CODE = { pattern: CODE.source };

const jobs = {
  tags: ['Records'],
  operationId: 'listRecords',
  summary: 'Find records, newest first.',
  description: '`state=failed,rejected,held,unreadable` gives those that wait for a person.',
  parameters: [
    STATES,
    DESTINATION,
    VERDICT,
    inQuery('issue', 'Only records whose worst issue has this code.', OF_CODE, 'status-absent'),
    inQuery('failure', 'Only records with a delivery that failed so; with `destination`, the one to it.', OF_CODE, 'fhir-server-unreachable'), // prettier-ignore
    inQuery(
      'text',
      'Part of a title or of a trial’s id, in any case; or the first eight characters of a job’s id, or more.',
      {},
      'nct01234567',
    ),
    LIMIT,
    inQuery('offset', 'How many to pass over; `next` has it already.', whole(0, 9_999_999, 0)),
  ],
  responses: { 200: answer('A page of records, perhaps an empty one.', 'RecordPage'), ...PERSON },
};

const retryMany = {
  tags: ['Records'],
  operationId: 'retryRecords',
  summary: 'Try all records again that are in one of the states.',
  description: 'Noted in the audit log. Destinations that have a record already are left alone.',
  parameters: [{ ...RETRY_STATES, required: true }, DESTINATION, RELEASE, MAPPING],
  responses: {
    202: answer('They are on their way again; none may have been like that.', 'Restarted', {
      restarted: 3,
    }),
    ...PERSON_BODY,
  },
};

const retryJob = {
  tags: ['Records'],
  operationId: 'retryJob',
  summary: 'Try a job, or one record of it, again.',
  description: 'Noted in the audit log. Destinations that have a record already are left alone.',
  parameters: [
    JOB,
    inQuery('record', 'Number of one record of the job; without it all are meant.', whole(1, 999_999), 1), // prettier-ignore
    DESTINATION,
    RETRY_STATES,
    RELEASE,
    MAPPING,
  ],
  responses: {
    202: withHeaders(answer('It is on its way again.', 'Restarted'), {
      'Content-Location': 'Address of the job.',
    }),
    ...PERSON_BODY,
    ...NO_JOB,
    409: outcome('Nothing of it is in a state that can be tried again.'),
  },
};

const audit = {
  tags: ['Records'],
  operationId: 'listAudit',
  summary: 'See who retried, released or resynchronised what, newest first.',
  parameters: [
    inQuery('actor', 'Only what this person did; the name in full.', {}, 'curator'),
    inQuery('action', 'Only what was done in this way.', { enum: AUDIT_ACTIONS }, 'release'),
    inQuery('before', 'Only entries with a smaller number.', whole(0, 999_999_999_999_999), 120),
    LIMIT,
  ],
  responses: {
    200: answer('A page of entries, perhaps an empty one.', 'AuditPage', {
      entries: [
        {
          number: 119,
          at: '2026-11-21T08:00:00.000Z',
          actor: 'curator',
          action: 'release',
          object: 'jobs/5f0c2f5e-6a0b-4f55-9d7e-0a4f1c7a9b11/records/1',
          details: { records: 1, mapping: 'stored' },
          requestId: 'morning-round',
        },
      ],
    }),
    ...PERSON,
  },
};

const exported = {
  tags: ['Records'],
  operationId: 'exportResources',
  summary: 'Get what was converted, the newest of each trial.',
  description:
    'NDJSON, one resource a line, as the `$import` of a FHIR server takes it. Organizations and Locations that trials have in common come once.',
  parameters: [
    inQuery('_type', 'Types of resources, with commas; without it all.', {}, 'ResearchStudy,Group'),
    inQuery(
      '_since',
      'Only trials that were converted since this instant.',
      { format: 'date-time' },
      '2026-01-01T00:00:00Z',
    ),
  ],
  responses: {
    200: plain(
      'The resources; nothing where there are none.',
      'application/fhir+ndjson',
      '{"resourceType":"ResearchStudy","id":"ctgov-nct01234567","status":"active"}\n',
    ),
    ...PERSON,
  },
};

export const RECORD_PATHS = {
  '/jobs': { get: jobs },
  '/jobs/retry': { post: retryMany },
  '/jobs/{id}': {
    get: {
      tags: ['Records'],
      operationId: 'getJob',
      summary: 'See what became of a webhook and its records.',
      parameters: [JOB],
      responses: {
        200: withHeaders(answer('The job with its records and their deliveries.', 'Job'), {
          'Retry-After': 'Seconds after which to ask again, while something is still on its way.',
        }),
        ...PERSON,
        ...NO_JOB,
      },
    },
  },
  '/jobs/{id}/retry': { post: retryJob },
  '/audit': { get: audit },
  '/export': { get: exported },
};
