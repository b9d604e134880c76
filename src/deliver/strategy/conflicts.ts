import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../../shared/failure.ts';

/** Attempts of one push, each of which reads what is there anew. */
const ATTEMPTS = 3;
const FIRST_DELAY_MS = 50;

/**
 * What `attempt` gives, made again a few times where somebody else wrote in between (409, 412): that is over in a
 * moment. Who still meets a conflict has met a server that is busy with it; the failure is transient.
 */
export async function throughConflicts<T>(attempt: () => Promise<T>): Promise<T> {
  for (let number = 1; ; number += 1) {
    try {
      return await attempt();
    } catch (error) {
      const isConflict = error instanceof Failure && error.code === 'fhir-server-conflict';
      if (!isConflict || number === ATTEMPTS) throw error;
      await wait(FIRST_DELAY_MS * 2 ** number * (0.5 + Math.random() / 2));
    }
  }
}
