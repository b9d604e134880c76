import type { ObjectPlan } from './plan.ts';

const known = new WeakMap<ObjectPlan, boolean>();

/**
 * A resource that others refer to by its canonical URL (http://hl7.org/fhir/R5/canonicalresource.html): told by what
 * all of them have, since R4 knows no such type and R5 derives none from it.
 */
export function isCanonicalResource(plan: ObjectPlan): boolean {
  const before = known.get(plan);
  if (before !== undefined) return before;
  const typeOf = (name: string): string | undefined => plan.properties.get(name)?.type.code;
  const is =
    plan.isResource &&
    typeOf('url') === 'uri' &&
    typeOf('version') === 'string' &&
    typeOf('status') === 'code';
  known.set(plan, is);
  return is;
}
