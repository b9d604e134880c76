import { toOperationOutcome } from '../../shared/operation-outcome.ts';
import { Tally, type ReportHeader, type Reporter, type ReportOptions } from './report.ts';

/** Raised when a reader of the report would have to change. */
const SCHEMA_VERSION = 1;

/** For programs: `{ schemaVersion, files: [{ name, resources, outcome }], summary }`, written as it goes. */
export function jsonReporter(options: ReportOptions): Reporter {
  const tally = new Tally();
  let header: ReportHeader | undefined;
  let written = 0;
  const separator = (): string => (written === 0 ? `${head(header)}"files":[\n` : ',\n');
  return {
    start: (given) => void (header = given),
    record(report) {
      tally.add(report);
      if (options.onlyNoted === true && report.issues.length === 0) return;
      const file = {
        name: report.name,
        resources: Object.fromEntries(report.resources),
        outcome: toOperationOutcome(report.issues),
      };
      options.write(`${separator()}${JSON.stringify(file)}`);
      written += 1;
    },
    finish(footer) {
      if (written === 0) options.write(`${head(header)}"files":[`);
      const summary = {
        records: tally.records,
        resources: Object.fromEntries(tally.resources),
        issues: Object.fromEntries(tally.severities),
        ...(tally.unshown > 0 && { unshown: tally.unshown }),
        ...footer,
      };
      options.write(`\n],"summary":${JSON.stringify(summary)}}\n`);
    },
  };
}

function head(header: ReportHeader | undefined): string {
  return `{"schemaVersion":${SCHEMA_VERSION},${header ? `${JSON.stringify(header).slice(1, -1)},` : ''}`;
}
