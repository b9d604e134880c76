import type { Issue, Noted } from '../shared/issue.ts';
import type { Json } from '../shared/json.ts';
import { isTooDeep, MAX_DEPTH } from './ctgov/leftovers.ts';
import { placeOf } from './lines.ts';

/** JSON text as a value, or an issue that says where it stops being JSON. */
export function parseJsonText(text: string): Noted<Json | undefined> {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch (error) {
    return { value: undefined, issues: [syntaxIssue(text, error)] };
  }
  if (!isTooDeep(document)) return { value: document, issues: [] };
  return {
    value: undefined,
    issues: [
      {
        severity: 'fatal',
        code: 'record-unreadable',
        message: `The record nests lists and objects deeper than ${MAX_DEPTH} levels; not read.`,
      },
    ],
  };
}

function syntaxIssue(text: string, error: unknown): Issue {
  const message = error instanceof Error ? error.message : String(error);
  const offset = offsetOf(message, text);
  const before = text.slice(0, offset);
  const line = countLines(before);
  const column = offset - before.lastIndexOf('\n');
  return {
    severity: 'fatal',
    code: 'record-unreadable',
    message: `The record is not JSON: ${reasonOf(message)} at line ${line}, column ${column}; not read. Send the record as the registry gives it, as one complete JSON value.`,
    place: placeOf(line, line),
  };
}

/** V8 names the offset, or quotes ten characters on each side of the fault, or the text ends too early. */
function offsetOf(message: string, text: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const [, token, cut, quoted] = /Unexpected token '(.)', (\.\.\.)?"(.*)"/su.exec(message) ?? [];
  if (token === undefined || quoted === undefined) return text.length;
  const around = text.indexOf(quoted);
  return Math.max(cut === undefined ? text.indexOf(token) : around + 10, 0);
}

function reasonOf(message: string): string {
  if (message.startsWith('Unexpected end')) return 'it ends too early';
  // V8 quotes the text around the fault, which may hold names or numbers of contacts.
  return message
    .replace(/ in JSON at position.*$/s, '')
    .replace(/, (?:\.\.\.)?".*$/s, '')
    .slice(0, 100);
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
