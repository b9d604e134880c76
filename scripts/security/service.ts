import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { startServe } from '../../test/serve-process.ts';
import { ask, type Answered, type Canary } from './attempt.ts';

export const SECRET = `whsec_${Buffer.alloc(32, 21).toString('base64')}`;

/** `trialcast serve` in a process of its own, with a folder of its own. */
export interface StartedService {
  readonly url: string;
  readonly port: number;
  /** Standard output and error so far. */
  log(): string;
  /** Resident memory, in MB. */
  memoryMb(): number;
  isRunning(): boolean;
  stop(): Promise<void>;
}

export async function startService(env: Readonly<Record<string, string>>): Promise<StartedService> {
  const folder = mkdtempSync(join(tmpdir(), 'trialcast-security-'));
  const serve = await startServe(
    {
      TRIALCAST_DATA: folder,
      TRIALCAST_WEBHOOK_SECRETS: SECRET,
      TRIALCAST_LOG_LEVEL: 'debug',
      ...env,
    },
    'pipe',
  );
  let log = '';
  for (const stream of [serve.child.stdout, serve.child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
    });
  await serve.ready().catch((error: unknown) => {
    throw new Error(`the service did not start: ${log}`, { cause: error });
  });
  const { url, port, memoryMb, isRunning } = serve;
  return {
    url,
    port,
    memoryMb,
    isRunning,
    log: () => log,
    stop: async () => {
      await serve.stop();
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
