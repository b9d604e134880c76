/**
 * One spelling for the places two validators name. FHIRPath with indices stays. Casts, slice names and the type in
 * the name of a choice are gone: `value.ofType(Quantity)` and `value[x]` are `value`. A coding is told as the
 * concept it is part of, a claim in meta.profile as the resource that makes it, and the resource itself, whose
 * type may be unknown, as nothing.
 */
export function toPlace(location: string): string {
  return location
    .replaceAll(/\/\*.*?\*\//g, '')
    .replaceAll(/\.ofType\([^)]*\)/g, '')
    .replaceAll(/\[url='[^']*'\]/g, '')
    .replaceAll('[x]', '')
    .replaceAll(/:[A-Za-z0-9_-]+(?=[.[]|$)/g, '')
    .replaceAll(/\/[\w/[\]]+$/g, '')
    .replace(/\.coding(?:\[\d+\])?(?:\..*)?$/, '')
    .replace(/\.meta\.profile(?:\[\d+\])?$/, '')
    .replace(/^[A-Z]\w*/, '')
    .trim();
}

/** The element that holds it, whichever item of a list it is: `.name[1].use` and `.name[1]` lead to `.name[1]` and ``. */
export const parentPlace = (place: string): string => place.replace(/\.[^.[\]]+(?:\[\d+\])?$/, '');

/** The list of an item. */
const listPlace = (place: string): string => place.replace(/\[\d+\]$/, '');

export type Closeness = 'same' | 'near' | 'apart';

/**
 * `near` is one step apart: an element that is missing, forbidden or in the wrong form is told at itself by one
 * validator and at the element that holds it by the other, a list at its name or at its item.
 */
export function closeness(left: readonly string[], right: readonly string[]): Closeness {
  const lefts = new Set(left);
  if (right.some((place) => lefts.has(place))) return 'same';
  const around = (places: readonly string[]): string[] =>
    places.flatMap((place) => [place, parentPlace(place), listPlace(place)]);
  const leftAround = new Set(around(left));
  const isNear =
    right.some((place) => leftAround.has(place)) || around(right).some((place) => lefts.has(place));
  return isNear ? 'near' : 'apart';
}
