import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PushReport } from '../../src/deliver/push.ts';
import type { Query } from '../../src/server/store/query.ts';
import {
  createDeliveryStore,
  type Claim,
  type DeliveryStore,
} from '../../src/server/store/delivery-store.ts';
import { createJobStore } from '../../src/server/store/job-store.ts';
import { MIGRATIONS } from '../../src/server/store/migrations.ts';
import { createRecordStore, type Addressee } from '../../src/server/store/record-store.ts';
import { deleteOld } from '../../src/server/store/retention.ts';
import { migrate } from '../../src/server/store/schema.ts';
import { createWorkerStore } from '../../src/server/store/worker-store.ts';
import { openPglite } from './pglite.ts';

let query: Query;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ query, close } = await openPglite());
});
beforeEach(() => query('DROP SCHEMA IF EXISTS trialcast CASCADE'));
afterAll(() => close());

const BODY =
  '{"protocolSection":{"statusModule":{"lastUpdatePostDateStruct":{"date":"2024-03-01","type":"ACTUAL"}}}}';

/** A store as 0.1.0 left it: its tables without numbers, and a record in each state. */
async function makeOldStore(states: readonly string[]): Promise<void> {
  await query('CREATE SCHEMA trialcast');
  for (const sql of (MIGRATIONS[0] ?? '').split(';').filter((one) => one.trim() !== ''))
    await query(sql);
  for (const [index, state] of states.entries()) {
    const params = [`job-${index}`, `msg-${index}`, Buffer.from(BODY), state, `trial-${index}`];
    await query(
      `WITH job AS (
         INSERT INTO trialcast.job (id, webhook_id, body_sha256, body, content_type, state, received_at)
         VALUES ($1, $2, 'x', $3, 'application/json', 'converted', now()) RETURNING seq)
       INSERT INTO trialcast.record (job_id, ordinal, seq, body, sha256, state, trial_key, bundle, attempts, failure, received_at)
       SELECT $1, 1, job.seq, $3, 'x', $4, $5, '{}', 3, '{"code":"fhir-server-busy"}', now() FROM job`,
      params,
    );
  }
}

describe('migrate', () => {
  test('opens a store of 0.1.0 and keeps every row, its deliveries as rows of their own', async () => {
    const states = [
      'received',
      'converted',
      'held',
      'unreadable',
      'queued',
      'sending',
      'delivered',
      'superseded',
      'rejected',
      'failed',
    ];
    await makeOldStore(states);

    await migrate(query);
    await migrate(query);

    const records = createRecordStore(query);
    const details = await Promise.all(
      states.map((_state, index) => records.find({ jobId: `job-${index}`, ordinal: 1 })),
    );
    expect(details.map((detail) => detail?.state)).toEqual(
      states.map((state) => (state === 'sending' ? 'queued' : state)),
    );
    expect(details.map((detail) => Buffer.from(detail?.body ?? []).toString())).toEqual(
      states.map(() => BODY),
    );
    expect(details[9]?.deliveries).toMatchObject([
      {
        destination: 'default',
        state: 'failed',
        attempts: 3,
        failure: { code: 'fhir-server-busy' },
      },
    ]);
    const days = await query(`SELECT DISTINCT own_date FROM trialcast.delivery`);
    expect(days).toEqual([{ own_date: '2024-03-01' }]);
  });

  test('does a step whole or not at all, and does it once', async () => {
    const steps = ['CREATE TABLE trialcast.one (id integer);'];
    await migrate(query, steps);
    const broken = [
      ...steps,
      'CREATE TABLE trialcast.two (id integer); SELECT no_such_function();',
    ];

    await expect(migrate(query, broken)).rejects.toThrow('no_such_function');

    const tables = await query(
      `SELECT table_name FROM information_schema.tables WHERE table_schema = 'trialcast' ORDER BY 1`,
    );
    expect(tables.map((row) => row['table_name'])).toEqual(['migration', 'one']);
  });

  test('refuses a store of a newer version', async () => {
    await migrate(query, ['', '']);

    await expect(migrate(query, [''])).rejects.toThrow(/newer version/);
  });
});

describe('deliveries of one trial', () => {
  const TO: readonly Addressee[] = [{ destination: 'default', fhir: 'r4' }];
  let deliveries: DeliveryStore;
  let count: number;
  beforeEach(async () => {
    await migrate(query);
    count = 0;
    deliveries = createDeliveryStore(query);
    await createWorkerStore(query).register('w1');
    await createWorkerStore(query).register('w2');
  });

  /** Receives and converts a record; `convertLater` leaves the second half to the caller. */
  async function receive(
    ownDate?: string,
    addressees = TO,
  ): Promise<{ readonly jobId: string; readonly convert: () => Promise<void> }> {
    count += 1;
    const jobId = `job-${count}`;
    await createJobStore({ query, work: query }).insert({
      id: jobId,
      webhookId: jobId,
      body: Buffer.from('x'),
      bodySha256: 'x',
      contentType: 'text/plain',
      receivedAt: new Date().toISOString(),
      state: 'received',
      issues: [],
    });
    const records = createRecordStore(query);
    await records.split(jobId, [{ name: 'x', text: 'x', sha256: 'x' }]);
    const convert = async (): Promise<void> => {
      await records.saveConversion(
        { jobId, ordinal: 1 },
        {
          state: 'converted',
          trialKey: 'trial',
          issues: [],
          lineage: '[]',
          bundle: JSON.stringify({ id: jobId }),
          others: [],
          addressees,
          ...(ownDate !== undefined && { ownDate }),
        },
      );
      await deliveries.settle('trial');
    };
    return { jobId, convert };
  }

  test('what is unfinished is found from the oldest on, as much as asked for', async () => {
    const records = createRecordStore(query);
    for (const day of ['2024-02-01', '2024-01-01', '2024-03-01']) await receive(day);

    expect(await records.unfinished(0, 2)).toEqual(['job-1', 'job-2']);
    expect(await records.unfinished(60_000, 9)).toEqual([]);
    expect((await records.unfinished(0, 9)).toSorted()).toEqual(['job-1', 'job-2', 'job-3']);
  });

  const REPORT = { exchanges: [] } as unknown as PushReport;
  async function deliverAll(): Promise<readonly string[]> {
    const sent: string[] = [];
    for (;;) {
      const claim = await deliveries.claim('default', 'w1');
      if (!claim) return sent;
      sent.push(claim.jobId);
      await deliveries.saveDelivered(claim, REPORT);
    }
  }
  const states = async (): Promise<readonly unknown[]> =>
    (await query('SELECT state FROM trialcast.delivery ORDER BY seq')).map((row) => row['state']);

  test.each([
    ['by arrival where no record tells a date', [undefined, undefined, undefined], 'job-3'],
    ['by the day the record tells', ['2024-02-01', '2024-01-01'], 'job-1'],
    ['by arrival within a day', ['2024-02-01', '2024-02-01'], 'job-2'],
    ['one without a date follows what came before it', ['2024-02-01', undefined], 'job-2'],
    [
      'and stays before what came later and is newer',
      ['2024-01-01', undefined, '2024-02-01'],
      'job-3',
    ],
    ['and after what came later and is older', ['2024-02-01', undefined, '2024-01-01'], 'job-2'],
  ])('the newest wins: %s', async (_name, days, winner) => {
    const received = [];
    for (const day of days) received.push(await receive(day));
    // The order in which they are converted is nobody's to choose.
    for (const { convert } of received.toReversed()) await convert();

    expect(await deliverAll()).toEqual([winner]);
    expect((await states()).filter((state) => state === 'superseded').length).toBe(days.length - 1);
  });

  test('an older record that arrives after a newer one was delivered is not sent', async () => {
    await (await receive('2024-02-01')).convert();
    expect(await deliverAll()).toEqual(['job-1']);

    await (await receive('2024-01-01')).convert();

    expect([await deliverAll(), await states()]).toEqual([[], ['delivered', 'superseded']]);
  });

  test('are sent by one worker at a time', async () => {
    await (await receive('2024-01-01')).convert();
    const first = await deliveries.claim('default', 'w1');
    await (await receive('2024-02-01')).convert();

    expect(await deliveries.claim('default', 'w2')).toBeUndefined();

    await deliveries.saveDelivered(first as Claim, REPORT);
    expect((await deliveries.claim('default', 'w2'))?.jobId).toBe('job-2');
  });

  test('go to each destination by themselves', async () => {
    const both: readonly Addressee[] = [...TO, { destination: 'other', fhir: 'r5' }];
    await (await receive('2024-01-01', both)).convert();
    await deliveries.claim('default', 'w1');

    expect((await deliveries.claim('other', 'w2'))?.destination).toBe('other');
  });

  test('a claim that was taken from a worker is void', async () => {
    await (await receive()).convert();
    const lost = (await deliveries.claim('default', 'w1')) as Claim;
    await createWorkerStore(query).leave('w1');
    expect(await deliveries.releaseLost()).toBe(1);
    const taken = (await deliveries.claim('default', 'w2')) as Claim;

    expect(await deliveries.saveDelivered(lost, REPORT)).toBe(false);
    expect(await deliveries.saveDelivered(taken, REPORT)).toBe(true);
    expect(await deliveries.claim('default', 'w1')).toBeUndefined();
  });

  test('old records are deleted by state, but never the newest that was delivered', async () => {
    for (const day of ['2024-01-01', '2024-02-01', '2024-03-01']) {
      await (await receive(day)).convert();
      await deliverAll();
    }
    await (await receive('2024-01-15')).convert();
    const held = await receive();
    await query(`UPDATE trialcast.record SET state = 'held' WHERE job_id = $1`, [held.jobId]);
    await query(`UPDATE trialcast.delivery SET updated_at = now() - interval '40 days'`);
    await query(`UPDATE trialcast.record SET updated_at = now() - interval '40 days'`);

    const counts = [
      await deleteOld(query, { delivered: 50, superseded: 50 }),
      await deleteOld(query, { superseded: 30 }),
      await deleteOld(query, { delivered: 30 }),
    ];

    expect(counts).toEqual([0, 1, 2]);
    const left = await query('SELECT id FROM trialcast.job ORDER BY seq');
    expect(left.map((row) => row['id'])).toEqual(['job-3', 'job-5']);
    expect(await states()).toEqual(['delivered']);
  });

  test('a wait that a clock set back would make long is over', async () => {
    await (await receive()).convert();
    const claim = (await deliveries.claim('default', 'w1')) as Claim;
    const failure = { code: 'fhir-server-busy', retry: 'transient', message: 'x' } as const;
    await deliveries.saveRetry(claim, { failure, exchanges: [], tookMs: 1 }, 60_000);
    expect(await deliveries.claim('default', 'w1')).toBeUndefined();

    // As rows look after the clock went back by an hour.
    await query(
      `UPDATE trialcast.delivery SET updated_at = updated_at + interval '1 hour', next_attempt_at = next_attempt_at + interval '1 hour'`,
    );

    expect((await deliveries.claim('default', 'w1'))?.attempts).toBe(2);
  });
});
