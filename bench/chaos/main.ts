/**
 * The crash run: updates of real trials are sent while the service is killed again and again, then what the FHIR
 * server has is held against what was sent.
 *
 *   npm run chaos                          2,000 updates of 200 trials, 100 kills; on PGlite, then PostgreSQL with 2 replicas
 *   npm run chaos -- --short               200 updates of 40 trials, 30 kills each
 *   npm run chaos -- --seed 7 --store postgres
 *
 * Exits with 1 where anything acknowledged is lost, doubled, out of order or not at its last content, and in the full run
 * where a place was not hit.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import { freePort } from '../../test/free-port.ts';
import { startPostgres } from '../shared/postgres.ts';
import { Random } from '../shared/random.ts';
import { realStudies } from '../shared/studies.ts';
import { isEnough, POINTS, Replica, type Kills } from './lives.ts';
import { sendAll, type Acknowledged } from './sender.ts';
import { startStrictServer } from './strict-server.ts';
import { makeUpdates } from './updates.ts';
import { verify, type Jobs } from './verify.ts';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    seed: { type: 'string' },
    store: { type: 'string', default: 'both' },
    updates: { type: 'string' },
    trials: { type: 'string' },
    kills: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const size = {
  updates: Number(values.updates ?? (values.short ? 200 : 2_000)),
  trials: Number(values.trials ?? (values.short ? 40 : 200)),
  kills: Number(values.kills ?? (values.short ? 30 : 100)),
};
const SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;

interface Store {
  readonly name: string;
  readonly replicas: number;
  readonly env: Readonly<Record<string, string>>;
}

/** True where all held. */
async function run(store: Store, folder: string): Promise<boolean> {
  const random = new Random(seed);
  const studies = realStudies();
  const trials = makeUpdates(studies.texts, size.trials, size.updates, random);
  const count = trials.flat().length;
  console.log(
    `${store.name}: seed ${seed}; ${count} updates of ${trials.length} trials of ${studies.from}, ${size.kills} kills, ${store.replicas} process(es)`,
  );
  const started = performance.now();
  const kills: Kills = { byPoint: new Map(), total: 0, stops: 0 };
  const replicas: Replica[] = [];
  const fhir = await startStrictServer({
    random: new Random(seed + 1),
    onCommit: () => replicas.forEach((replica) => replica.onCommit()),
  });
  for (let number = 0; number < store.replicas; number += 1) {
    replicas.push(
      new Replica({
        env: environment(store, fhir.url),
        port: await freePort(),
        random: new Random(seed + 2 + number),
        wanted: size.kills,
        kills,
        logFile: join(folder, `${store.name}-${number}.log`),
      }),
    );
  }
  // Updates are let go with the kills, so that every life has some work, and the last wait for the last kill.
  let sent = 0;
  const allowed = (): number => {
    if (isEnough(kills, size.kills)) return count;
    const lives = (kills.total + 1) / size.kills;
    return count * (lives < 1 ? 0.9 * lives : 0.9 + 0.1 * (lives - 1));
  };
  const mayGoOn = async (): Promise<void> => {
    while (sent >= allowed()) await wait(20);
    sent += 1;
  };
  const running = Promise.all(replicas.map((replica) => replica.run()));
  const [acknowledged] = await Promise.all([
    sendAll(trials, {
      secret: SECRET,
      urls: replicas.map(({ url }) => url),
      random: new Random(seed + 9),
      ledger: join(folder, `${store.name}.ledger`),
      mayGoOn,
    }),
    running,
  ]);
  fhir.calm();
  const jobs = await settled(acknowledged, replicas[0]?.url ?? '');
  await Promise.all(replicas.map((replica) => replica.stop()));
  await fhir.stop();

  const verdict = verify(trials, acknowledged, jobs, fhir.history, loadDefinitions());
  for (const [name, figure] of Object.entries(verdict.figures)) console.log(`  ${name}: ${figure}`);
  const places = [...kills.byPoint].map(([point, times]) => `${point} ${times}`);
  console.log(`  kills: ${kills.total} (${places.join(', ')}); SIGTERM: ${kills.stops}`);
  const missed = [...new Set(POINTS)].filter((point) => !kills.byPoint.has(point));
  const gaps = missed.map(
    (point) => `no process was killed at "${point}"; the run shows nothing about it`,
  );
  // A short run has too few lives to end at every place; the full one has not.
  const faults = values.short ? verdict.faults : [...verdict.faults, ...gaps];
  if (values.short) for (const gap of gaps) console.log(`  note: ${gap}`);
  for (const fault of faults.slice(0, 40)) console.log(`  FAULT ${fault}`);
  console.log(`  ${faults.length} faults, ${Math.round((performance.now() - started) / 1000)} s`);
  return faults.length === 0;
}

function environment({ env }: Store, fhirServer: string): Record<string, string> {
  return {
    ...env,
    PATH: process.env['PATH'] ?? '',
    TRIALCAST_FHIR_SERVER: fhirServer,
    TRIALCAST_WEBHOOK_SECRETS: SECRET,
    TRIALCAST_WEBHOOKS_PER_MINUTE: '1000000',
    TRIALCAST_FAIL_ON: 'never',
    TRIALCAST_STOP_MS: '3000',
  };
}

const PATIENCE_MS = 240_000;

/** The jobs once all have ended, or as they are when patience does. */
async function settled(acknowledged: readonly Acknowledged[], url: string): Promise<Jobs> {
  const until = performance.now() + PATIENCE_MS;
  const jobs = new Map<string, { readonly state: string } | undefined>();
  for (const { job } of acknowledged) {
    for (;;) {
      const response = await fetch(`${url}${job}`);
      const found = response.ok
        ? ((await response.json()) as { readonly state: string })
        : undefined;
      jobs.set(job, found);
      const isOver =
        response.status === 404 ||
        ['delivered', 'superseded', 'failed', 'rejected', 'held', 'unreadable'].includes(
          found?.state ?? '',
        );
      if (isOver || performance.now() > until) break;
      await wait(200);
    }
  }
  return jobs;
}

const folder = mkdtempSync(join(tmpdir(), 'trialcast-chaos-'));
let isGood = true;
if (values.store !== 'postgres') {
  const env = { TRIALCAST_DATA: join(folder, 'data') };
  isGood = await run({ name: 'pglite', replicas: 1, env }, folder);
}
if (values.store !== 'pglite') {
  const postgres = await startPostgres();
  if (postgres) {
    try {
      const env = { DATABASE_URL: postgres.url };
      isGood = (await run({ name: 'postgres', replicas: 2, env }, folder)) && isGood;
    } finally {
      postgres.stop();
    }
  } else
    console.log('SKIPPED postgres: its server programs are not installed (Debian: postgresql)');
}
if (isGood) rmSync(folder, { recursive: true, force: true });
else console.log(`logs and ledger are kept in ${folder}`);
process.exitCode = isGood ? 0 : 1;
