/** StructureDefinition.contextInvariant: what must be true of the element that an extension stands on. */
import { compileFhirPath } from '../fhirpath/compile.ts';
import { FhirPathSyntaxError } from '../fhirpath/lexer.ts';
import { childrenNamed } from '../fhirpath/navigate.ts';
import { toBoolean } from '../fhirpath/operators.ts';
import { toItem } from '../fhirpath/item.ts';
import type { Compiled } from '../fhirpath/scope.ts';
import type { Item, Plans, Run } from '../plan/plan.ts';
import type { StructureDefinition } from '../structure-definition.ts';

const compiled = new WeakMap<StructureDefinition, readonly (readonly [string, Compiled])[]>();

/** The first rule that the place of an extension breaks; the run stands at the extension. */
export function brokenContext(
  structure: StructureDefinition,
  extension: Item,
  plans: Plans,
  run: Run,
): string | undefined {
  if (structure.contextInvariant === undefined) return undefined;
  const holder = holderOf(plans, run);
  if (holder === undefined) return undefined;
  const context = [holder];
  const scope = { plans, run, context, focus: context, index: 0, extension: [extension] };
  return rulesOf(structure).find(([, rule]) => toBoolean(rule(context, scope)) !== true)?.[0];
}

function rulesOf(structure: StructureDefinition): readonly (readonly [string, Compiled])[] {
  const known = compiled.get(structure);
  if (known !== undefined) return known;
  const rules = (structure.contextInvariant ?? []).flatMap((expression) => {
    const rule = tryCompile(expression);
    return rule === undefined ? [] : [[expression, rule] as const];
  });
  compiled.set(structure, rules);
  return rules;
}

function tryCompile(expression: string): Compiled | undefined {
  try {
    return compileFhirPath(expression);
  } catch (error) {
    if (error instanceof FhirPathSyntaxError) return undefined;
    throw error;
  }
}

/** The element that holds the extension the run stands at, found from the resource by the names on the way. */
function holderOf(plans: Plans, { resource, path }: Run): Item | undefined {
  if (resource === undefined) return undefined;
  const steps = path.slice(
    resource.depth,
    path.findLastIndex((step) => typeof step === 'string'),
  );
  let item: Item | undefined = toItem(resource.value, resource.plan.type, resource.plan);
  for (const [position, step] of steps.entries()) {
    if (typeof step === 'number' || item === undefined) continue;
    const found: Item[] = [];
    childrenNamed(item, step, plans, found);
    const next = steps[position + 1];
    item = found[typeof next === 'number' ? next : 0];
  }
  return item;
}
