/** One validation: the issues found so far, and where the walk stands. */
import type { Severity } from '../../shared/issue.ts';
import type { IssueCode } from '../../shared/issue-codes.ts';
import type { Run } from '../plan/plan.ts';
import type { ValidateOptions } from '../validator.ts';
import { listedFindings, trialFindings, type ListedFindings } from './findings.ts';

/** Deeper nesting is refused: a real resource stays under 40, and recursion must end. */
export const MAX_DEPTH = 250;

export function startRun(
  options: ValidateOptions = {},
): Run & { readonly findings: ListedFindings } {
  const { profiles = [], profilesFor, danglingReferences = 'error', resolve, unchecked } = options;
  return {
    findings: listedFindings(),
    budgets: new Map(),
    path: [],
    resource: undefined,
    bundle: undefined,
    fullUrl: undefined,
    profiles,
    profilesFor,
    dangling: danglingReferences,
    resolve,
    unchecked,
    unseen: 0,
    depth: 0,
  };
}

/** A copy that keeps nothing of what is found, and the question whether there was an error. */
export function trialRun(run: Run): { readonly trial: Run; readonly hasError: () => boolean } {
  const findings = trialFindings();
  return { trial: { ...run, findings, path: [] }, hasError: findings.hasError };
}

export function report(
  run: Run,
  code: IssueCode,
  message: string,
  severity: Severity = 'error',
): void {
  run.findings.add(severity, code, message, run.path);
}

/** Reports at a child of the place the walk stands at. */
export function reportAt(
  run: Run,
  child: string | number,
  code: IssueCode,
  message: string,
  severity: Severity = 'error',
): void {
  run.path.push(child);
  report(run, code, message, severity);
  run.path.pop();
}

const SHOWN = 60;

/** A value as messages show it: short, on one line. */
export function shown(value: unknown): string {
  const text =
    typeof value === 'string'
      ? `"${clipped(value)}"`
      : clipped(JSON.stringify(value) ?? 'undefined');
  return text.replaceAll(/\s+/g, ' ');
}

function clipped(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
}

export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return `a ${typeof value}`;
}
