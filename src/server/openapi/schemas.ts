import { ISSUE_COLUMN, ISSUE_LINE } from '../../shared/operation-outcome.ts';
import { SEVERITIES } from '../../shared/issue.ts';
import { RECORD_SCHEMAS } from './record-schemas.ts';
import { instant, list, object, text } from './shapes.ts';
import { schemaOf, type Schema } from './parts.ts';

export const SCHEMAS: Readonly<Record<string, Schema>> = {
  ...RECORD_SCHEMAS,
  Alive: object('That the process answers.', ['status'], {
    status: { const: 'alive', description: 'Always this.' },
  }),
  Readiness: object(
    'Whether records can be stored.',
    ['status', 'store', 'definitions', 'destinations'],
    {
      // prettier-ignore
      status: {
      enum: ['ready', 'degraded'],
      description: '`degraded`: a FHIR server does not answer; records are taken in all the same.',
    },
      store: text('`writable`.'),
      definitions: text('Version of trialcast, and with it of its profiles and mappings.'),
      destinations: list('Each FHIR server.', object('One of them.', ['name', 'state'], {
      name: text('As the configuration calls it.'),
      state: {
        enum: ['unknown', 'answering', 'not-answering', 'not-configured'],
        description: 'How it answered last; `unknown` until it was asked.',
      },
      since: instant('Since when.'),
      pausedForS: { type: 'number', description: 'Seconds for which it is left alone.' },
    })), // prettier-ignore
    },
  ),
  Description: object('An OpenAPI 3.1 document.', ['openapi', 'info', 'paths'], {
    openapi: text('Version of OpenAPI.'),
    info: { type: 'object', description: 'Name, version and licence.' },
    paths: { type: 'object', description: 'Each address.' },
  }),

  Resource: object('A FHIR resource.', ['resourceType'], {
    resourceType: text('Type of the resource.'),
  }),
  OperationOutcome: object('What is wrong, or that nothing is.', ['resourceType', 'issue'], {
    resourceType: { const: 'OperationOutcome', description: 'Its type.' },
    issue: {
      type: 'array',
      description: 'Worst first.',
      minItems: 1,
      items: schemaOf('Issue'),
    },
  }),
  Issue: object('One issue.', ['severity', 'code'], {
    extension: list(
      'Line and column of the issue in what was sent, from 1; columns in UTF-16 units.',
      object('Line or column.', ['url', 'valueInteger'], {
        url: { enum: [ISSUE_LINE, ISSUE_COLUMN], description: 'Which of them.' },
        valueInteger: { type: 'integer', minimum: 1, description: 'Its number.' },
      }),
    ),
    severity: { enum: SEVERITIES, description: 'How bad it is.' },
    code: text('Of http://hl7.org/fhir/ValueSet/issue-type.'),
    details: {
      type: 'object',
      description: 'The code docs/issues.md explains (`coding`), and the sentence (`text`).',
    },
    diagnostics: text('The sentence, and where in the record.'),
    expression: list('Where in the resource.', text('FHIRPath of the element.')),
  }),
};
