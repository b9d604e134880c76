import { type JsonObject, asText } from '../../shared/json.ts';
import { report, shown } from './run.ts';
import type { ResourceScope, Run } from '../plan/plan.ts';

/** dom-3 at the contained resource itself: something in its container refers to it, or it to the container. */
export function checkContained({ value, container }: ResourceScope, run: Run): void {
  if (container === undefined || isReferenced(value, container.value, anchorsOf(container))) return;
  const message = `dom-3: Nothing in the resource refers to the contained ${shown(value['id'])}.`;
  report(run, 'invariant-failed', message);
}

export function isReferenced(
  inner: JsonObject,
  outer: JsonObject,
  anchors: Anchors = anchorsIn(outer),
): boolean {
  const own = anchorsIn(inner);
  const name = `#${asText(inner['id'])}`;
  // what stands in the contained resource itself does not refer to it
  return (anchors.get(name) ?? 0) > (own.get(name) ?? 0) || own.has('#');
}

/** Strings that begin with #, and how often each stands in a value. */
type Anchors = ReadonlyMap<string, number>;

const known = new WeakMap<ResourceScope, Anchors>();

/** Gone over once for all that is contained: a resource may contain thousands. */
function anchorsOf(container: ResourceScope): Anchors {
  const before = known.get(container);
  if (before !== undefined) return before;
  const anchors = anchorsIn(container.value);
  known.set(container, anchors);
  return anchors;
}

// Every string counts: a Reference, canonical, uri or url are all strings in JSON.
function anchorsIn(from: JsonObject): Anchors {
  const anchors = new Map<string, number>();
  const open: unknown[] = [from];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') {
      if (next.startsWith('#')) anchors.set(next, (anchors.get(next) ?? 0) + 1);
    } else if (typeof next === 'object' && next !== null) {
      for (const value of Object.values(next)) open.push(value);
    }
  }
  return anchors;
}
