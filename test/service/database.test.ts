/** What waits for the disk and what does not; on PostgreSQL only (`npm run test:postgres`). */
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/shared/failure.ts';
import { openDatabase, type Database } from '../../src/server/store/database.ts';

const url = process.env['DATABASE_URL'];

const open = (databaseUrl: string): Promise<Database> =>
  openDatabase({ dataFolder: '', databaseUrl, stopMs: 1_000, onError: () => undefined });

describe.skipIf(url === undefined)('on PostgreSQL', () => {
  test('what somebody is told waits for the disk, on every connection, and the work between does not', async () => {
    const database = await open(url ?? '');
    const settings = async (query: Database['query']): Promise<readonly unknown[]> => {
      // At the same time, so that each takes a connection of its own: there are five for the work.
      const asked = Array.from({ length: 5 }, () =>
        query(`SELECT current_setting('synchronous_commit') AS value, pg_sleep(0.1)`),
      );
      return (await Promise.all(asked)).map(([row]) => row?.['value']);
    };

    expect(await settings(database.query)).toEqual(Array.from({ length: 5 }, () => 'on'));
    expect(await settings(database.work)).toEqual(Array.from({ length: 5 }, () => 'off'));
    await database.close();
    await expect(database.query('SELECT 1')).rejects.toThrow();
    await expect(database.work('SELECT 1')).rejects.toThrow();
  });
});

test('a database that is not there is a failure, and nothing of it is left open', async () => {
  await expect(open('postgres://nobody@127.0.0.1:1/none')).rejects.toThrow(Failure);
});
