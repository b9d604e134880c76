import type { Issue } from '../../shared/issue.ts';
import type { Database } from './database.ts';
import type { Query } from './query.ts';
import { toJobEntry, type JobEntry } from './entries.ts';
import type { State } from './states.ts';

export interface NewJob {
  readonly id: string;
  readonly webhookId: string;
  readonly body: Uint8Array;
  readonly bodySha256: string;
  readonly contentType: string;
  readonly recordKey?: string;
  readonly receivedAt: string;
  /** `unreadable` where it is already known that the body is not what its content type says. */
  readonly state: 'received' | 'unreadable';
  readonly issues: readonly Issue[];
}

/** `conflict`: the webhook id came before with another body. */
export type Stored =
  | { readonly kind: 'inserted'; readonly job: JobEntry }
  | { readonly kind: 'duplicate'; readonly job: JobEntry }
  | { readonly kind: 'conflict'; readonly job: JobEntry };

export interface JobStore {
  /** Durable when it resolves. */
  insert(job: NewJob): Promise<Stored>;
  find(id: string): Promise<JobEntry | undefined>;
  body(id: string): Promise<Uint8Array | undefined>;
  setState(id: string, state: State, issues: readonly Issue[]): Promise<void>;
  /** The longest waiting jobs whose records are not rows yet, untouched for `idleMs`; `most` of them. */
  unfinished(idleMs: number, most: number): Promise<readonly string[]>;
}

const COLUMNS =
  'id, webhook_id, body_sha256, content_type, record_key, state, issues, received_at, updated_at';

/** `query` is durable when it resolves; `work` need not be: what it writes can be done again. */
export function createJobStore({ query, work }: Pick<Database, 'query' | 'work'>): JobStore {
  const findBy = async (
    column: 'id' | 'webhook_id',
    value: string,
  ): Promise<JobEntry | undefined> => {
    const [row] = await query(`SELECT ${COLUMNS} FROM trialcast.job WHERE ${column} = $1`, [value]);
    return row && toJobEntry(row);
  };
  return {
    insert: async (job) => insertJob(query, job, (webhookId) => findBy('webhook_id', webhookId)),
    find: (id) => findBy('id', id),
    body: async (id) => {
      const [row] = await work('SELECT body FROM trialcast.job WHERE id = $1', [id]);
      return row?.['body'] as Uint8Array | undefined;
    },
    setState: async (id, state, issues) => {
      await work(
        'UPDATE trialcast.job SET state = $2, issues = $3, updated_at = now() WHERE id = $1',
        [id, state, JSON.stringify(issues)],
      );
    },
    unfinished: async (idleMs, most) => {
      const rows = await work(
        `UPDATE trialcast.job SET updated_at = now()
         WHERE id IN (SELECT id FROM trialcast.job
           WHERE state = 'received' AND updated_at <= now() - $1 * interval '1 millisecond' ORDER BY seq LIMIT $2)
         RETURNING id`,
        [idleMs, most],
      );
      return rows.map((row) => String(row['id']));
    },
  };
}

async function insertJob(
  query: Query,
  job: NewJob,
  findByWebhook: (webhookId: string) => Promise<JobEntry | undefined>,
): Promise<Stored> {
  const [row] = await query(
    `INSERT INTO trialcast.job (id, webhook_id, body_sha256, body, content_type, record_key, state, issues, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (webhook_id) DO NOTHING RETURNING ${COLUMNS}`,
    [
      job.id,
      job.webhookId,
      job.bodySha256,
      job.body,
      job.contentType,
      job.recordKey ?? null,
      job.state,
      JSON.stringify(job.issues),
      job.receivedAt,
    ],
  );
  if (row) return { kind: 'inserted', job: toJobEntry(row) };
  const earlier = await findByWebhook(job.webhookId);
  if (!earlier) throw new Error('a job row was neither inserted nor found');
  return { kind: earlier.bodySha256 === job.bodySha256 ? 'duplicate' : 'conflict', job: earlier };
}
