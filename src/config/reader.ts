import { readFileSync } from 'node:fs';
import { Failure } from '../shared/failure.ts';
import { CONFIG_KEYS, type Key } from './keys.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads keys of the environment and collects what is wrong with them. No fault quotes a secret. */
export class Reader {
  readonly #env: Environment;
  readonly #faults: string[] = [];
  readonly #known = new Set<string>(
    Object.entries(CONFIG_KEYS).flatMap(([key, kind]) =>
      kind === 'secret' ? [key, `${key}_FILE`] : [key],
    ),
  );

  constructor(env: Environment) {
    this.#env = env;
  }

  text(key: Key): string | undefined {
    const file = CONFIG_KEYS[key] === 'secret' ? this.#env[`${key}_FILE`] : undefined;
    const value = this.#env[key];
    if (file !== undefined && value !== undefined)
      this.fault(key, `is set twice, by itself and by ${key}_FILE`);
    const text = file === undefined ? value : this.#readFile(key, file);
    return text === undefined || text.trim() === '' ? undefined : text.trim();
  }

  checked(key: Key, isGood: (value: string) => boolean, what: string): string | undefined {
    const value = this.text(key);
    if (value === undefined || isGood(value)) return value;
    this.fault(key, `is not ${what}`);
    return undefined;
  }

  integer(key: Key, fallback: number, min: number, max: number): number {
    const value = this.text(key);
    if (value === undefined) return fallback;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= min && number <= max) return number;
    this.fault(key, `is "${value}", not a whole number from ${min} to ${max}`);
    return fallback;
  }

  oneOf<const T extends string>(key: Key, allowed: readonly T[], fallback: T): T {
    const value = this.text(key);
    const found = allowed.find((one) => one === value);
    if (value !== undefined && !found)
      this.fault(key, `is "${value}", not one of ${allowed.join(', ')}`);
    return found ?? fallback;
  }

  /** A variable that a setting names: no misspelt key. */
  know(variable: string): void {
    this.#known.add(variable);
  }

  /** A misspelt key would otherwise leave a default in force in silence. */
  reportUnknown(): void {
    for (const key of Object.keys(this.#env)) {
      if (key.startsWith('TRIALCAST_') && !this.#known.has(key))
        this.#faults.push(`${key} is no key of trialcast`);
    }
  }

  fault(key: Key, what: string): void {
    this.#faults.push(`${key} ${what}`);
  }

  /** A fault deeper in a key that holds JSON; `text` begins with the path to it. */
  faultText(text: string): void {
    this.#faults.push(text);
  }

  throwFaults(): void {
    if (this.#faults.length === 0) return;
    throw new Failure(
      'configuration-invalid',
      `The configuration has faults: ${this.#faults.join('; ')}.`,
    );
  }

  #readFile(key: Key, file: string): string | undefined {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
      this.fault(key, `cannot be read from the file ${key}_FILE names (${reason})`);
      return undefined;
    }
  }
}
