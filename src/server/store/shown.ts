/** How a record is shown: pieces of SQL that lists and figures share. */
import { BY_ATTENTION } from './states.ts';

const ATTENTION = `ARRAY[${BY_ATTENTION.map((state) => `'${state}'`).join(', ')}]`;

/** The states a record shows, its own and those of its deliveries, as `stateOfParts` puts them together. */
export const OVERALL = `CASE WHEN record.state = 'converted' THEN coalesce((${ATTENTION})[worst.place], 'converted') ELSE record.state END`;
export const WORST = `LEFT JOIN (
  SELECT job_id, ordinal, min(array_position(${ATTENTION}, state)) AS place FROM trialcast.delivery
  WHERE $DESTINATION GROUP BY job_id, ordinal) AS worst USING (job_id, ordinal)`;

/** A webhook whose records are not told apart yet counts as one record. */
export const ALL = `
  SELECT ${OVERALL} AS state, received_at FROM trialcast.record ${WORST.replace('$DESTINATION', 'true')}
  UNION ALL SELECT state, received_at FROM trialcast.job WHERE state IN ('received', 'unreadable')`;

/** Code of an issue or failure as our own JSON has it, before any words; no cast, since those may hold U+0000. */
export function codeOf(column: string): string {
  return `substring(${column} FROM '"code":"([a-z0-9-]+)"')`;
}
