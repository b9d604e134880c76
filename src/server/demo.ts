/**
 * The whole service on one machine without anything else: an embedded store in a temporary folder, a FHIR
 * server in memory, and the example records sent through the real, signed webhook.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { loadConfig, type Environment } from '../config/config.ts';
import type { Definitions } from '../definitions.ts';
import { recordKeyOf } from '../parse/split-records.ts';
import { createLog } from '../shared/logger.ts';
import { startEmbeddedFhirServer } from './embedded-fhir-server.ts';
import { startService, type RunningService } from './serve.ts';
import { signerOf } from './signing-keys.ts';
import { FINAL, isState } from './store/states.ts';

export interface DemoOptions {
  /** Of the keys of config.ts only those of ports, access and limits matter here. */
  readonly env: Environment;
  readonly definitions: Definitions;
  /** Takes each line for the person who started it. */
  readonly write: (line: string) => void;
  /** Folder of records to send. @default the examples of this package */
  readonly examples?: URL;
}

/** Where these are taken, another free port is used. */
const PORT = 8080;
const FHIR_PORT = 8090;

export interface RunningDemo {
  readonly url: string;
  readonly fhirUrl: string;
  stop(): Promise<void>;
}

/** Right from src/server and from dist/server: the package root is two above. */
const EXAMPLES = new URL('../../examples/', import.meta.url);

export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
  const { definitions, write } = options;
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const folder = mkdtempSync(join(tmpdir(), 'trialcast-demo-'));
  const fhir = await startEmbeddedFhirServer({ port: await freePort(FHIR_PORT) });
  write(`FHIR server in memory   ${fhir.home}`);
  const config = loadConfig({
    TRIALCAST_PORT: String(await freePort(PORT)),
    ...options.env,
    DATABASE_URL: undefined,
    TRIALCAST_DATA: folder,
    TRIALCAST_FHIR_SERVER: fhir.url,
    TRIALCAST_WEBHOOK_SECRETS: secret,
  });
  const service = await startService(config, definitions, createLog({ level: 'silent' }));
  write(`trialcast               ${service.url}`);
  write('');
  await sendExamples(service, secret, options.examples ?? EXAMPLES, write);
  write('');
  write(
    `${await fhir.count()} resources are in the FHIR server now. To look at: ${service.url} (trials, issues, delivery)`,
  );
  write(
    `and ${fhir.home} (what the FHIR server holds). Both forget everything when this ends: Ctrl-C.`,
  );
  return {
    url: service.url,
    fhirUrl: fhir.url,
    stop: async () => {
      await service.stop();
      await fhir.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function sendExamples(
  service: RunningService,
  secret: string,
  examples: URL,
  write: (line: string) => void,
): Promise<void> {
  const names = readdirSync(examples)
    .filter((name) => /\.(?:txt|json)$/.test(name))
    .toSorted();
  const sent: { name: string; job: string }[] = [];
  for (const name of names) {
    const response = await sendSigned(
      service,
      secret,
      name,
      readFileSync(new URL(name, examples), 'utf8'),
    );
    sent.push({ name, job: response.headers.get('content-location') ?? '' });
  }
  for (const { name, job } of sent) write(await outcomeOf(service, name, job));
}

function sendSigned(
  service: RunningService,
  secret: string,
  name: string,
  body: string,
): Promise<Response> {
  const id = `demo-${name}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = recordKeyOf(name);
  return fetch(`${service.url}/webhooks/trials`, {
    method: 'POST',
    body,
    headers: {
      'content-type': name.endsWith('.json') ? 'application/json' : 'text/plain',
      ...(key !== undefined && { 'trialcast-record-key': key }),
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signerOf(secret)({ id, timestamp, body }),
    },
  });
}

interface ShownJob {
  readonly state: string;
  readonly records: readonly {
    readonly title?: string;
    readonly verdict?: string;
    readonly deliveries: readonly {
      readonly report?: { readonly created: readonly unknown[] };
    }[];
  }[];
}

const WAIT_ROUNDS = 300;

async function outcomeOf(service: RunningService, name: string, location: string): Promise<string> {
  const address = new URL(location, service.url);
  for (let round = 0; round < WAIT_ROUNDS; round += 1) {
    const job = (await (await fetch(address)).json()) as ShownJob;
    const [record] = job.records;
    if (isState(job.state) && FINAL.includes(job.state)) {
      const title = (record?.title ?? '').slice(0, 60);
      const resources = String(record?.deliveries[0]?.report?.created.length ?? 0).padStart(3);
      return `${name.padEnd(26)} ${job.state.padEnd(10)} ${(record?.verdict ?? '').padEnd(8)} ${resources} resources  ${title}`;
    }
    await wait(100);
  }
  return `${name.padEnd(26)} is still on its way`;
}

/** The wanted port where it is free, else 0, which lets the system choose. */
async function freePort(wanted: number): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(0));
    probe.listen(wanted, '127.0.0.1', () => {
      probe.close(() => resolve(wanted));
    });
  });
}
