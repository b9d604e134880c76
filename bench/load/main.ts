/**
 * Load on the service over PostgreSQL: acknowledgements a second, what a second replica brings, memory, and delivery
 * beside a bare loader.
 *
 *   npm run load                                   all of it but HAPI: 300 records/s for 60 s, then replicas
 *   npm run load -- --only replicas
 *   npm run load -- --only hapi --hapi http://127.0.0.1:8099/fhir      a fresh server of ../shared/hapi/serve
 *   npm run load -- --only ack --rate 100 --seconds 20
 *
 * Each line ends with what is asked for and whether it holds; the exit code is 1 where one does not. Figures of a
 * machine that does other work too say little.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { convert } from '../../src/convert.ts';
import { splitRecords } from '../../src/parse/split-records.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import { startPostgres, withUsedLog, type TestPostgres } from '../shared/postgres.ts';
import { realStudies } from '../shared/studies.ts';
import { startPassage, startStub, type Front } from './fhir-front.ts';
import { sendRecord, startLoaded, until, type LoadedService } from './service.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rate: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '60' },
    records: { type: 'string', default: '200' },
    hapi: { type: 'string' },
  },
});
const { texts, from } = realStudies();
/** Real studies under numbers of our own, so that there are as many trials as are asked for. */
const parts = texts.map((text) => text.split(/NCT\d{8}/));
const numbered = (index: number): string =>
  (parts[index % parts.length] ?? []).join(`NCT${String(70_000_000 + index)}`);

let isGood = true;
function tell(what: string, holds: boolean): void {
  isGood &&= holds;
  console.log(`${holds ? 'holds ' : 'FAILS '} ${what}`);
}

interface Sending {
  readonly tookS: number;
  /** Milliseconds each, in order of size. */
  readonly times: readonly number[];
  readonly refused: number;
}

/** Sends records at an even pace, whether those before are answered or not. */
async function sendSteadily(
  { url }: LoadedService,
  { first, count }: { readonly first: number; readonly count: number },
  onFifth: () => void,
): Promise<Sending> {
  const times: number[] = [];
  let refused = 0;
  const one = async (index: number): Promise<void> => {
    const body = numbered(index);
    const started = performance.now();
    const status = await sendRecord(url, `load-${index}`, body);
    times.push(performance.now() - started);
    if (status !== 202) refused += 1;
  };
  const started = performance.now();
  const sending: Promise<void>[] = [];
  for (let index = 0; index < count; index += 1) {
    const early = started + (index * 1000) / Number(values.rate) - performance.now();
    if (early > 0) await wait(early);
    sending.push(one(first + index));
    if (index % Math.ceil(count / 5) === 0) onFifth();
  }
  await Promise.all(sending);
  const tookS = (performance.now() - started) / 1000;
  return { tookS, times: times.toSorted((a, b) => a - b), refused };
}

/** At the same rate and not counted: a process that has just been started is slow at first, whatever it does. */
const WARM_UP_S = 5;

async function acknowledge(postgres: TestPostgres): Promise<void> {
  const [rate, seconds] = [Number(values.rate), Number(values.seconds)];
  const [warm, total] = [rate * WARM_UP_S, rate * seconds];
  await withUsedLog(postgres);
  const stub = await startStub(20);
  const service = await startLoaded({
    DATABASE_URL: postgres.url,
    TRIALCAST_FHIR_SERVER: stub.url,
  });
  const memory: number[] = [];
  const before = await sendSteadily(service, { first: 9_000_000, count: warm }, () => undefined);
  const ownDelay = monitorEventLoopDelay({ resolution: 2 });
  ownDelay.enable();
  const { tookS, times, refused } = await sendSteadily(service, { first: 0, count: total }, () =>
    memory.push(service.memoryMb()),
  );
  ownDelay.disable();
  const stored = await service.metric(/^trialcast_records\{/);
  const delivered = await service.metric(/^trialcast_records_delivered_total/);
  const at = (share: number): string =>
    `${Math.round(times[Math.floor(times.length * share)] ?? 0)} ms`;
  const p99 = times[Math.floor(times.length * 0.99)] ?? Infinity;
  console.log(`       ${Math.round(total / tookS)} records/s of ${from}; p50 ${at(0.5)}, p90 ${at(0.9)}, p99 ${at(0.99)}, longest ${at(0.9999)}; ${delivered} delivered meanwhile`); // prettier-ignore
  console.log(`       ${refused} not acknowledged; the sender's own loop was late by ${Math.round(ownDelay.percentile(99) / 1e6)} ms at p99`); // prettier-ignore
  tell(`acknowledged at ${rate}/s for ${seconds} s`, tookS < seconds * 1.02 && refused === 0);
  tell('p99 below 50 ms', p99 < 50);
  const acknowledged = warm + total - refused - before.refused;
  tell(`none lost: ${stored} stored, ${acknowledged} acknowledged`, stored >= acknowledged);
  await drain(service, stored, memory);
  await service.stop();
  await stub.stop();
}

/** Memory once all is delivered, beside what it was on the way. */
async function drain(service: LoadedService, total: number, memory: number[]): Promise<void> {
  const rest = total - (await service.metric(/^trialcast_records_delivered_total/));
  for (let part = 3; part >= 0; part -= 1) {
    const left = (rest * part) / 4;
    const goal = async (): Promise<boolean> =>
      total - (await service.metric(/^trialcast_records_delivered_total/)) <= left;
    await until(goal, 1_800);
    memory.push(service.memoryMb());
  }
  const early = Math.max(...memory.slice(1, 4));
  const late = memory.at(-1) ?? 0;
  const said = `${total} records: ${memory.join(', ')} MB`;
  // What a process takes in its first minute is its warming up.
  if (total < 10_000) console.log(`       memory over ${said}; too few records to tell`);
  else tell(`memory is flat over ${said}`, late < early * 1.25);
}

/** Records a second once all wait for the FHIR server and it begins to answer. */
async function deliveryRate(
  postgres: TestPostgres,
  front: Front,
  processes: number,
  first: number,
): Promise<number> {
  const count = Number(values.records);
  front.hold();
  const services: LoadedService[] = [];
  for (let one = 0; one < processes; one += 1)
    services.push(
      await startLoaded({ DATABASE_URL: postgres.url, TRIALCAST_FHIR_SERVER: front.url, TRIALCAST_FHIR_TIMEOUT_MS: '600000' }), // prettier-ignore
    );
  const [service] = services;
  if (!service) throw new Error('no replica');
  const before = await service.metric(/^trialcast_deliveries\{.*"delivered"/);
  for (let index = first; index < first + count; index += 1)
    await sendRecord(service.url, `deliver-${first}-${index}`, numbered(index));
  const isReady = async (): Promise<boolean> =>
    (await service.metric(/^trialcast_deliveries\{.*"(?:queued|sending)"/)) === count;
  await until(isReady, 600);
  front.open();
  const isDone = async (): Promise<boolean> =>
    (await service.metric(/^trialcast_deliveries\{.*"delivered"/)) - before === count;
  const tookS = await until(isDone, 1_200);
  await Promise.all(services.map((running) => running.stop()));
  return count / tookS;
}

async function replicas(postgres: TestPostgres): Promise<void> {
  const stub = await startStub(250);
  const one = await deliveryRate(postgres, stub, 1, 100_000);
  const two = await deliveryRate(postgres, stub, 2, 200_000);
  console.log(`       one replica ${one.toFixed(1)} records/s, two ${two.toFixed(1)}`);
  tell(
    `two replicas deliver ${(two / one).toFixed(2)} times what one does (at least 1.5)`,
    two >= one * 1.5,
  );
  await stub.stop();
}

async function besideLoader(postgres: TestPostgres, hapi: string): Promise<void> {
  const count = Number(values.records);
  const front = await startPassage(hapi);
  const definitions = loadDefinitions();
  const bundles = Array.from({ length: count }, (_, index) => {
    const [received] = splitRecords('bench', numbered(300_000 + index)).value;
    return JSON.stringify(received && convert(received, definitions).bundle);
  });
  // A server that has just been started is slow at first, for whoever comes first.
  await load(front.url, bundles.slice(0, 20));
  const rest = bundles.slice(20);
  const started = performance.now();
  await load(front.url, rest);
  const bare = rest.length / ((performance.now() - started) / 1000);
  const ours = await deliveryRate(postgres, front, 1, 400_000);
  console.log(`       bare loader ${bare.toFixed(1)} records/s, the service ${ours.toFixed(1)}`);
  tell(
    `delivery at ${Math.round((ours / bare) * 100)} % of a bare loader (at least 80 %)`,
    ours >= bare * 0.8,
  );
  await front.stop();
}

/** As many at a time as the service sends. */
async function load(url: string, bundles: readonly string[]): Promise<void> {
  const queue = [...bundles];
  const loader = async (): Promise<void> => {
    for (let body = queue.pop(); body !== undefined; body = queue.pop()) {
      for (let status = 409; status === 409;) {
        const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/fhir+json' } }); // prettier-ignore
        await response.arrayBuffer();
        status = response.status;
        if (status >= 400 && status !== 409) throw new Error(`the server answered ${status}`);
      }
    }
  };
  await Promise.all(Array.from({ length: 4 }, loader));
}

const postgres = await startPostgres();
if (postgres) {
  try {
    const { only, hapi } = values;
    if (only === undefined || only === 'replicas') await replicas(postgres);
    if (only === undefined || only === 'ack') await acknowledge(postgres);
    if (hapi !== undefined && (only === undefined || only === 'hapi'))
      await besideLoader(postgres, hapi);
    else console.log('SKIPPED delivery beside a bare loader: no --hapi');
  } finally {
    postgres.stop();
  }
} else console.log('SKIPPED: the server programs of PostgreSQL are not installed');
process.exitCode = isGood ? 0 : 1;
