import { ISSUE_COLUMN, ISSUE_LINE } from '../shared/operation-outcome.ts';

/** The API as OpenAPI 3.1; a test holds its paths and methods to the routes there are. */
export function openApi(version: string, basePath: string): unknown {
  return {
    openapi: '3.1.0',
    info: {
      title: 'trialcast',
      version,
      description: 'Every error is an OperationOutcome (application/fhir+json).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: basePath === '' ? '/' : basePath }],
    paths: PATHS,
    components: { schemas: SCHEMAS },
  };
}

const FHIR = 'application/fhir+json';
const RESOURCE = { $ref: '#/components/schemas/Resource' };

const answer = (
  description: string,
  type = 'application/json',
  schema: unknown = { type: 'object' },
) => ({
  description,
  content: { [type]: { schema } },
});
const outcome = (description: string) =>
  answer(description, FHIR, { $ref: '#/components/schemas/OperationOutcome' });
const fhir = (description: string) => answer(description, FHIR, RESOURCE);
const input = (...types: string[]) => ({
  required: true,
  content: Object.fromEntries(
    types.map((type) => [
      type,
      { schema: type === 'text/plain' ? { type: 'string' } : { type: 'object' } },
    ]),
  ),
});
const parameter = (
  where: 'path' | 'query' | 'header',
  name: string,
  isRequired = where === 'path',
) => ({
  in: where,
  name,
  required: isRequired,
  schema: { type: 'string' },
});

/** A query parameter that may be given several times. */
const repeated = (name: string) => ({
  ...parameter('query', name),
  schema: { type: 'array', items: { type: 'string', format: 'uri' } },
  style: 'form',
  explode: true,
});

const ERRORS = { default: outcome('Any error.') };

const PATHS = {
  '/webhooks/trials': {
    post: {
      summary: 'Store a record and deliver it. Signed as in Standard Webhooks 1.0.',
      parameters: [
        parameter('header', 'webhook-id', true),
        parameter('header', 'webhook-timestamp', true),
        parameter('header', 'webhook-signature', true),
        parameter('header', 'trialcast-record-key'),
      ],
      requestBody: input('application/json', 'application/x-ndjson', 'text/plain'),
      responses: {
        202: answer(
          'Stored. Content-Location names the job; the same webhook-id and body give the same job.',
        ),
        400: outcome(
          'Not what its content type says. Malformed JSON is kept: Content-Location names the job.',
        ),
        401: outcome('Signature missing, wrong, or more than five minutes off.'),
        409: outcome('The webhook-id came before with another body.'),
        413: outcome('Too large.'),
        415: outcome('Content type not accepted.'),
        ...ERRORS,
      },
    },
  },
  '/jobs': {
    get: {
      summary: 'Records, newest first; state=failed,rejected for those that wait for a person.',
      parameters: [
        parameter('query', 'state'),
        parameter('query', 'destination'),
        parameter('query', 'verdict'),
        parameter('query', 'text'),
        parameter('query', 'limit'),
        parameter('query', 'offset'),
      ],
      responses: {
        200: answer('A page of records; next is the address of the one after it.'),
        ...ERRORS,
      },
    },
  },
  '/jobs/retry': {
    post: {
      summary: 'Try all records again that have one of the states.',
      parameters: [
        parameter('query', 'state', true),
        parameter('query', 'destination'),
        parameter('query', 'release'),
        parameter('query', 'mapping'),
      ],
      responses: { 202: answer('How many were restarted.'), ...ERRORS },
    },
  },
  '/jobs/{id}': {
    get: {
      summary: 'State of a job and its records.',
      parameters: [parameter('path', 'id')],
      responses: { 200: answer('The job.'), 404: outcome('No such job.'), ...ERRORS },
    },
  },
  '/jobs/{id}/retry': {
    post: {
      summary: 'Convert and deliver again from the raw record.',
      parameters: [
        parameter('path', 'id'),
        parameter('query', 'record'),
        parameter('query', 'destination'),
        parameter('query', 'release'),
        parameter('query', 'mapping'),
      ],
      responses: {
        202: answer('Restarted.'),
        409: outcome('Nothing of it can be tried again.'),
        ...ERRORS,
      },
    },
  },
  '/audit': {
    get: {
      summary: 'Who retried and released what, newest first.',
      parameters: [
        parameter('query', 'actor'),
        parameter('query', 'action'),
        parameter('query', 'before'),
        parameter('query', 'limit'),
      ],
      responses: {
        200: answer('A page of entries; next is the address of the one after it.'),
        ...ERRORS,
      },
    },
  },
  '/fhir/metadata': {
    get: { summary: 'CapabilityStatement.', responses: { 200: fhir('The statement.'), ...ERRORS } },
  },
  '/fhir/$convert-trial': {
    post: {
      summary:
        'Convert one record; writes nothing. Parameters in give Parameters out, with bundle and outcome.',
      parameters: [parameter('header', 'Prefer')],
      requestBody: input('text/plain', 'application/json', FHIR),
      responses: { 200: fhir('The Bundle.'), 422: outcome('No trial could be read.'), ...ERRORS },
    },
  },
  '/fhir/{type}/$validate': {
    post: {
      summary:
        'Validate a resource, alone or as `resource` of Parameters with `profile`; 200 whatever the verdict.',
      parameters: [parameter('path', 'type'), repeated('profile')],
      requestBody: input('application/json', FHIR),
      responses: {
        200: outcome(
          'The verdict; its first issue says what was checked against. Issues have line and column in the body.',
        ),
        ...ERRORS,
      },
    },
  },
  '/fhir/{type}/{id}': {
    get: {
      summary: 'A profile, value set, code system or mapping table of trialcast.',
      parameters: [parameter('path', 'type'), parameter('path', 'id')],
      responses: { 200: fhir('The definition.'), 404: outcome('No such definition.'), ...ERRORS },
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
      responses: { 200: answer('The figures.', 'text/plain', { type: 'string' }) },
    },
  },
  '/openapi.json': {
    get: { summary: 'This description.', responses: { 200: answer('OpenAPI 3.1.') } },
  },
};

const SCHEMAS = {
  Resource: {
    type: 'object',
    required: ['resourceType'],
    properties: { resourceType: { type: 'string' } },
  },
  OperationOutcome: {
    type: 'object',
    required: ['resourceType', 'issue'],
    properties: {
      resourceType: { const: 'OperationOutcome' },
      issue: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Issue' } },
    },
  },
  Issue: {
    type: 'object',
    required: ['severity', 'code'],
    properties: {
      extension: {
        description:
          'Line and column of the issue in what was sent, from 1; columns in UTF-16 units.',
        type: 'array',
        items: {
          type: 'object',
          required: ['url', 'valueInteger'],
          properties: {
            url: { enum: [ISSUE_LINE, ISSUE_COLUMN] },
            valueInteger: { type: 'integer', minimum: 1 },
          },
        },
      },
      severity: { enum: ['fatal', 'error', 'warning', 'information'] },
      code: { type: 'string', description: 'Of http://hl7.org/fhir/ValueSet/issue-type.' },
      details: {
        type: 'object',
        description: 'The code docs/issues.md explains, and the sentence.',
      },
      diagnostics: { type: 'string' },
      expression: {
        type: 'array',
        items: { type: 'string', description: 'FHIRPath of the element.' },
      },
    },
  },
};
