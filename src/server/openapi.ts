import { FHIR_PATHS } from './openapi/fhir-paths.ts';
import { RECORD_PATHS } from './openapi/record-paths.ts';
import { SCHEMAS } from './openapi/schemas.ts';
import { SERVICE_PATHS } from './openapi/service-paths.ts';
import { WEBHOOK_PATHS } from './openapi/webhook-paths.ts';

const ABOUT = `Records of clinical trials in, FHIR out.

- Every error is an OperationOutcome (\`application/fhir+json\`); \`details.coding.code\` is a code of docs/issues.md.
- Every answer has an \`X-Request-Id\`: the caller's own where it is one word, else a new one. It stands in the log. A \`traceparent\` (W3C) comes back too.
- \`RateLimit\` and \`RateLimit-Policy\` say how many requests are left in this minute.
- Times are UTC, as in 2026-11-21T08:00:00.000Z.`;

/** The API as OpenAPI 3.1; a test holds its paths and methods to the routes there are. */
export function openApi(version: string, basePath: string): unknown {
  return {
    openapi: '3.1.0',
    info: {
      title: 'trialcast',
      version,
      description: ABOUT,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: basePath === '' ? '/' : basePath }],
    tags: TAGS,
    paths: { ...WEBHOOK_PATHS, ...RECORD_PATHS, ...FHIR_PATHS, ...SERVICE_PATHS },
    components: { schemas: SCHEMAS, securitySchemes: SECURITY },
  };
}

const TAGS = [
  {
    name: 'Records',
    description:
      'Webhooks are signed, notifications have a token of their own, all else is for whom TRIALCAST_ACCESS lets in.',
  },
  { name: 'FHIR operations', description: 'For whom TRIALCAST_ACCESS lets in.' },
  { name: 'FHIR definitions', description: 'For anyone who reaches the port.' },
  {
    name: 'Service',
    description:
      'For anyone who reaches the port; `/metrics` may ask for a token. Probes and figures are not counted by the rate limit.',
  },
];

/** Which of them holds says TRIALCAST_ACCESS; metrics and notifications have tokens of their own. */
const SECURITY = {
  basic: {
    type: 'http',
    scheme: 'basic',
    description: 'User name and password, where TRIALCAST_ACCESS is `basic`.',
  },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'A token of the configured issuer, where TRIALCAST_ACCESS is `bearer`.',
  },
};
