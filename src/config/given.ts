import type { Key } from './settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings of a command line, by the name of their variable: `TRIALCAST_PORT`, `TRIALCAST_PASSWORD_FILE`. */
export type Flags = Readonly<Record<string, string | undefined>>;

/** Who says a value, as they wrote it: `--port`, `TRIALCAST_PORT`, `"port" in trialcast.json`. */
export interface Origin {
  readonly layer: 'flag' | 'environment' | 'file';
  readonly name: string;
}

/** A value as it was given, or the file it is in. */
export interface Given {
  readonly origin: Origin;
  readonly text?: string;
  readonly file?: string;
}

export type Layer = ReadonlyMap<Key, Given>;
