import { setTimeout as wait } from 'node:timers/promises';

/** Gathers what is asked for within a short time and while one batch is on its way: many callers at once cost few statements. */
export class Gathered<T> {
  readonly #sendAll: (items: readonly T[]) => Promise<void>;
  readonly #delayMs: number;
  #waiting: T[] = [];
  #next: Promise<void> | undefined;
  #current: Promise<void> = Promise.resolve();

  /** The first of a batch waits `delayMs` for others. */
  constructor(delayMs: number, sendAll: (items: readonly T[]) => Promise<void>) {
    this.#delayMs = delayMs;
    this.#sendAll = sendAll;
  }

  /** Resolves once the batch that holds `item` has been sent, and rejects where it could not be. */
  send(item: T): Promise<void> {
    this.#waiting.push(item);
    this.#next ??= Promise.all([this.#current, wait(this.#delayMs)]).then(() => this.#flush());
    return this.#next;
  }

  #flush(): Promise<void> {
    const items = this.#waiting;
    this.#waiting = [];
    this.#next = undefined;
    const sent = this.#sendAll(items);
    // A batch that failed holds up none behind it; those who sent it are told.
    this.#current = sent.catch(() => undefined);
    return sent;
  }
}
