import { toOperationOutcome } from '../../shared/operation-outcome.ts';
import { Tally, type Reporter, type ReportOptions } from './report.ts';

/** Raised when a reader of the report would have to change. */
const SCHEMA_VERSION = 1;

/** For programs: `{ schemaVersion, files: [{ name, resources, outcome }], summary }`, written as it goes. */
export function jsonReporter(options: ReportOptions): Reporter {
  const tally = new Tally();
  return {
    record(report) {
      options.write(tally.records === 0 ? `{"schemaVersion":${SCHEMA_VERSION},"files":[\n` : ',\n');
      tally.add(report);
      const file = {
        name: report.name,
        resources: Object.fromEntries(report.resources),
        outcome: toOperationOutcome(report.issues),
      };
      options.write(JSON.stringify(file));
    },
    finish(footer) {
      if (tally.records === 0) options.write(`{"schemaVersion":${SCHEMA_VERSION},"files":[`);
      const summary = {
        records: tally.records,
        resources: Object.fromEntries(tally.resources),
        issues: Object.fromEntries(tally.severities),
        ...footer,
      };
      options.write(`\n],"summary":${JSON.stringify(summary)}}\n`);
    },
  };
}
