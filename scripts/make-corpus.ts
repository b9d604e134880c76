/**
 * Writes test/corpus/studies: a small set of real ClinicalTrials.gov studies that together use as many
 * fields and code values as the whole set does, with every contact replaced by an invented one.
 *
 *   node scripts/make-corpus.ts STUDIES.ndjson.gz [COUNT]
 *
 * Deterministic: the same input gives the same files. Needs the studies file; the corpus itself is committed.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { isJsonObject, type Json, type JsonObject } from '../src/shared/json.ts';

const FOLDER = new URL('../test/corpus/studies/', import.meta.url);
/** A code value nobody has yet matters more than a field nobody has yet. */
const CODE_WEIGHT = 5;
const MAX_BYTES = 90_000;
const CODE = /^[A-Z][A-Z_]+\d?$/;
const PERSON_FIELDS =
  /\/(?:centralContacts|overallOfficials|contacts)\/name$|\/investigatorFullName$|\/oldNameTitle$/;

const [file, count = '44'] = process.argv.slice(2);
if (!file) throw new Error('usage: node scripts/make-corpus.ts STUDIES.ndjson.gz [COUNT]');

const studies = gunzipSync(readFileSync(file))
  .toString('utf8')
  .split('\n')
  .filter((line) => line !== '' && line.length <= MAX_BYTES)
  .map((line) => JSON.parse(line) as JsonObject)
  .toSorted((a, b) => nctOf(a).localeCompare(nctOf(b)));

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
for (const study of chosen(studies, Number(count))) {
  writeFileSync(
    new URL(`${nctOf(study)}.json`, FOLDER),
    `${JSON.stringify(anonymous(study), null, 1)}\n`,
  );
}

function nctOf(study: JsonObject): string {
  const text = JSON.stringify(study);
  return /"nctId":"(NCT\d{8})"/.exec(text)?.[1] ?? '';
}

/** Greedy cover: the next study is the one with most features nobody before it has. */
function chosen(all: readonly JsonObject[], size: number): JsonObject[] {
  const coded = codedPaths(all);
  const rest = new Map(all.map((study) => [study, features(study, (path) => coded.has(path))]));
  const seen = new Set<string>();
  const picked: JsonObject[] = [];
  while (picked.length < size && rest.size > 0) {
    const weight = (feature: string): number => (feature.includes('=') ? CODE_WEIGHT : 1);
    const gain = (found: ReadonlySet<string>): number =>
      [...found].reduce((sum, one) => sum + (seen.has(one) ? 0 : weight(one)), 0);
    const [best] = [...rest].toSorted(([, a], [, b]) => gain(b) - gain(a));
    if (!best) break;
    picked.push(best[0]);
    for (const feature of best[1]) seen.add(feature);
    rest.delete(best[0]);
  }
  return picked;
}

/** Field paths without indices, and the values of fields that only ever hold codes. */
function features(study: JsonObject, isCoded: (path: string) => boolean): ReadonlySet<string> {
  const leaves = [...leavesOf(study, '')];
  return new Set(
    leaves.map(([path, value]) => (isCoded(path) ? `${path}=${JSON.stringify(value)}` : path)),
  );
}

function* leavesOf(
  value: Json | undefined,
  path: string,
): Generator<readonly [string, Json | undefined]> {
  if (path === '/resultsSection') yield [path, null];
  else if (Array.isArray(value)) for (const item of value) yield* leavesOf(item as Json, path);
  else if (isJsonObject(value))
    for (const key of Object.keys(value)) yield* leavesOf(value[key], `${path}/${key}`);
  else yield [path, value];
}

/** Paths of which every value in the whole set is an upper-case code. */
function codedPaths(all: readonly JsonObject[]): ReadonlySet<string> {
  const coded = new Map<string, boolean>();
  for (const study of all) {
    for (const [path, value] of leavesOf(study, '')) {
      coded.set(path, (coded.get(path) ?? true) && typeof value === 'string' && CODE.test(value));
    }
  }
  return new Set([...coded].filter(([, isCode]) => isCode).map(([path]) => path));
}

/** Replaces names, telephone numbers and e-mail addresses of people, also where a text repeats them. */
function anonymous(study: JsonObject): Json {
  const names = new Map<string, string>();
  collectNames(study, names);
  const replaced = replaceContacts(study, '', names);
  return JSON.parse(scrubbed(JSON.stringify(replaced), names)) as Json;
}

function collectNames(value: Json | undefined, names: Map<string, string>, path = ''): void {
  if (Array.isArray(value)) for (const item of value) collectNames(item as Json, names, path);
  else if (isJsonObject(value))
    for (const key of Object.keys(value)) collectNames(value[key], names, `${path}/${key}`);
  else if (typeof value === 'string' && PERSON_FIELDS.test(path) && !names.has(value)) {
    names.set(value, `Person ${String.fromCharCode(65 + (names.size % 26))}. Invented, MD`);
  }
}

function replaceContacts(
  value: Json | undefined,
  path: string,
  names: ReadonlyMap<string, string>,
): Json {
  if (Array.isArray(value)) return value.map((item: Json) => replaceContacts(item, path, names));
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [
        key,
        replaceContacts(child, `${path}/${key}`, names),
      ]),
    );
  }
  if (typeof value !== 'string') return value ?? null;
  if (PERSON_FIELDS.test(path)) return names.get(value) ?? value;
  if (path.endsWith('/phone')) return '+1 555 0100';
  if (path.endsWith('/phoneExt')) return '42';
  if (path.endsWith('/email')) return 'contact@example.invalid';
  return value;
}

function scrubbed(text: string, names: ReadonlyMap<string, string>): string {
  let result = text
    .replace(/[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g, 'contact@example.invalid')
    .replace(/(?<![\d./-])(?:\+?1[ -])?\(?\d{3}\)?[ -]\d{3}-\d{4}(?!\d)/g, '+1 555 0100');
  for (const [name, invented] of names) {
    const bare = name.split(',')[0] ?? name;
    if (bare.length > 6)
      result = result.replaceAll(
        JSON.stringify(bare).slice(1, -1),
        invented.split(',')[0] ?? invented,
      );
  }
  return result;
}
