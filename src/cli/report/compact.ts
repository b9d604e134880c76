import { placeText, type Issue } from '../../shared/issue.ts';
import {
  plain,
  shownIssues,
  type RecordReport,
  type Reporter,
  type ReportOptions,
} from './report.ts';

/** For editors and CI: `file:line:column: severity: element: text [code]`, nothing else. */
export function compactReporter(options: ReportOptions): Reporter {
  return {
    record(report) {
      for (const issue of shownIssues(report, options)) options.write(line(report, issue));
    },
    finish: () => undefined,
  };
}

function line(report: RecordReport, issue: Issue): string {
  const place = issue.place ? `:${placeText(issue.place)}` : '';
  const name = place === '' ? report.name : (report.file ?? report.name);
  const element = issue.expression ? `${issue.expression}: ` : '';
  return `${plain(`${name}${place}: ${issue.severity}: ${element}${issue.message} [${issue.code}]`)}\n`;
}
