import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/** A stream that may be a person's terminal. */
export type Screen = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** The process as the commands see it: injected, so that tests run them without one. */
export interface Terminal {
  readonly stdin: Readable;
  readonly stdout: Screen;
  readonly stderr: Screen;
  readonly env: NodeJS.ProcessEnv;
}

/** Writes and waits where the reader is slower than we are. */
export async function writeOut(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

/** https://no-color.org */
export function hasColor(terminal: Terminal, stream: 'stdout' | 'stderr' = 'stderr'): boolean {
  return terminal[stream].isTTY === true && !terminal.env['NO_COLOR'];
}

/** True where a person watches standard error: no file, no pipe, no CI log. */
export function isWatched({ stderr, env }: Terminal): boolean {
  return stderr.isTTY === true && !env['CI'] && env['TERM'] !== 'dumb';
}
