import type { PgBoss } from 'pg-boss';
import type { RecordRef } from './store/record-store.ts';

/**
 * Wake-up calls between the web and the workers, over pg-boss.
 *
 * `deliver` lets one call for a trial be worked on at a time, in every replica together, which keeps
 * the writes of one trial in order.
 */
export interface Queue {
  wakeConvert(jobId: string): Promise<void>;
  wakeDeliver(ref: RecordRef, trialKey: string, delayMs?: number): Promise<void>;
  work(handlers: Handlers): Promise<void>;
}

export interface Handlers {
  convert(jobId: string): Promise<void>;
  deliver(ref: RecordRef): Promise<void>;
}

const CONVERT = 'trialcast-convert';
const DELIVER = 'trialcast-deliver';

/** A worker that was killed leaves its call active; pg-boss hands it out again after this long. */
const EXPIRE_S = 300;
/** The same for a trial's deliveries, whose call blocks the next one of that trial. */
const HEARTBEAT_S = 30;
const QUEUE_OPTIONS = {
  notify: true,
  retryLimit: 5,
  retryDelay: 5,
  expireInSeconds: EXPIRE_S,
  deleteAfterSeconds: 3600,
};
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
  await boss.createQueue(DELIVER, {
    ...QUEUE_OPTIONS,
    policy: 'singleton',
    heartbeatSeconds: HEARTBEAT_S,
  });
  if (isAlone) {
    await boss.deleteAllJobs(CONVERT);
    await boss.deleteAllJobs(DELIVER);
  }
  return {
    wakeConvert: async (jobId) => {
      await boss.send(CONVERT, { jobId });
    },
    wakeDeliver: async ({ jobId, ordinal }, trialKey, delayMs = 0) => {
      const startAfter = delayMs > 0 ? { startAfter: new Date(Date.now() + delayMs) } : {};
      await boss.send(DELIVER, { jobId, ordinal }, { singletonKey: trialKey, ...startAfter });
    },
    work: async (handlers) => {
      await boss.work<ConvertCall>(CONVERT, { ...POLLING, batchSize: 10 }, async (calls) => {
        for (const { data } of calls) await handlers.convert(data.jobId);
      });
      await boss.work<RecordRef>(DELIVER, { ...POLLING, batchSize: 4 }, async (calls) => {
        await Promise.all(calls.map(({ data }) => handlers.deliver(data)));
      });
    },
  };
}
