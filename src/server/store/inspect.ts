import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fromPglite, PgBoss } from 'pg-boss';
import { Failure } from '../../shared/failure.ts';
import { lockFolder } from './folder-lock.ts';
import { MIGRATIONS } from './migrations.ts';
import type { Query, Row } from './query.ts';

/** The store as it is found; nothing in it is changed, and none is made. */
export type InspectedStore =
  | { readonly state: 'absent' }
  | {
      readonly state: 'open';
      /** `PostgreSQL 15.10`. */
      readonly software: string;
      /** Migrations made, and those this version knows. */
      readonly reached: number;
      readonly known: number;
      readonly records: number;
      /** Records that are on their way or wait for a person. */
      readonly unfinished: number;
      /** The database's clock minus ours, in milliseconds. */
      readonly skewMs: number;
    };

export interface InspectOptions {
  readonly dataFolder: string;
  readonly databaseUrl?: string;
}

/** Throws `store-locked` where a process uses the folder, `store-unavailable` where the store cannot be opened. */
export async function inspectStore(options: InspectOptions): Promise<InspectedStore> {
  if (options.databaseUrl !== undefined) return inspectPostgres(options.databaseUrl);
  const folder = join(options.dataFolder, 'store');
  if (!existsSync(folder)) return { state: 'absent' };
  const lock = await lockFolder(options.dataFolder);
  try {
    const { PGlite } = await import('@electric-sql/pglite');
    const pglite = await PGlite.create(folder);
    try {
      const db = fromPglite(pglite);
      return await look(async (sql) => (await db.executeSql(sql)).rows as Row[]);
    } finally {
      await pglite.close();
    }
  } catch (cause) {
    throw unavailable(cause);
  } finally {
    lock.release();
  }
}

async function inspectPostgres(connectionString: string): Promise<InspectedStore> {
  // A boss that is not started makes no tables; only its connections are used.
  const db = new PgBoss({ connectionString, application_name: 'trialcast doctor', max: 1 }).getDb();
  if (!isOpenable(db)) throw new Error('pg-boss gives no database that can be opened');
  try {
    await db.open();
    return await look(async (sql) => (await db.executeSql(sql)).rows as Row[]);
  } catch (cause) {
    throw unavailable(cause);
  } finally {
    await db.close();
  }
}

interface Openable {
  open(): Promise<void>;
  close(): Promise<void>;
}

const isOpenable = (db: object): db is Openable => 'open' in db && 'close' in db;

async function look(query: Query): Promise<InspectedStore> {
  const before = Date.now();
  const [row] = await query(
    "SELECT current_setting('server_version') AS version, to_regclass('trialcast.migration') IS NOT NULL AS has_tables, extract(epoch FROM clock_timestamp()) * 1000 AS now_ms",
  );
  const skewMs = Number(row?.['now_ms']) - (before + Date.now()) / 2;
  const isThere = row?.['has_tables'] === true;
  const reached = isThere
    ? await numberOf(query, 'SELECT coalesce(max(number), 0) AS n FROM trialcast.migration')
    : 0;
  const canCount = reached >= 1 && reached <= MIGRATIONS.length;
  return {
    state: 'open',
    software: `PostgreSQL ${String(row?.['version']).split(' ')[0] ?? ''}`,
    reached,
    known: MIGRATIONS.length,
    records: canCount ? await numberOf(query, 'SELECT count(*) AS n FROM trialcast.record') : 0,
    unfinished: reached === MIGRATIONS.length ? await numberOf(query, UNFINISHED) : 0,
    skewMs: Math.round(skewMs),
  };
}

const UNFINISHED = `SELECT
  (SELECT count(*) FROM trialcast.record WHERE state IN ('received', 'held', 'unreadable')) +
  (SELECT count(*) FROM trialcast.delivery WHERE state IN ('queued', 'sending', 'rejected', 'failed')) AS n`;

async function numberOf(query: Query, sql: string): Promise<number> {
  const [row] = await query(sql);
  return Number(row?.['n'] ?? 0);
}

function unavailable(cause: unknown): Failure {
  if (cause instanceof Failure) return cause;
  const { code } = cause as { code?: unknown };
  const reason = typeof code === 'string' ? ` (${code})` : '';
  return new Failure('store-unavailable', `The job store cannot be opened${reason}.`, { cause });
}
