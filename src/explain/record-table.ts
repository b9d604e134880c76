/** A record from its own side: where each value went, and what went nowhere or is only kept. */
import type { Conversion } from '../convert.ts';
import { placeText, type Issue, type Place } from '../shared/issue.ts';
import type { Json } from '../shared/json.ts';
import type { Derivation } from '../trial/values.ts';
import { explain, type Explanation } from './explain.ts';
import type { Knowledge } from './knowledge.ts';
import { moduleOf, type ElementBlock, type ElementRow } from './rows.ts';
import { trialValues, type TrialValue } from './trial-values.ts';

/** One value of the record. */
export interface RecordEntry {
  readonly place: Place;
  readonly value: Json;
  /** Path in the trial model. */
  readonly trial: string;
  readonly row?: ElementRow;
  readonly derivation?: Derivation;
  /** Elements that hold it: `ResearchStudy/ctgov-nct01234567.title`. */
  readonly elements: readonly string[];
  /** Number of elements that follow from it without holding it. */
  readonly following: number;
}

export interface RecordModule {
  /** `statusModule` */
  readonly name: string;
  readonly entries: readonly RecordEntry[];
}

export interface RecordTable {
  /** In the order of the registry's own record. */
  readonly modules: readonly RecordModule[];
  /** Values that only ext-source-element keeps. */
  readonly kept: readonly {
    readonly place: Place;
    readonly value: Json;
    readonly element: string;
  }[];
  /** Values that were read and stand in no element. */
  readonly unused: readonly RecordEntry[];
  /** Parts of the record that are not mapped leaf by leaf, with the reason. */
  readonly blocks: readonly ElementBlock[];
  readonly issues: readonly Issue[];
}

/** Every value of the record with the elements it went to. */
export function recordTable(conversion: Conversion, knowledge: Knowledge): RecordTable {
  const explanations = explain(conversion, knowledge);
  const uses = usesOf(explanations);
  const values = conversion.trial ? trialValues(conversion.trial) : [];
  const rows = rowsByTrialPath(knowledge);
  const entries = values.map((value) =>
    entryOf(value, rows.get(value.path), uses.get(useKey(value))),
  );
  return {
    modules: modulesOf(entries.filter(isUsed), knowledge),
    kept: keptOf(explanations),
    unused: entries.filter((entry) => !isUsed(entry)),
    blocks: knowledge.rows.blocks.filter((block) => isPresent(block, conversion.issues)),
    issues: conversion.issues,
  };
}

/** What the record has and nobody maps is named by an issue at its place. */
function isPresent({ path }: ElementBlock, issues: readonly Issue[]): boolean {
  const pointer = `/${path.replaceAll('.', '/')}`;
  return issues.some(({ place }) => place?.kind === 'pointer' && place.pointer === pointer);
}

interface Uses {
  readonly elements: string[];
  following: number;
}

const useKey = ({ concrete, place }: Pick<TrialValue, 'concrete' | 'place'>): string =>
  `${concrete} ${placeText(place)}`;

function usesOf(explanations: readonly Explanation[]): ReadonlyMap<string, Uses> {
  const uses = new Map<string, Uses>();
  for (const { name, sources } of explanations) {
    for (const { trial, place, follows } of sources) {
      if (trial === undefined) continue;
      const key = useKey({ concrete: trial, place });
      const use = uses.get(key) ?? { elements: [], following: 0 };
      uses.set(key, use);
      if (follows) use.following += 1;
      else addOnce(use.elements, wholeCoding(name));
    }
  }
  return uses;
}

/** System, code and display of a coding are one thing to a reader. */
const wholeCoding = (name: string): string =>
  name.replace(/(\.coding(?:\([^)]*\)|\[\d+\]))\.(?:system|code|display)$/u, '$1');

function addOnce(names: string[], name: string): void {
  if (names.at(-1) !== name) names.push(name);
}

function rowsByTrialPath({ rows }: Knowledge): ReadonlyMap<string, ElementRow> {
  return new Map(
    rows.rows.flatMap((row) => [...row.trial, ...row.read].map((path) => [path, row] as const)),
  );
}

function entryOf(
  { place, value, concrete, derivation }: TrialValue,
  row: ElementRow | undefined,
  uses: Uses | undefined,
): RecordEntry {
  return {
    place,
    value,
    trial: concrete,
    ...(row && { row }),
    ...(derivation && { derivation }),
    elements: uses?.elements ?? [],
    following: uses?.following ?? 0,
  };
}

const isUsed = ({ elements, following }: RecordEntry): boolean =>
  elements.length > 0 || following > 0;

function modulesOf(entries: readonly RecordEntry[], { rows }: Knowledge): readonly RecordModule[] {
  const order = [...new Set(rows.rows.map(moduleOf))];
  const nameOf = ({ row, trial }: RecordEntry): string =>
    row ? moduleOf(row) : (trial.split(/[.[]/u)[0] ?? trial);
  const groups = Map.groupBy(entries, nameOf);
  const rank = (name: string): number =>
    order.includes(name) ? order.indexOf(name) : order.length;
  return [...groups]
    .toSorted(([a], [b]) => rank(a) - rank(b))
    .map(([name, grouped]) => ({ name, entries: grouped }));
}

function keptOf(explanations: readonly Explanation[]): RecordTable['kept'] {
  return explanations
    .filter(({ pattern }) => pattern.endsWith('extension(ext-source-element).extension(path)'))
    .flatMap(({ sources, name }) =>
      sources.map(({ place, value }) => ({
        place,
        value,
        element: name.replace(/\.extension\(path\)$/u, ''),
      })),
    );
}
