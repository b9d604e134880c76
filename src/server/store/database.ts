import { join } from 'node:path';
import { fromPglite, PgBoss } from 'pg-boss';
import { Failure } from '../../shared/failure.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import type { Query, Row } from './query.ts';
import { migrate } from './schema.ts';

/**
 * The database of jobs: PGlite in a folder, or PostgreSQL. Both are reached through pg-boss, so there is
 * one path of code for its tables and for ours.
 */
export interface Database {
  readonly kind: 'pglite' | 'postgres';
  readonly query: Query;
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
    return await start('pglite', boss, options, async () => {
      await pglite.close();
      lock.release();
    });
  } catch (cause) {
    throw unavailable(cause, lock);
  }
}

async function openPostgres(options: DatabaseOptions, connectionString: string): Promise<Database> {
  const boss = new PgBoss({
    ...BOSS_OPTIONS,
    connectionString,
    application_name: 'trialcast',
    max: 8,
  });
  try {
    return await start('postgres', boss, options, async () => undefined);
  } catch (cause) {
    throw unavailable(cause);
  }
}

async function start(
  kind: Database['kind'],
  boss: PgBoss,
  { stopMs, onError }: DatabaseOptions,
  closeUnderneath: () => Promise<void>,
): Promise<Database> {
  boss.on('error', onError);
  await boss.start();
  const db = boss.getDb();
  const query: Query = async (sql, params) =>
    (await db.executeSql(sql, params && [...params])).rows as Row[];
  await migrate(query);
  return {
    kind,
    query,
    boss,
    close: async () => {
      await boss.stop({ graceful: true, timeout: stopMs, close: true });
      await closeUnderneath();
    },
  };
}

function unavailable(cause: unknown, lock?: FolderLock): Failure {
  lock?.release();
  if (cause instanceof Failure) return cause;
  return new Failure('store-unavailable', 'The job store cannot be opened.', { cause });
}
