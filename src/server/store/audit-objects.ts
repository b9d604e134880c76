import type { Query } from './query.ts';

/** What an object of the audit log leads to, as far as it is still kept. */
export type NamedObject =
  | {
      readonly kind: 'record';
      readonly jobId: string;
      /** 0 for a webhook that was never taken apart. */
      readonly ordinal: number;
      readonly title?: string;
    }
  /** A webhook of several records. */
  | { readonly kind: 'many'; readonly records: number }
  | { readonly kind: 'trial'; readonly trialKey: string; readonly title?: string };

/** Names by object (`jobs/ID`, `jobs/ID/records/2`, `trials/KEY`); without those that are gone. */
export type AuditObjects = (
  objects: readonly string[],
) => Promise<ReadonlyMap<string, NamedObject>>;

export function createAuditObjects(query: Query): AuditObjects {
  return async (objects) => {
    const [records, jobs, trials] = [RECORD, JOB, TRIAL].map((pattern) => namesLike(objects, pattern)); // prettier-ignore
    return new Map([
      ...(await recordsOf(query, records ?? [])),
      ...(await jobsOf(query, jobs ?? [])),
      ...(await trialsOf(query, trials ?? [])),
    ]);
  };
}

const RECORD = /^jobs\/([0-9a-f-]{36}\/records\/\d{1,6})$/;
const JOB = /^jobs\/([0-9a-f-]{36})$/;
const TRIAL = /^trials\/(.+)$/s;

const namesLike = (objects: readonly string[], pattern: RegExp): readonly string[] => [
  ...new Set(objects.flatMap((object) => pattern.exec(object)?.[1] ?? [])),
];

type Named = readonly (readonly [object: string, named: NamedObject])[];

async function recordsOf(query: Query, names: readonly string[]): Promise<Named> {
  const ids = [...new Set(names.map((name) => name.slice(0, 36)))];
  const rows = await query(
    'SELECT job_id, ordinal, title FROM trialcast.record WHERE job_id = ANY ($1)',
    [ids],
  );
  return rows
    .map((row) => [`jobs/${String(row['job_id'])}/records/${String(row['ordinal'])}`, row] as const)
    .filter(([object]) => names.includes(object.slice('jobs/'.length)))
    .map(([object, row]) => [
      object,
      {
        kind: 'record',
        jobId: String(row['job_id']),
        ordinal: Number(row['ordinal']),
        ...titleIn(row),
      },
    ]);
}

/** A webhook of one record is named by that. */
async function jobsOf(query: Query, ids: readonly string[]): Promise<Named> {
  const rows = await query(
    `SELECT job.id, count(record.job_id)::int AS records, min(record.ordinal) AS ordinal, min(record.title) AS title
     FROM trialcast.job LEFT JOIN trialcast.record ON record.job_id = job.id WHERE job.id = ANY ($1) GROUP BY job.id`,
    [ids],
  );
  return rows.map((row) => {
    const [jobId, records] = [String(row['id']), Number(row['records'])];
    const named: NamedObject =
      records > 1
        ? { kind: 'many', records }
        : { kind: 'record', jobId, ordinal: Number(row['ordinal'] ?? 0), ...titleIn(row) };
    return [`jobs/${jobId}`, named];
  });
}

async function trialsOf(query: Query, keys: readonly string[]): Promise<Named> {
  const rows = await query(
    `SELECT DISTINCT ON (trial_key) trial_key, title FROM trialcast.record WHERE trial_key = ANY ($1)
     ORDER BY trial_key, seq DESC, ordinal DESC`,
    [keys],
  );
  return rows.map((row) => {
    const trialKey = String(row['trial_key']);
    return [`trials/${trialKey}`, { kind: 'trial', trialKey, ...titleIn(row) }];
  });
}

const titleIn = ({ title }: Readonly<Record<string, unknown>>): { readonly title?: string } =>
  typeof title === 'string' ? { title } : {};
