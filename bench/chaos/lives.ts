import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Random } from '../shared/random.ts';

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));

/** Named places at which a process kills itself, `commit`: between the FHIR server's commit and its answer. */
export const POINTS = ['stored', 'woken', 'split', 'converting', 'converted', 'settled', 'claimed', 'compared',
  'commit', 'sent', 'saved', 'put off', 'torn', 'torn', 'torn'] as const; // prettier-ignore

/** Milliseconds after which a process dies that has not reached its place. */
const SOON = [200, 4_000] as const;
const LATER = [8_000, 12_000] as const;

export interface Kills {
  /** How often processes ended, by place; `time` is whenever it was. SIGTERM is no kill. */
  readonly byPoint: Map<string, number>;
  total: number;
  stops: number;
}

export interface LivesOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  readonly random: Random;
  readonly wanted: number;
  readonly kills: Kills;
  /** What processes say on stderr. */
  readonly logFile: string;
}

interface Exit {
  readonly signal: string | null;
}

/** One replica: started again and again, killed each time, until there were enough kills; then left alone. */
export class Replica {
  readonly url: string;
  readonly #options: LivesOptions;
  #child: ChildProcess | undefined;
  #point = '';

  constructor(options: LivesOptions) {
    this.#options = options;
    this.url = `http://127.0.0.1:${options.port}`;
  }

  /** The FHIR server has committed something: who waits for that moment dies now. */
  onCommit(): void {
    if (this.#point === 'commit') this.#child?.kill('SIGKILL');
  }

  async run(): Promise<void> {
    const { kills, wanted } = this.#options;
    while (!isEnough(kills, wanted)) await this.#live();
    this.#point = '';
    await this.#start('');
  }

  async stop(): Promise<void> {
    if (!this.#child) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }

  async #live(): Promise<void> {
    const { random, kills } = this.#options;
    this.#point = random.chance(0.15) ? 'time' : leastHit(kills, random);
    // A place that was not hit yet is taken at the first occasion, later ones at any.
    const isNew = !kills.byPoint.has(this.#point);
    const last = this.#point === 'torn' ? 600 : isNew ? 1 : 3;
    const count = random.between(1, last);
    const started = performance.now();
    const { exited } = await this.#start(`${this.#point}:${count}`);
    const isGraceful = random.chance(0.05);
    // A machine on which a start takes long gets as much longer to do some work.
    const slowness = Math.min(8, Math.max(1, (performance.now() - started) / 2_000));
    const [low, high] = this.#point === 'time' ? SOON : LATER;
    const limit = wait(random.between(low, high) * slowness).then(() => 'late' as const);
    if ((await Promise.race([exited, limit])) === 'late') {
      this.#child?.kill(isGraceful ? 'SIGTERM' : 'SIGKILL');
      if (!isGraceful) this.#point = 'time';
    }
    const { signal } = await exited;
    if (signal !== 'SIGKILL') {
      kills.stops += 1;
      return;
    }
    kills.total += 1;
    kills.byPoint.set(this.#point, (kills.byPoint.get(this.#point) ?? 0) + 1);
  }

  async #start(chaos: string): Promise<{ readonly exited: Promise<Exit> }> {
    const child = spawn(process.execPath, [CHILD], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...this.#options.env, TRIALCAST_PORT: String(this.#options.port), CHAOS: chaos },
    });
    this.#child = child;
    child.stderr.on('data', (chunk: Buffer) => appendFileSync(this.#options.logFile, chunk));
    const exited = once(child, 'exit').then(([code, signal]) => {
      if (signal === null && code !== 0)
        throw new Error(`the service ended with ${String(code)}; see ${this.#options.logFile}`);
      return { signal: signal as string | null };
    });
    await Promise.race([once(child.stdout, 'data'), exited]);
    return { exited };
  }
}

/** Every place was hit, and often enough in all; a place nothing leads to is given up after twice as many. */
export function isEnough({ byPoint, total }: Kills, wanted: number): boolean {
  const isEverywhere = POINTS.every((point) => byPoint.has(point));
  return total >= (isEverywhere ? wanted : 2 * wanted);
}

/** Of the places, one that was hit least so far; the processes choose among several by chance. */
function leastHit({ byPoint }: Kills, random: Random): string {
  const fewest = Math.min(...POINTS.map((point) => byPoint.get(point) ?? 0));
  return random.pick(POINTS.filter((point) => (byPoint.get(point) ?? 0) <= fewest + 1));
}
