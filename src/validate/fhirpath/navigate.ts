/** From a value to its children, with the types the plans know. */
import { type JsonObject, isJsonObject } from '../../shared/json.ts';
import type { ElementPlan, Item, ObjectPlan, Plans, TypePlan } from '../plan/plan.ts';
import { primitiveParent } from '../plan/primitives.ts';
import { toItem } from './item.ts';

const MAX_DESCENDANTS = 200_000;

export function childrenNamed(item: Item, name: string, plans: Plans, into: Item[]): void {
  const plan = item.plan ?? (item.shadow === undefined ? undefined : plans.object('Element'));
  const source = item.plan === undefined ? item.shadow : item.value;
  if (plan === undefined || !isJsonObject(source)) return;
  const properties = plan.byName.get(name);
  if (properties === undefined) return;
  if (properties.length > MANY) {
    collectGiven(source, plan, properties[0]?.element, plans, into);
    return;
  }
  for (const { jsonName, shadowName, type } of properties) {
    const shadow = shadowName === undefined ? undefined : source[shadowName];
    collect(source[jsonName], shadow, type, plans, into);
  }
}

// Of the 50 types of a value[x] one is given: its name is found faster than the others are ruled out.
function collectGiven(
  source: JsonObject,
  plan: ObjectPlan,
  element: ElementPlan | undefined,
  plans: Plans,
  into: Item[],
): void {
  for (const key in source) {
    const property = plan.properties.get(key);
    if (property === undefined || property.element !== element) continue;
    const { jsonName, shadowName } = property;
    // given with its shadow, it is met twice
    if (property.isShadow && source[jsonName] !== undefined) continue;
    const shadow = shadowName === undefined ? undefined : source[shadowName];
    collect(source[jsonName], shadow, property.type, plans, into);
  }
}

const MANY = 8;

function collect(
  value: unknown,
  shadow: unknown,
  type: TypePlan,
  plans: Plans,
  into: Item[],
): void {
  if (value === undefined && shadow === undefined) return;
  if (!Array.isArray(value) && !Array.isArray(shadow)) {
    push(value, shadow, type, plans, into);
    return;
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  const shadows: readonly unknown[] = Array.isArray(shadow) ? shadow : [];
  const count = Math.max(values.length, shadows.length);
  for (let index = 0; index < count; index += 1)
    push(values[index], shadows[index], type, plans, into);
}

function push(value: unknown, shadow: unknown, type: TypePlan, plans: Plans, into: Item[]): void {
  const given = value === null ? undefined : value;
  const beside = isJsonObject(shadow) ? shadow : undefined;
  if (given === undefined && beside === undefined) return;
  if (type.rule !== undefined) into.push(toItem(given, type.code, undefined, beside));
  else if (type.isResource) {
    const resource = resourceItem(given, plans);
    if (resource !== undefined) into.push(resource);
  } else if (isJsonObject(given))
    into.push(toItem(given, type.object?.type ?? type.code, type.object));
}

export function resourceItem(value: unknown, plans: Plans): Item | undefined {
  if (!isJsonObject(value) || typeof value['resourceType'] !== 'string') return undefined;
  const plan = plans.resource(value['resourceType']);
  return plan === undefined ? undefined : toItem(value, plan.type, plan);
}

export function children(item: Item, plans: Plans): Item[] {
  const plan = item.plan ?? (item.shadow === undefined ? undefined : plans.object('Element'));
  const found: Item[] = [];
  for (const name of plan?.byName.keys() ?? []) childrenNamed(item, name, plans, found);
  return found;
}

export function descendants(items: readonly Item[], plans: Plans): Item[] {
  const found: Item[] = [];
  let level = items;
  while (level.length > 0 && found.length < MAX_DESCENDANTS) {
    level = level.flatMap((item) => children(item, plans));
    for (const item of level) found.push(item);
  }
  return found;
}

const SYSTEM_OF: Readonly<Record<string, string>> = {
  boolean: 'Boolean',
  string: 'String',
  uri: 'String',
  integer: 'Integer',
  decimal: 'Decimal',
  date: 'Date',
  dateTime: 'DateTime',
  instant: 'DateTime',
  time: 'Time',
  Quantity: 'Quantity',
};

/** `is`: the type itself or a type it specializes; `FHIR.` and `System.` may precede the name. */
export function isOfType(item: Item, name: string): boolean {
  const wanted = name.replace(/^(FHIR|System)\./, '');
  if (item.plan !== undefined) return isOfPlan(item.plan, wanted);
  const type = item.type.replace(/^System\./, '');
  let current: string | undefined = type;
  while (current !== undefined) {
    if (current === wanted || SYSTEM_OF[current] === wanted) return true;
    current = primitiveParent(current);
  }
  return false;
}

function isOfPlan(plan: ObjectPlan, wanted: string): boolean {
  return plan.lineage.includes(wanted);
}
