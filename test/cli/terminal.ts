import { Readable, Writable } from 'node:stream';
import { main } from '../../src/cli/main.ts';
import type { Screen } from '../../src/cli/terminal.ts';

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Watched {
  /** Streams that are a person's terminal. */
  readonly isTTY?: boolean;
}

/** Runs the command line in this process, with text as standard input. */
export async function run(
  args: readonly string[],
  stdin: string | Buffer = '',
  env: NodeJS.ProcessEnv = {},
  { isTTY = false }: Watched = {},
): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof written): Screen =>
    Object.assign(
      new Writable({
        write(chunk: Buffer, _encoding, done) {
          written[name] += chunk.toString();
          done();
        },
      }),
      { isTTY, columns: 100 },
    );
  const code = await main(args, {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    env,
  });
  return { code, ...written };
}
