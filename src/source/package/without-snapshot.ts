import type { StructureDefinition } from '../../validate/structure-definition.ts';

/**
 * Profiles without snapshot that cannot be checked by their differential: their base is not known, or they
 * say something of slices that only a snapshot tells apart. Using them would find faults that are none.
 */
export function unusable(
  structures: readonly StructureDefinition[],
  isKnown: (url: string) => boolean,
): ReadonlySet<StructureDefinition> {
  const byUrl = new Map(structures.map((structure) => [structure.url, structure]));
  const verdicts = new Map<string, boolean>();
  const isUsable = (url: string): boolean => {
    const structure = byUrl.get(url);
    if (structure === undefined) return isKnown(url);
    const known = verdicts.get(url);
    if (known !== undefined) return known;
    // a profile that is its own ancestor is none
    verdicts.set(url, false);
    const { snapshot, baseDefinition } = structure;
    const verdict =
      snapshot !== undefined ||
      (baseDefinition !== undefined && isUsable(baseDefinition) && declaresItsSlices(structure));
    verdicts.set(url, verdict);
    return verdict;
  };
  return new Set(structures.filter(({ url }) => !isUsable(url)));
}

function declaresItsSlices({ differential }: StructureDefinition): boolean {
  const elements = differential?.element ?? [];
  const declared = new Set(elements.filter(({ slicing }) => slicing).map(({ id }) => id));
  return elements.every(({ id }) =>
    slicedIn(id).every((sliced) => declared.has(sliced) || /extension$/i.test(sliced)),
  );
}

/** `Patient.name:official.given:first` -> `Patient.name`, `Patient.name:official.given`. */
function slicedIn(id: string): readonly string[] {
  return [...id.matchAll(/:/g)].map(({ index }) => id.slice(0, index));
}
