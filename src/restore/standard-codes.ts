import type { CodeTables } from '../map/tables.ts';
import { NCIT } from '../map/terms.ts';
import type { StandardCodes } from './decode/element.ts';

/** The ConceptMaps read backwards: a registry code only where what is given stands for no other (MAPPING 13). */
export function standardCodes(tables: readonly CodeTables[]): StandardCodes {
  const byTarget = new Map<string, Set<string>>();
  const byDisplay = new Map<string, Set<string>>();
  const add = (to: Map<string, Set<string>>, key: string, code: string): void => {
    to.set(key, (to.get(key) ?? new Set()).add(code));
  };
  for (const { name, rows } of tables.flatMap((each) => [...each.values()])) {
    for (const { code, display, targets } of rows.values()) {
      add(byDisplay, keyOf(name, display.toLowerCase()), code);
      // NCIt has one concept for many kinds of things, `Other` above all.
      for (const target of targets.filter(({ system }) => system !== NCIT)) {
        add(byTarget, keyOf(name, target.system, target.code), code);
      }
    }
  }
  return {
    ofCoding: (table, system, code) => onlyOne(byTarget.get(keyOf(table, system, code))),
    ofWords: (table, words) => onlyOne(byDisplay.get(keyOf(table, words.trim().toLowerCase()))),
  };
}

function onlyOne(codes: ReadonlySet<string> | undefined): string | undefined {
  const [code, ...others] = codes ?? [];
  return others.length === 0 ? code : undefined;
}

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);
