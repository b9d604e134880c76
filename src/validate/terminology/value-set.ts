import { asText, isJsonObject, type JsonObject, objectsIn } from '../../shared/json.ts';
import { ancestryOf } from './code-system.ts';

/** A value set expanded as far as the loaded code systems allow. */
export interface ValueSetCodes {
  readonly url: string;
  /** False where a part could not be expanded: then a code that is not listed proves nothing. */
  readonly complete: boolean;
  readonly include: readonly IncludedCodes[];
}

/** Codes of one system; without `codes` the whole system. */
interface IncludedCodes {
  readonly system: string;
  readonly codes?: readonly string[];
}

/** Definitions a value set is expanded from, by canonical URL without version. */
export interface TerminologySource {
  readonly codeSystem: (url: string) => JsonObject | undefined;
  readonly valueSet: (url: string) => JsonObject | undefined;
}

interface Expansion {
  complete: boolean;
  readonly include: IncludedCodes[];
}

const MAX_NESTING = 8;

export function withoutVersion(canonical: string): string {
  const bar = canonical.indexOf('|');
  return bar === -1 ? canonical : canonical.slice(0, bar);
}

export function toValueSetCodes(resource: JsonObject, source: TerminologySource): ValueSetCodes {
  const expansion = expand(resource, source, 0);
  return { url: asText(resource['url']), complete: expansion.complete, include: expansion.include };
}

function expand(resource: JsonObject, source: TerminologySource, depth: number): Expansion {
  const compose = resource['compose'];
  const result: Expansion = { complete: true, include: [] };
  if (!isJsonObject(compose) || depth > MAX_NESTING) return expanded(resource, result);
  for (const part of objectsIn(compose['include'])) {
    const included = includedBy(part, source, depth);
    result.include.push(...included.include);
    result.complete &&= included.complete;
  }
  const excluded = objectsIn(compose['exclude']).map((part) => includedBy(part, source, depth));
  return excluded.length === 0 ? result : without(result, excluded, source);
}

// a value set that carries only its expansion
function expanded(resource: JsonObject, result: Expansion): Expansion {
  const expansion = resource['expansion'];
  if (!isJsonObject(expansion)) return { ...result, complete: false };
  const bySystem = new Map<string, string[]>();
  for (const entry of objectsIn(expansion['contains'])) {
    const system = asText(entry['system']);
    bySystem.set(system, [...(bySystem.get(system) ?? []), asText(entry['code'])]);
  }
  for (const [system, codes] of bySystem) result.include.push({ system, codes });
  return result;
}

function includedBy(part: JsonObject, source: TerminologySource, depth: number): Expansion {
  const valueSets = Array.isArray(part['valueSet']) ? part['valueSet'] : [];
  const system = part['system'];
  if (typeof system === 'string') {
    // a system and a value set together mean their intersection: no published R4 value set does it
    return valueSets.length > 0
      ? { complete: false, include: [] }
      : includedOfSystem(part, system, source);
  }
  const result: Expansion = { complete: true, include: [] };
  for (const url of valueSets) {
    const nested = source.valueSet(withoutVersion(String(url)));
    const inner =
      nested === undefined ? { complete: false, include: [] } : expand(nested, source, depth + 1);
    result.include.push(...inner.include);
    result.complete &&= inner.complete;
  }
  return result;
}

function includedOfSystem(part: JsonObject, system: string, source: TerminologySource): Expansion {
  const listed = objectsIn(part['concept']).map((concept) => asText(concept['code']));
  if (listed.length > 0) return { complete: true, include: [{ system, codes: listed }] };
  const definition = source.codeSystem(system);
  if (definition === undefined || definition['content'] !== 'complete')
    return { complete: false, include: [] };
  const filters = objectsIn(part['filter']);
  if (filters.length === 0) return { complete: true, include: [{ system }] };
  const codes = filtered(definition, filters);
  return codes === undefined
    ? { complete: false, include: [] }
    : { complete: true, include: [{ system, codes }] };
}

function filtered(definition: JsonObject, filters: readonly JsonObject[]): string[] | undefined {
  const ancestry = ancestryOf(definition);
  let codes = [...ancestry.keys()];
  for (const filter of filters) {
    const root = asText(filter['value']);
    const under = (code: string): boolean => ancestry.get(code)?.has(root) === true;
    if (filter['property'] !== 'concept') return undefined;
    if (filter['op'] === 'is-a') codes = codes.filter((code) => code === root || under(code));
    else if (filter['op'] === 'descendent-of') codes = codes.filter(under);
    else if (filter['op'] === 'is-not-a')
      codes = codes.filter((code) => code !== root && !under(code));
    else return undefined;
  }
  return codes;
}

function without(
  from: Expansion,
  excluded: readonly Expansion[],
  source: TerminologySource,
): Expansion {
  const all = excluded.flatMap((part) => part.include);
  if (excluded.some((part) => !part.complete)) return { ...from, complete: false };
  const include = from.include.flatMap((part): IncludedCodes[] => {
    const removed = all.filter((other) => other.system === part.system);
    if (removed.length === 0) return [part];
    if (removed.some((other) => other.codes === undefined)) return [];
    const gone = new Set(removed.flatMap((other) => other.codes ?? []));
    const definition = source.codeSystem(part.system);
    const codes =
      part.codes ?? (definition === undefined ? [] : [...ancestryOf(definition).keys()]);
    return [{ system: part.system, codes: codes.filter((code) => !gone.has(code)) }];
  });
  return { complete: from.complete, include };
}
