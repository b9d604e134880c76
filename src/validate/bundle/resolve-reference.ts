import { type JsonObject, objectsIn } from '../../shared/json.ts';
import type { ResourceScope, Run } from '../plan/plan.ts';
import { type BundleIndex, restfulBase } from './bundle-index.ts';

export type Resolution =
  | { readonly kind: 'found'; readonly resource: JsonObject }
  /** It should be here and is not; `hasNamesake`: one of its type and id goes by another fullUrl. */
  | { readonly kind: 'dangling'; readonly hasNamesake: boolean }
  /** It points outside; `type` where it is told. `isKnown`: the caller has such a resource, and only its content is not at hand. */
  | { readonly kind: 'outside'; readonly type: string | undefined; readonly isKnown?: true };

/** Bundles that bring everything they refer to; search results and histories do not. */
const CLOSED = new Set(['transaction', 'batch', 'collection', 'document', 'message']);
/** What is written to a server has the address of its type and id there, whatever its fullUrl. */
const WRITTEN = new Set(['transaction', 'batch']);
const DANGLING: Resolution = { kind: 'dangling', hasNamesake: false };

/** http://hl7.org/fhir/R4/bundle.html#references */
export function resolveReference(reference: string, run: Run): Resolution {
  if (reference.startsWith('#')) return resolveContained(reference.slice(1), run);
  const plain = reference.includes('/_history/')
    ? reference.replace(/\/_history\/[^/]+$/, '')
    : reference;
  const { bundle } = run;
  const resource =
    bundle?.byFullUrl.get(reference) ??
    bundle?.byFullUrl.get(plain) ??
    (bundle === undefined ? undefined : relative(plain, bundle, run));
  if (resource !== undefined) return { kind: 'found', resource };
  return told(plain, run) ?? notFound(plain, bundle);
}

/** What the caller knows of it. */
function told(reference: string, { resolve }: Run): Resolution | undefined {
  const target = resolve?.(reference);
  if (target === undefined) return undefined;
  if ('resource' in target) return { kind: 'found', resource: target.resource };
  return 'type' in target ? { kind: 'outside', type: target.type, isKnown: true } : DANGLING;
}

function notFound(reference: string, bundle: BundleIndex | undefined): Resolution {
  if (bundle === undefined || !isExpectedHere(reference, bundle))
    return { kind: 'outside', type: typeOfReference(reference) };
  return { kind: 'dangling', hasNamesake: bundle.byTypeAndId.has(reference) };
}

const indexes = new WeakMap<ResourceScope, ReadonlyMap<unknown, JsonObject>>();

/** What a resource contains by id, the first of several; gone over once. */
function containedIn(scope: ResourceScope): ReadonlyMap<unknown, JsonObject> {
  const known = indexes.get(scope);
  if (known !== undefined) return known;
  const index = new Map<unknown, JsonObject>();
  for (const one of objectsIn(scope.value['contained'])) {
    if (!index.has(one['id'])) index.set(one['id'], one);
  }
  indexes.set(scope, index);
  return index;
}

function resolveContained(id: string, run: Run): Resolution {
  const root = run.resource?.container ?? run.resource;
  if (root === undefined) return { kind: 'outside', type: undefined };
  // "#" alone is the containing resource itself
  if (id === '') return { kind: 'found', resource: root.value };
  const resource = containedIn(root).get(id);
  return resource === undefined ? DANGLING : { kind: 'found', resource };
}

// relative to the RESTful fullUrl of the entry it stands in: without one it says nothing about other entries
function relative(
  reference: string,
  bundle: BundleIndex,
  { resource }: Run,
): JsonObject | undefined {
  if (reference.includes(':')) return undefined;
  const fullUrl = (resource?.container ?? resource)?.fullUrl;
  const base = bundle.baseOf.get(fullUrl ?? '');
  const absolute = base === undefined ? undefined : bundle.byFullUrl.get(`${base}/${reference}`);
  if (absolute !== undefined) return absolute;
  const isByName = fullUrl === undefined || WRITTEN.has(bundle.type);
  return isByName ? bundle.byTypeAndId.get(reference) : undefined;
}

function isExpectedHere(reference: string, bundle: BundleIndex): boolean {
  if (reference.startsWith('urn:uuid:') || reference.startsWith('urn:oid:')) return true;
  if (!CLOSED.has(bundle.type)) return false;
  // a conditional reference names a search on the server
  if (reference.includes('?')) return false;
  const base = restfulBase(reference);
  return base === undefined ? !reference.includes(':') : bundle.bases.has(base);
}

const TYPED = /(?:^|\/)([A-Z][A-Za-z]+)(?:\/[A-Za-z0-9\-.]{1,64}$|\?)/;

/** `Patient` of `Patient/1`, `https://server/fhir/Patient/1` and `Patient?identifier=x`. */
export function typeOfReference(reference: string): string | undefined {
  return TYPED.exec(reference)?.[1];
}
