import { type JsonObject, asText } from '../../shared/json.ts';
import { report, shown } from './run.ts';
import type { ResourceScope, Run } from '../plan/plan.ts';

/** dom-3 at the contained resource itself: something in its container refers to it, or it to the container. */
export function checkContained({ value, container }: ResourceScope, run: Run): void {
  if (container === undefined || isReferenced(value, container.value)) return;
  const message = `dom-3: Nothing in the resource refers to the contained ${shown(value['id'])}.`;
  report(run, 'invariant-failed', message);
}

export function isReferenced(inner: JsonObject, outer: JsonObject): boolean {
  const name = `#${asText(inner['id'])}`;
  return mentions(outer, new Set([name]), inner) || mentions(inner, new Set(['#']));
}

// Every string counts: a Reference, canonical, uri or url are all strings in JSON.
function mentions(from: unknown, names: ReadonlySet<string>, except?: unknown): boolean {
  const open: unknown[] = [from];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string' && names.has(next)) return true;
    if (typeof next !== 'object' || next === null || next === except) continue;
    for (const value of Object.values(next)) if (value !== null) open.push(value);
  }
  return false;
}
