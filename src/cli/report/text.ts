import { placeText, type Issue, type Severity } from '../../shared/issue.ts';
import {
  plain,
  shownIssues,
  Tally,
  type RecordReport,
  type ReportFooter,
  type ReportHeader,
  type Reporter,
  type ReportOptions,
} from './report.ts';

const COLORS: Record<Severity, string> = {
  fatal: '\u001B[31m',
  error: '\u001B[31m',
  warning: '\u001B[33m',
  information: '\u001B[36m',
};
const RESET = '\u001B[0m';
const LABELS: Record<Severity, string> = {
  fatal: 'fatal',
  error: 'error',
  warning: 'warning',
  information: 'note',
};

/** For people: what was checked against, one line a record, one line an issue, one summary. */
export function textReporter(options: ReportOptions): Reporter {
  const tally = new Tally();
  let told: ReportHeader | undefined;
  return {
    start(header) {
      told = header;
      options.write(`${toldOf(header).join('\n')}\n\n`);
    },
    record(report) {
      tally.add(report);
      const shown = shownIssues(report, options);
      if (options.onlySummary === true) return;
      if (options.onlyNoted === true && shown.length === 0) return;
      options.write(headLine(report));
      for (const issue of shown) options.write(issueLine(issue, options.hasColor));
    },
    finish: (footer) => options.write(summary(tally, footer, told)),
  };
}

function toldOf({ checkedAgainst, notChecked, notes = [] }: ReportHeader): readonly string[] {
  return [checkedAgainst, notChecked, ...notes].map(plain);
}

function headLine(report: RecordReport): string {
  const counts = [...report.resources].map(([type, count]) => `${count} ${type}`).join(', ');
  const parts = [report.name, report.title && shortened(report.title), report.note ?? counts];
  return `${plain(parts.filter(Boolean).join('  '))}\n`;
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

function issueLine(issue: Issue, hasColor: boolean): string {
  const label = LABELS[issue.severity].padEnd(8);
  const tinted = hasColor ? `${COLORS[issue.severity]}${label}${RESET}` : label;
  const where = [
    issue.place && `line ${placeText(issue.place)}`.replace(/^line \//, '/'),
    issue.expression,
  ]
    .filter(Boolean)
    .join('  ');
  return `  ${tinted} ${plain(`${where ? `${where}  ` : ''}${issue.message}  [${issue.code}]`)}\n`;
}

function summary(tally: Tally, footer: ReportFooter, told: ReportHeader | undefined): string {
  const resources = [...tally.resources.values()].reduce((sum, count) => sum + count, 0);
  const errors = tally.count('fatal') + tally.count('error');
  const { accepted = 0, output } = footer;
  const lines = [
    '',
    `${plural(tally.records, 'record')}, ${plural(resources, 'resource')}: ${plural(errors, 'error')}, ` +
      `${plural(tally.count('warning'), 'warning')}, ${plural(tally.count('information'), 'note')}` +
      `${accepted > 0 ? `, ${accepted} accepted` : ''}.`,
    ...(tally.unshown > 0 ? [`${tally.unshown} of them are not shown (--max-issues).`] : []),
    ...(told ? toldAnew(footer, told) : toldOf(footer)),
    ...(output ? [`Written to ${output}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** What is known only now that all is checked. */
function toldAnew(
  { notChecked, notes = [] }: ReportFooter,
  before: ReportHeader,
): readonly string[] {
  return [...(notChecked === before.notChecked ? [] : [notChecked]), ...notes].map(plain);
}

/** `1 record`, `2 records`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
