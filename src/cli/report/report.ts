import type { Issue, Severity } from '../../shared/issue.ts';
import { isJsonObject } from '../../shared/json.ts';

/** What the command line tells of one record or resource. */
export interface RecordReport {
  readonly name: string;
  readonly title?: string;
  /** Resource types and how many of each, in bundle order. */
  readonly resources: ReadonlyMap<string, number>;
  readonly issues: readonly Issue[];
  /** Anything a command adds: `14 created`. */
  readonly note?: string;
}

export interface Reporter {
  record(report: RecordReport): void;
  /** Called once, last. */
  finish(footer: ReportFooter): void;
}

export interface ReportFooter {
  readonly checkedAgainst: string;
  readonly notChecked: string;
  /** Where the result went, when not to standard output. */
  readonly output?: string;
}

export interface ReportOptions {
  readonly write: (text: string) => void;
  /** Show information as well as warnings. */
  readonly isVerbose: boolean;
  readonly hasColor: boolean;
}

export const REPORT_FORMATS = ['text', 'compact', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Totals over all records: part of every format's summary. */
export class Tally {
  records = 0;
  readonly resources = new Map<string, number>();
  readonly severities = new Map<Severity, number>();

  add(report: RecordReport): void {
    this.records += 1;
    for (const [type, count] of report.resources) {
      this.resources.set(type, (this.resources.get(type) ?? 0) + count);
    }
    for (const { severity } of report.issues) {
      this.severities.set(severity, (this.severities.get(severity) ?? 0) + 1);
    }
  }

  count(severity: Severity): number {
    return this.severities.get(severity) ?? 0;
  }
}

/** Counts the resources of a Bundle, or the one resource, by type. */
export function countTypes(resource: unknown): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const type of typesOf(resource)) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

function typesOf(resource: unknown): string[] {
  if (!isJsonObject(resource)) return [];
  const { resourceType, entry } = resource;
  if (resourceType !== 'Bundle' || !Array.isArray(entry)) {
    return typeof resourceType === 'string' ? [resourceType] : [];
  }
  return entry.flatMap((one: unknown) => (isJsonObject(one) ? typesOf(one['resource']) : []));
}
