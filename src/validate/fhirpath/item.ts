import type { JsonObject } from '../../shared/json.ts';
import type { Item, ObjectPlan } from '../plan/plan.ts';

export function toItem(value: unknown, type: string, plan?: ObjectPlan, shadow?: JsonObject): Item {
  return { value, type, plan, shadow };
}
