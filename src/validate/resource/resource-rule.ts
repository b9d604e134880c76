import { type JsonObject, isJsonObject } from '../../shared/json.ts';
import type { Run } from '../plan/plan.ts';

/** Checks a resource beyond what its definition tells a machine; the run stands at the resource. */
export type ResourceRule = (resource: JsonObject, run: Run) => void;

/** Calls for each object of a list, with the run standing there. */
export function eachObject(
  holder: JsonObject,
  name: string,
  run: Run,
  check: (item: JsonObject, index: number) => void,
): void {
  const list = holder[name];
  if (!Array.isArray(list)) return;
  for (const [index, item] of list.entries()) {
    if (!isJsonObject(item)) continue;
    run.path.push(name, index);
    check(item, index);
    run.path.length -= 2;
  }
}
