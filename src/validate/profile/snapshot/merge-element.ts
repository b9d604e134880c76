import type { Constraint, ElementDefinition } from '../../structure-definition.ts';
import { choiceValue } from '../demands.ts';

/** The element of the base with what the differential says of it; place and name stay those of the base. */
export function mergeElement(
  base: ElementDefinition,
  differential: ElementDefinition,
): ElementDefinition {
  const { id, path, base: origin } = base;
  const { constraint, binding, slicing } = differential;
  return {
    ...withoutReplaced(base, differential),
    ...differential,
    ...(constraint && { constraint: mergeConstraints(base.constraint ?? [], constraint) }),
    ...(binding && { binding: { ...base.binding, ...binding } }),
    ...(slicing && { slicing: { ...base.slicing, ...slicing } }),
    ...(origin && { base: origin }),
    id,
    path,
  };
}

const CHOICES = ['fixed', 'pattern', 'minValue', 'maxValue'];

/** A value that is fixed anew may be of another type: `fixedCode` after `fixedString`. */
function withoutReplaced(
  base: ElementDefinition,
  differential: ElementDefinition,
): ElementDefinition {
  const replaced = CHOICES.filter((name) => choiceValue(differential, name) !== undefined);
  if (replaced.length === 0) return base;
  const isReplaced = (key: string): boolean =>
    replaced.some((name) => key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length)));
  const kept = Object.entries(base).filter(([key]) => !isReplaced(key));
  return {
    ...(Object.fromEntries(kept) as Partial<ElementDefinition>),
    id: base.id,
    path: base.path,
  };
}

/** Constraints add up; one of a key that is there already takes its place. */
function mergeConstraints(
  inherited: readonly Constraint[],
  own: readonly Constraint[],
): readonly Constraint[] {
  const keys = new Set(own.map(({ key }) => key));
  return [...inherited.filter(({ key }) => !keys.has(key)), ...own];
}
