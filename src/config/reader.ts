import { readFileSync } from 'node:fs';
import { Failure } from '../shared/failure.ts';
import { nearest } from '../shared/nearest.ts';
import { effectiveSetting, type EffectiveSetting } from './effective.ts';
import type { Environment, Layer } from './given.ts';
import { layersOf, type Sources } from './layers.ts';
import { KEYS, SETTINGS, type Key } from './settings.ts';

export type { Environment };

/** Reads settings from wherever they were given and collects what is wrong with them. No fault quotes a secret. */
export class Reader {
  /** The variables as they are: what `{"env": NAME}` names. */
  readonly env: Environment;
  readonly #given: Layer;
  readonly #faults: string[] = [];
  readonly #known = new Set<string>(
    KEYS.flatMap((key) => (SETTINGS[key].kind === 'secret' ? [key, `${key}_FILE`] : [key])),
  );

  constructor(sources: Sources) {
    this.env = sources.env;
    this.#given = layersOf(sources, (text) => this.#faults.push(text));
  }

  text(key: Key): string | undefined {
    const { text, file } = this.#given.get(key) ?? {};
    const value = (file === undefined ? text : this.#readFile(key, file))?.trim();
    return value === '' ? undefined : value;
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
    for (const key of Object.keys(this.env)) {
      if (!key.startsWith('TRIALCAST_') || this.#known.has(key)) continue;
      const near = nearest(key, this.#known);
      this.#faults.push(
        `${key} is no key of trialcast${near === undefined ? '' : `; the nearest is ${near}`}`,
      );
    }
  }

  /** Named as it was written: `--port`, `TRIALCAST_PORT`, `"port" in trialcast.json`. */
  fault(key: Key, what: string): void {
    this.#faults.push(`${this.#given.get(key)?.origin.name ?? key} ${what}`);
  }

  /** A fault deeper in a key that holds JSON; `text` begins with the path to it. */
  faultText(text: string): void {
    this.#faults.push(text);
  }

  get faults(): readonly string[] {
    return this.#faults;
  }

  throwFaults(): void {
    if (this.#faults.length === 0) return;
    throw new Failure(
      'configuration-invalid',
      `The configuration has faults: ${this.#faults.join('; ')}.`,
    );
  }

  /** Each setting with its value and who says it; secrets hidden. */
  effective(): readonly EffectiveSetting[] {
    return KEYS.map((key) => effectiveSetting(key, this.#given.get(key)));
  }

  #readFile(key: Key, file: string): string | undefined {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
      this.fault(key, `names a file that cannot be read (${reason})`);
      return undefined;
    }
  }
}
