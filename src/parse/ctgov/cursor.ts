/**
 * Reads typed values out of foreign JSON and remembers which leaves were read.
 *
 * Invariant: a leaf is consumed only by a reading function that returned its value, so whatever no
 * reader asked for, or found in the wrong type, is left for `leftovers` and nothing can vanish.
 */
import type { Issue } from '../../shared/issue.ts';
import { isJsonObject, pointerToken, type Json } from '../../shared/json.ts';
import type { Code, Count, DateText, Flag, Text } from '../../trial/values.ts';
import { isPartialDate } from '../partial-date.ts';

export interface Reading {
  /** Pointers of the leaves that were read. */
  readonly consumed: Set<string>;
  /** Pointers of what stands where something else belongs. */
  readonly misplaced: Set<string>;
  readonly issues: Issue[];
}

export interface Cursor {
  readonly value: Json | undefined;
  readonly pointer: string;
  readonly reading: Reading;
}

export function startReading(document: Json): Cursor {
  return {
    value: document,
    pointer: '',
    reading: { consumed: new Set(), misplaced: new Set(), issues: [] },
  };
}

/** Nothing was given: null, an empty text, list or object. */
export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}

function child(cursor: Cursor, key: string | number): Cursor {
  const { value } = cursor;
  const found = isJsonObject(value)
    ? Object.hasOwn(value, key)
      ? value[key]
      : undefined
    : (value as readonly Json[] | undefined)?.[Number(key)];
  return { ...cursor, value: found, pointer: `${cursor.pointer}/${pointerToken(key)}` };
}

function kindOf(value: Json | undefined): string {
  if (Array.isArray(value)) return 'a list';
  if (isJsonObject(value)) return 'an object';
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}

function noteWrongType(cursor: Cursor, expected: string): void {
  cursor.reading.misplaced.add(cursor.pointer);
  cursor.reading.issues.push({
    severity: 'warning',
    code: 'field-wrong-type',
    message: `Expected ${expected} but found ${kindOf(cursor.value)}; kept as received, not mapped.`,
    place: { kind: 'pointer', pointer: cursor.pointer },
  });
}

/** The object under `key`; without a value where it is absent or no object. */
export function at(cursor: Cursor, key: string): Cursor {
  const found = isJsonObject(cursor.value) ? child(cursor, key) : { ...cursor, value: undefined };
  if (isEmpty(found.value)) return { ...found, value: undefined };
  if (isJsonObject(found.value)) return found;
  noteWrongType(found, 'an object');
  return { ...found, value: undefined };
}

function elements(cursor: Cursor, key: string): readonly Cursor[] {
  const list = isJsonObject(cursor.value) ? child(cursor, key) : undefined;
  if (!list || isEmpty(list.value)) return [];
  if (!Array.isArray(list.value)) {
    noteWrongType(list, 'a list');
    return [];
  }
  return list.value.map((_, index) => child(list, index)).filter(({ value }) => !isEmpty(value));
}

/** The objects listed under `key`. */
export function items(cursor: Cursor, key: string): readonly Cursor[] {
  return elements(cursor, key).filter((item) => {
    if (isJsonObject(item.value)) return true;
    noteWrongType(item, 'an object');
    return false;
  });
}

function scalar<T extends Json>(
  cursor: Cursor,
  expected: string,
  isExpected: (value: Json) => value is T,
):
  | { readonly value: T; readonly place: { readonly kind: 'pointer'; readonly pointer: string } }
  | undefined {
  const { value, pointer } = cursor;
  if (value === undefined || isEmpty(value)) return undefined;
  if (!isExpected(value)) {
    noteWrongType(cursor, expected);
    return undefined;
  }
  cursor.reading.consumed.add(pointer);
  return { value, place: { kind: 'pointer', pointer } };
}

const isText = (value: Json): value is string => typeof value === 'string';
const isFlag = (value: Json): value is boolean => typeof value === 'boolean';
const isNumber = (value: Json): value is number => typeof value === 'number';

const field = (cursor: Cursor, key: string): Cursor =>
  isJsonObject(cursor.value) ? child(cursor, key) : { ...cursor, value: undefined };

export const text = (cursor: Cursor, key: string): Text | undefined =>
  scalar(field(cursor, key), 'a text', isText);

export const flag = (cursor: Cursor, key: string): Flag | undefined =>
  scalar(field(cursor, key), 'true or false', isFlag);

export const count = (cursor: Cursor, key: string): Count | undefined =>
  scalar(field(cursor, key), 'a number', isNumber);

export function texts(cursor: Cursor, key: string): readonly Text[] {
  return elements(cursor, key).flatMap((item) => scalar(item, 'a text', isText) ?? []);
}

/** A registry code, unchecked: whether `table` knows it is for the mapper to say. */
export function code(cursor: Cursor, key: string, table: string): Code | undefined {
  const read = text(cursor, key);
  return read && { ...read, table };
}

export function codes(cursor: Cursor, key: string, table: string): readonly Code[] {
  return texts(cursor, key).map((read) => ({ ...read, table }));
}

export function date(cursor: Cursor, key: string): DateText | undefined {
  const read = text(cursor, key);
  if (read && !isPartialDate(read.value)) {
    cursor.reading.issues.push({
      severity: 'warning',
      code: 'date-invalid',
      message: `"${read.value.slice(0, 40)}" is no date of the calendar as YYYY, YYYY-MM or YYYY-MM-DD; kept as text.`,
      place: read.place,
    });
  }
  return read;
}

/** Gives a value back that turned out to be of no use: it becomes a leftover. */
export function unread(cursor: Cursor, key: string): void {
  cursor.reading.consumed.delete(`${cursor.pointer}/${pointerToken(key)}`);
}
