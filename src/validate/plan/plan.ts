/**
 * A base type, compiled: what each JSON property means and demands. Built once from a snapshot, then
 * only read. Profiles are compiled apart (profile/) and demand more of the same values.
 */
import type { Invariant } from '../check/invariant.ts';
import type { Binding } from '../terminology/terminology.ts';
import type { PrimitiveRule } from './primitives.ts';

export interface ElementPlan {
  /** ElementDefinition.id in the structure that defines it: `ResearchStudy.arm.name`. */
  readonly id: string;
  /** Name in a FHIRPath: `value` for value[x]. */
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly isList: boolean;
  readonly maxLength: number | undefined;
  readonly binding: Binding | undefined;
  readonly invariants: readonly Invariant[];
  /** JSON names it may be given under, several for a choice. */
  readonly jsonNames: readonly string[];
  /** The same with their shadows: any of them makes the element present. */
  readonly presentAs: readonly string[];
  readonly types: readonly TypePlan[];
}

export interface TypePlan {
  readonly code: string;
  readonly targetProfiles: readonly string[];
  /** Profiles a value of this type must fit: SimpleQuantity. */
  readonly profiles: readonly string[];
  readonly rule: PrimitiveRule | undefined;
  /** Undefined for primitives and for resources, whose plan depends on resourceType. */
  readonly object: ObjectPlan | undefined;
  readonly isResource: boolean;
}

export interface PropertyPlan {
  readonly element: ElementPlan;
  readonly type: TypePlan;
  /** `_x`, the id and extensions of the primitive `x`. */
  readonly isShadow: boolean;
}

export interface NamedProperty extends PropertyPlan {
  readonly jsonName: string;
  /** Undefined for what has no shadow: complex types, ids, XHTML. */
  readonly shadowName: string | undefined;
}

export interface ObjectPlan {
  /** `Period`, `ResearchStudy`, `ResearchStudy.arm`. */
  readonly type: string;
  /** Type and its ancestors, for `is` and `ofType`. */
  readonly lineage: readonly string[];
  readonly isResource: boolean;
  readonly elements: readonly ElementPlan[];
  readonly required: readonly ElementPlan[];
  readonly choices: readonly ElementPlan[];
  readonly properties: ReadonlyMap<string, PropertyPlan>;
  /** Properties without shadows by FHIRPath name: `value` has one for each type. */
  readonly byName: ReadonlyMap<string, readonly NamedProperty[]>;
  readonly invariants: readonly Invariant[];
}

/** Plans by type name, compiled on first use. */
export interface Plans {
  /** Undefined for a name that is no concrete type. */
  readonly object: (type: string) => ObjectPlan | undefined;
  /** Undefined for a name that is no concrete resource type. */
  readonly resource: (type: string) => ObjectPlan | undefined;
  /** Every concrete resource type. */
  readonly resourceTypes: ReadonlySet<string>;
}
