/** What is wrong with JSON text before any definition is asked. */
import type { Issue, Place, Severity } from '../../shared/issue.ts';
import type { IssueCode } from '../../shared/issue-codes.ts';
import type { JsonFlaw, JsonFlaws } from '../../shared/json-flaws.ts';
import type { Position } from '../../shared/json-positions.ts';
import { syntaxFault } from '../../shared/json-syntax.ts';

type Spot = (offset: number) => Position;

export function placeAt(spot: Spot, offset: number): Place {
  const { line, column } = spot(offset);
  return { kind: 'lines', first: line, last: line, column };
}

export function invalidIssue(text: string, spot: Spot): Issue {
  const fault = syntaxFault(text) ?? { offset: 0, found: 'text', expected: 'a value' };
  const what = /^\uFEFF?\s*</.test(text)
    ? 'This is XML; only JSON is read'
    : `The text is no JSON: found ${fault.found} where ${fault.expected} belongs`;
  return {
    severity: 'fatal',
    code: 'json-invalid',
    message: `${what}; not checked.`,
    place: placeAt(spot, fault.offset),
  };
}

export function tooDeepIssue(levels: number, spot: Spot): Issue {
  return {
    severity: 'fatal',
    code: 'json-too-deep',
    message: `Lists and objects nest deeper than ${levels} levels; not checked.`,
    place: placeAt(spot, 0),
  };
}

export function notUtf8Issue(offset: number, root: string, spot: Spot): Issue {
  return {
    severity: 'error',
    code: 'json-not-utf8',
    message:
      'The bytes here are not UTF-8, the encoding of FHIR; checked with U+FFFD in their place.',
    expression: root,
    place: placeAt(spot, offset),
  };
}

const CODES = {
  'duplicate-key': 'json-duplicate-key',
  'number-out-of-range': 'json-number-out-of-range',
  'number-imprecise': 'json-number-imprecise',
} as const satisfies Record<JsonFlaw['kind'], IssueCode>;

const SAYINGS: Record<JsonFlaw['kind'], (written: string) => string> = {
  'duplicate-key': (written) =>
    `${written} comes twice in one object; checked with the last value, the others are lost.`,
  'number-out-of-range': (written) =>
    `${written} is out of range; a number of JSON lies within 1.8e308.`,
  'number-imprecise': (written) =>
    `${written} has more digits than most readers hold; they will take it for ${String(Number(written))}.`,
};

export function flawIssues(
  { flaws, leftOut }: JsonFlaws,
  root: string,
  spot: Spot,
): readonly Issue[] {
  const counts = [...leftOut].map(([kind, count]): Issue => ({
    severity: severityOf(kind),
    code: 'issues-left-out',
    message: `Found ${count} more of the code ${CODES[kind]}, which are not told.`,
    expression: root,
    place: placeAt(spot, 0),
  }));
  return [...flaws.map((flaw) => flawIssue(flaw, root, spot)), ...counts];
}

const severityOf = (kind: JsonFlaw['kind']): Severity =>
  kind === 'number-imprecise' ? 'warning' : 'error';

function flawIssue(flaw: JsonFlaw, root: string, spot: Spot): Issue {
  return {
    severity: severityOf(flaw.kind),
    code: CODES[flaw.kind],
    message: SAYINGS[flaw.kind](clipped(flaw.written)),
    expression: `${root}${flaw.path.startsWith('[') ? '' : '.'}${flaw.path}`,
    place: placeAt(spot, flaw.start),
  };
}

const clipped = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}...` : text);
