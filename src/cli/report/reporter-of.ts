import { compactReporter } from './compact.ts';
import { jsonReporter } from './json.ts';
import { textReporter } from './text.ts';
import type { Reporter, ReportFormat, ReportOptions } from './report.ts';

const REPORTERS: Record<ReportFormat, (options: ReportOptions) => Reporter> = {
  text: textReporter,
  compact: compactReporter,
  json: jsonReporter,
};

export function reporterOf(format: ReportFormat, options: ReportOptions): Reporter {
  return REPORTERS[format](options);
}
