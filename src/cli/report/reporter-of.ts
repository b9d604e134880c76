import { compactReporter } from './compact.ts';
import { htmlReporter } from './html/html.ts';
import { jsonReporter } from './json.ts';
import { textReporter } from './text.ts';
import type { Reporter, ReportFormat, ReportOptions } from './report.ts';

const REPORTERS: Record<ReportFormat, (options: ReportOptions) => Reporter> = {
  text: textReporter,
  compact: compactReporter,
  json: jsonReporter,
  html: htmlReporter,
};

export function reporterOf(format: ReportFormat, options: ReportOptions): Reporter {
  return REPORTERS[format](options);
}

/** Tells each of several reporters the same. */
export function severalReporters(reporters: readonly Reporter[]): Reporter {
  return {
    start: (header) => reporters.forEach((each) => each.start?.(header)),
    record: (report) => reporters.forEach((each) => each.record(report)),
    finish: (footer) => reporters.forEach((each) => each.finish(footer)),
  };
}
