import type { Query } from './query.ts';

/** Answers that are asked for later. One that was being worked out when its process ended never comes, and ends with the hour. */
export interface AsyncStore {
  begin(id: string): Promise<void>;
  end(id: string, status: number, body: string | undefined): Promise<void>;
  /** Without status while it is worked out. */
  find(id: string): Promise<{ readonly status?: number; readonly body?: string } | undefined>;
  remove(id: string): Promise<boolean>;
}

const IS_ALIVE = `created_at > now() - interval '1 hour'`;

export function createAsyncStore(query: Query): AsyncStore {
  return {
    begin: async (id) => {
      await query(`DELETE FROM trialcast.async_answer WHERE NOT ${IS_ALIVE}`);
      await query('INSERT INTO trialcast.async_answer (id) VALUES ($1)', [id]);
    },
    end: async (id, status, body) => {
      await query('UPDATE trialcast.async_answer SET status = $2, body = $3 WHERE id = $1', [
        id,
        status,
        body ?? null,
      ]);
    },
    find: async (id) => {
      const sql = `SELECT status, body FROM trialcast.async_answer WHERE id = $1 AND ${IS_ALIVE}`;
      const [row] = await query(sql, [id]);
      if (!row) return undefined;
      const { status, body } = row;
      return {
        ...(typeof status === 'number' && { status }),
        ...(typeof body === 'string' && { body }),
      };
    },
    remove: async (id) => {
      const sql = 'DELETE FROM trialcast.async_answer WHERE id = $1 RETURNING id';
      return (await query(sql, [id])).length > 0;
    },
  };
}
