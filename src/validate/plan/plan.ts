/**
 * A base type, compiled: what each JSON property means and demands. Built once from a snapshot, then
 * only read. Profiles are compiled apart (profile/) and demand more of the same values.
 */
import type { BundleIndex } from '../bundle/bundle-index.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Findings } from '../check/findings.ts';
import type { Binding } from '../terminology/binding.ts';
import type { Units } from '../terminology/outside.ts';
import type { Target } from '../validator.ts';
import type { PrimitiveRule } from './primitives.ts';
import type { Release } from './release.ts';

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
  /** Resource types a reference may lead to; undefined where it may lead to any. */
  readonly targetTypes: readonly string[] | undefined;
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
  readonly properties: ReadonlyMap<string, NamedProperty>;
  /** Properties without shadows by FHIRPath name: `value` has one for each type. */
  readonly byName: ReadonlyMap<string, readonly NamedProperty[]>;
  readonly invariants: readonly Invariant[];
}

/** Plans by type name, compiled on first use. */
export interface Plans {
  readonly release: Release;
  /** Undefined for a name that is no concrete type. */
  readonly object: (type: string) => ObjectPlan | undefined;
  /** Undefined for a name that is no concrete resource type. */
  readonly resource: (type: string) => ObjectPlan | undefined;
  /** Every concrete resource type. */
  readonly resourceTypes: ReadonlySet<string>;
  /** A value in another unit of UCUM; undefined where the one cannot be told in the other. */
  readonly inUnit: Units['inUnit'];
  /** Undefined where the value set is not fully known. */
  readonly isMember: (
    valueSet: string,
    system: string | undefined,
    code: string,
  ) => boolean | undefined;
}

/** A constraint of a definition, compiled on first use. */
export interface Invariant {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly human: string;
  /** Element or profile that demands it, for messages. */
  readonly source: string;
  /** False where the constraint is broken; undefined where it cannot be told. */
  readonly holds: (item: Item, run: Run) => boolean | undefined;
}

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

export interface ResourceScope {
  readonly value: JsonObject;
  readonly plan: ObjectPlan;
  /** The resource it is contained in. */
  readonly container: ResourceScope | undefined;
  /** Length of the path it stands at. */
  readonly depth: number;
  /** fullUrl of its entry. */
  readonly fullUrl: string | undefined;
  /** Ids of its elements met so far. */
  elementIds?: Set<string>;
}

/** One validation: the issues found so far, and where the walk stands. */
export interface Run {
  readonly findings: Findings;
  /** Values that each rule, by its key, may still go over. */
  readonly budgets: Map<string, { left: number }>;
  /** Names and indices from the root; joined only when an issue is reported. */
  readonly path: (string | number)[];
  resource: ResourceScope | undefined;
  bundle: BundleIndex | undefined;
  fullUrl: string | undefined;
  /** Asked for, of the resource given. */
  readonly profiles: readonly string[];
  /** Asked for, of each resource by its type. */
  readonly profilesFor: ((resourceType: string) => readonly string[]) | undefined;
  readonly dangling: 'error' | 'warning' | 'ignore';
  /** Counts the codes that could not be looked up, by code system. */
  readonly unchecked: Map<string, number> | undefined;
  /** What the caller knows of resources outside the one given. */
  readonly resolve: ((reference: string) => Target | undefined) | undefined;
  /** Resources that resolve() asked for, that the caller has and whose content is not at hand. */
  unseen: number;
  /** Values an extension definition or profile is being applied to, against endless recursion. */
  depth: number;
}
