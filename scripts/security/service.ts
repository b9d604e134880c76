import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Webhook } from 'standardwebhooks';
import { freePort } from '../../test/free-port.ts';
import { ask, type Answered, type Canary } from './attempt.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
export const SECRET = `whsec_${Buffer.alloc(32, 21).toString('base64')}`;

/** `trialcast serve` in a process of its own. */
export interface StartedService {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Standard output and error so far. */
  log(): string;
  isRunning(): boolean;
  stop(): Promise<void>;
}

export async function startService(env: Readonly<Record<string, string>>): Promise<StartedService> {
  const folder = mkdtempSync(join(tmpdir(), 'trialcast-security-'));
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      TRIALCAST_PORT: String(port),
      TRIALCAST_DATA: folder,
      TRIALCAST_WEBHOOK_SECRETS: SECRET,
      TRIALCAST_LOG_LEVEL: 'debug',
      ...env,
    },
  });
  // Whoever ends the run early leaves no service behind.
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      log += chunk.toString();
    });
  const url = `http://127.0.0.1:${port}`;
  for (let round = 0; round < 600; round += 1) {
    if (child.exitCode !== null) throw new Error(`the service ended: ${log}`);
    if ((await fetch(`${url}/readyz`).catch(() => undefined))?.ok === true) break;
    await wait(100);
  }
  return {
    url,
    port,
    pid: child.pid ?? 0,
    log: () => log,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      process.off('exit', kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Sent {
  readonly body: string | Buffer;
  readonly id?: string;
  readonly secret?: string;
  readonly at?: Date;
  readonly type?: string;
  /** In place of the headers that a signature makes. */
  readonly headers?: Readonly<Record<string, string>>;
}

export function send(service: StartedService, sent: Sent): Promise<Answered> {
  const { body, id = `msg_${randomUUID()}`, secret = SECRET, at = new Date(), type = 'text/plain', headers } = sent; // prettier-ignore
  return ask(`${service.url}/webhooks/trials`, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers: {
      'content-type': type,
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
      ...headers,
    },
  });
}

/** Sends JSON and waits until nothing more happens to it; the answer to `GET /jobs/ID`. */
export async function sendAndWait(service: StartedService, body: string): Promise<string> {
  const { headers, text, status } = await send(service, { body, type: 'application/json' });
  if (status !== 202) throw new Error(`not stored: ${status} ${text.slice(0, 200)}`);
  const location = headers.get('content-location') ?? '';
  for (let round = 0; round < 1_800; round += 1) {
    const job = await ask(`${service.url}${location}`);
    if (job.headers.get('retry-after') === null) return job.text;
    await wait(100);
  }
  throw new Error('the job did not end');
}

/** Bytes as they are, past any HTTP library; what came back until the connection ended. */
export async function raw(service: StartedService, bytes: string | Buffer): Promise<Answered> {
  const socket = connect(service.port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', () => undefined);
  socket.write(bytes);
  const timer = setTimeout(() => socket.destroy(), 60_000);
  await once(socket, 'close');
  clearTimeout(timer);
  const answer = Buffer.concat(chunks).toString();
  const [head = '', ...rest] = answer.split('\r\n\r\n');
  const [status = '', ...lines] = head.split('\r\n');
  const headers = new Headers(
    lines
      .filter((line) => line.includes(':'))
      .map((line): [string, string] => {
        const at = line.indexOf(':');
        return [line.slice(0, at), line.slice(at + 1).trim()];
      }),
  );
  return { status: Number(status.split(' ')[1] ?? 0), headers, text: rest.join('\r\n\r\n') };
}

export interface RunningCanary extends Canary {
  stop(): void;
}

/** Answers every request, and remembers it. */
export async function startCanary(): Promise<RunningCanary> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, hits, stop: () => server.close() };
}

/** A FHIR server that sends whoever asks to another host. */
export async function startRedirecting(
  to: string,
): Promise<{ readonly url: string; stop(): void }> {
  const server = createServer((request, response) => {
    if (request.url?.includes('smart-configuration'))
      response.end(JSON.stringify({ token_endpoint: `${to}/token` }));
    else response.writeHead(307, { location: `${to}${request.url ?? ''}` }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/fhir`, stop: () => server.close() };
}
