/** What monitors ask. */
import { ANY, WITH_TOKEN } from './common.ts';
import { answer, outcome, plain } from './parts.ts';

export const SERVICE_PATHS = {
  '/livez': {
    get: {
      tags: ['Service'],
      operationId: 'isAlive',
      summary: 'Ask whether the process answers.',
      responses: { 200: answer('It does. Says nothing of the store or a FHIR server.', 'Alive') },
    },
  },
  '/readyz': {
    get: {
      tags: ['Service'],
      operationId: 'isReady',
      summary: 'Ask whether records can be stored.',
      description: 'A FHIR server that does not answer is shown and makes nothing unready.',
      responses: {
        200: answer('They can. `degraded` where a FHIR server does not answer.', 'Readiness', {
          status: 'ready',
          store: 'writable',
          definitions: '0.1.0',
          destinations: [
            { name: 'default', state: 'answering', since: '2026-11-21T08:00:00.000Z' },
          ],
        }),
        503: outcome('The job store cannot be written: send no records here.'),
      },
    },
  },
  '/metrics': {
    get: {
      tags: ['Service'],
      operationId: 'getMetrics',
      summary: 'Get the figures for Prometheus.',
      description: 'With `Authorization: Bearer`, where TRIALCAST_METRICS_TOKEN is set.',
      responses: {
        200: plain('The figures, in Prometheus’s text format.', 'text/plain', 'trialcast_queue_depth 0\n'), // prettier-ignore
        ...WITH_TOKEN,
        503: outcome('The job store cannot be read.'),
      },
    },
  },
  '/openapi.json': {
    get: {
      tags: ['Service'],
      operationId: 'getDescription',
      summary: 'Get this description.',
      responses: { 200: answer('OpenAPI 3.1.', 'Description'), ...ANY },
    },
  },
};
