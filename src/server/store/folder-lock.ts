import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../../shared/failure.ts';

/**
 * One process for each data folder. PGlite does not lock its folder: a second process writes, is told
 * that it was written, and the write is gone.
 *
 * The file names host, process and its start, so a lock whose owner was killed is taken over at once. A lock
 * from another host (a volume under a new container) cannot be looked at that way; it counts while its
 * file is touched, which the owner does every few seconds.
 */
export interface FolderLock {
  release(): void;
}

const TOUCH_MS = 2_000;
const FOREIGN_LIFETIME_MS = 15_000;
/** Two processes may find one stale lock; the one whose token is still there after this long has it. */
const SETTLE_MS = 60;

interface Owner {
  readonly token: string;
  readonly host: string;
  readonly pid: number;
  readonly started: string;
}

export async function lockFolder(folder: string): Promise<FolderLock> {
  const file = join(folder, 'trialcast.lock');
  const owner: Owner = {
    token: randomUUID(),
    host: hostname(),
    pid: process.pid,
    started: startOf(process.pid),
  };
  makeFolder(folder);
  if (!tryCreate(file, owner)) {
    const holder = readOwner(file);
    if (holder && isAlive(holder, file)) throw locked(folder, holder);
    takeOver(file, owner);
  }
  await wait(SETTLE_MS);
  const holder = readOwner(file);
  if (holder?.token !== owner.token) throw locked(folder, holder);

  const timer = setInterval(() => touch(file), TOUCH_MS);
  timer.unref();
  return {
    release: () => {
      clearInterval(timer);
      if (readOwner(file)?.token === owner.token) rmSync(file, { force: true });
    },
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new Failure('store-unavailable', `The data folder ${folder} cannot be created.`, {
      cause,
    });
  }
}

function tryCreate(file: string, owner: Owner): boolean {
  try {
    writeFileSync(file, JSON.stringify(owner), { flag: 'wx' });
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    throw new Failure(
      'store-unavailable',
      `The data folder cannot be written (${codeOf(cause)}).`,
      { cause },
    );
  }
}

function takeOver(file: string, owner: Owner): void {
  const own = `${file}.${owner.token}`;
  writeFileSync(own, JSON.stringify(owner));
  renameSync(own, file);
}

function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    // Gone, or half written by a process that was killed: nobody's.
    return undefined;
  }
}

function isAlive(owner: Owner, file: string): boolean {
  if (owner.host !== hostname()) return Date.now() - modified(file) < FOREIGN_LIFETIME_MS;
  if (owner.pid === process.pid && owner.started === startOf(process.pid)) return true;
  return isRunning(owner.pid) && owner.started === startOf(owner.pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Start of a process in clock ticks (proc(5), field 22): a process number alone is soon another process's. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    // No /proc on this system: the number has to do.
    return '';
  }
}

function touch(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function modified(file: string): number {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

function locked(folder: string, holder: Owner | undefined): Failure {
  const by = holder ? ` by process ${holder.pid} on ${holder.host}` : '';
  return new Failure(
    'store-locked',
    `The data folder ${folder} is in use${by}; one process may use it at a time.`,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
