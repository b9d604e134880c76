/** A conversion opened for many questions: its elements as trees, its values by path. */
import type { Conversion } from '../convert.ts';
import type { CodeTables } from '../map/tables.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import { placeText } from '../shared/issue.ts';
import type { JsonObject } from '../shared/json.ts';
import { elementTree, type ElementNode } from './element-tree.ts';
import { formsOf } from './evidence.ts';
import { lookupOf, type Knowledge, type Lookup } from './knowledge.ts';
import type { ElementRow } from './rows.ts';
import { trialValues, type Position, type TrialValue } from './trial-values.ts';

export interface OpenResource {
  /** `ResearchStudy/ctgov-nct01234567` */
  readonly reference: string;
  readonly id: string;
  readonly root: ElementNode;
  /** Places of the record the resource was made of. */
  readonly places: ReadonlySet<string>;
  /** Lists of the trial it was made of items of. */
  readonly lists: ReadonlySet<string>;
}

export interface OpenBundle {
  readonly fhir: FhirVersion;
  readonly resources: readonly OpenResource[];
  readonly lookup: Lookup;
  readonly tables: CodeTables;
  /** Values of the trial under a path of the mapping rows. */
  readonly valuesAt: (path: string) => readonly TrialValue[];
  /** Values of one item of an outermost list of the trial. */
  readonly itemsOf: (position: Position) => readonly TrialValue[];
  /** Length of the list a value stands in at a level of its positions. */
  readonly sizeOf: (value: Pick<TrialValue, 'positions'>, level: number) => number;
  /** Values under a path that stand at a place of the record. */
  readonly valuesFrom: (path: string, place: string) => readonly TrialValue[];
  /** Everything the values under a path may look like in FHIR. */
  readonly formsAt: (row: ElementRow, path: string) => ReadonlySet<string>;
  /** The value under a path at a position in each of its lists. */
  readonly valueAt: (path: string, indexes: readonly number[]) => TrialValue | undefined;
}

const opened = new WeakMap<Conversion, { readonly by: Knowledge; readonly bundle: OpenBundle }>();

/** Opening is the larger part of the work: it is done once for a conversion. */
export function openBundle(conversion: Conversion, by: Knowledge): OpenBundle {
  const before = opened.get(conversion);
  if (before && before.by.rows === by.rows && before.by.tables === by.tables) return before.bundle;
  const bundle = open(conversion, by);
  opened.set(conversion, { by, bundle });
  return bundle;
}

function open({ bundle, trial, lineage }: Conversion, knowledge: Knowledge): OpenBundle {
  const fhir: FhirVersion = bundle?.id.endsWith('-r5') === true ? 'r5' : 'r4';
  const places = new Map(
    lineage.map((entry) => [entry.resource, new Set(entry.places.map(placeText))]),
  );
  const values = trial ? trialValues(trial) : [];
  const byPath = groupedBy(values, ({ path }) => path);
  const byPlace = groupedBy(values, ({ path, place }) => `${path} ${placeText(place)}`);
  const listsAt = new Map(
    values.map(({ place, positions }) => [placeText(place), positions[0]?.list ?? []] as const),
  );
  const byItem = groupedBy(values, (value) => itemKey(value.positions[0]));
  return {
    fhir,
    resources: (bundle?.entry ?? []).map(({ resource }) => {
      const reference = `${resource.resourceType}/${resource.id}`;
      const root = elementTree(resource as JsonObject);
      const from = places.get(reference) ?? new Set<string>();
      const lists = new Set([...from].flatMap((place) => listsAt.get(place) ?? []));
      return { reference, id: resource.id, root, places: from, lists };
    }),
    lookup: lookupOf(knowledge.rows, fhir),
    tables: knowledge.tables,
    valuesAt: (path) => byPath.get(path) ?? [],
    itemsOf: (position) => byItem.get(itemKey(position)) ?? [],
    sizeOf: sizesOf(values),
    valueAt: valuesByIndex(values),
    valuesFrom: (path, place) => byPlace.get(`${path} ${place}`) ?? [],
    formsAt: formsByPath(byPath, knowledge.tables),
  };
}

function formsByPath(
  byPath: ReadonlyMap<string, readonly TrialValue[]>,
  tables: CodeTables,
): OpenBundle['formsAt'] {
  const known = new Map<string, ReadonlySet<string>>();
  return (row, path) => {
    const key = `${row.path} ${path}`;
    const before = known.get(key);
    if (before) return before;
    const values = byPath.get(path) ?? [];
    const forms = new Set(values.flatMap((source) => formsOf({ row, source }, tables)));
    known.set(key, forms);
    return forms;
  };
}

function valuesByIndex(values: readonly TrialValue[]): OpenBundle['valueAt'] {
  const key = (path: string, indexes: readonly number[]): string => `${path} ${indexes.join(',')}`;
  const byIndex = new Map(
    values.map((value) => [
      key(
        value.path,
        value.positions.map(({ index }) => index),
      ),
      value,
    ]),
  );
  return (path, indexes) => byIndex.get(key(path, indexes));
}

function sizesOf(values: readonly TrialValue[]): OpenBundle['sizeOf'] {
  const key = ({ positions }: Pick<TrialValue, 'positions'>, level: number): string =>
    [...positions.slice(0, level).map(itemKey), positions[level]?.list].join(' | ');
  const sizes = new Map<string, number>();
  for (const value of values) {
    for (const [level, { index }] of value.positions.entries()) {
      const list = key(value, level);
      sizes.set(list, Math.max(sizes.get(list) ?? 0, index + 1));
    }
  }
  return (value, level) => sizes.get(key(value, level)) ?? 0;
}

const itemKey = (position: Position | undefined): string =>
  position ? `${position.list} ${position.index}` : '';

function groupedBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
