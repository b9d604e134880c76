import type { ElementDefinition } from '../../structure-definition.ts';

interface Unnamed {
  readonly id?: string;
  readonly path: string;
  readonly sliceName?: string;
  readonly [member: string]: unknown;
}

/**
 * Elements with the ids that path and slice names give them, where the author left these out
 * (http://hl7.org/fhir/R4/elementdefinition.html#id): an element belongs to the slice that was named last above it.
 */
export function withIds(elements: readonly Unnamed[]): readonly ElementDefinition[] {
  const above: { readonly path: string; readonly id: string }[] = [];
  return elements.map((element): ElementDefinition => {
    const { path, sliceName } = element;
    let parent = above.at(-1);
    while (parent !== undefined && !path.startsWith(`${parent.path}.`)) {
      above.pop();
      parent = above.at(-1);
    }
    const plain = parent === undefined ? path : parent.id + path.slice(parent.path.length);
    const id = element.id ?? (sliceName === undefined ? plain : `${plain}:${sliceName}`);
    above.push({ path, id });
    return { ...element, id };
  });
}
