import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { reachesLimit, type FailLimit, type Issue } from '../../shared/issue.ts';
import type { RecordReport, Reporter, ReportHeader } from '../report/report.ts';
import type { Accepted } from './accepted.ts';

export interface ValidateReportParts {
  readonly reporter: Reporter;
  /** Where the report goes. */
  readonly stream: Writable;
  readonly accepted: Accepted;
  readonly failOn: FailLimit;
  /** Issues that are shown; those that follow are counted. */
  readonly maxIssues: number;
}

/** What is found on its way into the report: what is accepted is taken out, what fails the run is remembered. */
export class ValidateReport {
  readonly #parts: ValidateReportParts;
  #left: number;
  #hasFailed = false;

  constructor(parts: ValidateReportParts) {
    this.#parts = parts;
    this.#left = parts.maxIssues;
  }

  start(header: ReportHeader): void {
    this.#parts.reporter.start?.(header);
  }

  /** The issues of a record that nobody accepted, told; resolved when the reader of the report has kept up. */
  async record(report: RecordReport): Promise<readonly Issue[]> {
    const { accepted, reporter, failOn, stream } = this.#parts;
    const issues =
      report.issues.length === 0
        ? report.issues
        : report.issues.filter((issue) => !accepted.accepts(issue));
    this.#hasFailed ||= reachesLimit(issues, failOn);
    const shown = issues.slice(0, this.#left);
    this.#left -= shown.length;
    reporter.record({ ...report, issues: shown, unshown: issues.slice(shown.length) });
    if (stream.writableNeedDrain) await once(stream, 'drain');
    return issues;
  }

  /** Exit code of the run. */
  finish(footer: ReportHeader, output: string | undefined): number {
    this.#parts.reporter.finish({
      ...footer,
      accepted: this.#parts.accepted.count,
      ...(output !== undefined && { output }),
    });
    return this.#hasFailed ? 1 : 0;
  }
}
