import type { CodeTables } from '../map/tables.ts';
import { NCIT } from '../map/terms.ts';
import type { StandardCodes } from './decode/element.ts';

/** The ConceptMaps read backwards: a registry code only where the standard code stands for no other (MAPPING 13). */
export function standardCodes(tables: readonly CodeTables[]): StandardCodes {
  const reversed = new Map<string, Set<string>>();
  for (const { name, rows } of tables.flatMap((each) => [...each.values()])) {
    for (const { code, targets } of rows.values()) {
      // NCIt has one concept for many kinds of things, `Other` above all.
      for (const target of targets.filter(({ system }) => system !== NCIT)) {
        const key = keyOf(name, target.system, target.code);
        reversed.set(key, (reversed.get(key) ?? new Set()).add(code));
      }
    }
  }
  return (table, system, code) => {
    const codes = [...(reversed.get(keyOf(table, system, code)) ?? [])];
    return codes.length === 1 ? codes[0] : undefined;
  };
}

const keyOf = (table: string, system: string, code: string): string =>
  JSON.stringify([table, system, code]);
