import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import type { ObjectPlan, Plans, PropertyPlan } from '../plan/plan.ts';

const LINKS: ReadonlySet<string> = new Set(['canonical', 'uri', 'url']);
/** `href` and `src` in a narrative. */
const LINK_OF_NARRATIVE = /\s(?:href|src)\s*=\s*["'](#[^"']*)["']/g;

interface Open {
  readonly value: JsonObject;
  readonly plan: ObjectPlan;
}

/**
 * What a resource calls by a local name (`#id`, or `#` for the resource that contains it): its references, canonicals,
 * URIs and URLs as dom-3 counts them, and what its narrative links to or shows. Not what is contained in it.
 */
export function localNames(resource: JsonObject, plan: ObjectPlan, plans: Plans): Set<string> {
  const names = new Set<string>();
  const open: Open[] = [{ value: { ...resource, contained: undefined }, plan }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [key, child] of Object.entries(next.value)) {
      const property = next.plan.properties.get(key);
      if (property === undefined) continue;
      for (const item of Array.isArray(child) ? (child as readonly unknown[]) : [child]) {
        if (typeof item === 'string') addNames(item, property, names);
        const within = isJsonObject(item) ? planOf(item, property, plans) : undefined;
        if (isJsonObject(item) && within !== undefined) open.push({ value: item, plan: within });
      }
    }
  }
  return names;
}

function addNames(text: string, { element, type }: PropertyPlan, names: Set<string>): void {
  if (type.code === 'xhtml') {
    for (const [, name = ''] of text.matchAll(LINK_OF_NARRATIVE)) names.add(name);
  } else if (LINKS.has(type.code) || element.id === 'Reference.reference') {
    if (text.startsWith('#')) names.add(text);
  }
}

function planOf(
  value: JsonObject,
  { type, isShadow }: PropertyPlan,
  plans: Plans,
): ObjectPlan | undefined {
  if (isShadow) return plans.object('Element');
  if (!type.isResource) return type.object;
  const { resourceType } = value;
  return typeof resourceType === 'string' ? plans.resource(resourceType) : undefined;
}
