/**
 * Reads typed values out of foreign JSON and remembers which leaves were read.
 *
 * Invariant: a leaf is consumed only by a reading function that returned its value, so whatever no
 * reader asked for, or found in the wrong type, is left for `leftovers` and nothing can vanish.
 */
import type { Issue } from '../../shared/issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import type { Code, Count, DateText, Flag, Text } from '../../trial/values.ts';
import { isPartialDate } from '../partial-date.ts';

/** What became of a member of an object or an item of a list: a reader took it, or it is of another type than it should be. */
export type Fate = 'read' | 'misplaced';

export interface Reading {
  /** By the object or list a value stands in, then by its key or index: cheaper than the pointer of every leaf. */
  readonly fates: Map<Json, Map<string | number, Fate>>;
  readonly issues: Issue[];
}

export interface Cursor {
  /** Undefined where there is no such object. */
  readonly value: JsonObject | undefined;
  readonly pointer: string;
  readonly reading: Reading;
}

/** At the start of a document as JSON.parse gives it: no object stands in two places. */
export function startReading(document: Json): Cursor {
  const value = isJsonObject(document) ? document : undefined;
  return { value, pointer: '', reading: { fates: new Map(), issues: [] } };
}

/** Nothing was given: null, an empty text, list or object. */
export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}

/** The member of that name, unless it is empty. */
function given({ value }: Cursor, key: string): Json | undefined {
  const found = value !== undefined && Object.hasOwn(value, key) ? value[key] : undefined;
  return isEmpty(found) ? undefined : found;
}

/** Keys are the registry's own field names and indexes of lists: neither needs the escapes of a JSON Pointer. */
const pointerTo = (pointer: string, key: string | number): string => `${pointer}/${key}`;

function kindOf(value: Json | undefined): string {
  if (Array.isArray(value)) return 'a list';
  if (isJsonObject(value)) return 'an object';
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}

function setFate({ fates }: Reading, parent: Json, key: string | number, fate: Fate): void {
  let known = fates.get(parent);
  if (!known) {
    known = new Map();
    fates.set(parent, known);
  }
  known.set(key, fate);
}

/** A value in the object or list `parent`, which `pointer` leads to. */
interface Standing {
  readonly value: Json;
  readonly parent: Json;
  readonly key: string | number;
  readonly pointer: string;
}

function noteWrongType(reading: Reading, found: Standing, expected: string): void {
  setFate(reading, found.parent, found.key, 'misplaced');
  reading.issues.push({
    severity: 'warning',
    code: 'field-wrong-type',
    message: `Expected ${expected} but found ${kindOf(found.value)}; kept as received, not mapped.`,
    place: { kind: 'pointer', pointer: found.pointer },
  });
}

/** The object under `key`; without a value where it is absent or no object. */
export function at(cursor: Cursor, key: string): Cursor {
  const { value: parent, reading } = cursor;
  const pointer = pointerTo(cursor.pointer, key);
  const value = given(cursor, key);
  if (value === undefined || parent === undefined) return { value: undefined, pointer, reading };
  if (isJsonObject(value)) return { value, pointer, reading };
  noteWrongType(reading, { value, parent, key, pointer }, 'an object');
  return { value: undefined, pointer, reading };
}

/** The items listed under `key` that are not empty. */
function elements(cursor: Cursor, key: string): readonly Standing[] {
  const { value: parent, reading } = cursor;
  const value = given(cursor, key);
  if (value === undefined || parent === undefined) return [];
  const pointer = pointerTo(cursor.pointer, key);
  if (!Array.isArray(value)) {
    noteWrongType(reading, { value, parent, key, pointer }, 'a list');
    return [];
  }
  const list = value as readonly Json[];
  const found: Standing[] = [];
  for (const [index, item] of list.entries()) {
    if (isEmpty(item)) continue;
    found.push({ value: item, parent: list, key: index, pointer: pointerTo(pointer, index) });
  }
  return found;
}

/** The objects listed under `key`. */
export function items(cursor: Cursor, key: string): readonly Cursor[] {
  const { reading } = cursor;
  const objects: Cursor[] = [];
  for (const item of elements(cursor, key)) {
    const { value, pointer } = item;
    if (isJsonObject(value)) objects.push({ value, pointer, reading });
    else noteWrongType(reading, item, 'an object');
  }
  return objects;
}

interface Scalar<T> {
  readonly value: T;
  readonly place: { readonly kind: 'pointer'; readonly pointer: string };
}

function scalar<T extends Json>(
  reading: Reading,
  found: Standing,
  expected: string,
  isExpected: (value: Json) => value is T,
): Scalar<T> | undefined {
  const { value, pointer } = found;
  if (!isExpected(value)) {
    noteWrongType(reading, found, expected);
    return undefined;
  }
  setFate(reading, found.parent, found.key, 'read');
  return { value, place: { kind: 'pointer', pointer } };
}

const isText = (value: Json): value is string => typeof value === 'string';
const isFlag = (value: Json): value is boolean => typeof value === 'boolean';
const isNumber = (value: Json): value is number => typeof value === 'number';

function field<T extends Json>(
  cursor: Cursor,
  key: string,
  expected: string,
  isExpected: (value: Json) => value is T,
): Scalar<T> | undefined {
  const { value: parent, reading } = cursor;
  const value = given(cursor, key);
  if (value === undefined || parent === undefined) return undefined;
  const found = { value, parent, key, pointer: pointerTo(cursor.pointer, key) };
  return scalar(reading, found, expected, isExpected);
}

export const text = (cursor: Cursor, key: string): Text | undefined =>
  field(cursor, key, 'a text', isText);

export const flag = (cursor: Cursor, key: string): Flag | undefined =>
  field(cursor, key, 'true or false', isFlag);

export const count = (cursor: Cursor, key: string): Count | undefined =>
  field(cursor, key, 'a number', isNumber);

export function texts(cursor: Cursor, key: string): readonly Text[] {
  return elements(cursor, key).flatMap(
    (item) => scalar(cursor.reading, item, 'a text', isText) ?? [],
  );
}

/** A registry code, unchecked: whether `table` knows it is for the mapper to say. */
export function code(cursor: Cursor, key: string, table: string): Code | undefined {
  const read = text(cursor, key);
  return read && { value: read.value, place: read.place, table };
}

export function codes(cursor: Cursor, key: string, table: string): readonly Code[] {
  return texts(cursor, key).map(({ value, place }) => ({ value, place, table }));
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
export function unread({ value, reading }: Cursor, key: string): void {
  if (value !== undefined) reading.fates.get(value)?.delete(key);
}
