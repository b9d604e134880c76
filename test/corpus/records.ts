import { readdirSync, readFileSync } from 'node:fs';
import { convert, type Conversion } from '../../src/convert.ts';
import type { Definitions } from '../../src/definitions.ts';
import { splitRecords } from '../../src/parse/split-records.ts';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import type { Received } from '../../src/shared/received.ts';
import { isJsonObject, pointerToken, type Json } from '../../src/shared/json.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';

const STUDIES = new URL('studies/', import.meta.url);
const EXAMPLES = new URL('../../examples/', import.meta.url);

export const definitions = loadDefinitions();
const definitionsOf: Readonly<Record<FhirVersion, Definitions>> = { r4: definitions, r5: loadDefinitions('r5') };

function recordsIn(folder: URL, ending: string): Received[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .toSorted()
    .flatMap((name) => splitRecords(name, readFileSync(new URL(name, folder), 'utf8')).value);
}

/** Real studies of ClinicalTrials.gov, contacts replaced. */
export const studies = recordsIn(STUDIES, '.json');
/** The five text records the project was born from. */
export const seeds = recordsIn(EXAMPLES, '.txt');
export const everyRecord = [...seeds, ...studies];

const conversions = new Map<string, Conversion>();

/** Converts a corpus record once for all tests of a file. */
export function conversionOf(record: Received, fhir: FhirVersion = 'r4'): Conversion {
  const key = `${fhir} ${record.name}`;
  const known = conversions.get(key);
  if (known) return known;
  const made = convert(record, definitionsOf[fhir]);
  conversions.set(key, made);
  return made;
}

export interface Leaf {
  readonly pointer: string;
  readonly value: boolean | number | string;
}

/** Non-empty values of a JSON tree with their JSON Pointers. */
export function leavesOf(value: Json | undefined, pointer = ''): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item: Json, at) => leavesOf(item, `${pointer}/${at}`));
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([key, child]) => leavesOf(child, `${pointer}/${pointerToken(key)}`));
  }
  return value === null || value === undefined || value === '' ? [] : [{ pointer, value: value as Leaf['value'] }];
}

/** Every string, number and boolean a bundle states: neither narrative nor the copy of the source counts. */
export function stated(conversion: Conversion): Leaf[] {
  const resources = (conversion.bundle?.entry ?? []).map(({ resource }) => {
    const { text: _narrative, ...rest } = resource;
    return resource.resourceType === 'DocumentReference' ? {} : rest;
  });
  return leavesOf(resources);
}
