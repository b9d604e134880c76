import type { Log } from '../shared/logger.ts';

/** One thing that has to end, by the name the log gives it. */
export type Ending = readonly [what: string, end: () => Promise<unknown>];

/**
 * Ends one thing after the other. What cannot be ended, as when the store has gone before, or not within `limitMs`, is
 * logged and left: rows say what is unfinished, and the next process takes it up.
 */
export async function endInTurn(
  endings: readonly Ending[],
  limitMs: number,
  log: Log,
): Promise<void> {
  for (const [what, end] of endings) {
    try {
      if (!(await inTime(end(), limitMs))) log.warn('not stopped in time', { what, limitMs });
    } catch (error) {
      log.error('not stopped cleanly', { what }, error);
    }
  }
}

/** False where it is still under way. */
async function inTime(ending: Promise<unknown>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  const isIn = await Promise.race([ending.then(() => true), late]).finally(() =>
    clearTimeout(timer),
  );
  // Whatever it says later, nobody waits for it any more.
  if (!isIn) ending.catch(() => undefined);
  return isIn;
}
