import { SEVERITIES, type Severity } from '../../shared/issue.ts';
import type { Query, Row } from './query.ts';
import { ALL, codeOf } from './shown.ts';
import { STATE_NAMES, VERDICTS, type State, type Verdict } from './states.ts';

export interface DeliveryCount {
  readonly destination: string;
  readonly state: State;
  readonly count: number;
}

export interface StateCount {
  readonly count: number;
  /** When the one that has waited longest was received; absent where there is none. */
  readonly oldest?: string;
}

export interface Found {
  readonly code: string;
  readonly severity: Severity;
  readonly count: number;
}

export interface FailureCount {
  readonly destination: string;
  readonly code: string;
  readonly count: number;
}

/** The figures of the overview, each the length of a list that a filter gives. */
export interface Figures {
  readonly states: Readonly<Record<State, StateCount>>;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly deliveries: readonly (DeliveryCount & StateCount)[];
  /** Worst issues of records, the most frequent first. */
  readonly issues: readonly Found[];
  /** Of deliveries that have not come to their end well. */
  readonly failures: readonly FailureCount[];
}

const STATE_FIGURES = `SELECT state, count(*)::int AS count, min(received_at) AS oldest FROM (${ALL}) AS everything GROUP BY state`;
const VERDICT_FIGURES = `SELECT verdict, count(*)::int AS count FROM (SELECT verdict FROM trialcast.record
  UNION ALL SELECT 'errors' FROM trialcast.job WHERE state = 'unreadable') AS everything GROUP BY verdict`;
const DELIVERY_FIGURES = `SELECT destination, state, count(*)::int AS count, min(received_at) AS oldest
  FROM trialcast.delivery GROUP BY 1, 2 ORDER BY 1, 2`;
const BY_SEVERITY = `ARRAY[${SEVERITIES.map((one) => `'${one}'`).join(', ')}]`;
const ISSUE_FIGURES = `SELECT ${codeOf('worst_issue')} AS code,
  substring(worst_issue FROM '"severity":"([a-z]+)"') AS severity, count(*)::int AS count
  FROM trialcast.record WHERE worst_issue IS NOT NULL GROUP BY 1, 2
  ORDER BY array_position(${BY_SEVERITY}, substring(worst_issue FROM '"severity":"([a-z]+)"')), 3 DESC, 1 LIMIT 12`;
const FAILURE_FIGURES = `SELECT destination, ${codeOf('failure')} AS code, count(*)::int AS count
  FROM trialcast.delivery WHERE failure IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 12`;

export async function readFigures(query: Query): Promise<Figures> {
  const states = new Map((await query(STATE_FIGURES)).map((row) => [row['state'], toCount(row)]));
  const verdicts = new Map((await query(VERDICT_FIGURES)).map((row) => [row['verdict'], row]));
  const deliveries = await query(DELIVERY_FIGURES);
  return {
    states: Object.fromEntries(
      STATE_NAMES.map((state) => [state, states.get(state) ?? { count: 0 }]),
    ) as Figures['states'],
    verdicts: Object.fromEntries(
      VERDICTS.map((verdict) => [verdict, Number(verdicts.get(verdict)?.['count'] ?? 0)]),
    ) as Figures['verdicts'],
    deliveries: deliveries.map((row) => ({
      destination: String(row['destination']),
      state: row['state'] as State,
      ...toCount(row),
    })),
    issues: (await query(ISSUE_FIGURES)) as unknown as readonly Found[],
    failures: (await query(FAILURE_FIGURES)) as unknown as readonly FailureCount[],
  };
}

function toCount({ count, oldest }: Row): StateCount {
  return {
    count: Number(count),
    ...(oldest instanceof Date && { oldest: oldest.toISOString() }),
  };
}
