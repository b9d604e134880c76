/**
 * One received text may hold many records: a page of the API, an array, a line each.
 *
 * Each record is cut out exactly as it was written, so its hash is of the sender's bytes. A record
 * that is not readable stays a Received of its own, for which `parse` gives the issue: the others are
 * not affected and the caller can keep it.
 */
import type { Issue, Noted } from '../shared/issue.ts';
import { isJsonObject, type Json } from '../shared/json.ts';
import { toReceived, type Format, type Received } from '../shared/received.ts';
import { elementsOf, membersOf } from './json-slices.ts';
import { parseJsonText } from './json-text.ts';
import { cleanText } from './lines.ts';

export interface SplitOptions {
  readonly format?: Format;
  /** The sender's own key of a text record. @default the hexadecimal part of a file name like `000_9a75afc2.txt` */
  readonly recordKey?: string;
  readonly receivedAt?: string;
}

export function splitRecords(
  name: string,
  text: string,
  options: SplitOptions = {},
): Noted<readonly Received[]> {
  const cleaned = cleanText(text);
  if (!/^\s*[[{]/.test(cleaned)) return { value: [textRecord(name, text, options)], issues: [] };
  const whole = parseQuietly(cleaned);
  if (whole !== undefined) return splitDocument(name, text, cleaned, whole, options);
  const records = isLineWise(cleaned)
    ? splitLines(name, cleaned, options)
    : splitBroken(name, text, cleaned, options);
  return { value: records, issues: [] };
}

/** Record of one line of a text with a JSON value a line, for callers that stream; none on a blank line. */
export function lineRecord(
  name: string,
  line: string,
  lineNumber: number,
  options: SplitOptions = {},
): Received | undefined {
  const text = cleanText(line).trim();
  return text === '' ? undefined : jsonRecord(`${name}#${lineNumber}`, text, options);
}

const FILE_STEM_KEY = /^(?:\d+_)?([0-9a-f]{8,64})$/;

/** The key a sender put into the file's name; only the agreed shape counts, any other name is no key. */
export function recordKeyOf(name: string): string | undefined {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const stem = file.replace(/(?:\.[A-Za-z]{1,8}){1,2}$/, '');
  return FILE_STEM_KEY.exec(stem)?.[1];
}

function textRecord(name: string, text: string, options: SplitOptions): Received {
  const recordKey = options.recordKey ?? recordKeyOf(name);
  return toReceived(name, text, { ...options, ...(recordKey !== undefined && { recordKey }) });
}

function jsonRecord(name: string, text: string, options: SplitOptions): Received {
  const { recordKey: _, ...rest } = options;
  return toReceived(name, text, rest);
}

function parseQuietly(text: string): Json | undefined {
  return parseJsonText(text).value;
}

function splitDocument(
  name: string,
  text: string,
  cleaned: string,
  document: Json,
  options: SplitOptions,
): Noted<readonly Received[]> {
  const list = listOf(cleaned, document);
  if (!list) return { value: [textRecord(name, text, options)], issues: [] };
  const records = list.map((slice, index) => jsonRecord(`${name}#${index + 1}`, slice, options));
  return { value: records, issues: records.length === 0 ? [noRecords(name)] : [] };
}

/** The slices of the records in a page or array; undefined for anything that is one record. */
function listOf(text: string, document: Json): readonly string[] | undefined {
  if (Array.isArray(document)) return elementsOf(text);
  if (!isJsonObject(document) || 'protocolSection' in document) return undefined;
  if (!Array.isArray(document['studies'])) return undefined;
  const studies = membersOf(text).find(({ key }) => key === 'studies');
  return studies && elementsOf(studies.value);
}

/** One record a line: at least half of the lines that hold anything look like a whole object. */
function isLineWise(text: string): boolean {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const whole = lines.filter((line) => line.startsWith('{') && line.endsWith('}'));
  return lines.length > 1 && whole.length * 2 >= lines.length;
}

function splitLines(name: string, text: string, options: SplitOptions): readonly Received[] {
  return text
    .split('\n')
    .flatMap((line, index) => lineRecord(name, line, index + 1, options) ?? []);
}

/** JSON with a fault somewhere: the records that can be told apart are; the faulty one is kept as it is. */
function splitBroken(
  name: string,
  text: string,
  cleaned: string,
  options: SplitOptions,
): readonly Received[] {
  const list = cleaned.trimStart().startsWith('[') ? cleaned : studiesIn(cleaned);
  const slices = list === undefined ? [] : elementsOf(list);
  if (slices.length < 2) return [textRecord(name, text, options)];
  return slices.map((slice, index) => jsonRecord(`${name}#${index + 1}`, slice, options));
}

function studiesIn(text: string): string | undefined {
  return membersOf(text).find(({ key, value }) => key === 'studies' && value.startsWith('['))
    ?.value;
}

const noRecords = (name: string): Issue => ({
  severity: 'warning',
  code: 'record-empty',
  message: `${name} is a list without records; nothing read.`,
});
