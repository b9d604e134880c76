import { shown } from '../check/run.ts';
import { isAbsolute } from '../plan/primitives.ts';
import type { BundleIndex } from './bundle-index.ts';

const ADDRESS = /^[^/?]+\/[^/?]+(?:\/_history\/[^/?]+)?$/;
const SEARCH = /^[A-Za-z]+\?./;
/** What is written to a server may name a target by a search that finds it (http://hl7.org/fhir/R4/http.html#trules). */
const SEARCHING = new Set(['transaction', 'batch']);

/**
 * Why a text is no reference: it is no URI, or in a bundle neither absolute nor the relative address of a resource, by
 * which alone references are resolved there (http://hl7.org/fhir/R4/bundle.html#references).
 */
export function referenceFault(
  reference: string,
  bundle: BundleIndex | undefined,
): string | undefined {
  if (/\s/.test(reference)) return `${shown(reference)} has white space; a reference is a URI.`;
  if (bundle === undefined || reference.startsWith('#') || isAbsolute(reference)) return undefined;
  if (ADDRESS.test(reference)) return undefined;
  const maySearch = SEARCHING.has(bundle.type);
  if (maySearch && SEARCH.test(reference)) return undefined;
  const search = maySearch ? ', [type]?[parameters]' : '';
  return `${shown(reference)} leads nowhere; references in a bundle are absolute, [type]/[id]${search} or #[id].`;
}
