/**
 * JSON Schema of a compiled type: everything check/walk.ts demands of structure, cardinality and
 * primitive values, and nothing else. test/validate/schema holds the two to each other.
 */
import type { SchemaObject } from 'ajv';
import type { ElementPlan, ObjectPlan, PropertyPlan, TypePlan } from '../plan/plan.ts';
import type { Members, RareProperty } from './keywords.ts';

/** Of `ResearchStudy.arm`: each type is a schema of its own, so that all resource types share them. */
export function schemaId(type: string): string {
  return `fhir:${type}`;
}

export function toSchema(plan: ObjectPlan): SchemaObject {
  const all = [...plan.properties];
  const usual = all.filter(([, property]) => !isRare(property));
  const typed = plan.isResource ? { resourceType: { const: plan.type } } : {};
  return {
    $id: schemaId(plan.type),
    type: 'object',
    properties: {
      ...Object.fromEntries(usual.map(([name, property]) => [name, propertySchema(property)])),
      ...typed,
    },
    members: members(plan),
    ...presence(plan),
    ...paddedLists(plan),
  };
}

function isRare({ element, isShadow }: PropertyPlan): boolean {
  return isShadow || element.jsonNames.length > 1;
}

function members(plan: ObjectPlan): Members {
  const own = [...plan.properties].map(
    ([name, property]) => [name, isRare(property) ? rareProperty(name, property) : true] as const,
  );
  const type = plan.isResource ? { resourceType: true as const } : {};
  return {
    names: { ...Object.fromEntries(own), ...type },
    // what is required is content enough
    needsContent: !plan.isResource && plan.required.length === 0,
  };
}

function rareProperty(name: string, property: PropertyPlan): RareProperty {
  const { element, isShadow } = property;
  const choice = element.jsonNames.length > 1 ? { choice: element.name } : {};
  return { schema: propertySchema(property), name: isShadow ? name.slice(1) : name, ...choice };
}

/** The types a schema refers to: they must be known before it is compiled. */
export function partsOf(plan: ObjectPlan): ObjectPlan[] {
  return plan.elements.flatMap(({ types }) => types.flatMap(({ object }) => object ?? []));
}

function propertySchema({ element, type, isShadow }: PropertyPlan): SchemaObject {
  const value = isShadow ? { $ref: schemaId('Element') } : valueSchema(element, type);
  if (!element.isList) return value;
  const items = type.rule === undefined ? value : { anyOf: [value, { type: 'null' }] };
  const most = element.max === Infinity ? {} : { maxItems: element.max };
  return { type: 'array', minItems: 1, ...most, items };
}

function valueSchema({ maxLength }: ElementPlan, { rule, object }: TypePlan): SchemaObject {
  if (rule !== undefined)
    return maxLength === undefined ? rule.schema : { ...rule.schema, maxLength };
  // a resource inside another is checked on its own, by its own schema
  return object === undefined ? { type: 'object' } : { $ref: schemaId(object.type) };
}

function presence(plan: ObjectPlan): SchemaObject {
  const required = plan.required.filter(({ presentAs }) => presentAs.length === 1);
  const replaceable = plan.required.filter(({ presentAs }) => presentAs.length > 1);
  const some = replaceable.map(({ presentAs }) => ({
    anyOf: presentAs.map((name) => ({ required: [name] })),
  }));
  return {
    ...(required.length === 0 ? {} : { required: required.flatMap(({ presentAs }) => presentAs) }),
    ...(some.length === 0 ? {} : { allOf: some }),
  };
}

function paddedLists(plan: ObjectPlan): SchemaObject {
  const lists = plan.elements.filter(
    ({ isList, types }) => isList && types.some(({ rule }) => rule !== undefined),
  );
  return lists.length === 0 ? {} : { halves: lists.flatMap(({ jsonNames }) => jsonNames) };
}
