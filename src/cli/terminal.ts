import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/** The process as the commands see it: injected, so that tests run them without one. */
export interface Terminal {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: NodeJS.ProcessEnv;
}

/** Writes and waits where the reader is slower than we are. */
export async function writeOut(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

/** https://no-color.org */
export function hasColor(terminal: Terminal): boolean {
  return terminal.stderr.isTTY === true && !terminal.env['NO_COLOR'];
}
