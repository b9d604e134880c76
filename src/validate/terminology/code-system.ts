import { asText, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';

/** A code system cut down to its codes. `complete`: a code that is not listed does not exist. */
export interface CodeSystemCodes {
  readonly url: string;
  readonly complete: boolean;
  readonly caseSensitive: boolean;
  readonly codes: readonly string[];
}

/** Each code with its ancestors by nesting and by `subsumedBy`, for filters of value sets. */
export type Ancestry = ReadonlyMap<string, ReadonlySet<string>>;

export function toCodeSystemCodes(resource: JsonObject): CodeSystemCodes {
  return {
    url: asText(resource['url']),
    complete: resource['content'] === 'complete',
    caseSensitive: resource['caseSensitive'] !== false,
    codes: [...ancestryOf(resource).keys()],
  };
}

export function ancestryOf(resource: JsonObject): Ancestry {
  const direct = new Map<string, Set<string>>();
  collect(resource['concept'], [], direct);
  return new Map([...direct.keys()].map((code) => [code, closure(code, direct)]));
}

function collect(
  concepts: Json | undefined,
  parents: readonly string[],
  into: Map<string, Set<string>>,
): void {
  if (!Array.isArray(concepts)) return;
  for (const concept of concepts.filter(isJsonObject)) {
    const code = asText(concept['code']);
    const known = into.get(code) ?? new Set<string>();
    for (const parent of [...parents, ...declaredParents(concept)]) known.add(parent);
    into.set(code, known);
    collect(concept['concept'], [code], into);
  }
}

// v3 code systems of 4.0.1 give further parents as property subsumedBy
function declaredParents(concept: JsonObject): string[] {
  const properties = Array.isArray(concept['property']) ? concept['property'] : [];
  return properties
    .filter(isJsonObject)
    .filter((property) => property['code'] === 'subsumedBy' || property['code'] === 'parent')
    .map((property) => asText(property['valueCode']));
}

function closure(
  code: string,
  direct: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...(direct.get(code) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(direct.get(next) ?? []));
  }
  return found;
}
