/**
 * The gate before a destination: every exchange passes it, in its turn and at the configured pace, or is
 * told to come back later (`fhir-server-paused`) without the server being asked.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Breaker } from '../../config/destination.ts';
import { CircuitBreaker, paused, type Passed } from './breaker.ts';
import { places, tokenBucket } from './pace.ts';

export interface GateOptions {
  readonly concurrency: number;
  readonly ratePerSecond?: number;
  readonly breaker: Breaker;
  /** Asks the server something that writes nothing; throws where it cannot be reached. */
  readonly probe: () => Promise<Passed>;
  /** Milliseconds of a clock that is never set. @default performance.now */
  readonly now?: () => number;
}

export interface Gate {
  /** Throws `fhir-server-paused` where `act` was not run, else what `act` does. */
  pass<T extends Passed>(act: () => Promise<T>): Promise<T>;
  /** Milliseconds until the server may be asked again; 0 where it may now. */
  waitMs(): number;
  /** Nobody waits for a turn any more. */
  close(): void;
}

/** Passes everything at once. */
export const OPEN_GATE: Gate = { pass: (act) => act(), waitMs: () => 0, close: () => undefined };

export function createGate(options: GateOptions): Gate {
  const { concurrency, ratePerSecond, now = () => performance.now() } = options;
  const bucket = ratePerSecond === undefined ? undefined : tokenBucket(ratePerSecond, now);
  const room = places(concurrency);
  const breaker = new CircuitBreaker(options.breaker, options.probe, now);
  const closing = new AbortController();
  const turn = async (): Promise<void> => {
    const waitMs = bucket?.reserve() ?? 0;
    if (waitMs > 0)
      await wait(waitMs, undefined, { signal: closing.signal }).catch(() => undefined);
    if (closing.signal.aborted) throw paused(0, 'the destination is being closed');
    await breaker.enter();
  };
  return {
    waitMs: () => breaker.waitMs(),
    close: () => closing.abort(),
    pass: async (act) => {
      breaker.check();
      return room.run(async () => {
        await turn();
        return breaker.watch(act);
      });
    },
  };
}
