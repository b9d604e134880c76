/**
 * One claimed delivery: the bundle is pushed, and the row says what came of it.
 *
 * A worker that was taken for dead while it only stood still writes nothing: it asks for its own pulse before each
 * write to the FHIR server, and the store accepts nothing from a claim that has been taken from it.
 */
import type { OpenDestination } from '../deliver/destination.ts';
import type { Exchange } from '../deliver/exchange.ts';
import type { FhirClient } from '../deliver/fhir-client.ts';
import { pushBundle, type PushOptions, type PushReport } from '../deliver/push.ts';
import { afterFailure, RETRY_POLICY, type RetryPolicy } from '../deliver/retry.ts';
import { Failure } from '../shared/failure.ts';
import type { Log } from '../shared/logger.ts';
import { nameOf, type Reached } from './jobs.ts';
import type { Metrics } from './metrics.ts';
import type { Claim, DeliveryStore, FailedAttempt } from './store/delivery-store.ts';
import type { FailureNote } from './store/entries.ts';

export interface DeliverParts {
  readonly deliveries: DeliveryStore;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly random: () => number;
  readonly retryPolicy?: RetryPolicy;
  /** False once others may have taken this worker's claims. */
  readonly isAlive: (worker: string) => boolean;
  readonly reached: Reached;
  /** Called with the delay after which a delivery may be sent again. */
  readonly onRetry: (delayMs: number) => void;
}

export async function deliver(
  parts: DeliverParts,
  target: OpenDestination,
  claim: Claim,
): Promise<void> {
  const started = performance.now();
  const exchanges: Exchange[] = [];
  let report: PushReport;
  try {
    report = await pushBundle(claim.bundle, guarded(parts, target.client, claim), {
      ...writing(target),
      onExchange: (exchange) => exchanges.push(exchange),
    });
  } catch (error) {
    const tookMs = performance.now() - started;
    await saveFailure(parts, target, claim, { failure: noteOf(error), exchanges, tookMs }, error);
    return;
  }
  parts.reached('sent');
  const isOurs = await parts.deliveries.saveDelivered(claim, report);
  parts.reached('saved');
  if (isOurs) tellDelivered(parts, claim, report);
  else parts.log.warn('delivery was taken over', fieldsOf(claim));
}

function writing({ destination }: OpenDestination): PushOptions {
  const { orphans, strategy, maxEntries } = destination;
  return { orphans, strategy, ...(maxEntries !== undefined && { maxEntries }) };
}

/** Every write waits for the word that the claim still stands; reading does no harm. */
function guarded(
  { isAlive, reached }: DeliverParts,
  client: FhirClient,
  { worker }: Claim,
): FhirClient {
  return {
    ...client,
    send: (request, onExchange) => {
      if (request.body?.['type'] === 'transaction') reached('compared');
      if (request.method === 'GET' || isAlive(worker)) return client.send(request, onExchange);
      throw new Failure(
        'store-unavailable',
        'The job store has not answered for a while, so another process may be sending this; nothing was sent.',
      );
    },
  };
}

function tellDelivered({ metrics, log }: DeliverParts, claim: Claim, report: PushReport): void {
  metrics.delivered(claim.destination, Date.now() - Date.parse(claim.receivedAt));
  log.info('record delivered', {
    ...fieldsOf(claim),
    created: report.created.length,
    updated: report.updated.length,
    unchanged: report.unchanged.length,
    retired: report.retired.length,
    deleted: report.deleted.length,
  });
}

async function saveFailure(
  parts: DeliverParts,
  { destination }: OpenDestination,
  claim: Claim,
  attempt: FailedAttempt,
  error: unknown,
): Promise<void> {
  const { deliveries, metrics, log } = parts;
  const next = nextStep(parts, destination.deadlineMs, claim, attempt.tookMs, error);
  const fields = { ...fieldsOf(claim), failure: attempt.failure.code };
  metrics.deliveryFailed(claim.destination, attempt.failure.code, next.kind === 'retry');
  if (next.kind === 'stop') {
    await deliveries.saveDead(claim, attempt, next.state);
    log.error('delivery stopped', fields, error instanceof Failure ? undefined : error);
  } else {
    if (next.countsAttempt) await deliveries.saveRetry(claim, attempt, next.delayMs);
    else await deliveries.release(claim, next.delayMs);
    parts.onRetry(next.delayMs);
    parts.reached('put off');
    log.warn('delivery to be tried again', { ...fields, delayMs: next.delayMs });
  }
  // A newer record may have come meanwhile; this one then waits for nothing any more.
  await deliveries.settle(claim.trialKey);
}

/** The deadline counts time spent on attempts and waits, not clock readings: a clock that is set forward ends nothing. */
function nextStep(
  { random, retryPolicy = RETRY_POLICY }: DeliverParts,
  deadlineMs: number,
  { attempts, waitedMs }: Claim,
  tookMs: number,
  error: unknown,
): ReturnType<typeof afterFailure> {
  if (!(error instanceof Failure)) return { kind: 'stop', state: 'failed' };
  const next = afterFailure(error, attempts, random, retryPolicy);
  const isLate = next.kind === 'retry' && waitedMs + tookMs + next.delayMs > deadlineMs;
  return isLate ? { kind: 'stop', state: 'failed' } : next;
}

function noteOf(error: unknown): FailureNote {
  if (error instanceof Failure)
    return { code: error.code, retry: error.retry, message: error.message };
  // The message of a bug may quote the record: it goes nowhere.
  return {
    code: 'internal-error',
    retry: 'permanent',
    message: 'The delivery broke; see the log.',
  };
}

function fieldsOf(claim: Claim): Readonly<Record<string, string | number>> {
  return { ...nameOf(claim), destination: claim.destination, attempt: claim.attempts };
}
