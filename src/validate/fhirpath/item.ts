import type { JsonObject } from '../../shared/json.ts';
import type { ObjectPlan } from '../plan/plan.ts';

/** One value of a FHIRPath collection. */
export interface Item {
  readonly value: unknown;
  /** FHIR type (`code`, `Period`, `ResearchStudy.arm`) or `System.String`, `System.Integer` ... */
  readonly type: string;
  /** Of complex values: how to find their children. */
  readonly plan: ObjectPlan | undefined;
  /** `_x` beside a primitive. */
  readonly shadow: JsonObject | undefined;
}

export function toItem(value: unknown, type: string, plan?: ObjectPlan, shadow?: JsonObject): Item {
  return { value, type, plan, shadow };
}
