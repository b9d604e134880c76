import { join } from 'node:path';
import { Pool, type PoolConfig } from 'pg';
import { fromPglite, PgBoss } from 'pg-boss';
import { Failure } from '../../shared/failure.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import type { Query, Row } from './query.ts';
import { migrate } from './schema.ts';

/**
 * The database of jobs: PGlite in a folder, or PostgreSQL, in one dialect, so there is one path of code.
 *
 * What somebody was told is on the disk: records that were acknowledged, and what a person did (`query`). The steps in
 * between can all be done again from their rows, so their commits do not wait for the disk (`work`): should the
 * machine of the database fail, the steps of its last moment are repeated. The log of PostgreSQL is one, so a later
 * acknowledgement never outlives an earlier step.
 * https://www.postgresql.org/docs/current/wal-async-commit.html
 */
export interface Database {
  readonly kind: 'pglite' | 'postgres';
  readonly query: Query;
  readonly work: Query;
  readonly boss: PgBoss;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly dataFolder: string;
  readonly databaseUrl?: string;
  /** Time workers get to finish at `close`. */
  readonly stopMs: number;
  readonly onError: (error: unknown) => void;
}

/** Wake-ups are by NOTIFY; polling is what delayed jobs and lost notices rely on. */
const BOSS_OPTIONS = { useListenNotify: true, schedule: false, persistWarnings: false } as const;

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.databaseUrl === undefined
    ? openPglite(options)
    : openPostgres(options, options.databaseUrl);
}

async function openPglite(options: DatabaseOptions): Promise<Database> {
  const lock = await lockFolder(options.dataFolder);
  try {
    const { PGlite } = await import('@electric-sql/pglite');
    const pglite = await PGlite.create(join(options.dataFolder, 'store'));
    const boss = new PgBoss({ ...BOSS_OPTIONS, db: fromPglite(pglite), backend: 'pglite' });
    await start(boss, options);
    const db = boss.getDb();
    const query: Query = async (sql, params) =>
      (await db.executeSql(sql, params && [...params])).rows as Row[];
    const closeUnderneath = async (): Promise<void> => {
      await pglite.close();
      lock.release();
    };
    return await opened({ kind: 'pglite', boss, query, work: query }, options, closeUnderneath);
  } catch (cause) {
    throw unavailable(cause, lock);
  }
}

/** Apart, so that a record that arrives never waits for a connection that the work behind it holds. */
const CONNECTIONS = { boss: 3, query: 10, work: 5 } as const;
const APPLICATION = { application_name: 'trialcast' } as const;

async function openPostgres(options: DatabaseOptions, connectionString: string): Promise<Database> {
  const poolOf = (config: PoolConfig): Pool =>
    new Pool({ ...APPLICATION, connectionString, ...config }).on('error', options.onError);
  const boss = new PgBoss({
    ...BOSS_OPTIONS,
    ...APPLICATION,
    connectionString,
    max: CONNECTIONS.boss,
  });
  const pool = poolOf({ max: CONNECTIONS.query });
  const workPool = poolOf({
    max: CONNECTIONS.work,
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool waits for it (pg-pool), its types do not say so
    onConnect: (client) => client.query('SET synchronous_commit = off'),
  });
  const closeUnderneath = async (): Promise<void> => {
    await Promise.all([pool.end(), workPool.end()]);
  };
  try {
    await start(boss, options);
    const queries = { query: queryOf(pool), work: queryOf(workPool) };
    return await opened({ kind: 'postgres', boss, ...queries }, options, closeUnderneath);
  } catch (cause) {
    await closeUnderneath();
    throw unavailable(cause);
  }
}

const queryOf =
  (pool: Pool): Query =>
  async (sql, params) =>
    (await pool.query<Row>(sql, params && [...params])).rows;

async function start(boss: PgBoss, { onError }: DatabaseOptions): Promise<void> {
  boss.on('error', onError);
  await boss.start();
}

async function opened(
  database: Omit<Database, 'close'>,
  { stopMs }: DatabaseOptions,
  closeUnderneath: () => Promise<void>,
): Promise<Database> {
  await migrate(database.query);
  return {
    ...database,
    close: async () => {
      try {
        await database.boss.stop({ graceful: true, timeout: stopMs, close: true });
      } finally {
        await closeUnderneath();
      }
    },
  };
}

function unavailable(cause: unknown, lock?: FolderLock): Failure {
  lock?.release();
  if (cause instanceof Failure) return cause;
  return new Failure('store-unavailable', 'The job store cannot be opened.', { cause });
}
