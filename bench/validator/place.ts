/**
 * One spelling for the places two validators name. FHIRPath with indices stays; casts, slice names and the
 * type in the name of a choice are gone (`value.ofType(Quantity)`, `valueQuantity` and `value[x]` are `value`).
 */
export function toPlace(location: string): string {
  return location
    .replaceAll(/\.ofType\([^)]*\)/g, '')
    .replaceAll(/\[url='[^']*'\]/g, '')
    .replaceAll('[x]', '')
    .replaceAll(/\/\*.*?\*\//g, '')
    .replaceAll(/:[A-Za-z0-9_-]+(?=[.[]|$)/g, '')
    .replaceAll(/\/[\w/[\]]+$/g, '')
    .trim();
}

const lastStep = /(?:\.[^.[\]]+|\[\d+\])$/;

export const parentPlace = (place: string): string => place.replace(lastStep, '');

export type Closeness = 'same' | 'near' | 'apart';

/**
 * `near` is one step apart: an element that is missing, forbidden or in the wrong form is told at itself by one
 * validator and at the element that holds it by the other, a list at its name or at its item.
 */
export function closeness(left: readonly string[], right: readonly string[]): Closeness {
  const rights = new Set(right);
  if (left.some((place) => rights.has(place))) return 'same';
  const parents = new Set(right.map(parentPlace));
  const isNear = left.some((place) => parents.has(place) || rights.has(parentPlace(place)));
  return isNear ? 'near' : 'apart';
}
