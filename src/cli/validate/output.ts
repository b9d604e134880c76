import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { Failure } from '../../shared/failure.ts';
import type { FhirOptions, ReportingOptions } from '../options.ts';
import { reporterOf, severalReporters } from '../report/reporter-of.ts';
import { hasColor, type Screen, type Terminal } from '../terminal.ts';
import type { Accepted } from './accepted.ts';
import type { Progress } from './progress.ts';
import { ValidateReport } from './validate-report.ts';

export interface ValidateOptions extends ReportingOptions, FhirOptions {
  readonly profile: readonly string[];
  readonly package: readonly string[];
  readonly references?: 'error' | 'warning' | 'ignore';
  readonly accept?: string;
  readonly maxIssues?: number;
  /** MiB. */
  readonly maxSize: number;
  readonly output?: string;
}

/** Of a page, which a browser has to show as a whole. */
const MAX_ISSUES_OF_PAGE = 1000;

/** Where the report goes: `--output` or standard output. Throws Failure where it cannot be written. */
export async function openReport({ output }: ValidateOptions, terminal: Terminal): Promise<Screen> {
  if (output === undefined) return terminal.stdout;
  const file = createWriteStream(output);
  try {
    await once(file, 'open');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown reason';
    throw new Failure('file-unreadable', `Cannot write ${output}: ${reason}.`, { cause });
  }
  return file;
}

export async function closeReport(stream: Screen, { output }: ValidateOptions): Promise<void> {
  if (output === undefined) return;
  stream.end();
  await once(stream, 'finish');
}

export interface ReportParts {
  readonly stream: Screen;
  readonly accepted: Accepted;
  readonly progress: Progress;
}

/** The report in the form that was asked for; of one that goes to a file, the summary goes to standard output. */
export function startReport(
  options: ValidateOptions,
  terminal: Terminal,
  { stream, accepted, progress }: ReportParts,
): ValidateReport {
  const isVerbose = options.verbose === true;
  const writeTo =
    (target: Screen) =>
    (text: string): void => {
      if (options.quiet === true && target === terminal.stdout) return;
      progress.clear();
      target.write(text);
    };
  const main = reporterOf(options.format, {
    write: writeTo(stream),
    isVerbose,
    hasColor: stream === terminal.stdout && hasColor(terminal, 'stdout'),
    onlyNoted: !isVerbose,
  });
  const summary = reporterOf('text', {
    write: writeTo(terminal.stdout),
    isVerbose,
    hasColor: false,
    onlySummary: true,
  });
  const reporter = stream === terminal.stdout ? main : severalReporters([main, summary]);
  const all = options.format === 'html' ? MAX_ISSUES_OF_PAGE : Number.POSITIVE_INFINITY;
  const maxIssues = options.maxIssues ?? all;
  return new ValidateReport({ reporter, stream, accepted, failOn: options.failOn, maxIssues });
}
