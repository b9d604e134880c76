/** The value of an extension, or its parts. */
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import type { Definition, Element, ElementType } from '../profile-set/set.ts';
import { targetName, valueSetLink } from './addresses.ts';
import { code, table, words } from './markdown.ts';

export interface Part {
  /** `submission.release`; empty for an extension that is a value. */
  readonly name: string;
  readonly cardinality: string;
  readonly type: string;
  readonly binding: string;
  readonly short: string;
}

/** Type with its targets: `Reference(EvidenceVariable)`. */
export function typeName({ code: name, targetProfile = [] }: ElementType): string {
  const plain = name.replace(/^http:\/\/hl7\.org\/fhirpath\/System\./, '').toLowerCase();
  const shown = name.startsWith('http:') ? plain : name;
  return targetProfile.length > 0
    ? `${shown}(${targetProfile.map(targetName).join(' | ')})`
    : shown;
}

export function bindingOf({ binding }: Element, fhir: FhirVersion): string {
  if (!binding?.valueSet) return '';
  return `${valueSetLink(binding.valueSet, fhir)} (${binding.strength})`;
}

/** One for a simple extension, one for each part of a complex one, parts of parts after their part. */
export function partsOf(extension: Definition, fhir: FhirVersion): readonly Part[] {
  const elements = extension.snapshot?.element ?? [];
  const byId = new Map(elements.map((element) => [element.id, element]));
  const slices = elements.filter(
    ({ id, sliceName }) => sliceName !== undefined && /extension:[^.]+$/.test(id),
  );
  const toPart = (id: string, name: string, cardinality: string, short: string): Part => {
    const value = byId.get(`${id}.value[x]`);
    const isValue = value !== undefined && value.max !== '0';
    return {
      name,
      cardinality,
      short,
      type: isValue ? (value.type ?? []).map(typeName).join(' | ') : 'parts',
      binding: isValue ? bindingOf(value, fhir) : '',
    };
  };
  if (slices.length === 0) return [toPart('Extension', '', '', '')];
  return slices.map(({ id, min = 0, max = '*', short = '' }) => {
    const name = id.replace(/^Extension\./, '').replaceAll('extension:', '');
    return toPart(id, name, `${min}..${max}`, short === 'Extension' ? '' : short);
  });
}

export function partsTable(parts: readonly Part[]): readonly string[] {
  const [only] = parts;
  if (only?.name === '')
    return [`Value: ${code(only.type)}${only.binding ? `, codes of ${only.binding}` : ''}.`, ''];
  return table(
    ['Part', 'Card.', 'Type', 'Codes', 'Meaning'],
    parts.map(({ name, cardinality, type, binding, short }) => [
      code(name),
      cardinality,
      type,
      binding,
      words(short),
    ]),
  );
}
