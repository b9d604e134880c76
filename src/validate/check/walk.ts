/**
 * Walks a value along the plan of its type and reports what base FHIR does not allow: structure,
 * cardinality, primitive values. What a type needs beyond that hangs on `Rules`.
 */
import { type JsonObject, isJsonObject } from '../../shared/json.ts';
import { toBundleIndex } from '../bundle/bundle-index.ts';
import { toItem } from '../fhirpath/item.ts';
import type { ObjectPlan, Plans, PropertyPlan, Run, TypePlan } from '../plan/plan.ts';
import type { Release } from '../plan/release.ts';
import { checkAbsentCode } from './bindings.ts';
import { checkElementId } from './element-id.ts';
import { checkInvariants } from './check-invariants.ts';
import { checkChoices, checkPresence } from './presence.ts';
import { fitsLength, lengthOf } from './length.ts';
import { MAX_DEPTH, kindOf, report, reportAt, shown } from './run.ts';
import { checkComplexContent, checkTextContent } from './content.ts';
import { nearest } from '../../shared/nearest.ts';
import { type ChecksRest, restOf } from './rest.ts';
import type { Rules } from './rules.ts';
import { isIdOfValue } from '../schema/keywords.ts';

export function checkResource(value: unknown, rules: Rules, run: Run): void {
  if (!isJsonObject(value)) {
    report(run, 'wrong-type', `Found ${kindOf(value)} where a resource belongs.`);
    return;
  }
  const type = value['resourceType'];
  const plan = typeof type === 'string' ? rules.plans.resource(type) : undefined;
  if (plan === undefined) {
    reportUnknownType(type, rules.plans, run);
    return;
  }
  if (run.depth > MAX_DEPTH) {
    report(run, 'wrong-type', `Nested deeper than ${MAX_DEPTH} levels; not checked further.`);
    return;
  }
  const { resource: outer, bundle } = run;
  const isContained = run.path.at(-2) === 'contained';
  run.resource = {
    value,
    plan,
    container: isContained ? outer : undefined,
    depth: run.path.length,
    fullUrl: run.fullUrl,
  };
  if (plan.type === 'Bundle') run.bundle = toBundleIndex(value);
  if (rules.provesStructure(plan, value)) restWalk(rules)(plan, value, run);
  else checkObject(plan, value, rules, run);
  rules.ofResource(run.resource, run);
  run.resource = outer;
  run.bundle = bundle;
}

const restWalks = new WeakMap<Rules, ChecksRest>();

function restWalk(rules: Rules): ChecksRest {
  const known = restWalks.get(rules);
  if (known !== undefined) return known;
  const made = restOf(rules, (value, run) => checkResource(value, rules, run));
  restWalks.set(rules, made);
  return made;
}

function reportUnknownType(type: unknown, plans: Plans, run: Run): void {
  if (type === undefined) {
    report(run, 'resource-type-unknown', 'A resource needs a resourceType; it has none.');
    return;
  }
  const near = typeof type === 'string' ? nearest(type, plans.resourceTypes) : undefined;
  const hint = near === undefined ? '' : `; the nearest is ${near}`;
  report(
    run,
    'resource-type-unknown',
    `${shown(type)} is no resource type of FHIR ${plans.release}${hint}.`,
  );
}

function checkObject(plan: ObjectPlan, value: JsonObject, rules: Rules, run: Run): void {
  run.depth += 1;
  if (run.depth > MAX_DEPTH) {
    report(run, 'wrong-type', `Nested deeper than ${MAX_DEPTH} levels; not checked further.`);
    run.depth -= 1;
    return;
  }
  if (plan.type === 'Bundle.entry') {
    run.fullUrl = typeof value['fullUrl'] === 'string' ? value['fullUrl'] : undefined;
  }
  const keys = Object.keys(value);
  for (const key of keys) {
    const property = plan.properties.get(key);
    if (property === undefined) {
      if (key !== 'resourceType' || !plan.isResource)
        reportUnknown(plan, key, rules.plans.release, run);
      continue;
    }
    run.path.push(property.element.name);
    checkProperty(property, key, value, rules, run);
    run.path.pop();
  }
  checkPresence(plan, value, keys.length, run);
  checkElementId(plan, value, run);
  if (plan.choices.length > 0) checkChoices(plan, keys, run);
  checkInvariants(plan.invariants, toItem(value, plan.type, plan), run);
  run.depth -= 1;
}

function reportUnknown(plan: ObjectPlan, key: string, release: Release, run: Run): void {
  const isTold = run.findings.isListing('error');
  const near = isTold ? nearest(key, plan.properties.keys()) : undefined;
  const hint = near === undefined ? '' : `; the nearest it has is ${shown(near)}`;
  reportAt(
    run,
    key,
    'unknown-property',
    `${plan.type} has no property ${shown(key)} in FHIR ${release}${hint}.`,
  );
}

function checkProperty(
  property: PropertyPlan,
  key: string,
  parent: JsonObject,
  rules: Rules,
  run: Run,
): void {
  const child = parent[key];
  const { element } = property;
  if (!element.isList) {
    const beside: unknown = parent[property.isShadow ? key.slice(1) : `_${key}`];
    checkSingle(property, child, beside, rules, run);
    return;
  }
  if (!Array.isArray(child)) {
    report(run, 'wrong-type', `Found ${kindOf(child)}; ${element.id} is a list.`);
    return;
  }
  if (child.length === 0) {
    report(run, 'empty-value', `The list is empty; ${element.id} is left out instead.`);
  }
  if (child.length > element.max) {
    report(run, 'too-many', `Found ${child.length} values; ${element.id} allows ${element.max}.`);
  }
  const other: unknown = parent[property.isShadow ? key.slice(1) : `_${key}`];
  for (let index = 0; index < child.length; index += 1) {
    run.path.push(index);
    checkItem(property, child[index], Array.isArray(other) ? other[index] : undefined, rules, run);
    run.path.pop();
  }
}

// null holds the place of a value whose other half is given (http://hl7.org/fhir/R4/json.html#primitive)
function checkItem(
  property: PropertyPlan,
  item: unknown,
  other: unknown,
  rules: Rules,
  run: Run,
): void {
  if (item !== null) checkValue(property, item, other, rules, run);
  else if (property.isShadow ? other === undefined : other === null || other === undefined) {
    report(
      run,
      'empty-value',
      `null stands where ${property.element.id} needs a value or an extension.`,
    );
  }
}

function checkSingle(
  property: PropertyPlan,
  child: unknown,
  beside: unknown,
  rules: Rules,
  run: Run,
): void {
  if (Array.isArray(child)) {
    report(run, 'wrong-type', `Found a list; ${property.element.id} is a single value.`);
  } else if (child === null || child === undefined) {
    report(run, 'empty-value', `null is no value; ${property.element.id} is left out instead.`);
  } else checkValue(property, child, beside, rules, run);
}

/** `beside`: the other half of a primitive, its value or what stands under its name with an underscore. */
function checkValue(
  property: PropertyPlan,
  value: unknown,
  beside: unknown,
  rules: Rules,
  run: Run,
): void {
  const { type } = property;
  if (property.isShadow) checkShadow(property, value, beside, rules, run);
  else if (type.rule !== undefined) checkPrimitive(property, type, value, rules, run);
  else if (type.isResource) {
    run.depth += 1;
    checkResource(value, rules, run);
    run.depth -= 1;
  } else if (isJsonObject(value)) checkComplex(property, value, rules, run);
  else
    report(
      run,
      'wrong-type',
      `Found ${kindOf(value)}; ${property.element.id} is ${type.code}, an object.`,
    );
}

function checkShadow(
  property: PropertyPlan,
  value: unknown,
  beside: unknown,
  rules: Rules,
  run: Run,
): void {
  const { element, type } = property;
  const plan = rules.plans.object('Element');
  if (isIdOfValue(value, beside)) {
    if (plan !== undefined && isJsonObject(value)) checkElementId(plan, value, run);
    return;
  }
  if (plan !== undefined && isJsonObject(value)) {
    checkObject(plan, value, rules, run);
    checkAbsentCode(element.binding, beside, type.code, element.id, run);
  } else {
    const { name } = element;
    report(
      run,
      'wrong-type',
      `Found ${kindOf(value)}; _${name} is an object with id and extension of ${name}.`,
    );
  }
}

function checkComplex(property: PropertyPlan, value: JsonObject, rules: Rules, run: Run): void {
  const { type } = property;
  if (type.object === undefined) return;
  checkObject(type.object, value, rules, run);
  checkComplexContent(property, value, type.object, rules, run);
}

function checkPrimitive(
  property: PropertyPlan,
  type: TypePlan,
  value: unknown,
  rules: Rules,
  run: Run,
): void {
  const { element } = property;
  const { rule } = type;
  if (rule === undefined) return;
  if (typeof value !== rule.json) {
    report(
      run,
      'wrong-type',
      `Found ${kindOf(value)}; ${element.id} is ${type.code}, a ${rule.json}.`,
    );
    return;
  }
  if (value === '') {
    report(run, 'empty-value', `The text is empty; ${element.id} is left out instead.`);
    return;
  }
  if (!rule.accepts(value as string | number | boolean)) {
    const message = `${shown(value)} is no ${type.code}; ${element.id} allows ${rule.allowed}.`;
    report(run, 'value-format', message);
    return;
  }
  if (typeof value === 'string') checkText(property, value, rules, run);
  if (element.invariants.length > 0)
    checkInvariants(element.invariants, toItem(value, type.code), run);
}

function checkText(property: PropertyPlan, value: string, rules: Rules, run: Run): void {
  const { element, type } = property;
  const doubt = type.rule?.doubt?.(value);
  if (doubt !== undefined) report(run, 'empty-value', doubt, 'warning');
  if (element.maxLength !== undefined && !fitsLength(value, element.maxLength)) {
    const message = `The text has ${lengthOf(value)} characters; ${element.id} allows ${element.maxLength}.`;
    report(run, 'value-too-long', message);
  }
  checkTextContent(property, value, rules, run);
}
