import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { covering } from '../../src/explain/element-path.ts';
import { trialValues } from '../../src/explain/trial-values.ts';
import { FHIR_VERSIONS, type FhirVersion } from '../../src/shared/fhir-version.ts';
import { asText, type Json } from '../../src/shared/json.ts';
import { loadElementRows } from '../../src/source/load-element-rows.ts';
import { FIELDS, known, registryPath, sourceLeaves, type SourceLeaf } from './fields.ts';
import {
  bundleLeaves,
  changedPatterns,
  convertStudy,
  definitions,
  otherValue,
  replacedAt,
  unaccounted,
  valuesByPattern,
} from './probe.ts';

const knowledge = loadElementRows();
const { rows, blocks, made } = knowledge;
const STUDIES = new URL('../corpus/studies/', import.meta.url);
const readStudy = (url: URL): Json => known(JSON.parse(readFileSync(url, 'utf8')) as Json);
const everyLeaf = readStudy(new URL('every-leaf.json', import.meta.url));
/** What the record of every leaf cannot have at once: equal titles, no arms and an intervention that is a MeSH term. */
const another = withChanges(
  [
    ['/protocolSection/identificationModule/briefTitle', 'One title'],
    ['/protocolSection/identificationModule/officialTitle', 'One title'],
    ['/protocolSection/armsInterventionsModule/interventions/0/type', 'PROCEDURE'],
    ['/protocolSection/armsInterventionsModule/interventions/0/name', 'Bevacizumab'],
    ['/protocolSection/armsInterventionsModule/armGroups', null],
    ['/protocolSection/armsInterventionsModule/interventions/0/armGroupLabels', null],
    ['/protocolSection/armsInterventionsModule/interventions/1/armGroupLabels', null],
  ],
  everyLeaf,
);
const synthetic = [everyLeaf, another];
const studies = [
  ...synthetic,
  ...readdirSync(STUDIES).map((name) => readStudy(new URL(name, STUDIES))),
];

function withChanges(changes: readonly (readonly [string, Json])[], study: Json): Json {
  return changes.reduce<Json>((tree, [pointer, value]) => replacedAt(tree, pointer, value), study);
}

describe('mappings/elements/ctgov.json', () => {
  test('has one row for each leaf of the registry, and the results as one block', () => {
    const results = FIELDS.filter(({ path }) => path.startsWith('resultsSection.'));
    expect(FIELDS).toHaveLength(342);
    expect(rows.map(({ path }) => path)).toEqual(
      FIELDS.filter((field) => !results.includes(field)).map(({ path }) => path),
    );
    expect(blocks).toMatchObject([{ path: 'resultsSection', leaves: results.length }]);
  });

  test('the record of every leaf has each of them', () => {
    const paths = new Set(sourceLeaves(everyLeaf).map(({ pointer }) => registryPath(pointer)));
    expect(rows.filter(({ path }) => !paths.has(path)).map(({ path }) => path)).toEqual([]);
  });

  test('names paths of the trial model that the reader fills', () => {
    const { trial } = convertStudy(everyLeaf, 'r4');
    const filled = new Set(trial ? trialValues(trial).map(({ path }) => path) : []);
    const named = rows.flatMap(({ trial: paths }) => paths);
    expect(named.filter((path) => !filled.has(path))).toEqual([]);
  });

  test('names a code table of both versions for every code', () => {
    const isTable = (table: string | undefined): boolean =>
      table !== undefined && FHIR_VERSIONS.every((fhir) => definitions[fhir].tables.has(table));
    const without = rows.filter(({ kind, table }) => (kind === 'code' ? !isTable(table) : table));
    expect(without.map(({ path }) => path).filter((path) => !isBrowseId(path))).toEqual([]);
  });

  /** Numbers of MeSH and of the registry's browse tree are codes of systems too large for a table. */
  const isBrowseId = (path: string): boolean => /BrowseModule\.\w+\[\]\.(?:id|abbrev)$/.test(path);

  test.each(FHIR_VERSIONS)('names no element and a part of it as %s targets', (fhir) => {
    const targets = [...new Set(rows.flatMap((row) => row.targets[fhir]))];
    const wide = targets.filter((target) => targets.some((each) => each.startsWith(`${target}.`)));
    expect(wide).toEqual([]);
  });
});

/** How often a leaf of one kind is asked for: enough to meet it in several records. */
const PROBES = Number(process.env['PROBES'] ?? 3);

describe.each(FHIR_VERSIONS)('the code agrees with the rows, %s', (fhir) => {
  const bundles = studies.map((study) => convertStudy(study, fhir));
  const patterns = new Set(bundles.flatMap((bundle) => [...valuesByPattern(bundle).keys()]));

  test('every element of every bundle has a row or a rule', () => {
    const targets = rows.flatMap((row) => [...row.targets[fhir], ...row.derived[fhir]]);
    const covers = [...targets, ...made.flatMap((each) => each.targets)].map(covering);
    const all = [...patterns].filter((pattern) => !covers.some((cover) => cover(pattern)));
    expect(all).toEqual([]);
  });

  test('every element that follows from a value exists', () => {
    const stale = rows.flatMap((row) =>
      row.derived[fhir]
        .filter((target) => ![...patterns].some(covering(target)))
        .map((target) => `${row.path}: ${target}`),
    );
    expect(stale).toEqual([]);
  });

  test(
    'a changed value changes the targets of its row and nothing else',
    { timeout: 300_000 },
    () => {
      const found = probe(fhir);
      expect(found.probes).toBeGreaterThan(rows.length);
      expect(found.outside).toEqual([]);
      expect(found.unreached).toEqual([]);
    },
  );
});

interface Found {
  readonly probes: number;
  /** `path: pattern` of what changed without a row saying so. */
  readonly outside: readonly string[];
  /** `path: target` of what a row names and no change reached. */
  readonly unreached: readonly string[];
}

function probe(fhir: FhirVersion): Found {
  const counts = new Map<string, number>();
  const reached = new Set<string>();
  const outside = new Set<string>();
  for (const study of studies) {
    const before = valuesByPattern(convertStudy(study, fhir));
    for (const leaf of leavesToProbe(study, counts)) {
      const row = rows.find(({ path }) => path === registryPath(leaf.pointer));
      const other = otherValue(leaf, study);
      if (!row || other === undefined) continue;
      const after = valuesByPattern(convertStudy(replacedAt(study, leaf.pointer, other), fhir));
      const changed = changedPatterns(before, after);
      for (const target of row.targets[fhir]) {
        if (changed.some(covering(target))) reached.add(`${row.path}: ${target}`);
      }
      const covers = [...row.targets[fhir], ...row.derived[fhir]].map(covering);
      for (const each of unaccounted(before, after, covers)) outside.add(`${row.path}: ${each}`);
    }
  }
  const named = rows.flatMap((row) => row.targets[fhir].map((target) => `${row.path}: ${target}`));
  return {
    probes: [...counts.values()].reduce((sum, count) => sum + count, 0),
    outside: [...outside],
    unreached: named.filter((each) => !reached.has(each)),
  };
}

/** First and last of each list, of kinds not yet met often enough; the records made for this give all of theirs. */
function leavesToProbe(study: Json, counts: Map<string, number>): readonly SourceLeaf[] {
  const byPath = Map.groupBy(sourceLeaves(study), ({ pointer }) => registryPath(pointer));
  return [...byPath].flatMap(([path, leaves]) => {
    const count = counts.get(path) ?? 0;
    const isMade = synthetic.includes(study);
    if (!isMade && count >= PROBES) return [];
    const chosen = isMade ? leaves : [...new Set([leaves[0], leaves.at(-1)])];
    counts.set(path, count + chosen.length);
    return chosen.filter((leaf) => leaf !== undefined);
  });
}

describe('mappings/elements/kept.json', () => {
  const { paths } = JSON.parse(
    readFileSync(new URL('../../mappings/elements/kept.json', import.meta.url), 'utf8'),
  ) as {
    readonly paths: readonly { readonly path: string }[];
  };
  const isListed = (path: string): boolean =>
    paths.some((each) => path === each.path || path.startsWith(`${each.path}.`));

  test.each(FHIR_VERSIONS)(
    'has a reason for whatever real studies keep generically in %s',
    (fhir) => {
      const kept = readdirSync(STUDIES).flatMap((name) => {
        const study = JSON.parse(readFileSync(new URL(name, STUDIES), 'utf8')) as Json;
        return keptPaths(bundleLeaves(convertStudy(study, fhir)));
      });
      expect(kept.length).toBeGreaterThan(10);
      expect([...new Set(kept)].filter((path) => !isListed(path))).toEqual([]);
    },
  );

  const keptPaths = (leaves: ReturnType<typeof bundleLeaves>): string[] =>
    leaves
      .filter(({ pattern }) => pattern.endsWith('.extension(ext-source-element).extension(path)'))
      .map(({ value }) => registryPath(asText(value)));
});
