import { createHash, randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { parseJsonText } from '../../parse/json-text.ts';
import { Failure } from '../../shared/failure.ts';
import type { Issue } from '../../shared/issue.ts';
import type { Log } from '../../shared/logger.ts';
import { toOperationOutcome } from '../../shared/operation-outcome.ts';
import { sendOutcome } from '../error-handler.ts';
import type { Reached } from '../jobs.ts';
import type { Metrics } from '../metrics.ts';
import type { Precedence } from '../precedence.ts';
import type { Queue } from '../queue.ts';
import type { VerifySignature } from '../signature.ts';
import type { JobEntry } from '../store/entries.ts';
import type { JobStore } from '../store/job-store.ts';
import { bodyOf, contentTypeOf } from './body.ts';
import type { Route } from './route.ts';

export interface WebhookParts {
  readonly jobs: JobStore;
  readonly queue: Queue;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly verify: VerifySignature;
  readonly basePath: string;
  readonly reached: Reached;
  readonly precedence: Precedence;
  /** Told of each request that became a job, before it is answered. */
  readonly onStored: (job: string, response: Response, bytes: number) => void;
}

const ACCEPTED = ['application/json', 'application/x-ndjson', 'text/plain'];

export function webhookRoutes(parts: WebhookParts): readonly Route[] {
  return [
    {
      method: 'post',
      path: '/webhooks/trials',
      access: 'signed',
      handler: (request, response) =>
        parts.precedence.first(() => receive(parts, request, response)),
    },
  ];
}

/** The record is stored before anything is answered; what becomes of it is the job's business. */
async function receive(parts: WebhookParts, request: Request, response: Response): Promise<void> {
  const body = bodyOf(request);
  const webhookId = parts.verify(
    {
      id: request.get('webhook-id'),
      timestamp: request.get('webhook-timestamp'),
      signature: request.get('webhook-signature'),
    },
    body,
  );
  const contentType = acceptedType(request);
  if (body.length === 0)
    throw new Failure('request-malformed', 'The body is empty; there is nothing to store.');
  const recordKey = recordKeyOf(request);
  const issues =
    contentType === 'application/json' ? parseJsonText(body.toString('utf8')).issues : [];

  const stored = await parts.jobs.insert({
    id: randomUUID(),
    webhookId,
    body,
    bodySha256: createHash('sha256').update(body).digest('hex'),
    contentType,
    ...(recordKey !== undefined && { recordKey }),
    receivedAt: new Date().toISOString(),
    state: issues.length > 0 ? 'unreadable' : 'received',
    issues,
  });
  parts.reached('stored');
  if (stored.kind === 'conflict') {
    throw new Failure(
      'webhook-id-reused',
      'This webhook-id came before with another body; nothing was stored.',
    );
  }
  if (stored.kind === 'inserted') parts.onStored(stored.job.id, response, body.length);
  // The row is what counts; waking the workers need not keep the sender waiting.
  answer(parts.basePath, stored.job, response);
  if (stored.kind === 'inserted') void begin(parts, stored.job, body.length);
}

async function begin(
  { metrics, log, queue, reached }: WebhookParts,
  job: JobEntry,
  bytes: number,
): Promise<void> {
  metrics.received();
  log.info('webhook stored', { job: job.id, bytes, state: job.state });
  if (job.state !== 'received') return;
  try {
    await queue.wakeConvert(job.id);
    reached('woken');
  } catch (error) {
    // The row is stored; the sweep wakes it later.
    log.error('job not woken', { job: job.id }, error);
  }
}

/** A body that is not the JSON it says is an error for the sender, who may be able to mend it; it is kept all the same. */
function answer(basePath: string, job: JobEntry, response: Response): void {
  const location = `${basePath}/jobs/${job.id}`;
  response.set('Content-Location', location);
  if (job.state === 'unreadable' && job.issues.length > 0) {
    sendOutcome(response, 400, toOperationOutcome(job.issues, [keptAs(location)]));
    return;
  }
  response.status(202).json({ job: job.id, state: job.state });
}

function keptAs(location: string): Issue {
  return {
    severity: 'error',
    code: 'request-invalid',
    message: `The body is not JSON; it was kept as ${location} and not converted.`,
  };
}

function acceptedType(request: Request): string {
  const type = contentTypeOf(request);
  if (type !== undefined && ACCEPTED.includes(type)) return type;
  throw new Failure(
    'media-type-unsupported',
    `The content type must be one of ${ACCEPTED.join(', ')}; nothing was stored.`,
  );
}

/** The sender's own stable key of a record without a registry number; it becomes part of ids. */
function recordKeyOf(request: Request): string | undefined {
  const key = request.get('trialcast-record-key');
  if (key === undefined || /^[\w.:-]{1,64}$/.test(key)) return key;
  throw new Failure(
    'request-malformed',
    'trialcast-record-key must be 1 to 64 letters, digits or . : _ -; nothing was stored.',
  );
}
