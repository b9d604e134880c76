/** What a binding demands of a code, as far as what is loaded can tell. */
import { type Definitions, type Membership, membershipOf } from './membership.ts';
import { type ValueSetCodes, type ValueSetPart, withoutVersion } from './value-set.ts';

export type DecidingStrength = 'required' | 'extensible' | 'preferred';

export interface Binding {
  readonly strength: DecidingStrength;
  readonly valueSet: string;
  /** Undefined where the value set is not loaded. */
  readonly has: Membership | undefined;
  /** Code systems it takes codes from; undefined where they are not told. */
  readonly systems: ReadonlySet<string> | undefined;
  /** Up to a dozen codes, for messages. */
  readonly allowed: string;
  /** Required whatever the strength: http://hl7.org/fhir/R4/extension-elementdefinition-maxvalueset.html */
  readonly maximum: Binding | undefined;
}

const SHOWN_CODES = 12;
const STRENGTHS: ReadonlySet<string> = new Set(['required', 'extensible', 'preferred']);

type Bind = (
  strength: string,
  valueSet: string | undefined,
  maximum?: string,
) => Binding | undefined;

/** Makes each binding once: two elements with one binding have the same. */
export function bindingMaker(definitions: Definitions): Bind {
  const made = new Map<string, Binding | undefined>();
  const bind: Bind = (strength, canonical = '', maximum) => {
    if (!isDeciding(strength)) return undefined;
    const key = `${strength} ${canonical} ${maximum ?? ''}`;
    if (made.has(key)) return made.get(key);
    const limit = maximum === undefined ? undefined : bind('required', maximum);
    const binding = toBinding(strength, withoutVersion(canonical), limit, definitions);
    made.set(key, binding);
    return binding;
  };
  return bind;
}

function toBinding(
  strength: DecidingStrength,
  url: string,
  maximum: Binding | undefined,
  definitions: Definitions,
): Binding | undefined {
  const valueSet = definitions.valueSet(url);
  const isVain = strength === 'preferred' && valueSet === undefined && maximum === undefined;
  if (url === '' || isVain) return undefined;
  if (valueSet === undefined) return { strength, valueSet: url, ...UNKNOWN, maximum };
  let allowed: string | undefined;
  return {
    strength,
    valueSet: url,
    has: membershipOf(valueSet, definitions),
    systems: systemsIn(valueSet, definitions),
    get allowed() {
      return (allowed ??= allowedCodes(valueSet, definitions));
    },
    maximum,
  };
}

const UNKNOWN = { has: undefined, systems: undefined, allowed: '' } as const;

function isDeciding(strength: string): strength is DecidingStrength {
  return STRENGTHS.has(strength);
}

function systemsIn(
  { include }: ValueSetCodes,
  definitions: Definitions,
  seen: ReadonlySet<string> = new Set(),
): ReadonlySet<string> | undefined {
  const parts = include?.map((part) => systemsOfPart(part, definitions, seen));
  if (parts === undefined || parts.includes(undefined)) return undefined;
  return new Set(parts.flatMap((systems) => [...(systems ?? [])]));
}

function systemsOfPart(
  { system, valueSets = [] }: ValueSetPart,
  definitions: Definitions,
  seen: ReadonlySet<string>,
): readonly string[] | undefined {
  if (system !== undefined) return [system];
  const systems: string[] = [];
  for (const url of valueSets) {
    const nested = definitions.valueSet(url);
    if (nested === undefined || seen.has(url)) return undefined;
    const inner = systemsIn(nested, definitions, new Set([...seen, url]));
    if (inner === undefined) return undefined;
    systems.push(...inner);
  }
  return systems;
}

function allowedCodes(valueSet: ValueSetCodes, definitions: Definitions): string {
  const all = (valueSet.include ?? []).flatMap((part) => codesOf(part, definitions, 0));
  const has = membershipOf(valueSet, definitions);
  const shown = [...new Set(all.flatMap(({ system, code }) => (has(system, code) ? [code] : [])))];
  const forms = (valueSet.include ?? []).flatMap(
    ({ system = '' }) => definitions.system(system)?.form ?? [],
  );
  const rest = shown.length - SHOWN_CODES;
  const texts = rest > 0 ? shown.slice(0, SHOWN_CODES) : shown;
  const listed = [...texts, ...forms].join(', ');
  return rest > 0 ? `${listed} and ${rest} more` : listed;
}

interface Coded {
  readonly system: string;
  readonly code: string;
}

function codesOf(part: ValueSetPart, definitions: Definitions, depth: number): Coded[] {
  const { system, valueSets = [] } = part;
  if (system !== undefined) {
    const codes = part.codes ?? definitions.system(system)?.codes() ?? [];
    return codes.map((code) => ({ system, code }));
  }
  if (depth > 4) return [];
  const nested = valueSets.flatMap((url) => definitions.valueSet(url)?.include ?? []);
  return nested.flatMap((inner) => codesOf(inner, definitions, depth + 1));
}
