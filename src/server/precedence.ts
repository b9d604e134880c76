import { setTimeout as wait } from 'node:timers/promises';

/**
 * Senders first: conversions and deliveries begin when no webhook is being stored, or after a short while all the same.
 *
 * Two cores that also hold a database cannot do everything at once, and a record is safe as soon as it is stored: in a
 * rush the acknowledgements come first and the work behind them goes on slowly, without the rush it is not held up.
 */
export interface Precedence {
  /** Runs `store` as something that others wait for. */
  readonly first: <T>(store: () => Promise<T>) => Promise<T>;
  /** Resolves when nothing is stored for the moment, at the latest after `MOST_MS`. */
  readonly turn: () => Promise<void>;
}

/** Four of each kind of work in a second, at least. */
const MOST_MS = 250;
const LOOK_MS = 5;

export function createPrecedence(): Precedence {
  const storing = new Set<object>();
  return {
    first: async (store) => {
      const one = {};
      storing.add(one);
      try {
        return await store();
      } finally {
        storing.delete(one);
      }
    },
    turn: async () => {
      const until = performance.now() + MOST_MS;
      while (storing.size > 0 && performance.now() < until) await wait(LOOK_MS);
    },
  };
}
