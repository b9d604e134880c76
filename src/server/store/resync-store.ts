import type { PushReport } from '../../deliver/push.ts';
import { json } from './entries.ts';
import type { Query } from './query.ts';

/** A resource a FHIR server says has changed. */
export interface ChangedResource {
  /** `ResearchStudy/ctgov-nct01234567`, as that server knows it. */
  readonly reference: string;
  /** `meta.versionId`, where it tells one. */
  readonly version?: string;
}

export interface ResyncStore {
  /**
   * Queues the newest delivery of each trial that one of the resources belongs to, unless what is told is what we
   * wrote ourselves. A push compares with the server and writes what differs. Gives the trials.
   */
  resync(changed: readonly ChangedResource[]): Promise<readonly string[]>;
}

/** Of each trial and destination the newest that is delivered, where nothing newer is on its way. */
const DELIVERED = `
  SELECT d.job_id, d.ordinal, d.destination, d.trial_key, d.report FROM trialcast.delivery AS d
  WHERE d.state = 'delivered' AND ($1::text[] IS NULL OR d.trial_key = ANY ($1::text[]))
    AND ($2::text IS NULL OR strpos(d.report, $2) > 0)
    AND NOT EXISTS (SELECT 1 FROM trialcast.delivery AS newer
      WHERE newer.destination = d.destination AND newer.trial_key = d.trial_key
        AND newer.state IN ('queued', 'sending', 'delivered')
        AND (newer.order_date, newer.seq, newer.ordinal) > (d.order_date, d.seq, d.ordinal))
  LIMIT 100`;

const QUEUE = `
  UPDATE trialcast.delivery SET state = 'queued', attempts = 0, waited_ms = 0, next_attempt_at = NULL,
    failure = NULL, updated_at = now()
  WHERE job_id = $1 AND ordinal = $2 AND destination = $3 AND state = 'delivered' RETURNING job_id`;

export function createResyncStore(query: Query): ResyncStore {
  return {
    resync: async (changed) => {
      const trials = new Set<string>();
      for (const one of changed) {
        for (const row of await deliveredWith(query, one.reference)) {
          if (isOurWriting(one, json(row['report']))) continue;
          const key = [row['job_id'], row['ordinal'], row['destination']];
          if ((await query(QUEUE, key)).length > 0) trials.add(String(row['trial_key']));
        }
      }
      return [...trials];
    },
  };
}

/** Ids of ours begin with the key of the trial (MAPPING D14); ids of the server stand in the report of the delivery. */
async function deliveredWith(query: Query, reference: string): ReturnType<Query> {
  const words = (reference.split('/')[1] ?? '').split('-');
  const prefixes = words.map((_word, index) => words.slice(0, index + 1).join('-'));
  const found = await query(DELIVERED, [prefixes, null]); // prettier-ignore
  if (found.length > 0) return found;
  return query(DELIVERED, [null, `"address":${JSON.stringify(reference)}`]);
}

/** The version that is told of is the one the delivery left. */
function isOurWriting({ reference, version }: ChangedResource, report: unknown): boolean {
  if (version === undefined || typeof report !== 'object' || report === null) return false;
  const {
    created = [],
    updated = [],
    unchanged = [],
    retired = [],
  } = report as Partial<PushReport>;
  return [...created, ...updated, ...unchanged, ...retired].some(
    (pushed) => (pushed.address ?? pushed.reference) === reference && pushed.version === version,
  );
}
