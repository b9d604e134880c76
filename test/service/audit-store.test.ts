import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAuditObjects } from '../../src/server/store/audit-objects.ts';
import {
  createAuditStore,
  type AuditEntry,
  type AuditFilter,
} from '../../src/server/store/audit-store.ts';
import type { Query } from '../../src/server/store/query.ts';
import { deleteOld, deleteOldAudit } from '../../src/server/store/retention.ts';
import { migrate } from '../../src/server/store/schema.ts';
import { createViews } from '../../src/server/store/views.ts';
import { openPglite } from './pglite.ts';

let query: Query;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ query, close } = await openPglite());
});
beforeEach(async () => {
  await query('DROP SCHEMA IF EXISTS trialcast CASCADE');
  await migrate(query);
});
afterAll(() => close());

const JOB = (last: number): string => `00000000-0000-4000-8000-00000000000${last}`;

async function store(jobId: string, titles: readonly (string | null)[]): Promise<void> {
  await query(
    `INSERT INTO trialcast.job (id, webhook_id, body_sha256, body, content_type, state, received_at)
     VALUES ($1, $1, 'x', '', 'text/plain', 'converted', now())`,
    [jobId],
  );
  for (const [index, title] of titles.entries())
    await query(
      `INSERT INTO trialcast.record (job_id, ordinal, seq, body, sha256, state, trial_key, title, received_at)
       SELECT id, $2::int, seq, '', 'x', 'held', 'trial-' || $2::int, $3, now() FROM trialcast.job WHERE id = $1`,
      [jobId, index + 1, title],
    );
}

async function note(entry: Partial<AuditEntry>, daysAgo = 0): Promise<void> {
  await createAuditStore(query).insert({
    actor: 'curator',
    action: 'retry',
    object: 'jobs',
    details: {},
    requestId: 'r',
    ...entry,
  });
  await query(
    `UPDATE trialcast.audit SET at = now() - $1::int * interval '1 day'
     WHERE number = (SELECT max(number) FROM trialcast.audit)`,
    [daysAgo],
  );
}

test('objects are named by what is still kept', async () => {
  await store(JOB(1), ['Alone']);
  await store(JOB(2), ['First', null, 'Third']);
  await store(JOB(3), []);
  const gone = `jobs/${JOB(9)}/records/1`;

  const named = await createAuditObjects(query)([
    `jobs/${JOB(1)}`,
    `jobs/${JOB(2)}`,
    `jobs/${JOB(2)}/records/2`,
    `jobs/${JOB(2)}/records/3`,
    `jobs/${JOB(2)}/records/4`,
    `jobs/${JOB(3)}`,
    'trials/trial-1',
    'trials/trial-7',
    'jobs',
    gone,
  ]);

  expect(Object.fromEntries(named)).toEqual({
    [`jobs/${JOB(1)}`]: { kind: 'record', jobId: JOB(1), ordinal: 1, title: 'Alone' },
    [`jobs/${JOB(2)}`]: { kind: 'many', records: 3 },
    [`jobs/${JOB(2)}/records/2`]: { kind: 'record', jobId: JOB(2), ordinal: 2 },
    [`jobs/${JOB(2)}/records/3`]: { kind: 'record', jobId: JOB(2), ordinal: 3, title: 'Third' },
    [`jobs/${JOB(3)}`]: { kind: 'record', jobId: JOB(3), ordinal: 0 },
    'trials/trial-1': { kind: 'trial', trialKey: 'trial-1', title: 'First' },
  });
});

test('a job is found by the beginning of its id, from eight characters on', async () => {
  await store(JOB(1), ['Alone']);
  await store('10000000-0000-4000-8000-000000000001', ['Other']);
  const found = async (text: string): Promise<readonly (string | undefined)[]> =>
    (await createViews(query).list({ text })).map(({ title }) => title);

  expect(await found(JOB(1).slice(0, 8))).toEqual(['Alone']);
  expect(await found(JOB(1).toUpperCase())).toEqual(['Alone']);
  expect(await found('0000000')).toEqual([]);
});

test('entries are found by actor and action, older ones by number', async () => {
  await note({ object: 'a' });
  await note({ object: 'b', actor: 'other' });
  await note({ object: 'c', action: 'release' });
  const audits = createAuditStore(query);
  const objects = async (filter: AuditFilter): Promise<readonly string[]> =>
    (await audits.list(filter)).map(({ object }) => object);

  expect(await objects({ limit: 2 })).toEqual(['c', 'b']);
  expect(await objects({ limit: 9, actor: 'curator' })).toEqual(['c', 'a']);
  expect(await objects({ limit: 9, action: 'release' })).toEqual(['c']);
  expect(await objects({ limit: 9, before: 3 })).toEqual(['b', 'a']);
});

test('entries are deleted after their days where days are said, records by none of them', async () => {
  await store(JOB(1), ['Alone']);
  await query(`UPDATE trialcast.record SET updated_at = now() - interval '900 days'`);
  await note({ object: 'oldest' }, 800);
  await note({ object: 'old' }, 31);
  await note({ object: 'new' }, 29);
  const audits = createAuditStore(query);
  const left = async (): Promise<readonly string[]> =>
    (await audits.list({ limit: 9 })).map(({ object }) => object);

  expect([await deleteOldAudit(query, {}), await left()]).toEqual([0, ['new', 'old', 'oldest']]);
  expect(await deleteOld(query, { audit: 1 })).toBe(0);
  expect([await deleteOldAudit(query, { audit: 730 }), await left()]).toEqual([1, ['new', 'old']]);
  expect([await deleteOldAudit(query, { audit: 30 }), await left()]).toEqual([1, ['new']]);
  expect((await createViews(query).list({})).length).toBe(1);
});
