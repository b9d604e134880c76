/**
 * Issues that a user knows of and accepts: they are counted and do not fail the run. Matched by code and
 * element, never by message, which may be reworded.
 */
import { readFileSync } from 'node:fs';
import { Failure } from '../../shared/failure.ts';
import type { Issue } from '../../shared/issue.ts';
import { ISSUE_CODES } from '../../shared/issue-codes.ts';
import { asText, isJsonObject, type Json } from '../../shared/json.ts';
import { nearest } from '../../shared/nearest.ts';
import { isLike } from './wildcard.ts';

export interface AcceptedEntry {
  readonly code: string;
  /** Key of an invariant: `dom-6` of `invariant-failed:dom-6`. */
  readonly key: string | undefined;
  /** Of an expression; `*` stands for anything. */
  readonly expression: string;
  readonly reason: string;
  /** Last day (YYYY-MM-DD) on which it is accepted. */
  readonly until: string | undefined;
  /** Line of a file of lines, number of the entry in JSON. */
  readonly at: number;
}

export interface Accepted {
  /** True where an entry accepts the issue. */
  accepts(issue: Issue): boolean;
  readonly count: number;
  /** Entries that accepted nothing, and why. */
  unused(): readonly Issue[];
}

export const NOTHING_ACCEPTED: Accepted = { accepts: () => false, count: 0, unused: () => [] };

/** Reads a file of lines (`code expression reason`) or JSON. `today`: YYYY-MM-DD. Throws Failure naming every fault. */
export function loadAccepted(file: string, today: string): Accepted {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown reason';
    throw new Failure('file-unreadable', `Cannot read ${file}: ${reason}.`, { cause });
  }
  return toAccepted(text, file, today);
}

export function toAccepted(text: string, file: string, today: string): Accepted {
  const entries = /^\s*[[{]/.test(text) ? jsonEntries(text, file) : lineEntries(text);
  const faults = entries.flatMap((entry) =>
    faultsOf(entry).map((fault) => `${entry.at}: ${fault}`),
  );
  if (faults.length > 0) throw new Failure('usage', `${file}:${faults.join(`; ${file}:`)}.`);
  return matcher(entries, today);
}

function lineEntries(text: string): readonly AcceptedEntry[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (/^\s*(?:#|$)/.test(line)) return [];
    const [, code = '', expression = '', reason = ''] =
      /^\s*(\S+)\s*(\S*)\s*(.*?)\s*$/.exec(line) ?? [];
    const [, until, rest] = /^until=(\S+)\s*(.*)$/.exec(reason) ?? [];
    return [{ ...codeOf(code), expression, reason: rest ?? reason, until, at: index + 1 }];
  });
}

function jsonEntries(text: string, file: string): readonly AcceptedEntry[] {
  let parsed: Json;
  try {
    parsed = JSON.parse(text) as Json;
  } catch (cause) {
    throw new Failure('usage', `${file} is not readable as JSON.`, { cause });
  }
  const list = isJsonObject(parsed) ? parsed['accepted'] : parsed;
  if (!Array.isArray(list)) {
    throw new Failure('usage', `${file} holds no list of accepted issues (member "accepted").`);
  }
  return list.map((each: Json, index): AcceptedEntry => {
    const { code, expression, reason, until } = isJsonObject(each) ? each : {};
    return {
      ...codeOf(asText(code)),
      expression: asText(expression),
      reason: asText(reason),
      until: until === undefined ? undefined : asText(until),
      at: index + 1,
    };
  });
}

function codeOf(text: string): Pick<AcceptedEntry, 'code' | 'key'> {
  const [code = '', key] = text.split(':');
  return { code, key };
}

function faultsOf(entry: AcceptedEntry): readonly string[] {
  const faults: string[] = [];
  if (!Object.hasOwn(ISSUE_CODES, entry.code)) {
    const near = nearest(entry.code, Object.keys(ISSUE_CODES));
    faults.push(
      `"${entry.code}" is no issue code${near === undefined ? '' : `; the nearest is ${near}`}`,
    );
  }
  if (entry.expression === '') faults.push('the expression is missing (* for any)');
  if (entry.reason === '') faults.push('the reason is missing');
  if (entry.until !== undefined && !/^\d{4}-\d\d-\d\d$/.test(entry.until)) {
    faults.push(`until is "${entry.until}", not a date like 2027-01-31`);
  }
  return faults;
}

function matcher(entries: readonly AcceptedEntry[], today: string): Accepted {
  const isExpired = ({ until }: AcceptedEntry): boolean => until !== undefined && until < today;
  const byCode = Map.groupBy(
    entries.filter((entry) => !isExpired(entry)),
    ({ code }) => code,
  );
  const used = new Set<AcceptedEntry>();
  let count = 0;
  return {
    accepts(issue) {
      // of what could not be read, nobody knows what is accepted
      if (issue.severity === 'fatal') return false;
      const entry = byCode.get(issue.code)?.find((each) => matches(each, issue));
      if (entry === undefined) return false;
      used.add(entry);
      count += 1;
      return true;
    },
    get count() {
      return count;
    },
    unused: () =>
      entries
        .filter((entry) => !used.has(entry))
        .map((entry) => unusedIssue(entry, isExpired(entry))),
  };
}

function matches({ key, expression: pattern }: AcceptedEntry, issue: Issue): boolean {
  if (key !== undefined && !issue.message.startsWith(`${key}:`)) return false;
  const expression = issue.expression ?? '';
  return isLike(expression, pattern) || isLike(expression.replaceAll(/\[\d+\]/g, ''), pattern);
}

function unusedIssue(entry: AcceptedEntry, isExpired: boolean): Issue {
  const code = entry.key === undefined ? entry.code : `${entry.code}:${entry.key}`;
  const what = `The accepted issue ${code} at ${entry.expression}`;
  return {
    severity: 'warning',
    code: 'accepted-unused',
    message: isExpired
      ? `${what} was accepted until ${entry.until ?? ''}.`
      : `${what} matches nothing that was found; remove it.`,
    place: { kind: 'lines', first: entry.at, last: entry.at },
  };
}
