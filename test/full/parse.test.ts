/** Over every ClinicalTrials.gov study of ../shared: needs that folder, skipped where it is missing. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { splitCriteria } from '../../src/interpret/eligibility/split.ts';
import { leftOver } from '../interpret/left-over.ts';
import { interpret } from '../../src/interpret/interpret.ts';
import { parse } from '../../src/parse/parse.ts';
import { splitRecords } from '../../src/parse/split-records.ts';
import { isJsonObject, pointerToken, type Json } from '../../src/shared/json.ts';
import type { Received } from '../../src/shared/received.ts';
import type { Trial } from '../../src/trial/trial.ts';

const FOLDER = '../shared/data/ctgov-json';
const FILES = [
  'studies.ndjson.gz',
  'NCT02513394.json.gz',
  'api-page-1.json',
  'api-page-nextPageToken.json',
  'site-download-array.json',
  'r-jsonlite-scalars-boxed.json',
];

function recordsOf(file: string): readonly Received[] {
  const bytes = readFileSync(`${FOLDER}/${file}`);
  return splitRecords(file, (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
    .value;
}

/** Every leaf with its pointer; what is empty is no value. */
function leavesOf(value: Json | undefined, pointer = ''): readonly (readonly [string, Json])[] {
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === ''))
    return [];
  if (Array.isArray(value))
    return value.flatMap((item: Json, index) => leavesOf(item, `${pointer}/${index}`));
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([key, inner]) =>
      leavesOf(inner, `${pointer}/${pointerToken(key)}`),
    );
  }
  return [[pointer, value]];
}

interface Placed {
  readonly place?: { readonly pointer?: string };
  readonly value?: Json;
  readonly derivation?: unknown;
}

/** Every leaf of a trial that names its place, by its pointer; of a leftover each leaf in it. */
function placedIn(value: unknown, found = new Map<string, Json>()): Map<string, Json> {
  if (typeof value !== 'object' || value === null) return found;
  const { place, value: own, derivation } = value as Placed;
  if (place?.pointer !== undefined && derivation === undefined) {
    for (const [pointer, leaf] of leavesOf(own, place.pointer)) found.set(pointer, leaf);
    return found;
  }
  for (const inner of Object.values(value)) placedIn(inner, found);
  return found;
}

/** The place of a leaf, or in a copied member the place of the leaf it repeats. */
function originalOf(pointer: string, trial: Trial | undefined): string {
  const copy = trial?.leftovers.find(
    ({ path, copyOf }) => copyOf !== undefined && pointer.startsWith(`${path}/`),
  );
  return copy?.copyOf === undefined ? pointer : copy.copyOf + pointer.slice(copy.path.length);
}

describe.skipIf(!existsSync(FOLDER))('every study of ../shared/data/ctgov-json', () => {
  test.each(FILES)('%s: each leaf is in the trial or a leftover, unchanged', (file) => {
    const lost = recordsOf(file).flatMap((record) => {
      const { resultsSection: _, ...rest } = JSON.parse(record.text) as Record<string, Json>;
      const trial = parse(record).value;
      const placed = placedIn(trial && interpret(trial).value);
      return leavesOf(rest).filter(
        ([pointer, value]) => placed.get(originalOf(pointer, trial)) !== value,
      );
    });
    expect(lost).toEqual([]);
  });
  test('no character of an eligibility text is left out of its criteria and headings', () => {
    const texts = recordsOf('studies.ndjson.gz').flatMap(
      (record) => parse(record).value?.eligibility.text?.value ?? [],
    );
    const differing = texts.flatMap((text) => leftOver(text, splitCriteria(text).parts));
    expect([texts.length, differing]).toEqual([917, []]);
  });
});
