import type { PgBoss } from 'pg-boss';
import { Gathered } from './gathered.ts';

/**
 * Wake-up calls from the web to the workers, over pg-boss: one of all replicas takes a stored webhook apart.
 * Deliveries need none: each process looks for them itself (dispatcher.ts).
 */
export interface Queue {
  wakeConvert(jobId: string): Promise<void>;
  work(convert: (jobId: string) => Promise<void>): Promise<void>;
}

const CONVERT = 'trialcast-convert';
/** Had calls for deliveries up to 0.1.0. */
const FORMER = 'trialcast-deliver';

/** A worker that was killed leaves its call active; pg-boss hands it out again after this long. */
const EXPIRE_S = 300;
const QUEUE_OPTIONS = {
  notify: true,
  retryLimit: 5,
  retryDelay: 5,
  expireInSeconds: EXPIRE_S,
  deleteAfterSeconds: 3600,
};
/** A record is safe without its call; a rush of records costs fewer statements so. */
const GATHER_MS = 50;
/** Delayed calls are found by polling only, so polling stays short beside NOTIFY. */
const POLLING = {
  pollingIntervalSeconds: 1,
  notifyPollingIntervalSeconds: 1,
  burstWhenBatchFull: true,
};

interface ConvertCall {
  readonly jobId: string;
}

/**
 * `isAlone`: no other process works on these queues (embedded store), so whatever they hold is left from
 * a process that ended, and the caller wakes anew what the rows say is unfinished.
 */
export async function openQueue(boss: PgBoss, isAlone: boolean): Promise<Queue> {
  await boss.createQueue(CONVERT, { ...QUEUE_OPTIONS, policy: 'standard' });
  if (await boss.getQueue(FORMER)) await boss.deleteQueue(FORMER);
  if (isAlone) await boss.deleteAllJobs(CONVERT);
  const wakeUps = new Gathered<string>(GATHER_MS, async (jobIds) => {
    await boss.insert(
      CONVERT,
      jobIds.map((jobId) => ({ data: { jobId } })),
    );
  });
  return {
    wakeConvert: (jobId) => wakeUps.send(jobId),
    work: async (convert) => {
      await boss.work<ConvertCall>(CONVERT, { ...POLLING, batchSize: 10 }, async (calls) => {
        for (const { data } of calls) await convert(data.jobId);
      });
    },
  };
}
