/**
 * A day of webhooks, good and bad, in a row: every answer is the one that is due, memory stays flat, nothing is lost and the log
 * has no error of its own.
 *
 *   npm run traffic                          50,000 webhooks
 *   npm run traffic -- --count 1500          a sample; --seed 3 for another one; --small for the smallest records only
 *   npm run traffic -- --postgres            over a PostgreSQL of its own instead of the embedded store
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ask } from '../../scripts/security/attempt.ts';
import { send, startService, type StartedService } from '../../scripts/security/service.ts';
import { startStub } from '../load/fhir-front.ts';
import { startPostgres } from '../shared/postgres.ts';
import { Random } from '../shared/random.ts';
import { realStudies } from '../shared/studies.ts';
import { MAX_BODY_BYTES, Traffic, type Webhook } from './kinds.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '50000' },
    seed: { type: 'string', default: '1' },
    small: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
  },
});
const COUNT = Number(values.count);
/** Senders at one time. */
const SENDERS = 8;
/** Trials the records are of: each comes several times. */
const TRIALS = Math.max(20, Math.ceil(COUNT / 25));

interface Tally {
  /** `record: 202` and how often. */
  readonly answers: Map<string, number>;
  readonly wrong: string[];
  readonly memory: number[];
  stored: number;
}

let isGood = true;
function tell(what: string, holds: boolean): void {
  isGood &&= holds;
  console.log(`${holds ? 'holds ' : 'FAILS '} ${what}`);
}

const { texts, from } = realStudies();
const records = texts
  .filter((text) => text.length < MAX_BODY_BYTES / 2)
  .toSorted((a, b) => a.length - b.length)
  .slice(0, values.small ? 100 : texts.length);
const postgres = values.postgres ? await startPostgres() : undefined;
const stub = await startStub(1);
const service = await startService({
  TRIALCAST_FHIR_SERVER: stub.url,
  TRIALCAST_FAIL_ON: 'never',
  TRIALCAST_LOG_LEVEL: 'warn',
  TRIALCAST_ORPHANS: 'keep',
  TRIALCAST_WEBHOOKS_PER_MINUTE: '1000000',
  TRIALCAST_MAX_BODY_BYTES: String(MAX_BODY_BYTES),
  ...(postgres && { DATABASE_URL: postgres.url }),
});
try {
  await run(service);
} finally {
  await service.stop();
  await stub.stop();
  postgres?.stop();
}
process.exitCode = isGood ? 0 : 1;

async function run(target: StartedService): Promise<void> {
  const traffic = new Traffic(new Random(Number(values.seed)), records, TRIALS);
  const tally: Tally = { answers: new Map(), wrong: [], memory: [], stored: 0 };
  const started = performance.now();
  let made = 0;
  const sender = async (): Promise<void> => {
    while (made < COUNT) {
      made += 1;
      if (made % Math.ceil(COUNT / 20) === 0) tally.memory.push(target.memoryMb());
      const webhook = traffic.next();
      await sendOne(target, webhook, tally);
      traffic.answered(webhook);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  const tookS = (performance.now() - started) / 1000;
  console.log(`       ${COUNT} webhooks of ${from} in ${Math.round(tookS)} s`);
  for (const [answer, count] of [...tally.answers].toSorted(([a], [b]) => (a < b ? -1 : 1))) console.log(`       ${String(count).padStart(6)}  ${answer}`); // prettier-ignore
  tell(`every answer is the one that is due (${tally.wrong.slice(0, 3).join('; ') || 'none is another'})`, tally.wrong.length === 0); // prettier-ignore
  await settled(target);
  tally.memory.push(target.memoryMb());
  judge(target, tally, await jobs(target));
}

async function sendOne(target: StartedService, webhook: Webhook, tally: Tally): Promise<void> {
  const { kind, sent, status: due, isStored } = webhook;
  // A connection that is closed over a body that is too large may break before its answer is read.
  const answer = await send(target, sent).catch(() => undefined);
  const status = answer?.status ?? (due === 413 ? 413 : 0);
  const name = `${kind}: ${status}`;
  tally.answers.set(name, (tally.answers.get(name) ?? 0) + 1);
  if (status !== due) tally.wrong.push(`${name} for ${due}`);
  if (isStored) tally.stored += 1;
}

/** Waits until nothing is converted or sent any more. */
async function settled(target: StartedService): Promise<void> {
  for (let round = 0; round < 36_000; round += 1) {
    // A poll may fail on a connection that was just closed; a process that has ended is what `judge` tells.
    const answer = await ask(`${target.url}/metrics`).catch(() => undefined);
    if (!target.isRunning() || /^trialcast_queue_depth 0$/m.test(answer?.text ?? '')) return;
    await wait(round < 20 ? 100 : 1_000);
  }
  throw new Error('the queue did not become empty');
}

async function jobs(target: StartedService): Promise<number> {
  const { text } = await ask(`${target.url}/metrics`);
  return Number(/^trialcast_webhooks_received_total (\d+)/m.exec(text)?.[1] ?? 0);
}

function judge(target: StartedService, { memory, stored }: Tally, received: number): void {
  tell(`none is lost: ${received} stored, ${stored} were to be`, received === stored);
  const early = Math.max(...memory.slice(3, 8));
  const late = memory.at(-1) ?? 0;
  const said = `${memory.join(', ')} MB`;
  // What a process takes in its first minutes is its warming up.
  if (COUNT < 20_000) console.log(`       memory ${said}; too few webhooks to tell`);
  else tell(`memory is flat: ${said}`, late < early * 1.25);
  const lines = target.log().split('\n').filter(Boolean);
  for (const line of lines.slice(0, 5)) console.log(`       ${line.slice(0, 300)}`);
  tell(`the log has ${lines.length} warnings and errors; the traffic is a cause of none`, lines.length === 0); // prettier-ignore
  tell('the process is the first one', target.isRunning());
}
