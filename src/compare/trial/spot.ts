import type { CodeTables } from '../../map/tables.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { ListRule } from './lists.ts';
import { printable, shortened } from './show.ts';

/** Where a walk through both trials stands. */
export interface Spot {
  /** `outcomes[].timeFrame`. */
  readonly path: string;
  /** `outcomes[2].timeFrame` in the trial before, and in the one after. */
  readonly before: string;
  readonly after: string;
  /** Names of the items around, outermost first. */
  readonly heads: readonly Head[];
  readonly tables: CodeTables;
  /** The parts that hold the value, before and after. */
  readonly parents: readonly [JsonObject, JsonObject];
  /** The innermost item of a list. */
  readonly item?: ItemPair;
}

export interface ItemPair {
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly rule: ListRule;
}

/** What an item is called: `Primary outcome 2` and `Survival`. */
export interface Head {
  readonly noun: string;
  readonly name: string;
}

export function itemHead(item: Json, number: number, rule: ListRule): Head {
  const kind = rule.showsGroup && rule.group ? ` (${rule.group(item)})` : '';
  return {
    noun: `${rule.noun(item)}${rule.isNumbered ? ` ${number}` : ''}${kind}`,
    name: printable(rule.name?.(item) ?? ''),
  };
}

export const headText = ({ noun, name }: Head): string =>
  name === '' ? noun : `${noun} “${shortened(name, 60)}”`;

/** The last name of a path: `timeFrame`. */
export const lastName = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

export const isItemPath = (path: string): boolean => path.endsWith('[]');
