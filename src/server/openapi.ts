import { ISSUE_COLUMN, ISSUE_LINE } from '../shared/operation-outcome.ts';
import { PATHS } from './openapi-paths.ts';

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
    components: { schemas: SCHEMAS, securitySchemes: SECURITY },
  };
}

/** Which of them holds says TRIALCAST_ACCESS; metrics and notifications have tokens of their own. */
const SECURITY = {
  basic: { type: 'http', scheme: 'basic' },
  bearer: { type: 'http', scheme: 'bearer' },
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
