/**
 * The walk over a resource whose structure is proven (schema/structure.ts): it visits only what a
 * schema does not tell, by visitors compiled once for each type, and reports what walk.ts would.
 */
import type { Json, JsonObject } from '../../shared/json.ts';
import { toItem } from '../fhirpath/item.ts';
import type { ObjectPlan, PropertyPlan, Run } from '../plan/plan.ts';
import { checkAbsentCode } from './bindings.ts';
import { checkElementId } from './element-id.ts';
import { checkInvariants } from './check-invariants.ts';
import { checkComplexContent, checkTextContent, hasComplexContent } from './content.ts';
import { MAX_DEPTH, report } from './run.ts';
import type { Rules } from './rules.ts';

/** `beside`: the other half of a primitive, as `_x` is of `x`. */
type Visit = (value: Json, run: Run, beside: Json | undefined) => void;
type ObjectVisit = (value: JsonObject, run: Run) => void;

/** Reports what is left to check of a resource of proven structure. */
export type ChecksRest = (plan: ObjectPlan, resource: JsonObject, run: Run) => void;

export function restOf(
  rules: Rules,
  checkResource: (value: unknown, run: Run) => void,
): ChecksRest {
  const known = new Map<ObjectPlan, ObjectVisit>();

  function visitorOf(plan: ObjectPlan): ObjectVisit {
    const before = known.get(plan);
    if (before !== undefined) return before;
    const visitors = new Map<string, Visit>();
    const visit = objectVisitor(plan, visitors);
    // known before its children are compiled: types contain themselves
    known.set(plan, visit);
    for (const [key, property] of plan.properties) {
      const inner = valueVisitor(property);
      if (inner !== undefined) visitors.set(key, atProperty(property, inner));
    }
    return visit;
  }

  function valueVisitor(property: PropertyPlan): Visit | undefined {
    const { element, type, isShadow } = property;
    const plan = isShadow ? rules.plans.object('Element') : type.object;
    if (!isShadow && type.isResource) return nested;
    if (!isShadow && type.rule !== undefined) return primitiveVisitor(property, rules);
    if (plan === undefined) return undefined;
    // compiled when it is met: Extension alone leads to 50 types
    let inner: ObjectVisit | undefined;
    const hasContent = !isShadow && hasComplexContent(property, rules);
    return (value, run, beside) => {
      inner ??= visitorOf(plan);
      inner(value as JsonObject, run);
      if (isShadow) checkAbsentCode(element.binding, beside, type.code, element.id, run);
      if (hasContent) checkComplexContent(property, value as JsonObject, plan, rules, run);
    };
  }

  function nested(value: Json, run: Run): void {
    run.depth += 1;
    checkResource(value, run);
    run.depth -= 1;
  }

  return (plan, resource, run) => visitorOf(plan)(resource, run);
}

function primitiveVisitor(property: PropertyPlan, rules: Rules): Visit | undefined {
  const { element, type } = property;
  const hasRule = element.binding !== undefined || rules.ofPrimitive.has(type.code);
  if (!hasRule && element.invariants.length === 0) return undefined;
  return (value, run) => {
    if (typeof value === 'string') checkTextContent(property, value, rules, run);
    if (element.invariants.length > 0)
      checkInvariants(element.invariants, toItem(value, type.code), run);
  };
}

function objectVisitor(plan: ObjectPlan, visitors: ReadonlyMap<string, Visit>): ObjectVisit {
  const isEntry = plan.type === 'Bundle.entry';
  return (value, run) => {
    run.depth += 1;
    if (run.depth > MAX_DEPTH) {
      report(run, 'wrong-type', `Nested deeper than ${MAX_DEPTH} levels; not checked further.`);
      run.depth -= 1;
      return;
    }
    if (isEntry) run.fullUrl = typeof value['fullUrl'] === 'string' ? value['fullUrl'] : undefined;
    for (const key in value) {
      const visit = visitors.get(key);
      const child = value[key];
      if (visit !== undefined && child !== undefined) visit(child, run, besideOf(key, value));
    }
    checkElementId(plan, value, run);
    if (plan.invariants.length > 0)
      checkInvariants(plan.invariants, toItem(value, plan.type, plan), run);
    run.depth -= 1;
  };
}

// only shadows are asked for their other half
function besideOf(key: string, holder: JsonObject): Json | undefined {
  return key.startsWith('_') ? holder[key.slice(1)] : undefined;
}

function atProperty({ element }: PropertyPlan, visit: Visit): Visit {
  const { name, isList } = element;
  if (!isList) {
    return (value, run, beside) => {
      run.path.push(name);
      visit(value, run, beside);
      run.path.pop();
    };
  }
  return (value, run, beside) => {
    const list = value as readonly Json[];
    const others = Array.isArray(beside) ? (beside as readonly Json[]) : undefined;
    run.path.push(name);
    for (let index = 0; index < list.length; index += 1) {
      const item = list[index];
      // null holds the place of what stands in the other half
      if (item === null || item === undefined) continue;
      run.path.push(index);
      visit(item, run, others?.[index]);
      run.path.pop();
    }
    run.path.pop();
  };
}
