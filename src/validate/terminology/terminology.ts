import type { CodeSystemCodes } from './code-system.ts';
import { withoutVersion, type ValueSetCodes } from './value-set.ts';

export interface Binding {
  readonly strength: 'required' | 'extensible';
  readonly valueSet: string;
  /** Undefined where the value set is not loaded or not fully known. */
  readonly has: ((system: string | undefined, code: string) => boolean) | undefined;
  /** Code systems it takes codes from; undefined where they are not told. */
  readonly systems: ReadonlySet<string> | undefined;
  /** Up to a dozen codes, for messages. */
  readonly allowed: string;
}

export interface Terminology {
  /** Undefined for bindings that demand nothing (preferred, example) or name no value set. */
  readonly binding: (strength: string, valueSet: string | undefined) => Binding | undefined;
  /** Undefined where the system is not loaded or not completely known. */
  readonly hasCode: (system: string, code: string) => boolean | undefined;
}

const SHOWN_CODES = 12;

/** Value sets over systems that no package lists: their codes are known by form only. */
const OUTSIDE: ReadonlyMap<string, Pick<Binding, 'has' | 'systems' | 'allowed'>> = new Map([
  [
    'http://hl7.org/fhir/ValueSet/mimetypes',
    // the short forms are those of CapabilityStatement.format
    {
      has: (_system, code) => /^([^\s/;]+\/[^\s/;]+\s*(;.*)?|xml|json|ttl)$/.test(code),
      systems: undefined,
      allowed: 'type/subtype',
    },
  ],
  [
    'http://hl7.org/fhir/ValueSet/currencies',
    {
      has: (_system, code) => /^[A-Z]{3}$/.test(code),
      systems: undefined,
      allowed: 'three letters of ISO 4217',
    },
  ],
  [
    // required of every resource in R5; R4 only prefers common languages
    'http://hl7.org/fhir/ValueSet/all-languages',
    {
      has: (_system, code) => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(code),
      systems: undefined,
      allowed: 'a language tag of BCP 47',
    },
  ],
]);

export function toTerminology(
  codeSystems: readonly CodeSystemCodes[],
  valueSets: readonly ValueSetCodes[],
): Terminology {
  const systems = new Map(codeSystems.map((system) => [system.url, codeTest(system)]));
  const sets = new Map(valueSets.map((valueSet) => [valueSet.url, valueSet]));
  const bindings = new Map<string, Binding>();

  function binding(strength: string, canonical: string | undefined): Binding | undefined {
    if (canonical === undefined || (strength !== 'required' && strength !== 'extensible'))
      return undefined;
    const key = `${strength} ${canonical}`;
    const known = bindings.get(key) ?? toBinding(strength, withoutVersion(canonical));
    bindings.set(key, known);
    return known;
  }

  function toBinding(strength: 'required' | 'extensible', url: string): Binding {
    const valueSet = sets.get(url);
    const form = OUTSIDE.get(url);
    if (form !== undefined) return { strength, valueSet: url, ...form };
    if (valueSet?.complete !== true)
      return { strength, valueSet: url, has: undefined, systems: undefined, allowed: '' };
    const parts = valueSet.include.map(({ system, codes }) => {
      const listed = codes === undefined ? undefined : new Set(codes);
      const test = systems.get(system);
      const has = (code: string): boolean =>
        listed === undefined ? test?.(code) === true : listed.has(code);
      return { system, has };
    });
    return {
      strength,
      valueSet: url,
      // a bare code carries no system: any part of the value set may define it
      has: (system, code) =>
        parts.some((part) => (system === undefined || part.system === system) && part.has(code)),
      systems: new Set(parts.map(({ system }) => system)),
      allowed: allowedCodes(valueSet),
    };
  }

  function allowedCodes(valueSet: ValueSetCodes): string {
    const all = valueSet.include.flatMap(
      ({ system, codes }) =>
        codes ?? codeSystems.find((candidate) => candidate.url === system)?.codes ?? [],
    );
    const shown = [...new Set(all)];
    const rest = shown.length - SHOWN_CODES;
    return rest > 0
      ? `${shown.slice(0, SHOWN_CODES).join(', ')} and ${rest} more`
      : shown.join(', ');
  }

  return { binding, hasCode: (system, code) => systems.get(system)?.(code) };
}

// fragments and examples prove nothing by what they lack
function codeTest(system: CodeSystemCodes): (code: string) => boolean | undefined {
  const exact = new Set(system.codes);
  const folded = system.caseSensitive
    ? undefined
    : new Set(system.codes.map((code) => code.toLowerCase()));
  return (code) => {
    if (exact.has(code) || folded?.has(code.toLowerCase()) === true) return true;
    return system.complete ? false : undefined;
  };
}
