import { asText, isJsonObject, type JsonObject, objectsIn } from '../../shared/json.ts';
import { withoutVersion } from '../terminology/value-set.ts';
import { type BundleIndex, toBundleIndex } from './bundle-index.ts';

/** Where a narrative leads: `href` and `src`. */
const LINK = /\s(?:href|src)\s*=\s*["']([^"']+)["']/g;

/**
 * Indices of the entries of a document that have nothing to do with its Composition: it refers to them by no chain of
 * references, nor they to it or to what it refers to. A document has no others but stylesheets
 * (http://hl7.org/fhir/R4/documents.html#content).
 */
export function unreachedEntries(bundle: JsonObject): readonly number[] {
  const entries = Array.isArray(bundle['entry']) ? (bundle['entry'] as readonly unknown[]) : [];
  const resources = entries.map((entry) =>
    isJsonObject(entry) && isJsonObject(entry['resource']) ? entry['resource'] : undefined,
  );
  const [first] = resources;
  if (first === undefined) return [];
  const reached = reachedFrom(first, neighboursIn(bundle));
  return resources.flatMap((resource, index) =>
    resource === undefined || reached.has(resource) || isStylesheet(resource) ? [] : [index],
  );
}

type Neighbours = ReadonlyMap<JsonObject, ReadonlySet<JsonObject>>;

function reachedFrom(first: JsonObject, neighbours: Neighbours): ReadonlySet<JsonObject> {
  const reached = new Set([first]);
  // a Set takes what is added while it is gone over
  for (const resource of reached)
    for (const neighbour of neighbours.get(resource) ?? []) reached.add(neighbour);
  return reached;
}

/** Both ways: what a resource refers to, and what refers to it. */
function neighboursIn(bundle: JsonObject): Neighbours {
  const index = toBundleIndex(bundle);
  const neighbours = new Map<JsonObject, Set<JsonObject>>();
  const link = (from: JsonObject, to: JsonObject): void => {
    neighbours.set(from, (neighbours.get(from) ?? new Set()).add(to));
  };
  for (const { fullUrl, resource } of objectsIn(bundle['entry'])) {
    if (!isJsonObject(resource)) continue;
    const base = index.baseOf.get(asText(fullUrl));
    for (const text of textsIn(resource)) {
      const target = targetOf(text, base, index);
      if (target === undefined || target === resource) continue;
      link(resource, target);
      link(target, resource);
    }
  }
  return neighbours;
}

/** Every text counts that is the name of an entry, whether a Reference, a canonical or a URI. */
function targetOf(
  text: string,
  base: string | undefined,
  { byFullUrl, byTypeAndId, byCanonical }: BundleIndex,
): JsonObject | undefined {
  const name = text.replace(/\/_history\/[^/]*$/, '');
  return (
    byFullUrl.get(name) ??
    byFullUrl.get(`${base ?? ''}/${name}`) ??
    byTypeAndId.get(name) ??
    byCanonical.get(withoutVersion(text))
  );
}

function* textsIn(from: JsonObject): Generator<string> {
  const open: unknown[] = [from];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') {
      if (next.startsWith('<')) for (const [, target = ''] of next.matchAll(LINK)) yield target;
      else yield next;
    } else if (typeof next === 'object' && next !== null) {
      for (const value of Object.values(next)) open.push(value);
    }
  }
}

function isStylesheet({ resourceType, contentType }: JsonObject): boolean {
  return resourceType === 'Binary' && contentType === 'text/css';
}
