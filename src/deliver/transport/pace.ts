/**
 * How fast and how much at once a destination is asked. Times are of the monotonic clock (`performance.now`),
 * so that a clock that is set changes nothing.
 */

/** A token bucket that holds one second's worth: `reserve` says how long the caller waits for its turn, in ms. */
export function tokenBucket(ratePerSecond: number, now: () => number): { reserve(): number } {
  const intervalMs = 1000 / ratePerSecond;
  const burstMs = Math.max(0, 1000 - intervalMs);
  // When the bucket is full again, were nothing more taken from it.
  let fullAt = now();
  return {
    reserve: () => {
      const at = now();
      const waitMs = Math.max(0, fullAt - burstMs - at);
      fullAt = Math.max(fullAt, at) + intervalMs;
      return waitMs;
    },
  };
}

/** `run` holds one of `size` places for as long as its action takes; who waits is served in order. */
export function places(size: number): { run<T>(action: () => Promise<T>): Promise<T> } {
  let free = size;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return {
    run: async (action) => {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await action();
      } finally {
        leave();
      }
    },
  };
}
