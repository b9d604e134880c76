/**
 * The fault table: the service with its real queue, a fault-injecting proxy and a FHIR server behind it.
 *
 * Each fault lasts until the service has been seen to fail; then it ends, and the record has to arrive,
 * every resource of it written exactly once.
 */
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  jobIn,
  send,
  startTestService,
  type DeliveryView,
  type JobView,
  type TestService,
} from '../service/harness.ts';
import type { Strategy } from '../../src/config/destination.ts';
import { makeCertificates } from './certificates.ts';
import type { FaultCase, FaultScene } from './fault-cases.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { startLoginServer } from './login-server.ts';

const CLIENT_SECRET = 'hunter2-of-the-client';

export interface FaultRow {
  readonly fault: string;
  /** State while the fault lasts. */
  readonly state: string;
  /** Failure code and its class. */
  readonly failure: string;
  /** Attempts made until it was delivered, the fault having ended after the first. */
  readonly attempts: string;
  readonly told: string;
}

export interface FaultRun {
  readonly scene: FaultScene;
  readonly service: TestService;
  /** Versions each resource of a record has where nothing goes wrong. */
  readonly undisturbed: Readonly<Record<string, number>>;
  /** Throws where a resource of the record has more or fewer versions than undisturbed, in the end. */
  run(fault: FaultCase): Promise<FaultRow>;
  /** Requests the other host heard. */
  readonly heardElsewhere: readonly string[];
  /** Everything the service has written, by where. */
  written(): Promise<ReadonlyMap<string, string>>;
  /** What must not be in it. */
  secrets(): readonly string[];
  stop(): Promise<void>;
}

interface View extends DeliveryView {
  readonly failure?: { readonly code: string; readonly retry: string; readonly message: string };
}

export interface FaultRunOptions {
  /** Time the service gives one exchange. */
  readonly timeoutMs: number;
  /** @default 'auto' */
  readonly strategy?: Strategy;
  /** Number of the first record: two runs on one server have records of their own. @default 501 */
  readonly first?: number;
}

/** `fhirUrl`: a real server; the proxy stands before it. */
export async function startFaultRun(
  fhirUrl: string,
  { timeoutMs, strategy = 'auto', first = 501 }: FaultRunOptions,
): Promise<FaultRun> {
  const certificates = makeCertificates();
  const login = await startLoginServer('trialcast', CLIENT_SECRET);
  const proxy = await startFaultProxy(fhirUrl, certificates.server);
  proxy.guard = (authorization) => login.accepts(authorization);
  const heardElsewhere: string[] = [];
  const trap = createServer((request, response) => {
    heardElsewhere.push(`${request.method} ${request.url}`);
    response.end('{"resourceType":"Bundle"}');
  }).listen(0, '127.0.0.1');
  await once(trap, 'listening');
  const elsewhere = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/`;
  const service = await startTestService({
    env: {
      TRIALCAST_FHIR_SERVER: undefined,
      TRIALCAST_DESTINATIONS: JSON.stringify([
        {
          name: 'hospital',
          baseUrl: proxy.url,
          auth: {
            kind: 'client-secret',
            clientId: 'trialcast',
            clientSecret: CLIENT_SECRET,
            tokenUrl: login.tokenUrl,
          },
          tls: { ca: certificates.ca, ...certificates.client },
          timeoutMs,
          strategy,
          breaker: { failures: 3, openMs: 300 },
        },
      ]),
    },
    retryPolicy: { maxAttempts: 4, firstDelayMs: 600, maxDelayMs: 600 },
  });
  const scene: FaultScene = { proxy, login, certificates, timeoutMs, elsewhere };
  const jobs: string[] = [];
  let number = first;
  const before = await jobIn(service.url, await sendStudy(service, first), ['delivered']);
  const undisturbed = await versionsOf(fhirUrl, viewOf(before));
  return {
    scene,
    undisturbed,
    service,
    heardElsewhere,
    run: (fault) => {
      number += 1;
      return runFault(scene, service, fhirUrl, fault, number, jobs, undisturbed);
    },
    written: () => allWritten(service, jobs),
    secrets: () => [CLIENT_SECRET, ...login.tokens, certificates.client.key.split('\n')[1] ?? ''],
    stop: async () => {
      await service.stop();
      await proxy.stop();
      login.stop();
      trap.closeAllConnections();
      trap.close();
    },
  };
}

async function runFault(
  scene: FaultScene,
  service: TestService,
  fhirUrl: string,
  fault: FaultCase,
  number: number,
  jobs: string[],
  undisturbed: object,
): Promise<FaultRow> {
  await fault.start(scene);
  const response = await sendStudy(service, number);
  const location = response.headers.get('content-location') ?? '';
  jobs.push(location);
  const seen = await firstOutcome(service, location);
  const failedAt = performance.now();
  scene.proxy.fault = undefined;
  await fault.end?.(scene);

  if (seen.state === 'rejected') await fetch(`${service.url}${location}/retry`, { method: 'POST' });
  const delivered = viewOf(await jobIn(service.url, response, ['delivered']));
  const tookMs = performance.now() - failedAt;
  if (fault.pauseMs !== undefined && tookMs < fault.pauseMs - 200)
    throw new Error(`${fault.name}: asked again after ${tookMs} ms`);
  requireSame(fault.name, await versionsOf(fhirUrl, delivered), undisturbed);
  return rowOf(scene, fault, seen, delivered);
}

function rowOf(scene: FaultScene, fault: FaultCase, seen: View, delivered: View): FaultRow {
  const { failure } = seen;
  const told = (failure?.message ?? '')
    .replace(`within ${scene.timeoutMs} ms`, 'within 30000 ms')
    .replace(/nct\d{8}/, 'nct01234567');
  // On a slow machine the fault may have been met again before it was seen: those attempts are left out.
  const before = seen.state === 'queued' ? seen.attempts - 1 : 0;
  return {
    fault: fault.name,
    state: seen.state,
    failure: failure ? `${failure.code} (${failure.retry})` : '',
    attempts: seen.state === 'rejected' ? '1, then a person' : String(delivered.attempts - before),
    told,
  };
}

/** The delivery as it is after its first attempt. */
async function firstOutcome(service: TestService, location: string): Promise<View> {
  for (let round = 0; round < 2_000; round += 1) {
    const job = (await (await fetch(`${service.url}${location}`)).json()) as JobView;
    const [view] = (job.records[0]?.deliveries ?? []) as readonly View[];
    const isOver = view && (view.state === 'delivered' || view.failure !== undefined);
    if (isOver && view.state !== 'sending') return view;
    await wait(10);
  }
  throw new Error('the delivery came to nothing');
}

const viewOf = (job: JobView): View => job.records[0]?.deliveries[0] as View;

function requireSame(fault: string, versions: object, undisturbed: object): void {
  const [found, wanted] = [versions, undisturbed].map((one) => JSON.stringify(one));
  if (found !== wanted) throw new Error(`${fault}: versions ${found}, undisturbed ${wanted}`);
}

/** How many versions each resource of a record has, under names that are the same for every record. */
async function versionsOf(fhirUrl: string, { report }: View): Promise<Record<string, number>> {
  const written = [
    ...(report?.created ?? []),
    ...(report?.updated ?? []),
    ...(report?.unchanged ?? []),
  ] as { reference: string }[];
  const counted = written.map(async ({ reference }) => {
    const answer = await fetch(`${fhirUrl}/${reference}/_history`, {
      headers: { 'cache-control': 'no-cache' },
    });
    const { entry = [] } = (await answer.json()) as { entry?: unknown[] };
    return [reference.replace(/nct\d{8}/, 'N').replace(/prov-\w+/, 'prov'), entry.length] as const;
  });
  return Object.fromEntries(
    (await Promise.all(counted)).toSorted(([a], [b]) => a.localeCompare(b)),
  );
}

export const sendStudy = (service: TestService, number: number): Promise<Response> =>
  send(service.url, {
    body: study(`NCT00000${number}`),
    headers: { 'content-type': 'application/json' },
  });

/** Only resources that are this trial's own: versions of shared ones would tell of other faults. */
const study = (nctId: string): string =>
  JSON.stringify({
    protocolSection: {
      identificationModule: { nctId, briefTitle: `A study of ${nctId}` },
      statusModule: { overallStatus: 'RECRUITING' },
      designModule: { studyType: 'INTERVENTIONAL', phases: ['PHASE3'] },
      conditionsModule: { conditions: ['Asthma'] },
      outcomesModule: { primaryOutcomes: [{ measure: 'Survival' }, { measure: 'Relief' }] },
    },
  });

async function allWritten(
  service: TestService,
  jobs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const written = new Map([['log', service.lines.join('\n')]]);
  const pages = ['/', '/metrics', '/readyz', ...jobs];
  for (const path of pages) written.set(path, await (await fetch(`${service.url}${path}`)).text());
  for (const path of jobs) {
    const job = JSON.parse(written.get(path) ?? '{}') as JobView;
    const page = `/trials/${job.records[0]?.trialKey}?tab=delivery`;
    written.set(page, await (await fetch(`${service.url}${page}`)).text());
  }
  for (const name of readdirSync(service.folder, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const path = join(name.parentPath, name.name);
    written.set(path, readFileSync(path, 'latin1'));
  }
  return written;
}
