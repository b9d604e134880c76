import { Failure } from '../../shared/failure.ts';
import type { Query } from './query.ts';
import { MIGRATIONS } from './migrations.ts';

/** Replicas that start together take their turns. */
const LOCK = 'PERFORM pg_advisory_xact_lock(7420260121);';

const BASE = `DO $trialcast$ BEGIN ${LOCK}
CREATE SCHEMA IF NOT EXISTS trialcast;
CREATE TABLE IF NOT EXISTS trialcast.migration (number integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());
END $trialcast$`;

/**
 * Brings a store of any earlier version to the tables of this one, row by row kept. Throws `store-unavailable` for
 * a store that a newer version has written: what that one's rows mean is not known here.
 */
export async function migrate(
  query: Query,
  migrations: readonly string[] = MIGRATIONS,
): Promise<void> {
  await query(BASE);
  const [row] = await query('SELECT coalesce(max(number), 0) AS number FROM trialcast.migration');
  const reached = Number(row?.['number'] ?? 0);
  if (reached > migrations.length) {
    throw new Failure(
      'store-unavailable',
      `The job store was written by a newer version (step ${reached}; this one knows ${migrations.length}).`,
    );
  }
  for (const [index, body] of migrations.entries()) await query(stepOf(index + 1, body));
}

function stepOf(number: number, body: string): string {
  return `DO $trialcast$ BEGIN ${LOCK}
IF EXISTS (SELECT 1 FROM trialcast.migration WHERE number = ${number}) THEN RETURN; END IF;
${body}
INSERT INTO trialcast.migration (number) VALUES (${number});
END $trialcast$`;
}
