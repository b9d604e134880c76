import type { ElementPlan, ObjectPlan, Run } from '../plan/plan.ts';
import type { StructureDefinition } from '../structure-definition.ts';

/**
 * Names of the place an extension stands at, as StructureDefinition.context tells them: paths from
 * every type on the way (`ResearchStudy.arm`, `Timing.repeat`) and the types there (`CodeableConcept`).
 * Empty where it cannot be told.
 */
export function contextNames({ path, resource }: Run): ReadonlySet<string> {
  if (resource === undefined) return new Set();
  const steps = path.slice(resource.depth).filter((step) => typeof step === 'string');
  let plan: ObjectPlan | undefined = resource.plan;
  let names: readonly string[] = resource.plan.lineage;
  // the last step is the extension itself
  for (const step of steps.slice(0, -1)) {
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
  const { context } = structure;
  if (context === undefined || context.length === 0 || names.size === 0) return true;
  return context.some(({ type, expression }) => {
    // a FHIRPath or the url of another extension: not told by the place alone
    if (type !== 'element' || expression === 'Element' || expression === '*') return true;
    return names.has(expression.replace('[x]', ''));
  });
}
