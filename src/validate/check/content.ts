/** What a value of sound structure must still fit: bindings, profiles, rules of its type, invariants. */
import type { JsonObject } from '../../shared/json.ts';
import { toItem } from '../fhirpath/item.ts';
import type { ObjectPlan, PropertyPlan, Run } from '../plan/plan.ts';
import { checkBinding } from './bindings.ts';
import { checkInvariants } from './check-invariants.ts';
import type { Rules } from './rules.ts';

export function checkComplexContent(
  property: PropertyPlan,
  value: JsonObject,
  plan: ObjectPlan,
  rules: Rules,
  run: Run,
): void {
  const { element, type } = property;
  if (element.binding !== undefined)
    checkBinding(element.binding, value, type.code, element.id, run);
  for (const profile of type.profiles) rules.ofProfile(profile, value, plan, run);
  rules.ofObject.get(type.code)?.(value, property, run);
  if (element.invariants.length > 0)
    checkInvariants(element.invariants, toItem(value, type.code, plan), run);
}

/** Whether there is anything that checkComplexContent could report. */
export function hasComplexContent({ element, type }: PropertyPlan, { ofObject }: Rules): boolean {
  const { binding, invariants } = element;
  return (
    binding !== undefined ||
    invariants.length > 0 ||
    type.profiles.length > 0 ||
    ofObject.has(type.code)
  );
}

export function checkTextContent(
  property: PropertyPlan,
  value: string,
  rules: Rules,
  run: Run,
): void {
  const { element, type } = property;
  if (element.binding !== undefined)
    checkBinding(element.binding, value, type.code, element.id, run);
  rules.ofPrimitive.get(type.code)?.(value, property, run);
}
