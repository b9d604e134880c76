/** The service in a process of its own that kills itself where CHAOS says: `converted:3` at the third time that step is done, `torn:200` in the middle of the 200th write of the store. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';

const [point = '', count = '1'] = (process.env['CHAOS'] ?? '').split(':');
let left = Number(count);

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

function reached(step: string): void {
  if (step !== point) return;
  left -= 1;
  if (left === 0) die();
}

/** PGlite writes to files: the fatal write leaves half of its bytes. */
function tearFiles(): void {
  const { writeSync } = fs;
  fs.writeSync = ((
    fd: number,
    buffer: Uint8Array | string,
    start: number | null = 0,
    length?: number | null,
    position?: number | null,
  ) => {
    const offset = start ?? 0;
    left -= 1;
    if (left > 0 || typeof buffer === 'string')
      return writeSync(fd, buffer as Uint8Array, offset, length, position);
    const size = length ?? buffer.byteLength - offset;
    writeSync(fd, buffer, offset, Math.floor(size / 2), position);
    die();
    return 0;
  }) as typeof fs.writeSync;
  syncBuiltinESMExports();
}

/** A PostgreSQL is written to by a socket: the fatal statement is sent by half. */
function tearStatements(port: number): void {
  // eslint-disable-next-line typescript/unbound-method
  const { write } = Socket.prototype;
  Socket.prototype.write = function torn(this: Socket, chunk: unknown, ...rest: never[]): boolean {
    if (this.remotePort !== port || !(chunk instanceof Uint8Array))
      return write.call(this, chunk as never, ...rest);
    left -= 1;
    if (left > 0) return write.call(this, chunk, ...rest);
    write.call(this, chunk.subarray(0, Math.floor(chunk.byteLength / 2)), undefined, () => die());
    return true;
  };
}

if (point === 'torn') {
  const url = process.env['DATABASE_URL'];
  if (url === undefined) tearFiles();
  else tearStatements(Number(new URL(url).port));
}

const { loadConfig } = await import('../../src/config/config.ts');
const { startService } = await import('../../src/server/serve.ts');
const { createLog } = await import('../../src/shared/logger.ts');
const { loadDefinitions } = await import('../../src/source/load-definitions.ts');

const { CHAOS: _chaos, ...env } = process.env;
const service = await startService(
  loadConfig(env),
  loadDefinitions(),
  createLog({ level: 'warn', write: (line) => process.stderr.write(line) }),
  {
    reached,
    retryPolicy: { maxAttempts: 1_000_000, firstDelayMs: 50, maxDelayMs: 1_000 },
    pulseTimes: { beatMs: 500, deadMs: 5_000 },
  },
);
process.stdout.write(`${service.url}\n`);
process.on('SIGTERM', () => {
  void service.stop().then(() => process.exit(0));
});
