import {
  asText,
  isJsonObject,
  type Json,
  type JsonObject,
  listIn,
  objectsIn,
} from '../../shared/json.ts';

/** A value set cut down to what decides membership: http://hl7.org/fhir/R4/valueset.html#compositions */
export interface ValueSetCodes {
  readonly url: string;
  /** Left out where the resource tells no members: neither composition nor expansion. */
  readonly include?: readonly ValueSetPart[];
  readonly exclude?: readonly ValueSetPart[];
}

/** What fulfils all that is said: of the system, among the codes, passing every filter, in every value set. */
export interface ValueSetPart {
  readonly system?: string;
  readonly codes?: readonly string[];
  readonly filters?: readonly ValueSetFilter[];
  /** Canonical URLs without version. */
  readonly valueSets?: readonly string[];
}

export interface ValueSetFilter {
  readonly property: string;
  readonly op: string;
  readonly value: string;
}

export function withoutVersion(canonical: string): string {
  const bar = canonical.indexOf('|');
  return bar === -1 ? canonical : canonical.slice(0, bar);
}

export function toValueSetCodes(resource: JsonObject): ValueSetCodes {
  const { compose, expansion } = resource;
  const url = asText(resource['url']);
  if (isJsonObject(compose)) {
    const exclude = objectsIn(compose['exclude']).map(toPart);
    const include = objectsIn(compose['include']).map(toPart);
    return { url, include, ...(exclude.length > 0 && { exclude }) };
  }
  // a value set that carries only its expansion
  return isJsonObject(expansion) ? { url, include: listed(expansion['contains']) } : { url };
}

function toPart(part: JsonObject): ValueSetPart {
  const { system } = part;
  const codes = objectsIn(part['concept']).map(({ code }) => asText(code));
  const filters = objectsIn(part['filter']).map(({ property, op, value }) => ({
    property: asText(property),
    op: asText(op),
    value: asText(value),
  }));
  const valueSets = listIn(part['valueSet']).map((url) => withoutVersion(asText(url)));
  return {
    ...(typeof system === 'string' && { system }),
    ...(codes.length > 0 && { codes }),
    ...(filters.length > 0 && { filters }),
    ...(valueSets.length > 0 && { valueSets }),
  };
}

function listed(contains: Json | undefined): ValueSetPart[] {
  const bySystem = new Map<string, string[]>();
  const collect = (entries: Json | undefined): void => {
    for (const entry of objectsIn(entries)) {
      const { system, code } = entry;
      // an abstract entry stands for those below it
      if (typeof system === 'string' && typeof code === 'string' && entry['abstract'] !== true) {
        const codes = bySystem.get(system) ?? [];
        codes.push(code);
        bySystem.set(system, codes);
      }
      collect(entry['contains']);
    }
  };
  collect(contains);
  return [...bySystem].map(([system, codes]) => ({ system, codes }));
}
