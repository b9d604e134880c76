import { placeText, type Place } from '../shared/issue.ts';

/** Every place of the record that a part of the trial was read from, each once, in order of appearance. */
export function placesOf(part: unknown): readonly Place[] {
  const places = new Map<string, Place>();
  collect(part, places);
  return [...places.values()];
}

function collect(part: unknown, places: Map<string, Place>): void {
  if (typeof part !== 'object' || part === null) return;
  if (Array.isArray(part)) {
    for (const item of part) collect(item, places);
    return;
  }
  for (const key in part) {
    const value: unknown = part[key as keyof typeof part];
    if (key === 'place' && isPlace(value)) places.set(placeText(value), value);
    else collect(value, places);
  }
}

function isPlace(value: unknown): value is Place {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    (value.kind === 'lines' || value.kind === 'pointer')
  );
}
