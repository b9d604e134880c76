/**
 * `Prefer: respond-async`: the answer of an operation is had later, from an address of its own
 * (http://hl7.org/fhir/R5/async-bundle.html). Asking again gives it again, for an hour.
 */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { Failure } from '../../shared/failure.ts';
import type { Log } from '../../shared/logger.ts';
import { answerOfError, FHIR_JSON } from '../error-handler.ts';
import { correlationOf } from '../correlation.ts';
import type { AsyncStore } from '../store/async-store.ts';
import type { FhirAnswer } from './answer.ts';
import type { Route } from './route.ts';

export interface AsyncParts {
  readonly answers: AsyncStore;
  readonly basePath: string;
  readonly log: Log;
}

/** Operations that may run at one time without anybody waiting for them. */
const MOST = 8;

/** Answers 202 with the address of the answer, and works it out afterwards. */
export type AnswerLater = (
  response: Response,
  work: () => FhirAnswer | Promise<FhirAnswer>,
) => Promise<void>;

export function createAnswerLater({ answers, basePath, log }: AsyncParts): AnswerLater {
  let running = 0;
  return async (response, work) => {
    if (running >= MOST) {
      throw new Failure('too-many-requests', `${MOST} operations run already; ask again later.`, {
        retryAfterS: 5,
      });
    }
    const id = randomUUID();
    await answers.begin(id);
    running += 1;
    response.set('Content-Location', `${basePath}/async/${id}`);
    response.set('Preference-Applied', 'respond-async').status(202).end();
    const about = correlationOf(response);
    setImmediate(() => {
      finish(answers, id, work, log, about)
        .catch((error: unknown) => log.error('answer not stored', about, error))
        .finally(() => {
          running -= 1;
        });
    });
  };
}

async function finish(
  answers: AsyncStore,
  id: string,
  work: () => FhirAnswer | Promise<FhirAnswer>,
  log: Log,
  about: ReturnType<typeof correlationOf>,
): Promise<void> {
  let answer: FhirAnswer;
  try {
    answer = await work();
  } catch (error) {
    const { status, outcome } = answerOfError(error, about.requestId);
    if (status === 500) log.error('operation broke', about, error);
    answer = { status, body: JSON.stringify(outcome) };
  }
  await answers.end(id, answer.status, answer.body);
}

export function asyncRoutes(parts: AsyncParts): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/async/:id',
      access: 'person',
      handler: (request, response) => poll(parts, request, response),
    },
    {
      method: 'delete',
      path: '/async/:id',
      access: 'person',
      handler: async (request, response) => {
        if (!(await parts.answers.remove(idOf(request)))) throw notFound();
        response.status(202).end();
      },
    },
  ];
}

async function poll({ answers }: AsyncParts, request: Request, response: Response): Promise<void> {
  const found = await answers.find(idOf(request));
  if (!found) throw notFound();
  if (found.status === undefined) {
    response.set('X-Progress', 'in progress').set('Retry-After', '1').status(202).end();
    return;
  }
  const resource = found.body === undefined ? '' : `,"resource":${found.body}`;
  response
    .status(200)
    .type(FHIR_JSON)
    .send(
      `{"resourceType":"Bundle","type":"batch-response","entry":[{"response":{"status":"${found.status}"}${resource}}]}`,
    );
}

const notFound = (): Failure =>
  new Failure('not-found', 'There is no such answer, or it is older than an hour.');

function idOf(request: Request): string {
  const id = String(request.params['id']);
  return /^[0-9a-f-]{36}$/.test(id) ? id : '';
}
