import { isJsonObject } from '../../shared/json.ts';
import { resolveReference } from '../bundle/resolve-reference.ts';
import type { Scope } from './scope.ts';
import type { Item } from '../plan/plan.ts';
import { resourceItem } from './navigate.ts';

/** resolve(): what lies in the same bundle or resource; anything else is dropped, as the specification allows. */
export function resolveItems(items: readonly Item[], scope: Scope): Item[] {
  return items.flatMap((item) => {
    const reference = isJsonObject(item.value) ? item.value['reference'] : item.value;
    if (typeof reference !== 'string') return [];
    const found = resolveReference(reference, scope.run);
    const target = found.kind === 'found' ? resourceItem(found.resource, scope.plans) : undefined;
    return target === undefined ? [] : [target];
  });
}
