import { appendFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { Random } from '../shared/random.ts';
import type { Update } from './updates.ts';

/** An update the service has acknowledged: from then on it may not be lost. */
export interface Acknowledged {
  readonly update: Update;
  /** Path of its job. */
  readonly job: string;
}

export interface SenderOptions {
  readonly secret: string;
  /** Addresses of the replicas. */
  readonly urls: readonly string[];
  readonly random: Random;
  /** File for the ledger, a line for each acknowledgement, written as it comes. */
  readonly ledger: string;
  /** Resolves when the next update may be sent. */
  readonly mayGoOn: () => Promise<void>;
}

const SENDERS = 6;

/** Sends the updates of each trial in their order, each until it is acknowledged, several trials at a time. */
export async function sendAll(
  trials: readonly (readonly Update[])[],
  options: SenderOptions,
): Promise<readonly Acknowledged[]> {
  const done: Acknowledged[] = [];
  const next = trials.map(() => 0);
  const busy = new Set<number>();
  const sender = async (): Promise<void> => {
    for (;;) {
      const open = trials.flatMap((list, trial) =>
        (next[trial] ?? 0) < list.length ? [trial] : [],
      );
      if (open.length === 0) return;
      const free = open.filter((trial) => !busy.has(trial));
      if (free.length === 0) {
        await wait(5);
        continue;
      }
      const trial = options.random.pick(free);
      const update = trials[trial]?.[next[trial] ?? 0];
      if (!update) return;
      busy.add(trial);
      next[trial] = (next[trial] ?? 0) + 1;
      await options.mayGoOn();
      const acknowledged = await sendOne(update, options);
      appendFileSync(options.ledger, `${update.id} ${acknowledged.job}\n`);
      done.push(acknowledged);
      busy.delete(trial);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  return done;
}

/** As real senders do: the same id and bytes again, until the answer says that they are stored. */
async function sendOne(update: Update, options: SenderOptions): Promise<Acknowledged> {
  for (;;) {
    const response = await post(update, options).catch(() => undefined);
    const job = response?.headers.get('content-location') ?? '';
    if (response?.status === 202 && job !== '') return { update, job };
    if (response !== undefined && response.status !== 503 && response.status !== 500)
      throw new Error(`${update.id} was answered ${response.status}: ${await response.text()}`);
    await wait(30);
  }
}

function post({ id, body }: Update, { secret, urls, random }: SenderOptions): Promise<Response> {
  const at = new Date();
  return fetch(`${random.pick(urls)}/webhooks/trials`, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(10_000),
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    },
  });
}
