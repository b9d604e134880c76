import type { KeepDays } from '../../config/read-keep-days.ts';
import type { Query } from './query.ts';

/** Rows one call deletes at most of each state, so that it never holds the store up. */
const BATCH = 500;

/**
 * Deletes what has been in its state for longer than it is to be kept, with the webhook it came in once nothing of
 * that is left. The newest delivered record of a trial always stays: by it older ones are known. Gives the number of records.
 */
export async function deleteOld(query: Query, keepDays: KeepDays): Promise<number> {
  let count = 0;
  const { audit: _audit, ...states } = keepDays;
  for (const [state, days] of Object.entries(states))
    count += (await query(DELETE_RECORDS, [state, days, BATCH])).length;
  if (keepDays.unreadable !== undefined)
    count += (await query(DELETE_UNREADABLE_JOBS, [keepDays.unreadable])).length;
  await query(DELETE_EMPTY_JOBS);
  return count;
}

/** Deletes the oldest entries of the audit log that are older than that; without days none. Gives their number. */
export async function deleteOldAudit(
  query: Query,
  { audit: days }: Pick<KeepDays, 'audit'>,
): Promise<number> {
  return days === undefined ? 0 : (await query(DELETE_AUDIT, [days, BATCH])).length;
}

const DELETE_AUDIT = `
  DELETE FROM trialcast.audit WHERE number IN (
    SELECT number FROM trialcast.audit WHERE at < now() - $1::int * interval '1 day' ORDER BY number LIMIT $2)
  RETURNING number`;

/** A record is as old as the last thing that happened to it; with several deliveries, all must be at such an end. */
const DELETE_RECORDS = `
  DELETE FROM trialcast.record USING (
    SELECT record.job_id, record.ordinal FROM trialcast.record
    WHERE record.updated_at < now() - $2::int * interval '1 day' AND (
      record.state = $1 AND NOT EXISTS (SELECT 1 FROM trialcast.delivery AS d
        WHERE d.job_id = record.job_id AND d.ordinal = record.ordinal)
      OR record.state = 'converted' AND EXISTS (SELECT 1 FROM trialcast.delivery AS d
        WHERE d.job_id = record.job_id AND d.ordinal = record.ordinal AND d.state = $1)
      AND NOT EXISTS (SELECT 1 FROM trialcast.delivery AS d
        WHERE d.job_id = record.job_id AND d.ordinal = record.ordinal
          AND (d.state NOT IN ($1, 'delivered', 'superseded')
            OR d.updated_at >= now() - $2::int * interval '1 day'
            OR d.state = 'delivered' AND NOT EXISTS (SELECT 1 FROM trialcast.delivery AS newer
              WHERE newer.destination = d.destination AND newer.trial_key = d.trial_key AND newer.state = 'delivered'
                AND (newer.order_date, newer.seq, newer.ordinal) > (d.order_date, d.seq, d.ordinal)))))
    ORDER BY record.seq LIMIT $3) AS old
  WHERE record.job_id = old.job_id AND record.ordinal = old.ordinal RETURNING record.job_id`;

const DELETE_UNREADABLE_JOBS = `
  DELETE FROM trialcast.job WHERE state = 'unreadable' AND updated_at < now() - $1::int * interval '1 day' RETURNING id`;

const DELETE_EMPTY_JOBS = `
  DELETE FROM trialcast.job WHERE state = 'converted'
    AND NOT EXISTS (SELECT 1 FROM trialcast.record WHERE record.job_id = job.id)`;
