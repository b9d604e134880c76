import { spawn, type ChildProcess, type IOType } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

/** `trialcast serve` as a user starts it, in a process of its own that ends with ours. */
export interface ServeProcess {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** Resident memory, in MB. */
  readonly memoryMb: () => number;
  readonly isRunning: () => boolean;
  /** Waits until it is ready, as `/readyz` says; it may end before. */
  readonly ready: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startServe(
  env: Readonly<Record<string, string>>,
  output: IOType,
): Promise<ServeProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    stdio: ['ignore', output, output],
    env: { PATH: process.env['PATH'] ?? '', TRIALCAST_PORT: String(port), ...env },
  });
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  const url = `http://127.0.0.1:${port}`;
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    url,
    port,
    child,
    memoryMb: () => residentMb(child.pid ?? 0),
    isRunning,
    ready: () => ready(url, isRunning),
    stop: async () => {
      process.off('exit', kill);
      if (!isRunning()) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function ready(url: string, isRunning: () => boolean): Promise<void> {
  for (let round = 0; round < 600 && isRunning(); round += 1) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response?.ok === true) return;
    await wait(100);
  }
  throw new Error('the service did not become ready');
}

function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024);
}
