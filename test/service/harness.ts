import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Express } from 'express';
import { Webhook } from 'standardwebhooks';
import { loadConfig, type Environment } from '../../src/config/config.ts';
import {
  startEmbeddedFhirServer,
  type EmbeddedFhirServer,
  type EmbeddedOptions,
} from '../../src/server/embedded-fhir-server.ts';
import type { ServiceOptions } from '../../src/server/assemble.ts';
import { startService, type RunningService } from '../../src/server/serve.ts';
import { createLog } from '../../src/shared/logger.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';

export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const OLD_SECRET = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;

export interface TestService extends RunningService {
  readonly fhir: EmbeddedFhirServer;
  readonly folder: string;
  /** Every log line so far. */
  readonly lines: readonly string[];
}

export interface TestOptions extends ServiceOptions {
  readonly env?: Environment;
  readonly intercept?: EmbeddedOptions['intercept'];
}

/** The real service on a free port, with a store in a temporary folder and an embedded FHIR server. */
export async function startTestService(options: TestOptions = {}): Promise<TestService> {
  const folder = mkdtempSync(join(tmpdir(), 'trialcast-'));
  const fhir = await startEmbeddedFhirServer(
    options.intercept ? { intercept: options.intercept } : {},
  );
  const lines: string[] = [];
  const config = loadConfig({
    TRIALCAST_PORT: '0',
    TRIALCAST_DATA: folder,
    TRIALCAST_FHIR_SERVER: fhir.url,
    TRIALCAST_WEBHOOK_SECRETS: `${SECRET},${OLD_SECRET}`,
    TRIALCAST_LOG_LEVEL: 'debug',
    TRIALCAST_WEBHOOKS_PER_MINUTE: '100000',
    // The same suite over PostgreSQL: DATABASE_URL of an empty database, and --no-file-parallelism.
    DATABASE_URL: process.env['DATABASE_URL'],
    ...options.env,
  });
  const log = createLog({ level: config.logLevel, write: (line) => lines.push(line) });
  const service = await startService(config, loadDefinitions(), log, options);
  return {
    url: service.url,
    apiRoutes: service.apiRoutes,
    fhir,
    folder,
    lines,
    stop: async () => {
      await service.stop();
      await fhir.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An application of its own on a free port, for as long as `use` takes. */
export async function withApp<T>(app: Express, use: (url: string) => Promise<T>): Promise<T> {
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

export interface Sent {
  readonly id?: string;
  readonly body?: string | Buffer;
  readonly secret?: string;
  readonly at?: Date;
  readonly headers?: Record<string, string>;
}

export function signed({
  id = `msg_${randomUUID()}`,
  body = '',
  secret = SECRET,
  at = new Date(),
  headers,
}: Sent): RequestInit {
  return {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers: {
      'content-type': 'text/plain',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
      ...headers,
    },
  };
}

export function send(url: string, sent: Sent): Promise<Response> {
  return fetch(`${url}/webhooks/trials`, signed(sent));
}

export interface DeliveryView {
  readonly destination: string;
  readonly state: string;
  readonly attempts: number;
  readonly failure?: { readonly code: string };
  readonly report?: {
    readonly created: readonly unknown[];
    readonly updated: readonly { readonly reference: string }[];
    readonly unchanged: readonly unknown[];
  };
}

export interface JobView {
  readonly id: string;
  readonly state: string;
  readonly issues: readonly { readonly code: string; readonly message: string }[];
  readonly records: readonly {
    readonly state: string;
    readonly trialKey?: string;
    readonly worstIssue?: { readonly code: string };
    readonly deliveries: readonly DeliveryView[];
  }[];
}

/** Polls the job a webhook's answer names until it is in one of the states. */
export async function jobIn(
  url: string,
  response: Response,
  states: readonly string[],
): Promise<JobView> {
  const location = response.headers.get('content-location') ?? '';
  let job: JobView | undefined;
  for (let round = 0; round < 150; round += 1) {
    job = (await (await fetch(`${url}${location}`)).json()) as JobView;
    if (states.includes(job.state)) return job;
    await wait(100);
  }
  throw new Error(`the job stayed ${job?.state ?? 'unknown'}`);
}

export interface Outcome {
  readonly resourceType: string;
  readonly issue: readonly {
    readonly severity: string;
    readonly code: string;
    readonly diagnostics: string;
    readonly expression?: readonly string[];
    readonly extension?: readonly { readonly url: string; readonly valueInteger: number }[];
    readonly details: { readonly coding: readonly { readonly code: string }[] };
  }[];
}

/** Code of the first issue of an error answer; fails on anything that is no OperationOutcome. */
export async function outcomeCode(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('application/fhir+json')) {
    throw new Error(`not FHIR: ${response.headers.get('content-type')}`);
  }
  const outcome = (await response.json()) as Outcome;
  if (outcome.resourceType !== 'OperationOutcome')
    throw new Error(`not an outcome: ${outcome.resourceType}`);
  return outcome.issue[0]?.details.coding[0]?.code ?? '';
}
