import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../shared/logger.ts';
import type { Claim } from './store/delivery-store.ts';

export interface Lane {
  /** Name of the destination. */
  readonly name: string;
  /** Deliveries at one time. */
  readonly concurrency: number;
  readonly claim: () => Promise<Claim | undefined>;
  readonly deliver: (claim: Claim) => Promise<void>;
  /** Gives back what could not be saved. */
  readonly release: (claim: Claim) => Promise<unknown>;
}

/** Takes deliveries from the store, a lane for each destination, so that one that is down holds no other up. */
export interface Dispatcher {
  start(): void;
  /** Looks at once; otherwise it looks each second, on the process's own clock, which nobody sets. */
  kick(): void;
  /** Looks after a wait that is too short to be left to chance. */
  kickAfter(delayMs: number): void;
  /** Takes nothing more; resolves when nothing is under way, or after `limitMs`. */
  stop(limitMs: number): Promise<void>;
}

const POLL_MS = 1_000;

export function createDispatcher(lanes: readonly Lane[], log: Log): Dispatcher {
  const running = lanes.map((lane) => new RunningLane(lane, log));
  let timer: NodeJS.Timeout | undefined;
  const kick = (): void => running.forEach((lane) => lane.fill());
  const kickNow = (): void => {
    if (timer) kick();
  };
  return {
    kick: kickNow,
    kickAfter: (delayMs) => {
      if (delayMs < POLL_MS) setTimeout(kickNow, delayMs + 1).unref();
    },
    start: () => {
      timer = setInterval(kick, POLL_MS);
      timer.unref();
      kick();
    },
    stop: async (limitMs) => {
      clearInterval(timer);
      timer = undefined;
      await Promise.all(running.map((lane) => lane.drain(limitMs)));
    },
  };
}

class RunningLane {
  readonly #lane: Lane;
  readonly #log: Log;
  readonly #active = new Set<Promise<void>>();
  #isClaiming = false;
  #isWanted = false;
  #isStopped = false;

  constructor(lane: Lane, log: Log) {
    this.#lane = lane;
    this.#log = log;
  }

  /** One claim at a time: a second look while one is under way is made after it. */
  fill(): void {
    this.#isWanted = true;
    if (this.#isClaiming || this.#isStopped) return;
    this.#isClaiming = true;
    this.#claimAll()
      .catch((error: unknown) => this.#log.error('no delivery could be taken', {}, error))
      .finally(() => (this.#isClaiming = false));
  }

  async drain(limitMs: number): Promise<void> {
    this.#isStopped = true;
    const late = new Promise<void>((resolve) => setTimeout(resolve, limitMs).unref());
    await Promise.race([Promise.all(this.#active), late]);
  }

  async #claimAll(): Promise<void> {
    while (this.#isWanted && !this.#isStopped && this.#active.size < this.#lane.concurrency) {
      this.#isWanted = false;
      const claim = await this.#lane.claim();
      if (!claim) continue;
      this.#isWanted = true;
      this.#run(claim);
    }
  }

  #run(claim: Claim): void {
    const running = this.#lane
      .deliver(claim)
      .catch(async (error: unknown) => {
        this.#log.error('a delivery could not be saved', {}, error);
        await this.#giveBack(claim);
      })
      .finally(() => {
        this.#active.delete(running);
        this.fill();
      });
    this.#active.add(running);
  }

  /** A store that does not answer now is asked until it does: the row would otherwise stay with this living process. */
  async #giveBack(claim: Claim): Promise<void> {
    for (let isBack = false; !isBack && !this.#isStopped;) {
      await wait(POLL_MS);
      isBack = await this.#lane.release(claim).then(
        () => true,
        () => false,
      );
    }
  }
}
