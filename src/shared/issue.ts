/**
 * A defect found in a record, a resource or a delivery, as a value.
 *
 * Nothing that is wrong with someone's data is ever thrown: stages return issues beside their result,
 * so one defect never hides the next. The codes are the keys of issue-codes.ts and documented in docs/issues.md.
 */
import type { IssueCode } from './issue-codes.ts';

/** OperationOutcome.issue.severity, worst first. */
export const SEVERITIES = ['fatal', 'error', 'warning', 'information'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * Where in the record as received: lines (1-based, inclusive) or a JSON Pointer (RFC 6901). `column`: 1-based, in
 * UTF-16 units as editors count, where one spot is meant.
 */
export type Place =
  | {
      readonly kind: 'lines';
      readonly first: number;
      readonly last: number;
      readonly column?: number;
    }
  | { readonly kind: 'pointer'; readonly pointer: string };

export interface Issue {
  readonly severity: Severity;
  readonly code: IssueCode;
  /** What was found, where, what was done about it. One sentence, no record contacts. */
  readonly message: string;
  /** Place in the source record. */
  readonly place?: Place;
  /** FHIRPath of the element, e.g. `Bundle.entry[3].resource.characteristic[0].type`. */
  readonly expression?: string;
}

/** Sorts by severity, then by place; keeps the given order of equals. How many were left out comes last. */
export function bySeverity(issues: readonly Issue[]): Issue[] {
  return issues.toSorted(
    (a, b) =>
      Number(isCount(a)) - Number(isCount(b)) ||
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      placeOrder(a, b),
  );
}

const isCount = ({ code }: Issue): boolean => code === 'issues-left-out';

function placeOrder({ place: a }: Issue, { place: b }: Issue): number {
  if (a?.kind !== 'lines' || b?.kind !== 'lines') return lineOf(a) - lineOf(b);
  return a.first - b.first || (a.column ?? 0) - (b.column ?? 0);
}

const lineOf = (place: Place | undefined): number => (place?.kind === 'lines' ? place.first : 0);

/** Worst severity present, or undefined for a clean list. */
export function worstSeverity(issues: readonly Issue[]): Severity | undefined {
  return SEVERITIES.find((severity) => issues.some((issue) => issue.severity === severity));
}

/** True where an issue is at least as bad as `limit`. */
export function isAtOrAbove(severity: Severity, limit: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit);
}

/** Severities from which on a run fails or a record is held back. */
export const FAIL_LIMITS = ['error', 'warning', 'never'] as const;
export type FailLimit = (typeof FAIL_LIMITS)[number];

/** True where an issue is as bad as the limit or worse. */
export function reachesLimit(issues: readonly Issue[], limit: FailLimit): boolean {
  return limit !== 'never' && issues.some(({ severity }) => isAtOrAbove(severity, limit));
}

/** `3-5`, `7`, `7:12` or `/protocolSection/x`: the form every report prints. */
export function placeText(place: Place): string {
  if (place.kind === 'pointer') return place.pointer;
  if (place.column !== undefined) return `${place.first}:${place.column}`;
  return place.first === place.last ? `${place.first}` : `${place.first}-${place.last}`;
}

/** A result together with what was noticed on the way to it. */
export interface Noted<T> {
  readonly value: T;
  readonly issues: readonly Issue[];
}
