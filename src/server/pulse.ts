import { randomUUID } from 'node:crypto';
import type { Log } from '../shared/logger.ts';
import type { DeliveryStore } from './store/delivery-store.ts';
import type { Beat, WorkerStore } from './store/worker-store.ts';

export interface PulseOptions {
  readonly workers: WorkerStore;
  readonly deliveries: Pick<DeliveryStore, 'releaseLost'>;
  readonly log: Log;
  /** Called where deliveries have been given back. */
  readonly onReleased: () => void;
  /** No other process uses the store: whoever is in it has ended. */
  readonly isAlone: boolean;
  /** @default PULSE_TIMES */
  readonly times?: PulseTimes;
}

export interface PulseTimes {
  readonly beatMs: number;
  /** Silence after which another process is dead. */
  readonly deadMs: number;
}

const PULSE_TIMES: PulseTimes = { beatMs: 1_000, deadMs: 10_000 };

/**
 * How processes on one store know of each other's end.
 *
 * Each counts up its own row. One whose count stands still for a while, by the watch of who looks, is dead and
 * what it was sending is given back. No clock time is compared, so clocks may jump and differ. A process that finds
 * its own row gone was taken for dead; it goes on under a new name, and what it did under the old one is void.
 */
export class Pulse {
  readonly #options: PulseOptions;
  readonly #times: PulseTimes;
  readonly #seen = new Map<string, { readonly beat: number; readonly since: number }>();
  #id = randomUUID();
  #lastBeat = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PulseOptions) {
    this.#options = options;
    this.#times = options.times ?? PULSE_TIMES;
  }

  /** Name under which this process claims now. */
  get id(): string {
    return this.#id;
  }

  /** False where others may have taken over what was claimed under this name. */
  isAlive(id: string): boolean {
    return id === this.#id && performance.now() - this.#lastBeat < this.#times.deadMs / 2;
  }

  async start(): Promise<void> {
    const { workers, deliveries, isAlone } = this.#options;
    if (isAlone) await workers.leaveAll();
    await this.#register();
    await deliveries.releaseLost();
    this.#beatLater();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#options.workers.leave(this.#id);
    await this.#options.deliveries.releaseLost();
  }

  #beatLater(): void {
    this.#timer = setTimeout(() => void this.#tick(), this.#times.beatMs).unref();
  }

  async #tick(): Promise<void> {
    try {
      await this.#beat();
      if (!this.#options.isAlone) await this.#look();
    } catch (error) {
      this.#options.log.error('no sign of life could be given', {}, error);
    }
    if (this.#timer) this.#beatLater();
  }

  async #register(): Promise<void> {
    const now = performance.now();
    await this.#options.workers.register(this.#id);
    this.#lastBeat = now;
  }

  async #beat(): Promise<void> {
    const now = performance.now();
    if (await this.#options.workers.beat(this.#id)) {
      this.#lastBeat = now;
      return;
    }
    this.#options.log.warn('this process was taken for dead by another');
    this.#id = randomUUID();
    await this.#register();
  }

  async #look(): Promise<void> {
    const { workers, deliveries, log, onReleased } = this.#options;
    const others = await workers.others(this.#id);
    for (const other of others.filter((one) => this.#isSilent(one))) {
      if (await workers.bury(other)) log.warn('another process ended without a word');
    }
    const names = new Set(others.map(({ id }) => id));
    for (const known of this.#seen.keys()) if (!names.has(known)) this.#seen.delete(known);
    if ((await deliveries.releaseLost()) > 0) onReleased();
  }

  #isSilent({ id, beat }: Beat): boolean {
    const known = this.#seen.get(id);
    if (known?.beat === beat) return performance.now() - known.since > this.#times.deadMs;
    this.#seen.set(id, { beat, since: performance.now() });
    return false;
  }
}
