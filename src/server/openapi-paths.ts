/** Paths of the API in OpenAPI 3.1: parameters, bodies, and every status a path answers with. */
import { AUDIT_ACTIONS } from './store/audit-store.ts';
import { STATE_NAMES, VERDICTS } from './store/states.ts';

const FHIR = 'application/fhir+json';
const RESOURCE = { $ref: '#/components/schemas/Resource' };
const OUTCOME = { $ref: '#/components/schemas/OperationOutcome' };

const answer = (
  description: string,
  type = 'application/json',
  schema: unknown = { type: 'object' },
) => ({ description, content: { [type]: { schema } } });
const outcome = (description: string) => answer(description, FHIR, OUTCOME);
const fhir = (description: string) => answer(description, FHIR, RESOURCE);

const input = (...types: string[]) => ({
  required: true,
  content: Object.fromEntries(
    types.map((type) => [
      type,
      { schema: { type: type === 'text/plain' || type.endsWith('ndjson') ? 'string' : 'object' } },
    ]),
  ),
});
const BODY = input('application/json', FHIR);

type Schema = Readonly<Record<string, unknown>>;
const parameter = (
  where: 'path' | 'query' | 'header',
  name: string,
  schema: Schema = {},
  isRequired = where === 'path',
) => ({ in: where, name, required: isRequired, schema: { type: 'string', ...schema } });

/** A query parameter that may be given several times. */
const repeated = (name: string) => ({
  ...parameter('query', name),
  schema: { type: 'array', items: { type: 'string', format: 'uri' } },
  style: 'form',
  explode: true,
});

const whole = (minimum: number, maximum: number): Schema => ({ type: 'integer', minimum, maximum });
const JOB = parameter('path', 'id', { format: 'uuid' });
const TYPE = parameter('path', 'type', { pattern: '^[A-Z][A-Za-z]{1,63}$' });
const ID = parameter('path', 'id', { pattern: '^[A-Za-z0-9.-]{1,64}$' });
const DESTINATION = parameter('query', 'destination', { pattern: '^[a-z0-9-]{1,40}$' });
const STATES = parameter('query', 'state', {
  description: `Some of ${STATE_NAMES.join(', ')}, with commas.`,
});
const RELEASE = parameter('query', 'release', { enum: ['true', 'false'] });
const MAPPING = parameter('query', 'mapping', { enum: ['current', 'stored'] });
const LIMIT = parameter('query', 'limit', whole(1, 999));
const PREFER = parameter('header', 'Prefer', {
  description: 'return=minimal|representation|OperationOutcome, respond-async, handling=strict.',
});

/** Anything may be asked wrongly or too often, and the store may be out of reach. */
const ANY = {
  400: outcome('The request is not what this address takes.'),
  429: outcome('Too many requests from this address; Retry-After says when to come back.'),
  503: outcome('The store cannot be reached at present.'),
};
const PERSON = {
  ...ANY,
  401: outcome('Credentials missing or not accepted.'),
  403: outcome('Sent by another web site, or without the token of a form.'),
};
const WITH_BODY = {
  ...PERSON,
  413: outcome('The body is too large.'),
  415: outcome('Content type or encoding not accepted.'),
};
const SOME_OTHER = { 404: outcome('There is no such thing.') };
const LATER = {
  202: {
    description: 'Prefer: respond-async: Content-Location is where the answer will be.',
    headers: { 'Content-Location': { schema: { type: 'string' } } },
  },
};

const notification = {
  summary:
    'A FHIR subscription tells of a change (R4 rest-hook, R4 Backport, R5): its trials are compared with the server again.',
  requestBody: { ...BODY, required: false },
  responses: {
    200: answer('The trials that are looked at again.'),
    ...WITH_BODY,
    404: outcome('Notifications are not taken: TRIALCAST_SUBSCRIPTION_TOKEN is not set.'),
  },
};
const notificationOf = { ...notification, parameters: [TYPE, ID] };

export const PATHS = {
  '/webhooks/trials': {
    post: {
      summary: 'Store a record and deliver it. Signed as in Standard Webhooks 1.0.',
      parameters: [
        parameter('header', 'webhook-id', {}, true),
        parameter('header', 'webhook-timestamp', {}, true),
        parameter('header', 'webhook-signature', {}, true),
        parameter('header', 'trialcast-record-key', { pattern: '^[A-Za-z0-9_.:-]{1,64}$' }),
      ],
      requestBody: input('application/json', 'application/x-ndjson', 'text/plain'),
      responses: {
        202: answer(
          'Stored. Content-Location names the job; the same webhook-id and body give the same job.',
        ),
        ...WITH_BODY,
        400: outcome(
          'Not what its content type says. Malformed JSON is kept: Content-Location names the job.',
        ),
        401: outcome('Signature missing, wrong, or more than five minutes off.'),
        409: outcome('The webhook-id came before with another body.'),
      },
    },
  },
  '/webhooks/subscription': { post: notification },
  '/webhooks/subscription/{type}/{id}': { post: notificationOf, put: notificationOf },
  '/jobs': {
    get: {
      summary: 'Records, newest first; state=failed,rejected for those that wait for a person.',
      parameters: [
        STATES,
        DESTINATION,
        parameter('query', 'verdict', { enum: VERDICTS }),
        parameter('query', 'text'),
        LIMIT,
        parameter('query', 'offset', whole(0, 9_999_999)),
      ],
      responses: {
        200: answer('A page of records; next is the address of the one after it.'),
        ...PERSON,
      },
    },
  },
  '/jobs/retry': {
    post: {
      summary: 'Try all records again that have one of the states.',
      parameters: [{ ...STATES, required: true }, DESTINATION, RELEASE, MAPPING],
      responses: { 202: answer('How many were restarted.'), ...WITH_BODY },
    },
  },
  '/jobs/{id}': {
    get: {
      summary: 'State of a job and its records.',
      parameters: [JOB],
      responses: { 200: answer('The job.'), ...PERSON, ...SOME_OTHER },
    },
  },
  '/jobs/{id}/retry': {
    post: {
      summary: 'Convert and deliver again from the raw record.',
      parameters: [
        JOB,
        parameter('query', 'record', whole(1, 999_999)),
        DESTINATION,
        STATES,
        RELEASE,
        MAPPING,
      ],
      responses: {
        202: answer('Restarted.'),
        303: { description: 'The same, for a form of the dashboard.' },
        ...WITH_BODY,
        ...SOME_OTHER,
        409: outcome('Nothing of it can be tried again.'),
      },
    },
  },
  '/audit': {
    get: {
      summary: 'Who retried and released what, newest first.',
      parameters: [
        parameter('query', 'actor'),
        parameter('query', 'action', { enum: AUDIT_ACTIONS }),
        parameter('query', 'before', whole(0, 999_999_999_999_999)),
        LIMIT,
      ],
      responses: {
        200: answer('A page of entries; next is the address of the one after it.'),
        ...PERSON,
      },
    },
  },
  '/export': {
    get: {
      summary: 'What was converted, the newest of each trial: NDJSON, one resource a line.',
      parameters: [
        parameter('query', '_type', { description: 'Resource types, with commas.' }),
        parameter('query', '_since', { format: 'date-time' }),
      ],
      responses: {
        200: answer('The resources.', 'application/fhir+ndjson', { type: 'string' }),
        ...PERSON,
      },
    },
  },
  '/async/{id}': {
    get: {
      summary: 'The answer of an operation that was asked for with Prefer: respond-async.',
      parameters: [JOB],
      responses: {
        200: fhir('A batch-response Bundle with status and resource.'),
        202: { description: 'Not there yet; Retry-After says when to ask again.' },
        ...PERSON,
        ...SOME_OTHER,
      },
    },
    delete: {
      summary: 'The answer is not wanted any more.',
      parameters: [JOB],
      responses: { 202: { description: 'Forgotten.' }, ...WITH_BODY, ...SOME_OTHER },
    },
  },
  '/fhir/metadata': {
    get: { summary: 'CapabilityStatement.', responses: { 200: fhir('The statement.'), ...ANY } },
  },
  '/fhir/$convert-trial': {
    post: {
      summary:
        'Convert one record; writes nothing. Parameters in give Parameters out, with bundle and outcome.',
      parameters: [PREFER],
      requestBody: input('text/plain', 'application/json', FHIR),
      responses: {
        200: fhir('The Bundle.'),
        ...LATER,
        204: { description: 'Prefer: return=minimal: it can be converted.' },
        ...WITH_BODY,
        422: outcome('No trial could be read.'),
      },
    },
  },
  '/fhir/{type}/$validate': {
    post: {
      summary:
        'Validate a resource, alone or as `resource` of Parameters with `profile`; 200 whatever the verdict.',
      parameters: [TYPE, repeated('profile'), PREFER],
      requestBody: BODY,
      responses: {
        200: outcome(
          'The verdict; its first issue says what was checked against. Issues have line and column in the body.',
        ),
        ...LATER,
        ...WITH_BODY,
      },
    },
  },
  '/fhir/{type}': {
    get: {
      summary: 'Definitions of a type: profiles, terminology, mapping tables, operations.',
      parameters: [
        TYPE,
        parameter('query', '_id'),
        parameter('query', 'url', { format: 'uri' }),
        parameter('query', 'name'),
        parameter('query', '_count', whole(0, 999)),
        parameter('query', '_offset', whole(0, 9_999_999)),
        PREFER,
      ],
      responses: { 200: fhir('A searchset Bundle.'), ...ANY, ...SOME_OTHER },
    },
  },
  '/fhir/{type}/{id}': {
    get: {
      summary: 'A profile, value set, code system, operation or mapping table of trialcast.',
      parameters: [TYPE, ID],
      responses: { 200: fhir('The definition.'), ...ANY, ...SOME_OTHER },
    },
  },
  '/livez': { get: { summary: 'The process answers.', responses: { 200: answer('It does.') } } },
  '/readyz': {
    get: {
      summary: 'Records can be stored. A FHIR server that does not answer is shown as degraded.',
      responses: {
        200: answer('Ready or degraded.'),
        503: outcome('The store cannot be written.'),
      },
    },
  },
  '/metrics': {
    get: {
      summary: 'Prometheus metrics.',
      responses: {
        200: answer('The figures.', 'text/plain', { type: 'string' }),
        401: outcome('The token is missing or another.'),
        503: outcome('The store cannot be read.'),
      },
    },
  },
  '/openapi.json': {
    get: { summary: 'This description.', responses: { 200: answer('OpenAPI 3.1.'), ...ANY } },
  },
};
