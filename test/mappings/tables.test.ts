import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadTables } from '../../src/source/load-tables.ts';

interface ConceptMap {
  readonly url: string;
  readonly sourceUri?: string;
  readonly group: readonly {
    readonly source: string;
    readonly target?: string;
    readonly element: readonly {
      readonly code: string;
      readonly display: string;
      readonly target: readonly {
        readonly code?: string;
        readonly display?: string;
        readonly equivalence: string;
        readonly comment?: string;
      }[];
    }[];
  }[];
}

interface CodeSystem {
  readonly url: string;
  readonly concept?: readonly { readonly code: string; readonly display: string }[];
}

const MAPPINGS = new URL('../../mappings/', import.meta.url);
const PROFILES = new URL('../../profiles/r4/', import.meta.url);
const read = (file: URL): unknown => JSON.parse(readFileSync(file, 'utf8'));
const jsonIn = (folder: URL): readonly string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.json'));

const tables = loadTables();
const maps = jsonIn(MAPPINGS).map(
  (file) => [file, read(new URL(file, MAPPINGS)) as ConceptMap] as const,
);
const codeSystems = new Map(
  ['codesystems/', 'external/'].flatMap((folder) =>
    jsonIn(new URL(folder, PROFILES)).map((file) => {
      const system = read(new URL(`${folder}${file}`, PROFILES)) as CodeSystem;
      return [
        system.url,
        new Map(system.concept?.map((each) => [each.code, each.display])),
      ] as const;
    }),
  ),
);

/** Code systems of R4 itself, checked by the base definitions. */
const BASE_SYSTEMS = new Set([
  'http://hl7.org/fhir/research-study-status',
  'http://hl7.org/fhir/administrative-gender',
  'http://hl7.org/fhir/related-artifact-type',
  'http://hl7.org/fhir/request-resource-types',
  'http://terminology.hl7.org/CodeSystem/research-study-phase',
  'http://terminology.hl7.org/CodeSystem/research-study-prim-purp-type',
  'http://terminology.hl7.org/CodeSystem/research-study-objective-type',
]);

const { enumerations } = read(new URL('ctgov-enums.json', import.meta.url)) as {
  readonly enumerations: readonly {
    readonly type: string;
    readonly table: string;
    readonly values: readonly string[];
  }[];
};

describe('the code tables', () => {
  it.each(enumerations)('$table has a row for every value of $type', ({ table, values }) => {
    const rows = tables.get(table)?.rows;
    expect(values.filter((value) => !rows?.has(value))).toEqual([]);
  });

  it('have no row of a ClinicalTrials.gov field for a value the registry does not know, sets of phases apart', () => {
    const known = new Map<string, readonly string[]>();
    for (const { table, values } of enumerations)
      known.set(table, [...(known.get(table) ?? []), ...values]);
    const surplus = [...tables.values()]
      .filter(({ name }) => name.startsWith('ctgov-'))
      .flatMap(({ name, rows }) =>
        [...rows.keys()]
          .filter((code) => !code.includes('+') && !known.get(name)?.includes(code))
          .map((code) => `${name}: ${code}`),
      );
    expect(surplus).toEqual([]);
  });

  it.each(maps)('%s lists the codes of its own code systems with their displays', (_, map) => {
    for (const source of new Set(map.group.map((group) => group.source))) {
      const rows = new Map(
        map.group
          .filter((group) => group.source === source)
          .flatMap((group) =>
            group.element.map((element) => [element.code, element.display] as const),
          ),
      );
      expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(codeSystems.get(source) ?? []));
    }
  });

  it.each(maps)(
    '%s gives targets of known systems, with a code and a display of that system',
    (_, map) => {
      const wrong = map.group.flatMap(({ target: system = '', element }) =>
        element
          .flatMap((each) => each.target)
          .filter(({ equivalence, code, display }) => {
            if (equivalence === 'unmatched') return code !== undefined;
            if (BASE_SYSTEMS.has(system)) return !code || !display;
            return !code || codeSystems.get(system)?.get(code) !== display;
          }),
      );
      expect(wrong).toEqual([]);
    },
  );

  it.each(maps)('%s has each code once in a group and explains what is inexact', (_, map) => {
    for (const { element } of map.group)
      expect(element.map(({ code }) => code)).toEqual([
        ...new Set(element.map(({ code }) => code)),
      ]);
    // ConceptMap cmd-1
    const silent = map.group
      .flatMap(({ element }) => element.flatMap((each) => each.target))
      .filter((target) => ['narrower', 'inexact'].includes(target.equivalence) && !target.comment);
    expect(silent).toEqual([]);
  });

  it('are the files the README lists', () => {
    const readme = readFileSync(new URL('README.md', MAPPINGS), 'utf8');
    const listed = [...readme.matchAll(/^\| \[([^\]]+)\]\(([^)]+)\)/gm)].map((row) => row[1]);
    expect(new Set(listed)).toEqual(new Set(maps.map(([file]) => file)));
  });
});
