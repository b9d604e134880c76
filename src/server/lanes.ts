/** How deliveries get to each destination: a lane each, and a dispatcher that keeps them all busy. */
import type { OpenDestination } from '../deliver/destination.ts';
import type { RetryPolicy } from '../deliver/retry.ts';
import { deliver, type DeliverParts } from './delivery.ts';
import { createDispatcher, type Dispatcher, type Lane } from './dispatcher.ts';
import type { ConvertParts } from './jobs.ts';
import type { Precedence } from './precedence.ts';
import type { Pulse } from './pulse.ts';
import type { Tracing } from './tracing/tracing.ts';

interface LaneParts {
  readonly targets: readonly OpenDestination[];
  readonly options: { readonly retryPolicy?: RetryPolicy };
  readonly tracing: Tracing;
}

export function dispatcherOf(
  { targets, options, tracing }: LaneParts,
  { deliveries, metrics, log, reached, precedence }: ConvertParts,
  pulse: Pulse,
  onRetry: DeliverParts['onRetry'],
): Dispatcher {
  const parts: DeliverParts = {
    deliveries,
    metrics: {
      ...metrics,
      deliveryFailed: (destination, code, isRetried) => {
        tracing.failed(code);
        metrics.deliveryFailed(destination, code, isRetried);
      },
    },
    log,
    random: Math.random,
    isAlive: (worker) => pulse.isAlive(worker),
    reached,
    onRetry,
    ...(options.retryPolicy && { retryPolicy: options.retryPolicy }),
  };
  return createDispatcher(
    targets.map((target) => laneOf(target, pulse, parts, { precedence, tracing })),
    log,
  );
}

function laneOf(
  target: OpenDestination,
  pulse: Pulse,
  parts: DeliverParts,
  { precedence, tracing }: { readonly precedence: Precedence; readonly tracing: Tracing },
): Lane {
  const { name, concurrency } = target.destination;
  return {
    name,
    concurrency,
    claim: async () => {
      // A server that is left alone for a while costs no attempt.
      if (target.waitMs() > 0) return undefined;
      await precedence.turn();
      const claim = await parts.deliveries.claim(name, pulse.id);
      if (claim) parts.reached('claimed');
      return claim;
    },
    deliver: (claim) => {
      const fields = {
        'trialcast.job': claim.jobId,
        'trialcast.record': claim.ordinal,
        'trialcast.destination': name,
        'trialcast.attempt': claim.attempts,
      };
      return tracing.ofJob(claim.jobId, 'deliver', fields, () => deliver(parts, target, claim));
    },
    release: (claim) => parts.deliveries.release(claim, 0),
  };
}
