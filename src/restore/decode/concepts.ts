import { codeSystem } from '../../shared/canonical.ts';
import type { Code, Text } from '../../trial/values.ts';
import { allAt, derivationOf, sourced, textAt, type Element } from './element.ts';

/** Prefix of the code systems that hold a registry's codes as the registry writes them. */
const REGISTRY_CODES = codeSystem('ctgov-');

/** The registry's own codes of a table, in order; else the one a standard code of the concept stands for. */
export function codesIn(concept: Element, table: string): readonly Code[] {
  const codings = allAt(concept, 'coding');
  const own = codings.filter(({ json }) => json['system'] === codeSystem(table));
  const codes = own.flatMap(({ json }) => asCode(concept, json['code'], table) ?? []);
  if (codes.length > 0 || codings.some(isRegistryCoding)) return codes;
  return codings.slice(0, 1).flatMap(({ json }) => {
    const { system, code } = json;
    if (typeof system !== 'string' || typeof code !== 'string') return [];
    return asCode(concept, concept.standard.ofCoding(table, system, code), table) ?? [];
  });
}

export const codeIn = (concept: Element, table: string): Code | undefined =>
  codesIn(concept, table)[0];

/** As codeIn; where the concept has no code of the registry, its words are the code nobody knows. */
export function codeOrText(concept: Element, table: string): Code | undefined {
  const code = codeIn(concept, table);
  if (code || allAt(concept, 'coding').some(isRegistryCoding)) return code;
  const words = conceptText(concept);
  return words && { ...words, table };
}

/** The words of a concept, which carries the derivation of its text itself. */
export function conceptText(concept: Element): Text | undefined {
  const text = textAt(concept, 'text');
  return text && sourced(concept, text.value, text.derivation ?? derivationOf(concept));
}

/** Words for people: text, else the display of a coding. */
export function conceptWords(concept: Element): Text | undefined {
  const displays = allAt(concept, 'coding').flatMap((coding) => textAt(coding, 'display') ?? []);
  return conceptText(concept) ?? displays[0];
}

export function hasCode(concept: Element, system: string, code: string): boolean {
  return allAt(concept, 'coding').some(
    ({ json }) => json['system'] === system && json['code'] === code,
  );
}

/** True where a concept has a coding of the system. */
export function hasSystem(concept: Element, system: string): boolean {
  return allAt(concept, 'coding').some(({ json }) => json['system'] === system);
}

const isRegistryCoding = ({ json }: Element): boolean =>
  typeof json['system'] === 'string' && json['system'].startsWith(REGISTRY_CODES);

function asCode(concept: Element, value: unknown, table: string): Code | undefined {
  if (typeof value !== 'string') return undefined;
  const text = sourced(concept, value, derivationOf(concept));
  return text && { ...text, table };
}
