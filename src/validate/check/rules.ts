import type { JsonObject } from '../../shared/json.ts';
import type { ObjectPlan, Plans, PropertyPlan, ResourceScope, Run } from '../plan/plan.ts';
import type { ProvesStructure } from '../schema/structure.ts';

/** Checks by type that no ElementDefinition tells: extensions, references, narrative, resources. */
export interface Rules {
  readonly plans: Plans;
  /** Told before a resource is walked: where true, the walk looks at no structure. */
  readonly provesStructure: ProvesStructure;
  readonly ofObject: ReadonlyMap<
    string,
    (value: JsonObject, property: PropertyPlan, run: Run) => void
  >;
  readonly ofPrimitive: ReadonlyMap<
    string,
    (value: string, property: PropertyPlan, run: Run) => void
  >;
  /** Profiles that a base type demands of an element. */
  readonly ofProfile: (profile: string, value: JsonObject, plan: ObjectPlan, run: Run) => void;
  readonly ofResource: (scope: ResourceScope, run: Run) => void;
}
