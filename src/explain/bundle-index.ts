/** A conversion opened for many questions: its elements as trees, its values by path. */
import type { Conversion } from '../convert.ts';
import type { CodeTables } from '../map/tables.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import type { Place } from '../shared/issue.ts';
import type { JsonObject } from '../shared/json.ts';
import { elementTree, type ElementNode } from './element-tree.ts';
import { lookupOf, type Knowledge, type Lookup } from './knowledge.ts';
import { trialValues, type Position, type TrialValue } from './trial-values.ts';

export interface OpenResource {
  /** `ResearchStudy/ctgov-nct01234567` */
  readonly reference: string;
  readonly id: string;
  readonly root: ElementNode;
  /** Places of the record the resource was made of. */
  readonly places: readonly Place[];
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
  readonly sizeOf: (value: TrialValue, level: number) => number;
}

const opened = new WeakMap<Conversion, OpenBundle>();

/** Opening is the larger part of the work: it is done once for a conversion. */
export function openBundle(conversion: Conversion, knowledge: Knowledge): OpenBundle {
  const before = opened.get(conversion);
  if (before) return before;
  const bundle = open(conversion, knowledge);
  opened.set(conversion, bundle);
  return bundle;
}

function open({ bundle, trial, lineage }: Conversion, knowledge: Knowledge): OpenBundle {
  const fhir: FhirVersion = bundle?.id.endsWith('-r5') === true ? 'r5' : 'r4';
  const places = new Map(lineage.map((entry) => [entry.resource, entry.places]));
  const values = trial ? trialValues(trial) : [];
  const byPath = groupedBy(values, ({ path }) => path);
  const byItem = groupedBy(values, (value) => itemKey(value.positions[0]));
  return {
    fhir,
    resources: (bundle?.entry ?? []).map(({ resource }) => {
      const reference = `${resource.resourceType}/${resource.id}`;
      const root = elementTree(resource as JsonObject);
      return { reference, id: resource.id, root, places: places.get(reference) ?? [] };
    }),
    lookup: lookupOf(knowledge.rows, fhir),
    tables: knowledge.tables,
    valuesAt: (path) => byPath.get(path) ?? [],
    itemsOf: (position) => byItem.get(itemKey(position)) ?? [],
    sizeOf: sizesOf(values),
  };
}

function sizesOf(values: readonly TrialValue[]): OpenBundle['sizeOf'] {
  const key = ({ positions }: TrialValue, level: number): string =>
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
