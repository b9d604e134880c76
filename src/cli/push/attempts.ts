import { setTimeout as wait } from 'node:timers/promises';
import { afterFailure, type RetryPolicy } from '../../deliver/retry.ts';
import { Failure } from '../../shared/failure.ts';

/** A person is waiting: sooner over than in the service, which has three days. */
export const PUSH_POLICY: RetryPolicy = { maxAttempts: 4, firstDelayMs: 500, maxDelayMs: 15_000 };
/** Time one record may wait in all, for a server that restarts or asked to be left alone. */
const PATIENCE_MS = 2 * 60_000;

/** Repeats what may be repeated; throws the last Failure in which the server was asked. `onWait`: what is waited for, and how long. */
export async function withAttempts<T>(
  act: () => Promise<T>,
  onWait: (failure: Failure, delayMs: number) => void,
  policy: RetryPolicy = PUSH_POLICY,
): Promise<T> {
  let attempt = 1;
  let waitedMs = 0;
  let asked: Failure | undefined;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.code !== 'fhir-server-paused') asked = error;
      const next = afterFailure(error, attempt, Math.random, policy);
      if (next.kind === 'stop' || waitedMs + next.delayMs > PATIENCE_MS) throw asked ?? error;
      onWait(error, next.delayMs);
      await wait(next.delayMs);
      waitedMs += next.delayMs;
      attempt += next.countsAttempt ? 1 : 0;
    }
  }
}
