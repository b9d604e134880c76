import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../../test/free-port.ts';

export interface TestPostgres {
  readonly url: string;
  stop(): void;
}

const ROOT = '/usr/lib/postgresql';

/** A PostgreSQL of its own in a temporary folder on a loopback port; undefined where its programs are not installed. */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined) return { url: given, stop: () => undefined };
  const version = existsSync(ROOT) ? readdirSync(ROOT).toSorted().at(-1) : undefined;
  if (version === undefined) return undefined;
  const bin = join(ROOT, version, 'bin');
  const folder = mkdtempSync(join(tmpdir(), 'trialcast-postgres-'));
  const run = asServerUser(folder);
  const data = join(folder, 'db');
  const port = await freePort();
  run(join(bin, 'initdb'), ['-D', data, '-U', 'trialcast', '-A', 'trust']);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -k ${folder} -c min_wal_size=1GB -c max_wal_size=2GB`;
  run(join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start']);
  let isRunning = true;
  const stop = (): void => {
    if (!isRunning) return;
    isRunning = false;
    run(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop']);
    rmSync(folder, { recursive: true, force: true });
  };
  // Whoever ends the measurement early leaves no server behind.
  process.once('exit', stop);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  return { url: `postgres://trialcast@127.0.0.1:${port}/postgres`, stop };
}

/** Files of the write-ahead log that 1 GB holds. */
const LOG_FILES = 64;

/**
 * As it is in a database that has been in use: a new one makes each file of its log, 16 MB of zeros, while everybody
 * waits, until the files of before can be used again.
 */
export async function withUsedLog({ url }: TestPostgres): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (let file = 0; file < LOG_FILES; file += 1) {
    await client.query('SELECT pg_logical_emit_message(false, $1, $1)', ['fill']);
    await client.query('SELECT pg_switch_wal()');
  }
  await client.query('CHECKPOINT');
  await client.end();
}

/** initdb and postgres refuse root. */
function asServerUser(folder: string): (program: string, args: readonly string[]) => void {
  const options = { stdio: 'ignore', cwd: folder } as const;
  if (process.getuid?.() !== 0)
    return (program, args) => void execFileSync(program, [...args], options);
  const fields = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  chownSync(folder, Number(fields[1]), Number(fields[2]));
  return (program, args) =>
    void execFileSync('runuser', ['-u', 'postgres', '--', program, ...args], options);
}
