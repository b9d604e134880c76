import type { Failure, FailureCode } from '../shared/failure.ts';

/**
 * When to try a delivery again, keyed on what went wrong and never on the state of the job.
 *
 * `ambiguous` failures are repeated like transient ones because every write is a PUT by id of the whole
 * content, or a creation on condition that it is not there: repeating one that did succeed changes nothing. `permanent` ones wait for a person.
 */
export interface RetryPolicy {
  /** Attempts in all, the first included. */
  readonly maxAttempts: number;
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
}

export const RETRY_POLICY: RetryPolicy = {
  maxAttempts: 12,
  firstDelayMs: 1_000,
  maxDelayMs: 15 * 60_000,
};

/** A write conflict is over as soon as the other writer is done: read again and try soon. */
const CONFLICT_DELAY_MS = 200;
/** A server may ask to be left alone for a day; more than that is looked at by a person sooner. */
const MAX_RETRY_AFTER_MS = 24 * 3_600_000;

const MAX_SPREAD_MS = 5_000;
const MIN_WAIT_MS = 50;

export type NextStep =
  | {
      readonly kind: 'retry';
      readonly delayMs: number;
      /** False where the server was not asked at all: the attempt is given back. */
      readonly countsAttempt: boolean;
    }
  /** `rejected`: the server's definite no. `failed`: attempts used up. */
  | { readonly kind: 'stop'; readonly state: 'rejected' | 'failed' };

/**
 * Milliseconds to wait after the `attempt`-th (1-based) failure: doubled with each, up to the policy's most. `random`
 * gives [0, 1): full jitter over the upper half, so that many who wait for one server do not come back at one moment.
 */
export function backoffMs(
  attempt: number,
  { firstDelayMs, maxDelayMs }: Pick<RetryPolicy, 'firstDelayMs' | 'maxDelayMs'>,
  random: () => number,
): number {
  const full = Math.min(maxDelayMs, firstDelayMs * 2 ** Math.min(attempt - 1, 30));
  return full / 2 + (full / 2) * random();
}

/** What follows on the `attempt`-th (1-based) failure; `random` as for `backoffMs`. */
export function afterFailure(
  failure: Pick<Failure, 'code' | 'retry' | 'retryAfterS'>,
  attempt: number,
  random: () => number,
  policy: RetryPolicy = RETRY_POLICY,
): NextStep {
  if (failure.retry === 'permanent') return { kind: 'stop', state: 'rejected' };
  if (failure.code === 'fhir-server-paused') return waitOut(failure.retryAfterS ?? 0, random);
  if (attempt >= policy.maxAttempts) return { kind: 'stop', state: 'failed' };

  const firstDelayMs = firstDelayOf(failure.code, policy);
  const jittered = Math.round(backoffMs(attempt, { ...policy, firstDelayMs }, random));
  const askedFor = Math.min((failure.retryAfterS ?? 0) * 1000, MAX_RETRY_AFTER_MS);
  return { kind: 'retry', delayMs: Math.max(jittered, askedFor), countsAttempt: true };
}

/** All deliveries of a destination wait for one moment: they come back spread over a while after it. */
function waitOut(seconds: number, random: () => number): NextStep {
  const spreadMs = Math.min(MAX_SPREAD_MS, seconds * 500);
  const delayMs = Math.ceil(seconds * 1000 + spreadMs * random());
  return { kind: 'retry', delayMs: Math.max(MIN_WAIT_MS, delayMs), countsAttempt: false };
}

function firstDelayOf(code: FailureCode, policy: RetryPolicy): number {
  return code === 'fhir-server-conflict'
    ? Math.min(CONFLICT_DELAY_MS, policy.firstDelayMs)
    : policy.firstDelayMs;
}
