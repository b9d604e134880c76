import { setTimeout as wait } from 'node:timers/promises';
import { signerOf } from '../../src/server/signing-keys.ts';
import { startServe } from '../../test/serve-process.ts';

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
  const serve = await startServe(
    {
      TRIALCAST_WEBHOOK_SECRETS: SECRET,
      TRIALCAST_WEBHOOKS_PER_MINUTE: '1000000',
      TRIALCAST_FAIL_ON: 'never',
      TRIALCAST_LOG_LEVEL: 'error',
      ...env,
    },
    'inherit',
  );
  await serve.ready();
  const { url, memoryMb, stop } = serve;
  return {
    url,
    memoryMb,
    metric: async (pattern) => sumOf(await (await fetch(`${url}/metrics`)).text(), pattern),
    stop,
  };
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
