/** What one validation found. Bounded: however much is wrong, an answer takes little memory. */
import { SEVERITIES, type Issue, type Severity } from '../../shared/issue.ts';
import type { IssueCode } from '../../shared/issue-codes.ts';

/**
 * Errors that one validation tells; and, apart, as many warnings and notes, so that these never crowd out errors.
 * What is found beyond is counted.
 */
export const MAX_ISSUES = 10_000;

/** Characters of one message: it may quote what stands in the resource. */
const MAX_MESSAGE = 2000;

/** Path of names and indices from the root. */
export type Path = readonly (string | number)[];

export interface Findings {
  /** False where nothing more is listed: what only explains an issue need not be worked out. */
  readonly isListing: (severity: Severity) => boolean;
  readonly add: (severity: Severity, code: IssueCode, message: string, path: Path) => void;
}

export interface ListedFindings extends Findings {
  /** In the order in which they were found; the last tells how many were left out. */
  readonly issues: () => readonly Issue[];
}

/** Takes each issue once. */
export function listedFindings(): ListedFindings {
  const listed: Issue[] = [];
  const seen = new Set<string>();
  const room = { errors: MAX_ISSUES, others: MAX_ISSUES };
  const leftOut = new Map<Severity, number>();
  return {
    isListing: (severity) => room[groupOf(severity)] > 0,
    add: (severity, code, text, path) => {
      const message = text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}...` : text;
      const expression = pathText(path);
      const key = `${code} ${expression} ${message}`;
      if (seen.has(key)) return;
      const group = groupOf(severity);
      if (room[group] === 0) {
        leftOut.set(severity, (leftOut.get(severity) ?? 0) + 1);
        return;
      }
      room[group] -= 1;
      seen.add(key);
      listed.push({ severity, code, message, expression });
    },
    issues: () => [...listed, ...leftOutIssue(leftOut, listed[0]?.expression)],
  };
}

/** Tells only whether there was an error. */
export function trialFindings(): Findings & { readonly hasError: () => boolean } {
  let hasError = false;
  return {
    isListing: () => false,
    add: (severity) => {
      hasError ||= groupOf(severity) === 'errors';
    },
    hasError: () => hasError,
  };
}

const groupOf = (severity: Severity): 'errors' | 'others' =>
  severity === 'fatal' || severity === 'error' ? 'errors' : 'others';

const NAMES: Record<Severity, string> = {
  fatal: 'fatal',
  error: 'errors',
  warning: 'warnings',
  information: 'notes',
};

/** As severe as the worst that is left out, so that no verdict hangs on what was listed. */
function leftOutIssue(
  leftOut: ReadonlyMap<Severity, number>,
  first: string | undefined,
): readonly Issue[] {
  const severities = SEVERITIES.filter((severity) => leftOut.has(severity));
  const [severity] = severities;
  if (severity === undefined) return [];
  const counts = severities.map((name) => `${leftOut.get(name) ?? 0} ${NAMES[name]}`);
  return [
    {
      severity,
      code: 'issues-left-out',
      message: `Found ${counts.join(' and ')} more; of one resource the first ${MAX_ISSUES} errors and the first ${MAX_ISSUES} warnings and notes are told.`,
      expression: /^\w*/.exec(first ?? '')?.[0] ?? '',
    },
  ];
}

function pathText(path: Path): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += text === '' ? part : `.${part}`;
  }
  return text;
}
