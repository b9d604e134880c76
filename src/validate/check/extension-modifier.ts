import type { StructureDefinition } from '../structure-definition.ts';

type StructureOf = (url: string) => StructureDefinition | undefined;

/**
 * Why the extension may not stand under `member`: one that changes what its element means is a modifierExtension, any
 * other an extension (http://hl7.org/fhir/R4/extensibility.html#modifierExtension).
 */
export function modifierFault(
  structure: StructureDefinition,
  member: string,
  structureOf: StructureOf,
): string | undefined {
  const isModifier = isModifierExtension(structure, structureOf);
  if (isModifier === (member === 'modifierExtension')) return undefined;
  return isModifier
    ? ': it is a modifier and stands under modifierExtension'
    : ': it is no modifier and stands under extension';
}

// a differential may leave it to the definition it builds upon; none builds upon itself 20 times
const MOST_BASES = 20;

function isModifierExtension(
  structure: StructureDefinition,
  structureOf: StructureOf,
  bases = 0,
): boolean {
  const { snapshot, differential, baseDefinition } = structure;
  const [root] = (snapshot ?? differential)?.element ?? [];
  const own = root?.path === 'Extension' ? root.isModifier : undefined;
  if (own !== undefined || snapshot !== undefined || bases === MOST_BASES) return own === true;
  const base = baseDefinition === undefined ? undefined : structureOf(baseDefinition);
  return base !== undefined && isModifierExtension(base, structureOf, bases + 1);
}
