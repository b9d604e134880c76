import { type Binding, bindingMaker } from './binding.ts';
import type { CodeSystemCodes, Content } from './code-system.ts';
import { type KnownSystem, knownSystem } from './known-system.ts';
import type { Definitions } from './membership.ts';
import { type Outside, outsideSystems, type Units } from './outside.ts';
import type { ValueSetCodes } from './value-set.ts';

export interface Terminology {
  /** Undefined for bindings that demand nothing (example), name no value set, or only prefer one that is not loaded. */
  readonly binding: (
    strength: string,
    valueSet: string | undefined,
    maximum?: string,
  ) => Binding | undefined;
  /** Undefined where the system is not loaded or not completely known. */
  readonly hasCode: (system: string, code: string) => boolean | undefined;
  /** Undefined where the system is not loaded. */
  readonly system: (url: string) => KnownSystem | undefined;
  readonly isValueSet: (url: string) => boolean;
  readonly inUnit: Units['inUnit'];
}

const COMMON_UNITS = 'http://hl7.org/fhir/ValueSet/ucum-common';
/** R4 names the RFC where it means the value set. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['http://www.rfc-editor.org/bcp/bcp13.txt', 'http://hl7.org/fhir/ValueSet/mimetypes'],
]);
const MORE_TO_LESS: readonly Content[] = [
  'complete',
  'fragment',
  'example',
  'supplement',
  'not-present',
];

/** Value sets and code systems are indexed when they are first asked about. */
export function toTerminology(
  codeSystems: readonly CodeSystemCodes[],
  valueSets: readonly ValueSetCodes[],
  outside: Outside = {},
): Terminology {
  const sets = new Map(valueSets.map((valueSet) => [valueSet.url, valueSet]));
  const inUnit: Units['inUnit'] = (...quantity) => outside.units?.inUnit(...quantity);
  let common: ReadonlySet<string> | undefined;
  const system = systemsOf(codeSystems, {
    ...outside,
    units: {
      isUnit: (code) => {
        common ??= new Set(sets.get(COMMON_UNITS)?.include?.flatMap(({ codes = [] }) => codes));
        return common.has(code) || outside.units?.isUnit(code);
      },
      inUnit,
    },
  });
  const definitions: Definitions = {
    system,
    valueSet: (url) => sets.get(ALIASES.get(url) ?? url),
  };
  return {
    binding: bindingMaker(definitions),
    hasCode: (url, code) => system(url)?.has(code),
    system,
    isValueSet: (url) => sets.has(url),
    inUnit,
  };
}

/** Of two definitions of one system the more complete counts, of equals the later. */
function systemsOf(
  codeSystems: readonly CodeSystemCodes[],
  outside: Outside,
): (url: string) => KnownSystem | undefined {
  const best = new Map<string, CodeSystemCodes>();
  const supplements = new Map<string, CodeSystemCodes[]>();
  const rank = ({ content }: CodeSystemCodes): number => MORE_TO_LESS.indexOf(content);
  for (const system of codeSystems) {
    const known = best.get(system.url);
    if (known === undefined || rank(system) <= rank(known)) best.set(system.url, system);
    if (system.content !== 'supplement' || system.supplements === undefined) continue;
    const others = supplements.get(system.supplements) ?? [];
    supplements.set(system.supplements, [...others, system]);
  }
  const indexed = new Map(outsideSystems(outside).map((system) => [system.url, system]));
  return (url) => {
    const known = indexed.get(url);
    if (known !== undefined) return known;
    const codes = best.get(url);
    if (codes === undefined) return undefined;
    const made = knownSystem(codes, supplements.get(url));
    indexed.set(url, made);
    return made;
  };
}
