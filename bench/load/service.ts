import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { signerOf } from '../../src/server/signing-keys.ts';
import { freePort } from '../../test/free-port.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const sign = signerOf(SECRET);

/** `trialcast serve` as a user starts it, in a process of its own. */
export interface LoadedService {
  readonly url: string;
  /** Resident memory, in MB. */
  memoryMb(): number;
  /** Value of a metric, all its labels that `pattern` fits together. */
  metric(pattern: RegExp): Promise<number>;
  stop(): Promise<void>;
}

export async function startLoaded(env: Readonly<Record<string, string>>): Promise<LoadedService> {
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      PATH: process.env['PATH'] ?? '',
      TRIALCAST_PORT: String(port),
      TRIALCAST_WEBHOOK_SECRETS: SECRET,
      TRIALCAST_WEBHOOKS_PER_MINUTE: '1000000',
      TRIALCAST_FAIL_ON: 'never',
      TRIALCAST_LOG_LEVEL: 'error',
      ...env,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await ready(url, child);
  return {
    url,
    memoryMb: () => Math.round(residentKb(child.pid ?? 0) / 1024),
    metric: async (pattern) => sumOf(await (await fetch(`${url}/metrics`)).text(), pattern),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  for (let round = 0; round < 600 && child.exitCode === null; round += 1) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response?.ok === true) return;
    await wait(100);
  }
  throw new Error('the service did not become ready');
}

function residentKb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0);
}

function sumOf(exposition: string, pattern: RegExp): number {
  const lines = exposition.split('\n').filter((line) => pattern.test(line));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** Sends one record; the status, 0 where there was no answer. */
export async function sendRecord(url: string, id: string, body: string): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const response = await fetch(`${url}/webhooks/trials`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': sign({ id, timestamp, body }),
    },
  }).catch(() => undefined);
  await response?.arrayBuffer();
  return response?.status ?? 0;
}

/** Waits until a figure is reached; the seconds it took. */
export async function until(isSo: () => Promise<boolean>, limitS: number): Promise<number> {
  const started = performance.now();
  while (!(await isSo())) {
    if (performance.now() - started > limitS * 1000) throw new Error(`not within ${limitS} s`);
    await wait(100);
  }
  return (performance.now() - started) / 1000;
}
