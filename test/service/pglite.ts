import { PGlite } from '@electric-sql/pglite';
import { fromPglite } from 'pg-boss';
import type { Query, Row } from '../../src/server/store/query.ts';

/** An empty database in memory. */
export async function openPglite(): Promise<{ query: Query; close: () => Promise<void> }> {
  const pglite = await PGlite.create();
  const db = fromPglite(pglite);
  return {
    query: async (sql, params) => (await db.executeSql(sql, params && [...params])).rows as Row[],
    close: () => pglite.close(),
  };
}
