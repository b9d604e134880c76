import type { Breaker } from '../../config/destination.ts';
import { Failure } from '../../shared/failure.ts';

/** What has to be known of an answer to tell whether the server may be asked again. */
export interface Passed {
  readonly status: number;
  readonly retryAfterS?: number | undefined;
}

/** Longer than that nobody is left alone on its own word. */
const MAX_PAUSE_MS = 24 * 3_600_000;
/** Answers of something before the server that says it cannot be reached. */
const GATEWAY = [502, 503, 504];
/** Failures in which the server itself has said nothing. */
const UNREACHED = [
  'fhir-server-unreachable',
  'fhir-server-tls',
  'fhir-server-timeout',
  'fhir-server-broke',
];

/**
 * Whether a server is asked at all. It is left alone for two reasons: it asked for it (`Retry-After`), or
 * it could not be reached several times in a row. When that time is over, one question that writes nothing
 * finds out whether it is back before any delivery is tried.
 */
export class CircuitBreaker {
  readonly #settings: Breaker;
  readonly #probe: () => Promise<Passed>;
  readonly #now: () => number;
  #failures = 0;
  #pausedUntil = 0;
  #reason = '';
  #probing: Promise<unknown> | undefined;

  /** `now`: milliseconds of a clock that is never set. */
  constructor(settings: Breaker, probe: () => Promise<Passed>, now: () => number) {
    this.#settings = settings;
    this.#probe = probe;
    this.#now = now;
  }

  /** Milliseconds until the server may be asked again; 0 where it may now. */
  waitMs(): number {
    return Math.max(0, this.#pausedUntil - this.#now());
  }

  /** Throws `fhir-server-paused` while the server is left alone. */
  check(): void {
    const ms = this.waitMs();
    if (ms > 0) throw paused(ms, this.#reason);
  }

  /** As `check`; where it was left alone because it could not be reached, it is probed first, once for all who wait. */
  async enter(): Promise<void> {
    this.check();
    if (!this.#isOpen()) return;
    this.#probing ??= this.watch(this.#probe)
      .catch(() => undefined)
      .finally(() => void (this.#probing = undefined));
    await this.#probing;
    this.check();
  }

  /** Runs an exchange and takes note of how it ended. */
  async watch<T extends Passed>(act: () => Promise<T>): Promise<T> {
    try {
      const passed = await act();
      this.#note(GATEWAY.includes(passed.status), passed.retryAfterS);
      return passed;
    } catch (error) {
      if (error instanceof Failure) this.#note(UNREACHED.includes(error.code), error.retryAfterS);
      throw error;
    }
  }

  #note(isUnreached: boolean, retryAfterS: number | undefined): void {
    if (retryAfterS !== undefined)
      this.#pause(retryAfterS * 1000, 'it asked to be left alone (Retry-After)');
    this.#failures = isUnreached ? this.#failures + 1 : 0;
    if (this.#isOpen())
      this.#pause(
        this.#settings.openMs,
        `it could not be reached ${this.#failures} times in a row`,
      );
  }

  #isOpen(): boolean {
    return this.#failures >= this.#settings.failures;
  }

  #pause(ms: number, reason: string): void {
    const until = this.#now() + Math.min(ms, MAX_PAUSE_MS);
    if (until <= this.#pausedUntil) return;
    this.#pausedUntil = until;
    this.#reason = reason;
  }
}

export function paused(ms: number, reason: string): Failure {
  return new Failure(
    'fhir-server-paused',
    `The FHIR server is not asked for ${Math.max(1, Math.ceil(ms / 1000))} s more: ${reason}. Nothing was sent.`,
    { retryAfterS: ms / 1000 },
  );
}
