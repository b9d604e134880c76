/** What a part of a FHIRPath can be, told by definitions alone. */
import { primitiveRule } from '../plan/primitives.ts';
import type { NamedProperty, ObjectPlan, Plans } from '../plan/plan.ts';

export interface StaticType {
  /** `Patient`, `Patient.contact`, `code`, `System.Boolean`. */
  readonly name: string;
  /** Undefined for primitives and System types. */
  readonly plan: ObjectPlan | undefined;
}

/** Undefined where only a value could tell. */
export type StaticTypes = readonly StaticType[] | undefined;

export const BOOLEAN: StaticTypes = [{ name: 'System.Boolean', plan: undefined }];
export const INTEGER: StaticTypes = [{ name: 'System.Integer', plan: undefined }];
export const STRING: StaticTypes = [{ name: 'System.String', plan: undefined }];

/** By the name a definition or an expression gives it; undefined where no such type is known. */
export function typesNamed(name: string, plans: Plans): StaticTypes {
  if (name.startsWith('System.')) return [{ name, plan: undefined }];
  const bare = name.replace(/^FHIR\./, '');
  const plan = plans.object(bare);
  if (plan !== undefined) return [{ name: bare, plan }];
  return primitiveRule(bare, plans.release) && [{ name: bare, plan: undefined }];
}

export function unionOf(left: StaticTypes, right: StaticTypes): StaticTypes {
  return left && right && distinct([...left, ...right]);
}

// a value[x] has 50 types: paths through several would lead to millions
function distinct(types: readonly StaticType[]): readonly StaticType[] {
  return [...new Map(types.map((type) => [type.name, type])).values()];
}

/** Of any of the types: the types of its child; `none` where no type has such a child. */
export function childTypes(types: StaticTypes, name: string, plans: Plans): StaticTypes | 'none' {
  // what a primitive holds is told by no definition
  if (types === undefined || (name === 'value' && types.some(({ plan }) => plan === undefined)))
    return undefined;
  const found = types
    .map(({ plan }) => (plan ?? plans.object('Element'))?.byName.get(name))
    .filter((properties) => properties !== undefined)
    .flat();
  return found.length === 0 ? 'none' : knownTypes(found);
}

/** Of all the properties; undefined where one of them holds any resource. */
export function knownTypes(properties: readonly NamedProperty[]): StaticTypes {
  const known = properties.map(typeOf).filter((type) => type !== undefined);
  return known.length === properties.length ? distinct(known) : undefined;
}

function typeOf({ type }: NamedProperty): StaticType | undefined {
  if (type.rule !== undefined) return { name: type.code, plan: undefined };
  return type.object && { name: type.object.type, plan: type.object };
}

/** For messages: the first five. */
export const namesOf = (types: StaticTypes): string =>
  [...new Set(types?.map(({ name }) => name))].slice(0, 5).join(', ');

export const isOf = ({ plan, name }: StaticType, wanted: string): boolean =>
  plan === undefined ? name === wanted : plan.lineage.includes(wanted);
