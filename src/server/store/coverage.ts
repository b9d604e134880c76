import { json } from './entries.ts';
import type { Query } from './query.ts';
import type { Issue } from '../../shared/issue.ts';

/** What the newest records held that no table and no reader knew, said alike by several records counted together. */
export interface Coverage {
  /** Records that were looked at, the newest first. */
  readonly records: number;
  readonly seen: readonly Unmapped[];
}

export interface Unmapped {
  readonly code: UnmappedCode;
  readonly message: string;
  readonly records: number;
  /** The newest record that says it. */
  readonly example: { readonly jobId: string; readonly ordinal: number; readonly issue: number };
}

const CODES = ['code-unknown', 'country-unknown', 'field-unused', 'line-unused'] as const;
export type UnmappedCode = (typeof CODES)[number];

/** So many records are looked at: those of some weeks, in a moment. */
const MOST = 2000;

/** Issues are text (see migrations.ts), so the rows that may matter are found by their words and read here. */
export async function readCoverage(query: Query): Promise<Coverage> {
  const [counted] = await query(
    `SELECT count(*)::int AS count FROM (SELECT 1 FROM trialcast.record LIMIT ${MOST}) AS newest`,
  );
  const rows = await query(
    `SELECT job_id, ordinal, issues FROM (SELECT job_id, ordinal, seq, issues FROM trialcast.record
       ORDER BY seq DESC, ordinal DESC LIMIT ${MOST}) AS newest
     WHERE issues ~ '"code":"(${CODES.join('|')})"' ORDER BY seq DESC, ordinal DESC`,
  );
  const found = new Map<string, Unmapped>();
  for (const row of rows) {
    const of = { jobId: String(row['job_id']), ordinal: Number(row['ordinal']) };
    addAll(found, (json(row['issues']) ?? []) as readonly Issue[], of);
  }
  const seen = [...found.values()].toSorted((a, b) => b.records - a.records);
  return { records: Number(counted?.['count'] ?? 0), seen };
}

function addAll(
  found: Map<string, Unmapped>,
  issues: readonly Issue[],
  of: Omit<Unmapped['example'], 'issue'>,
): void {
  const own = new Set<string>();
  issues.forEach(({ code, message }, issue) => {
    const known = CODES.find((one) => one === code);
    const key = `${code} ${message}`;
    // A record that says it twice counts once.
    if (!known || own.has(key)) return;
    own.add(key);
    const before = found.get(key);
    found.set(
      key,
      before
        ? { ...before, records: before.records + 1 }
        : { code: known, message, records: 1, example: { ...of, issue } },
    );
  });
}
