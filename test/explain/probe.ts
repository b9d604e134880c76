/**
 * Asks the code where a value of a record goes: the value is changed, the record converted again, and
 * the element paths that differ are where it went. Knows nothing of the rows it is to check.
 */
import { readFileSync } from 'node:fs';
import { convert, type Conversion } from '../../src/convert.ts';
import { stepsOf } from '../../src/explain/element-path.ts';
import type { Definitions } from '../../src/definitions.ts';
import { elementTree, leavesBelow, type ElementNode } from '../../src/explain/element-tree.ts';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import { asText, isJsonObject, type Json, type JsonObject } from '../../src/shared/json.ts';
import { toReceived } from '../../src/shared/received.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import { fieldOf, type Field, type SourceLeaf } from './fields.ts';

interface Enumeration {
  readonly type: string;
  readonly values: readonly string[];
}

const ENUMERATIONS = new Map(
  (
    JSON.parse(readFileSync(new URL('../mappings/ctgov-enums.json', import.meta.url), 'utf8')) as {
      readonly enumerations: readonly Enumeration[];
    }
  ).enumerations.map(({ type, values }) => [type, values]),
);

/** Validation finds nothing out about where a value goes, and costs most of the time. */
function unchecked(fhir: FhirVersion): Definitions {
  const loaded = loadDefinitions(fhir);
  return { ...loaded, validator: { ...loaded.validator, validate: () => [] } };
}

export const definitions: Readonly<Record<FhirVersion, Definitions>> = {
  r4: unchecked('r4'),
  r5: unchecked('r5'),
};

export function convertStudy(study: Json, fhir: FhirVersion): Conversion {
  return convert(toReceived('probe', JSON.stringify(study)), definitions[fhir]);
}

/** Resources whose elements come from values of the record. */
const SKIPPED: ReadonlySet<string> = new Set(['DocumentReference', 'Provenance']);

/** Every leaf of the bundle that a value of the record may have made. */
export function bundleLeaves(
  conversion: Conversion,
): (ElementNode & { readonly resource: string })[] {
  return (conversion.bundle?.entry ?? []).flatMap(({ resource }) => {
    if (SKIPPED.has(resource.resourceType)) return [];
    const { text: _narrative, ...rest } = resource;
    return leavesBelow(elementTree(rest as JsonObject))
      .filter(({ name, parent }) => name !== 'url' || parent?.name !== 'extension')
      .map((leaf) => ({ ...leaf, resource: `${resource.resourceType}/${resource.id}` }));
  });
}

/** Values of the bundle by element pattern, each list sorted: order is no change. */
export function valuesByPattern(conversion: Conversion): ReadonlyMap<string, string> {
  const lists = new Map<string, string[]>();
  for (const { pattern, value } of bundleLeaves(conversion)) {
    const list = lists.get(pattern);
    if (list) list.push(JSON.stringify(value));
    else lists.set(pattern, [JSON.stringify(value)]);
  }
  return new Map([...lists].map(([pattern, list]) => [pattern, list.toSorted().join(' ')]));
}

/** Patterns whose values differ, or that only one of the two has. */
export function changedPatterns(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  const patterns = new Set([...before.keys(), ...after.keys()]);
  return [...patterns].filter((pattern) => before.get(pattern) !== after.get(pattern));
}

export const MARK = 'q7z';

/** Another value the field could have had; undefined where the list has no other. */
export function otherValue(leaf: SourceLeaf, study: Json): Json | undefined {
  const { value } = leaf;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return leaf.pointer.includes('/geoPoint/') ? value / 2 : value + 1;
  const field = fieldOf(leaf.pointer);
  return field && otherText(value, field, study);
}

function otherText(value: string, field: Field, study: Json): string | undefined {
  const codes = ENUMERATIONS.get(field.type);
  if (codes) return codes[(codes.indexOf(value) + 1) % codes.length];
  if (/\.(?:interventionNames|armGroupLabels)\[\]$/.test(field.path))
    return otherMember(value, field, study);
  switch (field.type) {
    case 'nct':
      return `NCT${String((Number(value.slice(3)) + 1) % 100_000_000).padStart(8, '0')}`;
    case 'PartialDate':
    case 'NormalizedDate':
    case 'DateTimeMinutes':
      return value.replace(/^\d{4}/, (year) => String(Number(year) - 1));
    case 'NormalizedTime':
      return value.replace(/^\d+/, (count) => String(Number(count) + 1));
    default:
      return marked(value, field);
  }
}

function marked(value: string, { path }: Field): string {
  if (/(?:\.url|\.link)$/.test(path)) return `${value.trimEnd()}/${MARK}`;
  if (path.endsWith('.filename')) return value.replace(/(\.\w+)?$/, `${MARK}$1`);
  if (/\d$/.test(value) && /(?:\.pmid|Browse.*\.id)$/.test(path))
    return value.replace(/\d$/, (last) => String((Number(last) + 1) % 10));
  if (/(?:\.pmid|\.id|\.abbrev)$/.test(path)) return `${value.trimEnd()}${MARK}`;
  return `${value} ${MARK}`;
}

/** A name that refers to another part of the record is changed into another part's name. */
function otherMember(value: string, field: Field, study: Json): string | undefined {
  const module = valueAt(study, '/protocolSection/armsInterventionsModule');
  const list = isJsonObject(module)
    ? module[field.path.endsWith('interventionNames[]') ? 'interventions' : 'armGroups']
    : [];
  const names = (Array.isArray(list) ? (list as readonly JsonObject[]) : []).map(
    ({ type, name, label }) =>
      typeof label === 'string' ? label : `${typeWord(asText(type))}: ${asText(name)}`,
  );
  return names.find((name) => name !== value);
}

const typeWord = (type: string): string =>
  type.charAt(0) + type.slice(1).toLowerCase().replaceAll('_', ' ');

export function valueAt(study: Json, pointer: string): Json | undefined {
  return pointer
    .split('/')
    .slice(1)
    .reduce<Json | undefined>((value, token) => (value as JsonObject | undefined)?.[token], study);
}

/** The study with one value replaced. */
export function replaced(tree: Json, [key, ...rest]: readonly string[], value: Json): Json {
  if (key === undefined) return value;
  if (Array.isArray(tree)) {
    return tree.map((item: Json, at) => (String(at) === key ? replaced(item, rest, value) : item));
  }
  return isJsonObject(tree) ? { ...tree, [key]: replaced(tree[key] ?? null, rest, value) } : tree;
}

export const replacedAt = (study: Json, pointer: string, value: Json): Json =>
  replaced(study, pointer.split('/').slice(1), value);

/**
 * Changed patterns that none of the targets accounts for. An element that came or went as a whole is
 * accounted for where one of the targets is a part of it: its constants (`system`, `type`) came along.
 */
export function unaccounted(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  covers: readonly ((pattern: string) => boolean)[],
): string[] {
  const changed = changedPatterns(before, after);
  const accounted = changed.filter((pattern) => covers.some((cover) => cover(pattern)));
  return changed.filter((pattern) => {
    // Marks of how a value was obtained come and go with it.
    if (accounted.includes(pattern) || pattern.includes('.extension(ext-derivation)')) return false;
    const other = before.has(pattern) ? after : before;
    if (other.has(pattern)) return true;
    const whole = comeOrGone(pattern, other);
    return !accounted.some((each) => each.startsWith(`${whole}.`));
  });
}

/** The outermost element above a pattern that the other bundle has nothing of. */
function comeOrGone(pattern: string, other: ReadonlyMap<string, string>): string {
  const steps = stepsOf(pattern);
  const length = steps.findIndex((_, at) => {
    const whole = steps.slice(0, at + 1).join('.');
    return ![...other.keys()].some((each) => each === whole || each.startsWith(`${whole}.`));
  });
  return steps.slice(0, length + 1).join('.');
}
