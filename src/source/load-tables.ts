import { readdirSync, readFileSync } from 'node:fs';
import type { CodeRow, CodeTable, CodeTables, TargetCoding } from '../map/tables.ts';
import { Failure } from '../shared/failure.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';

/** Right from src/source and from dist/source: both lie two below the package root. */
const MAPPINGS = new URL('../../mappings/', import.meta.url);

/**
 * Reads the ConceptMaps of a FHIR version (or of a folder); the file name without suffix is the table's name.
 *
 * Both shapes are read: R4's `equivalence` and R5's `relationship` and `noMap`.
 * @throws Failure configuration-invalid, naming the file and what is wrong with it.
 */
export function loadTables(from: FhirVersion | URL = 'r4'): CodeTables {
  const folder = typeof from === 'string' ? new URL(`${from}/`, MAPPINGS) : from;
  const files = listJson(folder);
  return new Map(
    files.map((file) => {
      const table = readTable(file, readText(new URL(file, folder)));
      return [table.name, table];
    }),
  );
}

function listJson(folder: URL): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted();
  } catch (cause) {
    throw new Failure('configuration-invalid', 'The folder of code tables cannot be read.', {
      cause,
    });
  }
}

function readText(file: URL): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Failure('configuration-invalid', 'A code table cannot be read.', { cause });
  }
}

function readTable(file: string, source: string): CodeTable {
  const map = parseObject(file, source);
  if (map['resourceType'] !== 'ConceptMap') throw malformed(file, 'is not a ConceptMap');
  const rows = new Map<string, CodeRow>();
  for (const group of objects(file, map['group'], 'group')) addGroup(file, rows, group);
  return { name: file.slice(0, -'.json'.length), rows };
}

function addGroup(file: string, rows: Map<string, CodeRow>, group: JsonObject): void {
  const system = group['target'];
  const seen = new Set<string>();
  for (const element of objects(file, group['element'], 'group.element')) {
    const code = text(file, element['code'], 'group.element.code');
    if (seen.has(code)) throw malformed(file, `has the code "${code}" twice in one group`);
    seen.add(code);
    const earlier = rows.get(code);
    rows.set(code, {
      code,
      display: earlier?.display ?? text(file, element['display'], `display of "${code}"`),
      targets: [...(earlier?.targets ?? []), ...readTargets(file, system, element)],
    });
  }
}

/** R4 says `unmatched` of a target without a code, R5 `noMap` of an element without a target: both add nothing. */
function readTargets(
  file: string,
  system: Json | undefined,
  element: JsonObject,
): readonly TargetCoding[] {
  return objects(file, element['target'] ?? [], 'group.element.target')
    .filter((target) => target['equivalence'] !== 'unmatched')
    .map((target) => ({
      system: text(file, system, 'group.target'),
      code: text(file, target['code'], 'group.element.target.code'),
      ...(typeof target['display'] === 'string' && { display: target['display'] }),
    }));
}

function parseObject(file: string, source: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (cause) {
    throw malformed(file, 'is not JSON', cause);
  }
  if (!isJsonObject(value)) throw malformed(file, 'is not a JSON object');
  return value;
}

function objects(file: string, value: Json | undefined, where: string): readonly JsonObject[] {
  if (!Array.isArray(value) || !value.every(isJsonObject))
    throw malformed(file, `has no list of objects at ${where}`);
  return value;
}

function text(file: string, value: Json | undefined, where: string): string {
  if (typeof value !== 'string' || value === '') throw malformed(file, `has no text at ${where}`);
  return value;
}

function malformed(file: string, what: string, cause?: unknown): Failure {
  return new Failure(
    'configuration-invalid',
    `The code table ${file} ${what}; nothing was loaded.`,
    cause === undefined ? {} : { cause },
  );
}
