import type { ElementPlan, ObjectPlan, Run } from '../plan/plan.ts';
import { isCanonicalResource } from '../plan/canonical-resource.ts';
import type { StructureDefinition } from '../structure-definition.ts';

/** Names by the way from the resource: two extensions of one element stand at the same place. */
interface Place {
  names: ReadonlySet<string> | undefined;
  readonly within: Map<string, Place>;
}

/** Ways are endless where types contain themselves: those beyond the limit are worked out each time. */
const MAX_PLACES = 10_000;

/**
 * Names of the place an extension stands at, as StructureDefinition.context tells them: paths from
 * every type on the way (`ResearchStudy.arm`, `Timing.repeat`) and the types there (`CodeableConcept`).
 * Empty where it cannot be told.
 */
export function contextNaming(): (run: Run) => ReadonlySet<string> {
  const places = new Map<string, Place>();
  let count = 0;

  function enter(from: Map<string, Place>, step: string): Place | undefined {
    const known = from.get(step);
    if (known !== undefined || count >= MAX_PLACES) return known;
    count += 1;
    const place: Place = { names: undefined, within: new Map() };
    from.set(step, place);
    return place;
  }

  return ({ path, resource }) => {
    if (resource === undefined) return new Set();
    let place = enter(places, resource.plan.type);
    // the last step is the extension itself
    const last = path.findLastIndex((step) => typeof step === 'string');
    for (let index = resource.depth; index < last && place !== undefined; index += 1) {
      const step = path[index];
      if (typeof step === 'string') place = enter(place.within, step);
    }
    if (place?.names !== undefined) return place.names;
    const steps = path.slice(resource.depth, last).filter((step) => typeof step === 'string');
    const names = namesAt(resource.plan, steps);
    if (place !== undefined) place.names = names;
    return names;
  };
}

function namesAt(root: ObjectPlan, steps: readonly string[]): ReadonlySet<string> {
  let plan: ObjectPlan | undefined = root;
  let names: readonly string[] = isCanonicalResource(root)
    ? [...root.lineage, 'CanonicalResource', 'MetadataResource']
    : root.lineage;
  for (const step of steps) {
    const element: ElementPlan | undefined = plan?.byName.get(step)?.[0]?.element;
    if (element === undefined) return new Set();
    const types = element.types.flatMap((type) => type.object?.lineage ?? [type.code]);
    names = [element.id.replace('[x]', ''), ...names.map((name) => `${name}.${step}`), ...types];
    plan = element.types.length === 1 ? element.types[0]?.object : undefined;
  }
  return new Set(names);
}

/** False where the definition names places and this is none of them. */
export function isInContext(structure: StructureDefinition, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return true;
  const places = placesOf(structure);
  if (places === undefined) return true;
  for (const place of places) if (names.has(place)) return true;
  return false;
}

const known = new WeakMap<
  StructureDefinition,
  { readonly places: readonly string[] | undefined }
>();

/** Paths and types a definition names; undefined where it may stand anywhere. */
function placesOf(structure: StructureDefinition): readonly string[] | undefined {
  const before = known.get(structure);
  if (before !== undefined) return before.places;
  const { context = [] } = structure;
  // a FHIRPath or the url of another extension: not told by the place alone
  const isOpen = context.some(
    ({ type, expression }) => type !== 'element' || expression === 'Element' || expression === '*',
  );
  const listed = context.map(({ expression }) => expression.replace('[x]', ''));
  const places = isOpen || listed.length === 0 ? undefined : listed;
  known.set(structure, { places });
  return places;
}
