import { type JsonObject, isJsonObject } from '../../shared/json.ts';
import type { Run } from '../plan/plan.ts';
import { restfulBase } from './bundle-index.ts';

export type Resolution =
  | { readonly kind: 'found'; readonly resource: JsonObject }
  /** It should be here and is not. */
  | { readonly kind: 'dangling' }
  /** It points outside; `type` where the reference tells it. */
  | { readonly kind: 'outside'; readonly type: string | undefined };

/** Bundles that bring everything they refer to; search results and histories do not. */
const CLOSED = new Set(['transaction', 'batch', 'collection', 'document', 'message']);

/** http://hl7.org/fhir/R4/bundle.html#references */
export function resolveReference(reference: string, run: Run): Resolution {
  if (reference.startsWith('#')) return resolveContained(reference.slice(1), run);
  const plain = reference.includes('/_history/')
    ? reference.replace(/\/_history\/[^/]+$/, '')
    : reference;
  const { bundle } = run;
  const type = typeOfReference(plain);
  if (bundle === undefined) return { kind: 'outside', type };
  const resource =
    bundle.byFullUrl.get(reference) ?? bundle.byFullUrl.get(plain) ?? relative(plain, run);
  if (resource !== undefined) return { kind: 'found', resource };
  return isExpectedHere(plain, run) ? { kind: 'dangling' } : { kind: 'outside', type };
}

function resolveContained(id: string, run: Run): Resolution {
  const root = run.resource?.container ?? run.resource;
  if (root === undefined) return { kind: 'outside', type: undefined };
  // "#" alone is the containing resource itself
  if (id === '') return { kind: 'found', resource: root.value };
  const contained = Array.isArray(root.value['contained']) ? root.value['contained'] : [];
  const resource = contained.filter(isJsonObject).find((candidate) => candidate['id'] === id);
  return resource === undefined ? { kind: 'dangling' } : { kind: 'found', resource };
}

function relative(reference: string, run: Run): JsonObject | undefined {
  const { bundle, resource } = run;
  if (bundle === undefined || reference.includes(':')) return undefined;
  const base = bundle.baseOf.get((resource?.container ?? resource)?.fullUrl ?? '');
  const absolute = base === undefined ? undefined : bundle.byFullUrl.get(`${base}/${reference}`);
  return absolute ?? bundle.byTypeAndId.get(reference);
}

function isExpectedHere(reference: string, { bundle }: Run): boolean {
  if (bundle === undefined) return false;
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
