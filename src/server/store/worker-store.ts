import type { Query } from './query.ts';

export interface Beat {
  readonly id: string;
  readonly beat: number;
}

/** Processes that send. Each counts its own row up; one whose count stands still is taken for dead. */
export interface WorkerStore {
  register(id: string): Promise<void>;
  /** False where the row is gone: others took this process for dead. */
  beat(id: string): Promise<boolean>;
  others(id: string): Promise<readonly Beat[]>;
  /** Removes a row that still has the count it was seen with. */
  bury(seen: Beat): Promise<boolean>;
  leave(id: string): Promise<void>;
  /** For a store no other process uses: whoever is named in it has ended. */
  leaveAll(): Promise<void>;
}

export function createWorkerStore(query: Query): WorkerStore {
  return {
    register: async (id) => {
      await query('INSERT INTO trialcast.worker (id) VALUES ($1)', [id]);
    },
    beat: async (id) => {
      const rows = await query(
        'UPDATE trialcast.worker SET beat = beat + 1 WHERE id = $1 RETURNING id',
        [id],
      );
      return rows.length > 0;
    },
    others: async (id) => {
      const rows = await query('SELECT id, beat FROM trialcast.worker WHERE id <> $1', [id]);
      return rows.map((row) => ({ id: String(row['id']), beat: Number(row['beat']) }));
    },
    bury: async ({ id, beat }) => {
      const sql = 'DELETE FROM trialcast.worker WHERE id = $1 AND beat = $2 RETURNING id';
      return (await query(sql, [id, beat])).length > 0;
    },
    leave: async (id) => {
      await query('DELETE FROM trialcast.worker WHERE id = $1', [id]);
    },
    leaveAll: async () => {
      await query('DELETE FROM trialcast.worker');
    },
  };
}
