import { SEVERITIES, placeText, type Issue } from '../../../shared/issue.ts';
import {
  shownIssues,
  Tally,
  type RecordReport,
  type ReportHeader,
  type Reporter,
  type ReportOptions,
} from '../report.ts';
import { CleanDocuments } from './clean.ts';
import { excerptsOf } from './excerpt.ts';
import { toPage, type ResourceGroup, type RuleGroup, type Shown } from './page.ts';
import { ruleOf } from './rule.ts';

/** For people: one page with every issue by rule and by document. Held until the end, so its issues are limited. */
export function htmlReporter(options: ReportOptions): Reporter {
  const tally = new Tally();
  const rules = new Map<string, RuleGroup>();
  const resources: ResourceGroup[] = [];
  const clean = new CleanDocuments();
  let header: ReportHeader | undefined;
  let count = 0;
  const show = (report: RecordReport, issue: Issue, excerpt: Shown['excerpt']): Shown => {
    count += 1;
    return { number: count, issue, place: placeOf(report, issue), excerpt };
  };
  return {
    start: (given) => void (header = given),
    record(report) {
      tally.add(report);
      const issues = shownIssues(report, options);
      if (issues.length === 0) {
        if ((report.unshown ?? []).length === 0) clean.add(report);
        return;
      }
      const excerpts = report.document && excerptsOf(report.document, issues);
      const shown = issues.map((issue) => show(report, issue, excerpts?.get(issue)));
      for (const each of shown) group(rules, each);
      const types = [...report.resources].map(([type, of]) => `${of} ${type}`).join(', ');
      resources.push({ name: report.name, types, issues: shown });
    },
    finish(footer) {
      const sorted = [...rules.values()].toSorted(
        (a, b) => rank(a) - rank(b) || b.issues.length - a.issues.length,
      );
      options.write(
        toPage({ header: header ?? footer, footer, tally, rules: sorted, resources, clean }),
      );
    },
  };
}

const rank = ({ severity }: RuleGroup): number => SEVERITIES.indexOf(severity);

function group(rules: Map<string, RuleGroup>, shown: Shown): void {
  const { severity } = shown.issue;
  const { key, text } = ruleOf(shown.issue);
  const known = rules.get(`${severity} ${key}`) ?? { severity, text, issues: [] };
  rules.set(`${severity} ${key}`, known);
  known.issues.push(shown);
}

function placeOf({ name, file }: RecordReport, { place }: Issue): string {
  return place ? `${file ?? name}:${placeText(place)}` : name;
}
