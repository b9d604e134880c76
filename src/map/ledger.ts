import type { Issue, Place } from '../shared/issue.ts';
import type { Json } from '../shared/json.ts';

/**
 * What the emitters of one trial notice on the way: issues, and values that fit no element and must
 * travel in ext-source-element. Filled while one trial is mapped, read once at its end.
 */
export interface Ledger {
  note(issue: Issue): void;
  /** Keeps a value of the record that its FHIR element cannot hold. */
  keep(value: Json, place: Place, path?: string): void;
  readonly issues: readonly Issue[];
  readonly kept: readonly KeptValue[];
}

interface KeptValue {
  readonly path: string;
  readonly value: Json;
  readonly copyOf?: undefined;
  readonly place: Place;
}

export function openLedger(): Ledger {
  const issues: Issue[] = [];
  const kept: KeptValue[] = [];
  const seen = new Set<string>();

  // One value often feeds several elements (a name is title, product and focus): it is reported once.
  const once = (key: string): boolean => {
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };

  return {
    issues,
    kept,
    note(issue) {
      if (once(`issue ${issue.code} ${issue.message} ${pathOf(issue.place)}`)) issues.push(issue);
    },
    keep(value, place, path = pathOf(place)) {
      if (once(`kept ${path} ${JSON.stringify(value)}`)) kept.push({ path, value, place });
    },
  };
}

/** The form a place takes in ext-source-element.path: a JSON Pointer, or `lines/12-14`. */
function pathOf(place: Place | undefined): string {
  if (place === undefined) return '';
  return place.kind === 'pointer' ? place.pointer : `lines/${place.first}-${place.last}`;
}
