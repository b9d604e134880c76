/**
 * The run behind `push`: records are read and converted one by one and delivered several at a time, those of
 * one trial one after the other; the report keeps the order of the input.
 */
import type { TransactionBundle } from '../../bundle/bundle.ts';
import type { Conversion } from '../../convert.ts';
import type { Definitions } from '../../definitions.ts';
import { pushBundle, type PushReport } from '../../deliver/push.ts';
import type { OpenDestination } from '../../deliver/destination.ts';
import { Failure, type FailureCode } from '../../shared/failure.ts';
import { reachesLimit, type FailLimit, type Issue } from '../../shared/issue.ts';
import type { ReadRecord } from '../../source/read-records.ts';
import type { Bar } from '../bar.ts';
import { conversionOf, titlePart } from '../convert-command.ts';
import { countTypes } from '../report/report.ts';
import type { Reporting } from '../reporting.ts';
import { withAttempts } from './attempts.ts';
import type { Journal } from './journal.ts';
import { noteOf, type Fate, type Totals } from './totals.ts';

export interface PushRun {
  readonly target: OpenDestination;
  readonly definitions: Definitions;
  readonly reporting: Reporting;
  readonly totals: Totals;
  readonly bar: Bar;
  /** Absent on a dry run. */
  readonly journal?: Journal;
  readonly failOn: FailLimit;
  readonly concurrency: number;
}

/** Failures that the next record would meet as well: the run stops. */
const STOPPING: readonly FailureCode[] = [
  'fhir-server-unreachable',
  'fhir-server-tls',
  'fhir-server-paused',
  'fhir-server-unauthorized',
];

interface Sent {
  readonly fate: Fate;
  readonly note: string;
  readonly report?: PushReport;
  readonly issue?: Issue;
  readonly stops?: boolean;
}

/** Why the run stopped before its input ended; undefined where it did not. */
export async function pushAll(
  run: PushRun,
  records: AsyncIterable<ReadRecord>,
): Promise<string | undefined> {
  const trials = new Map<string, Promise<unknown>>();
  const under: Promise<Sent>[] = [];
  let stopped: string | undefined;
  const settleFirst = async (): Promise<void> => {
    const sent = await under.shift();
    if (sent?.stops === true) stopped ??= sent.issue?.message;
  };
  let before: Promise<unknown> = Promise.resolve();
  try {
    for await (const read of records) {
      const conversion = conversionOf(read, run.definitions);
      const sent = inOrder(trials, conversion, () => send(run, read, conversion));
      const told = Promise.all([sent, before]).then(([one]) => tell(run, read, conversion, one));
      before = told;
      under.push(told);
      if (under.length >= run.concurrency) await settleFirst();
      if (stopped !== undefined) break;
    }
    while (under.length > 0) await settleFirst();
    return stopped;
  } finally {
    // Where reading ended in a fault: what was begun is finished, so that the journal knows of it.
    await Promise.allSettled(under);
  }
}

/** After what was begun before for the same trial. */
function inOrder<T>(
  trials: Map<string, Promise<unknown>>,
  { bundle }: Conversion,
  act: () => Promise<T>,
): Promise<T> {
  const trial = bundle?.entry.find(({ resource }) => resource.resourceType === 'ResearchStudy');
  const key = trial?.resource.id;
  if (key === undefined) return act();
  const mine = (trials.get(key) ?? Promise.resolve()).then(act);
  const ended = mine.catch(() => undefined);
  trials.set(key, ended);
  void ended.then(() => trials.get(key) === ended && trials.delete(key));
  return mine;
}

function tell(
  { reporting, totals, bar }: PushRun,
  read: ReadRecord,
  conversion: Conversion,
  sent: Sent,
): Sent {
  totals.count(sent.fate, sent.report);
  bar.clear();
  reporting.record({
    name: read.name,
    ...titlePart(conversion),
    resources: countTypes(conversion.bundle),
    issues: sent.issue ? [sent.issue, ...conversion.issues] : conversion.issues,
    note: sent.note,
  });
  bar.draw();
  return sent;
}

async function send(run: PushRun, read: ReadRecord, conversion: Conversion): Promise<Sent> {
  const { bundle, issues } = conversion;
  const { journal } = run;
  if (!bundle || !read.record || reachesLimit(issues, run.failOn))
    return { fate: 'not-sent', note: 'not sent' };
  const key = journal?.next(read.record.sha256) ?? '';
  if (journal?.has(key) === true) return { fate: 'skipped', note: 'delivered before' };
  try {
    const report = await withAttempts(
      () => push(run, bundle),
      () => run.bar.draw(),
    );
    await journal?.add(key);
    return { fate: 'delivered', note: noteOf(report), report };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const message = `Not delivered: ${error.message} (${error.retry})`;
    const issue: Issue = { severity: 'error', code: 'delivery-failed', message };
    return { fate: 'failed', note: 'not delivered', issue, stops: STOPPING.includes(error.code) };
  }
}

function push({ target, journal }: PushRun, bundle: TransactionBundle): Promise<PushReport> {
  const { strategy, maxEntries, orphans } = target.destination;
  return pushBundle(bundle, target.client, {
    dryRun: journal === undefined,
    strategy,
    orphans,
    ...(maxEntries !== undefined && { maxEntries }),
  });
}
