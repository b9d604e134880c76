/** Parameters and answers that several operations have in common. */
import { VERDICTS, RETRYABLE, STATE_NAMES } from '../store/states.ts';
import { inHeader, inPath, inQuery, outcome, whole, withHeaders } from './parts.ts';

const EXAMPLE_JOB = '5f0c2f5e-6a0b-4f55-9d7e-0a4f1c7a9b11';
export const JOB = inPath(
  'id',
  'Id of the job: the last part of the Content-Location a webhook was answered with.',
  { format: 'uuid' },
  EXAMPLE_JOB,
);
export const LATER_ID = inPath(
  'id',
  'Id of the answer: the last part of the Content-Location the operation was answered with.',
  { format: 'uuid' },
  EXAMPLE_JOB,
);
export const TYPE = inPath(
  'type',
  'Type of the resource, as FHIR writes it.',
  { pattern: '^[A-Z][A-Za-z]{1,63}$' },
  'ResearchStudy',
);
export const ID = inPath(
  'id',
  'Id of the resource, without its type.',
  { pattern: '^[A-Za-z0-9.-]{1,64}$' },
  'ctgov-nct01234567',
);
export const DESTINATION = inQuery(
  'destination',
  'Name of one FHIR server, as the configuration calls it; without it all of them are meant.',
  { pattern: '^[a-z0-9-]{1,40}$' },
  'default',
);
export const VERDICT = inQuery(
  'verdict',
  'Only records in which nothing was found (`clean`), at most warnings, or errors.',
  { enum: VERDICTS },
  'errors',
);
export const STATES = inQuery(
  'state',
  `Only records that are in one of these states, several with commas: ${STATE_NAMES.join(', ')}.`,
  {},
  'failed,rejected',
);
export const RETRY_STATES = inQuery(
  'state',
  `Only records that are in one of these states, several with commas: ${RETRYABLE.join(', ')}.`,
  {},
  'failed,rejected',
);
export const RELEASE = inQuery(
  'release',
  '`true` sends held records in spite of their issues; otherwise they are held again if they still have them.',
  { enum: ['true', 'false'], default: 'false' },
);
export const MAPPING = inQuery(
  'mapping',
  '`current` converts the record anew, with the mapping of today; `stored` sends what it was converted to then.',
  { enum: ['current', 'stored'], default: 'current' },
);
export const LIMIT = inQuery(
  'limit',
  'How many to give at most; `next` in the answer leads to those that follow.',
  whole(1, 999, 50),
);
export const PREFER_OPERATION = inHeader(
  'Prefer',
  '`respond-async`: do not wait; the answer is 202 with the address to ask later.',
  'respond-async',
  false,
);
export const PREFER_CONVERT = inHeader(
  'Prefer',
  '`return=representation` (the Bundle, the default), `return=OperationOutcome` (the issues alone) or `return=minimal` (nothing but the status); `respond-async`: do not wait; the answer is 202 with the address to ask later. Several with commas.',
  'return=OperationOutcome',
  false,
);
export const PREFER_SEARCH = inHeader(
  'Prefer',
  '`handling=strict` refuses search parameters that are not known here; without it they are passed over.',
  'handling=strict',
  false,
);

/** Anything may be asked wrongly or too often, and the store may be out of reach. */
export const ANY = {
  400: outcome('The request is not what this address takes; the outcome says which part of it.'),
  429: withHeaders(outcome('Too many requests came from this address within a minute.'), {
    'Retry-After': 'Seconds after which to come back.',
  }),
  503: outcome('The job store cannot be reached at present. Nothing was done: send it again.'),
};

const NOT_LET_IN = withHeaders(
  outcome(
    'Credentials are missing or not accepted (`credentials-missing`, `credentials-invalid`).',
  ),
  { 'WWW-Authenticate': 'Which kind of credentials is asked for, where there is one.' },
);
export const PERSON = {
  ...ANY,
  401: NOT_LET_IN,
  403: outcome(
    'The request came from another web site or without the token of a form, or, where no sign-in is configured, under a name other than localhost. Nothing was done.',
  ),
};

const TAKES_BODY = {
  413: outcome('The body is larger than TRIALCAST_MAX_BODY_BYTES allows; nothing was stored.'),
  415: outcome('The content type or the encoding is not accepted; nothing was stored.'),
};
export const PERSON_BODY = { ...PERSON, ...TAKES_BODY };
export const ANY_BODY = { ...ANY, ...TAKES_BODY };
export const WITH_TOKEN = { 401: NOT_LET_IN };

export const NO_JOB = {
  404: outcome('There is no such job: it never was, or has been deleted since.'),
};
export const LATER = {
  202: withHeaders(
    { description: 'It is being worked out (`Prefer: respond-async`).' },
    {
      'Content-Location': 'Address where the answer will be, for an hour.',
      'Preference-Applied': '`respond-async`.',
    },
  ),
};
