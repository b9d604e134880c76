import type { Issue, Severity } from '../../shared/issue.ts';
import { isJsonObject } from '../../shared/json.ts';

/** What the command line tells of one record or resource. */
export interface RecordReport {
  readonly name: string;
  /** File it stands in, where `name` is more than that: the places of its issues are lines of this file. */
  readonly file?: string;
  readonly title?: string;
  /** Resource types and how many of each, in bundle order. */
  readonly resources: ReadonlyMap<string, number>;
  readonly issues: readonly Issue[];
  /** Found, and counted only: there are more than are shown. */
  readonly unshown?: readonly Issue[];
  /** Anything a command adds: `14 created`. */
  readonly note?: string;
  /** What was checked, for reports that show the place of an issue. */
  readonly document?: ReportedDocument;
}

export interface ReportedDocument {
  readonly text: string;
  /** Line of its file at which it begins. */
  readonly firstLine: number;
  readonly resource: unknown;
}

export interface Reporter {
  /** Called once, first, by a command whose report begins with what was checked against. */
  start?(header: ReportHeader): void;
  record(report: RecordReport): void;
  /** Called once, last. */
  finish(footer: ReportFooter): void;
}

export interface ReportHeader {
  readonly checkedAgainst: string;
  readonly notChecked: string;
  /** What else a reader should know before, a sentence each. */
  readonly notes?: readonly string[];
}

export interface ReportFooter extends ReportHeader {
  /** Where the result went, when not to standard output. */
  readonly output?: string;
  /** Issues that a file of accepted issues accepts. */
  readonly accepted?: number;
}

export interface ReportOptions {
  readonly write: (text: string) => void;
  /** Show information as well as warnings. */
  readonly isVerbose: boolean;
  readonly hasColor: boolean;
  /** Leave out records that have no issue to show. @default false */
  readonly onlyNoted?: boolean;
  /** Of the text: leave out all records. @default false */
  readonly onlySummary?: boolean;
}

export const REPORT_FORMATS = ['text', 'compact', 'json'] as const;
/** What `validate` has besides: a page. */
export const VALIDATE_FORMATS = [...REPORT_FORMATS, 'html'] as const;
export type ReportFormat = (typeof VALIDATE_FORMATS)[number];

/** Issues that a report shows of a record. */
export function shownIssues(
  report: RecordReport,
  options: Pick<ReportOptions, 'isVerbose'>,
): readonly Issue[] {
  return options.isVerbose
    ? report.issues
    : report.issues.filter(({ severity }) => severity !== 'information');
}

/** Totals over all records: part of every format's summary. */
export class Tally {
  records = 0;
  unshown = 0;
  readonly resources = new Map<string, number>();
  readonly severities = new Map<Severity, number>();

  add(report: RecordReport): void {
    this.records += 1;
    for (const [type, count] of report.resources) {
      this.resources.set(type, (this.resources.get(type) ?? 0) + count);
    }
    for (const { severity } of report.issues) this.#count(severity);
    for (const { severity } of report.unshown ?? []) {
      this.#count(severity);
      this.unshown += 1;
    }
  }

  #count(severity: Severity): void {
    this.severities.set(severity, (this.severities.get(severity) ?? 0) + 1);
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

/** A name that is no type of FHIR (`<script>`, 90 letters) counts as nothing. */
function typesOf(resource: unknown): string[] {
  if (!isJsonObject(resource)) return [];
  const { resourceType, entry } = resource;
  if (resourceType !== 'Bundle' || !Array.isArray(entry)) {
    return typeof resourceType === 'string' && /^[A-Z][A-Za-z]{1,63}$/.test(resourceType)
      ? [resourceType]
      : [];
  }
  return entry.flatMap((one: unknown) => (isJsonObject(one) ? typesOf(one['resource']) : []));
}

/**
 * A text of somebody's data on one line of a terminal: what would move the cursor, color the line or turn the
 * direction of reading is written as its code point.
 */
export function plain(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu,
    (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
