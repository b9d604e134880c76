import type { Query, Row } from './query.ts';

/** Something a person did; what it was done to is named, never quoted. */
export interface AuditEntry {
  readonly number: number;
  readonly at: string;
  readonly actor: string;
  readonly action: AuditAction;
  /** `jobs/ID`, `jobs/ID/records/2`, `jobs`, `trials/KEY`. */
  readonly object: string;
  readonly details: Readonly<Record<string, string | number | boolean>>;
  readonly requestId: string;
}

export const AUDIT_ACTIONS = ['retry', 'release', 'resynchronise'] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export interface AuditFilter {
  readonly actor?: string;
  readonly action?: AuditAction;
  /** Entries with smaller numbers only. */
  readonly before?: number;
  readonly limit: number;
}

export interface AuditStore {
  insert(entry: Omit<AuditEntry, 'number' | 'at'>): Promise<void>;
  /** Newest first. */
  list(filter: AuditFilter): Promise<readonly AuditEntry[]>;
}

export function createAuditStore(query: Query): AuditStore {
  return {
    insert: async ({ actor, action, object, details, requestId }) => {
      await query(
        'INSERT INTO trialcast.audit (actor, action, object, details, request_id) VALUES ($1, $2, $3, $4, $5)',
        [actor, action, object, JSON.stringify(details), requestId],
      );
    },
    list: async ({ actor, action, before, limit }) => {
      const rows = await query(
        `SELECT * FROM trialcast.audit WHERE ($1::text IS NULL OR actor = $1) AND ($2::text IS NULL OR action = $2)
         AND ($3::bigint IS NULL OR number < $3) ORDER BY number DESC LIMIT $4`,
        [actor ?? null, action ?? null, before ?? null, limit],
      );
      return rows.map(toEntry);
    },
  };
}

function toEntry(row: Row): AuditEntry {
  return {
    number: Number(row['number']),
    at: (row['at'] as Date).toISOString(),
    actor: String(row['actor']),
    action: row['action'] as AuditAction,
    object: String(row['object']),
    details: JSON.parse(String(row['details'])) as AuditEntry['details'],
    requestId: String(row['request_id']),
  };
}

/** A secret that all processes on this store have in common, made by whoever comes first. */
export async function sharedSecret(query: Query, name: string, fresh: string): Promise<string> {
  await query(
    'INSERT INTO trialcast.shared_secret (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING',
    [name, fresh],
  );
  const [row] = await query('SELECT value FROM trialcast.shared_secret WHERE name = $1', [name]);
  return String(row?.['value']);
}
