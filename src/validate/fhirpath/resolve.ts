import { isJsonObject, objectsIn } from '../../shared/json.ts';
import { resolveReference } from '../bundle/resolve-reference.ts';
import type { Scope } from './scope.ts';
import type { Item } from '../plan/plan.ts';
import { resourceItem } from './navigate.ts';
import { NOTHING, fromBoolean } from './operators.ts';

/**
 * resolve(): what lies in the same bundle or resource; anything else is dropped, as the specification allows. The run
 * counts what is there and only not at hand: what is decided without it is not decided.
 */
export function resolveItems(items: readonly Item[], scope: Scope): Item[] {
  return items.flatMap((item) => {
    const reference = isJsonObject(item.value) ? item.value['reference'] : item.value;
    if (typeof reference !== 'string') return [];
    const found = resolveReference(reference, scope.run);
    if (found.kind === 'outside' && found.isKnown) scope.run.unseen += 1;
    const target = found.kind === 'found' ? resourceItem(found.resource, scope.plans) : undefined;
    return target === undefined ? [] : [target];
  });
}

/** memberOf(): of one code, Coding or CodeableConcept; empty where the value set is not fully known. */
export function isMember(
  items: readonly Item[],
  valueSet: unknown,
  { plans }: Scope,
): readonly Item[] {
  const [item, ...others] = items;
  if (item === undefined || others.length > 0 || typeof valueSet !== 'string') return NOTHING;
  const verdicts = codesOf(item.value).map(([system, code]) =>
    plans.isMember(valueSet, system, code),
  );
  if (verdicts.includes(true)) return fromBoolean(true);
  return verdicts.includes(undefined) ? NOTHING : fromBoolean(false);
}

function codesOf(value: unknown): (readonly [string | undefined, string])[] {
  if (typeof value === 'string') return [[undefined, value]];
  if (!isJsonObject(value)) return [];
  if (value['coding'] !== undefined) return objectsIn(value['coding']).flatMap(codesOf);
  const { system, code } = value;
  return typeof system === 'string' && typeof code === 'string' ? [[system, code]] : [];
}
