/** Mapping rows ready to be looked up by element pattern. */
import type { CodeTables } from '../map/tables.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import { covering, type Matcher } from './element-path.ts';
import type { ElementRow, ElementRows, MadeElements } from './rows.ts';

/** What explain() knows besides the conversion: mapping rows and code tables. */
export interface Knowledge {
  readonly rows: ElementRows;
  readonly tables: CodeTables;
}

/** Rows whose values an element holds, rows it follows from, and the rule of an element no value makes. */
export interface Behind {
  readonly holding: readonly ElementRow[];
  readonly following: readonly ElementRow[];
  readonly made?: MadeElements;
}

export type Lookup = (pattern: string) => Behind;

interface Entry {
  readonly row: ElementRow;
  readonly covers: Matcher;
}

export function lookupOf({ rows, made }: ElementRows, fhir: FhirVersion): Lookup {
  const entries = (part: 'targets' | 'derived'): readonly Entry[] =>
    rows.flatMap((row) => row[part][fhir].map((target) => ({ row, covers: covering(target) })));
  const holding = entries('targets');
  const following = entries('derived');
  const others = made.flatMap((rule) =>
    rule.targets.map((target) => ({ rule, covers: covering(target) })),
  );
  const known = new Map<string, Behind>();
  return (pattern) => {
    const before = known.get(pattern);
    if (before) return before;
    const madeBy = others.find(({ covers }) => covers(pattern))?.rule;
    const behind: Behind = {
      holding: matching(holding, pattern),
      following: matching(following, pattern),
      ...(madeBy && { made: madeBy }),
    };
    known.set(pattern, behind);
    return behind;
  };
}

function matching(entries: readonly Entry[], pattern: string): readonly ElementRow[] {
  return [...new Set(entries.filter(({ covers }) => covers(pattern)).map(({ row }) => row))];
}
