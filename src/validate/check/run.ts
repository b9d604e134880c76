/** One validation: the issues found so far, and where the walk stands. */
import type { Severity } from '../../shared/issue.ts';
import type { IssueCode } from '../../shared/issue-codes.ts';
import type { Run } from '../plan/plan.ts';
import type { ValidateOptions } from '../validator.ts';

/** Deeper nesting is refused: a real resource stays under 40, and recursion must end. */
export const MAX_DEPTH = 250;

export function startRun(options: ValidateOptions = {}): Run {
  const { danglingReferences = 'error', resolve, unchecked } = options;
  return {
    issues: [],
    path: [],
    resource: undefined,
    bundle: undefined,
    fullUrl: undefined,
    dangling: danglingReferences,
    resolve,
    unchecked,
    depth: 0,
  };
}

/** An empty copy: whatever is found goes to a list of its own. */
export function trialRun(run: Run, path: readonly (string | number)[] = []): Run {
  return { ...run, issues: [], path: [...path] };
}

function pathText(path: readonly (string | number)[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += text === '' ? part : `.${part}`;
  }
  return text;
}

export function report(
  run: Run,
  code: IssueCode,
  message: string,
  severity: Severity = 'error',
): void {
  run.issues.push({ severity, code, message, expression: pathText(run.path) });
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
