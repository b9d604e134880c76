/**
 * Tells others what became of trials, as Standard Webhooks 1.0. A notice is made by the statement that made it true
 * and is sent until its receiver answers 2xx, or for three days; it may come twice, under the same id.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { backoffMs, type RetryPolicy } from '../deliver/retry.ts';
import { Failure } from '../shared/failure.ts';
import type { Log } from '../shared/logger.ts';
import { signerOf } from './signing-keys.ts';
import { auditedDestination, type Notice, type NoticeStore } from './store/notice-store.ts';

export interface NoticeParts {
  readonly store: NoticeStore;
  readonly secrets: readonly string[];
  readonly log: Log;
  readonly random: () => number;
  /** Writes one as an AuditEvent at the destination; throws where it could not. */
  readonly audit: (destination: string, notice: Notice) => Promise<void>;
  /** @default NOTICE_POLICY */
  readonly policy?: RetryPolicy;
}

/** Five seconds, doubled up to six hours: the last of 24 attempts is made after some three days. */
const NOTICE_POLICY: RetryPolicy = {
  firstDelayMs: 5_000,
  maxDelayMs: 6 * 3_600_000,
  maxAttempts: 24,
};
const POLL_MS = 1_000;
const TIMEOUT_MS = 15_000;

export class NoticeSender {
  readonly #parts: NoticeParts;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(parts: NoticeParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setTimeout(() => {
      this.#running = this.#round();
    }, POLL_MS).unref();
  }

  /** Takes no further notice; waits for the one that is under way, or for `limitMs`. */
  async stop(limitMs: number): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await Promise.race([this.#running, wait(limitMs, undefined, { ref: false })]);
  }

  async #round(): Promise<void> {
    await this.#sendDue();
    if (!this.#isStopped) this.start();
  }

  async #sendDue(): Promise<void> {
    const { store, log } = this.#parts;
    try {
      while (!this.#isStopped) {
        const notice = await store.claim();
        if (!notice) return;
        await this.#send(notice);
      }
    } catch (error) {
      log.error('notices could not be looked for', {}, error);
    }
  }

  async #send(notice: Notice): Promise<void> {
    const { store, log, random, policy = NOTICE_POLICY } = this.#parts;
    const audited = auditedDestination(notice);
    const failure = await (audited === undefined
      ? this.#post(notice)
      : this.#audit(audited, notice));
    const fields = { notice: notice.id, type: notice.type, attempt: notice.attempts };
    if (failure === undefined) {
      await store.taken(notice.id);
      log.info('notice taken', fields);
    } else if (failure === 'status 410' || notice.attempts >= policy.maxAttempts) {
      await store.giveUp(notice.id, failure);
      log.error('notice given up', { ...fields, failure });
    } else {
      await store.later(notice.id, failure, backoffMs(notice.attempts, policy, random));
      log.warn('notice to be sent again', { ...fields, failure });
    }
  }

  async #audit(destination: string, notice: Notice): Promise<string | undefined> {
    try {
      await this.#parts.audit(destination, notice);
      return undefined;
    } catch (error) {
      if (error instanceof Failure) return error.code;
      throw error;
    }
  }

  /** Undefined where it was taken. Redirects are not followed: a signed word goes where the operator said. */
  async #post(notice: Notice): Promise<string | undefined> {
    const body = JSON.stringify(bodyOf(notice));
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signatures = this.#parts.secrets.map((one) =>
      signerOf(one)({ id: notice.id, timestamp, body }),
    );
    try {
      const response = await fetch(notice.url, {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          'content-type': 'application/json',
          'user-agent': 'trialcast',
          'webhook-id': notice.id,
          'webhook-timestamp': timestamp,
          'webhook-signature': signatures.join(' '),
        },
      });
      await response.body?.cancel();
      return response.ok ? undefined : `status ${response.status}`;
    } catch (error) {
      return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable';
    }
  }
}

function bodyOf(notice: Notice): unknown {
  const { type, createdAt, jobId, ordinal, trialKey, destination } = notice;
  return {
    type,
    timestamp: createdAt,
    data: {
      job: jobId,
      record: ordinal,
      ...(trialKey !== undefined && { trial: trialKey }),
      ...(destination !== undefined && { destination }),
      state: type.slice('trial.'.length),
    },
  };
}
