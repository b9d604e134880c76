import type { Validator } from '../validate/validator.ts';
import { reachesLimit, type Issue } from '../shared/issue.ts';
import type { ReportingOptions } from './options.ts';
import type { RecordReport, ReportFooter } from './report/report.ts';
import { reporterOf } from './report/reporter-of.ts';
import { hasColor, type Terminal } from './terminal.ts';

/** Collects what a command finds, writes the report and knows the exit code. */
export interface Reporting {
  record(report: RecordReport): void;
  finish(output?: string): number;
}

export function startReporting(
  options: ReportingOptions,
  definitions: { readonly validator: Pick<Validator, 'describe'> },
  terminal: Terminal,
  stream: 'stdout' | 'stderr',
): Reporting {
  const reporter = reporterOf(options.format, {
    write: (text) => void (options.quiet === true || terminal[stream].write(text)),
    isVerbose: options.verbose === true,
    hasColor: stream === 'stderr' && hasColor(terminal),
  });
  let hasFailed = false;
  return {
    record(report) {
      hasFailed ||= reachesLimit(report.issues, options.failOn);
      reporter.record(report);
    },
    finish(output) {
      const footer: ReportFooter = definitions.validator.describe();
      reporter.finish(output === undefined ? footer : { ...footer, output });
      return hasFailed ? 1 : 0;
    },
  };
}

/** The issue a command adds where nothing at all was found to work on. */
export function nothingFound(what: string): Issue {
  return { severity: 'error', code: 'record-empty', message: `No ${what} was found in the input.` };
}
