import { placeText, type Issue } from '../../shared/issue.ts';
import type { Reporter, ReportOptions } from './report.ts';

/** For editors and CI: `file:place: severity: text [code]`, nothing else. */
export function compactReporter(options: ReportOptions): Reporter {
  return {
    record(report) {
      for (const issue of report.issues) {
        if (options.isVerbose || issue.severity !== 'information')
          options.write(line(report.name, issue));
      }
    },
    finish: () => undefined,
  };
}

function line(name: string, issue: Issue): string {
  const place = issue.place ? `:${placeText(issue.place)}` : '';
  const element = issue.expression ? `${issue.expression}: ` : '';
  return `${name}${place}: ${issue.severity}: ${element}${issue.message} [${issue.code}]\n`;
}
