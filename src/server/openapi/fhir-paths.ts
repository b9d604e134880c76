/** Operations and definitions, as FHIR has them; nothing here is stored. */
import {
  ANY,
  ID,
  LATER,
  LATER_ID,
  PERSON,
  PERSON_BODY,
  PREFER_CONVERT,
  PREFER_OPERATION,
  PREFER_SEARCH,
  TYPE,
} from './common.ts';
import { EXAMPLE_RESOURCE, EXAMPLE_STUDY, EXAMPLE_TEXT } from './examples.ts';
import {
  FHIR,
  fhir,
  inQuery,
  input,
  outcome,
  whole,
  withHeaders,
  type Parameter,
} from './parts.ts';

const convert = {
  tags: ['FHIR operations'],
  operationId: 'convertTrial',
  summary: 'Convert one record; nothing is stored or sent.',
  description:
    'The answer to what would become of a record. Parameters in give Parameters out, with `bundle` and `outcome`.',
  parameters: [PREFER_CONVERT],
  requestBody: input(
    'The record as text, as JSON of ClinicalTrials.gov, or as `record` (and `recordKey`) of Parameters.',
    {
      'text/plain': EXAMPLE_TEXT,
      'application/json': EXAMPLE_STUDY,
      [FHIR]: {
        resourceType: 'Parameters',
        parameter: [{ name: 'record', valueString: EXAMPLE_TEXT }],
      },
    },
  ),
  responses: {
    200: withHeaders(fhir('A transaction Bundle, Parameters, or the issues alone, as was asked.'), {
      'Preference-Applied': 'Which `return` was kept to, where one was asked for.',
    }),
    ...LATER,
    204: withHeaders(
      { description: 'It can be converted (`Prefer: return=minimal`).' },
      { 'Preference-Applied': '`return=minimal`.' },
    ),
    ...PERSON_BODY,
    422: outcome('No trial could be read; the outcome says why.'),
  },
};

/** May be given several times. */
const PROFILE: Parameter = {
  ...inQuery(
    'profile',
    'Canonical address of a profile to check against besides those the resource names; may be given several times.',
    {},
    ['https://trialcast.example/fhir/StructureDefinition/trial-research-study-r4'],
  ),
  schema: { type: 'array', items: { type: 'string', format: 'uri' } },
  style: 'form',
  explode: true,
};
const validate = {
  tags: ['FHIR operations'],
  operationId: 'validateResource',
  summary: 'Check a resource; nothing is stored.',
  description: 'Alone in the body, or as `resource` of Parameters with `profile`.',
  parameters: [TYPE, PROFILE, PREFER_OPERATION],
  requestBody: input('The resource, of the type in the address.', {
    'application/json': EXAMPLE_RESOURCE,
    [FHIR]: EXAMPLE_RESOURCE,
  }),
  responses: {
    200: outcome(
      'The verdict, whatever it is. The first issue says what was checked against, the others what was found, with line and column in the body.',
    ),
    ...LATER,
    ...PERSON_BODY,
  },
};

const NO_ANSWER = {
  404: outcome('There is no such answer: it never was, was deleted, or is older than an hour.'),
};
const later = {
  get: {
    tags: ['FHIR operations'],
    operationId: 'getLater',
    summary: 'Get the answer of an operation that was asked for with `Prefer: respond-async`.',
    parameters: [LATER_ID],
    responses: {
      200: fhir('A batch-response Bundle with the status and the resource, for an hour.'),
      202: withHeaders(
        { description: 'Not there yet.' },
        { 'Retry-After': 'Seconds after which to ask again.', 'X-Progress': 'How far it is.' },
      ),
      ...PERSON,
      ...NO_ANSWER,
    },
  },
  delete: {
    tags: ['FHIR operations'],
    operationId: 'forgetLater',
    summary: 'Say that the answer is not wanted any more.',
    parameters: [LATER_ID],
    responses: { 202: { description: 'Forgotten.' }, ...PERSON_BODY, ...NO_ANSWER },
  },
};

const search = {
  tags: ['FHIR definitions'],
  operationId: 'searchDefinitions',
  summary: 'Find profiles, value sets, code systems, mapping tables and operations.',
  parameters: [
    { ...TYPE, example: 'StructureDefinition' },
    inQuery('_id', 'The id of a definition.', {}, 'trial-research-study-r4'),
    inQuery(
      'url',
      'Its canonical address.',
      { format: 'uri' },
      'https://trialcast.example/fhir/StructureDefinition/trial-research-study-r4',
    ),
    inQuery('name', 'How its name begins, in any case.', {}, 'Trial'),
    inQuery('_count', 'How many to give at most; 0 gives their number alone.', whole(0, 999, 50)),
    inQuery('_offset', 'How many to pass over; the link `next` has it.', whole(0, 9_999_999, 0)),
    PREFER_SEARCH,
  ],
  responses: {
    200: fhir('A searchset Bundle, with links to the pages around it.'),
    ...ANY,
    404: outcome('There are no definitions of this type here.'),
  },
};

const read = {
  tags: ['FHIR definitions'],
  operationId: 'readDefinition',
  summary: 'Read a profile, value set, code system, mapping table or operation.',
  parameters: [
    { ...TYPE, example: 'ConceptMap' },
    { ...ID, example: 'ctgov-phase-to-fhir-r4' },
  ],
  responses: {
    200: fhir('The definition.'),
    ...ANY,
    404: outcome('There is no such definition here.'),
  },
};

export const FHIR_PATHS = {
  '/fhir/metadata': {
    get: {
      tags: ['FHIR definitions'],
      operationId: 'getCapabilities',
      summary: 'Read what this server can do.',
      responses: { 200: fhir('The CapabilityStatement.'), ...ANY },
    },
  },
  '/fhir/$convert-trial': { post: convert },
  '/fhir/{type}/$validate': { post: validate },
  '/async/{id}': later,
  '/fhir/{type}': { get: search },
  '/fhir/{type}/{id}': { get: read },
};
