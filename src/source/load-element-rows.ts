import { readFileSync } from 'node:fs';
import { ROW_KINDS, type ElementRow, type ElementRows, type RowKind } from '../explain/rows.ts';
import { Failure } from '../shared/failure.ts';
import {
  asText,
  isJsonObject,
  listIn,
  objectIn,
  objectsIn,
  type Json,
  type JsonObject,
} from '../shared/json.ts';

/** Right from src/source and from dist/source: both lie two below the package root. */
const ELEMENTS = new URL('../../mappings/elements/', import.meta.url);

/**
 * Reads the mapping rows of a registry: where each leaf of its records goes.
 *
 * @throws Failure `configuration-invalid` where the file cannot be read or a row is incomplete
 */
export function loadElementRows(registry = 'ctgov', folder: URL = ELEMENTS): ElementRows {
  const file = `${registry}.json`;
  const document = readJson(new URL(file, folder), file);
  const rows = objectsIn(document['rows']);
  if (rows.length === 0) throw malformed(file, 'has no rows');
  return {
    registry,
    rows: rows.map((row) => readRow(file, row)),
    blocks: objectsIn(document['blocks']).map((block) => ({
      path: text(file, block, 'path'),
      leaves: Number(block['leaves']),
      reason: text(file, block, 'reason'),
    })),
    made: objectsIn(document['made']).map((made) => ({
      targets: texts(made['targets']),
      read: texts(made['read']),
      rule: text(file, made, 'rule'),
    })),
  };
}

function readJson(url: URL, file: string): JsonObject {
  try {
    const value: unknown = JSON.parse(readFileSync(url, 'utf8'));
    if (isJsonObject(value)) return value;
  } catch (cause) {
    throw malformed(file, 'cannot be read', cause);
  }
  throw malformed(file, 'is no JSON object');
}

function readRow(file: string, row: JsonObject): ElementRow {
  const derived = objectIn(row['derived']);
  return {
    path: text(file, row, 'path'),
    trial: texts(row['trial']),
    kind: kind(file, row),
    ...(row['table'] !== undefined && { table: text(file, row, 'table') }),
    ...(row['together'] === true && { together: true }),
    targets: { r4: texts(row['r4']), r5: texts(row['r5']) },
    read: texts(row['read']),
    derived: { r4: texts(derived['r4']), r5: texts(derived['r5']) },
    rule: text(file, row, 'rule'),
  };
}

function kind(file: string, row: JsonObject): RowKind {
  const found = ROW_KINDS.find((each) => each === row['kind']);
  if (!found) throw malformed(file, `has an unknown kind at ${asText(row['path'])}`);
  return found;
}

const texts = (value: Json | undefined): readonly string[] => listIn(value).map(asText);

function text(file: string, object: JsonObject, key: string): string {
  const value = asText(object[key]);
  if (value === '') throw malformed(file, `has no ${key} at ${asText(object['path'])}`);
  return value;
}

function malformed(file: string, what: string, cause?: unknown): Failure {
  return new Failure(
    'configuration-invalid',
    `The mapping rows ${file} ${what}; nothing was loaded.`,
    cause === undefined ? {} : { cause },
  );
}
