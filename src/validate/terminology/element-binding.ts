import type { ElementDefinition } from '../structure-definition.ts';
import type { Binding } from './binding.ts';
import type { Terminology } from './terminology.ts';

type Bound = NonNullable<ElementDefinition['binding']>;

const MAXIMUM = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet';

/** What an element's binding demands; undefined where it demands nothing. */
export function elementBinding(
  terminology: Terminology,
  bound: Bound | undefined,
): Binding | undefined {
  return bound && terminology.binding(bound.strength, bound.valueSet, maximumOf(bound));
}

/** The value set no code may be outside of, whatever the strength: by extension in R4, by `additional` in R5. */
export function maximumOf({ maxValueSet, extension, additional }: Bound): string | undefined {
  const extended = extension?.find(({ url }) => url === MAXIMUM);
  return (
    maxValueSet ??
    extended?.valueCanonical ??
    extended?.valueUri ??
    additional?.find(({ purpose }) => purpose === 'maximum')?.valueSet
  );
}
