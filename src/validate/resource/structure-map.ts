/**
 * StructureMap: rules speak of variables that are there, and of elements that these have
 * (http://hl7.org/fhir/R4/structuremap-definitions.html). What a type cannot be told of is left alone.
 */
import { type JsonObject, asText, isJsonObject, objectsIn } from '../../shared/json.ts';
import { MAX_DEPTH, report, shown } from '../check/run.ts';
import {
  type StaticType,
  type StaticTypes,
  childTypes,
  isOf,
  namesOf,
  typesNamed,
} from '../fhirpath/static-types.ts';
import type { Plans, Run } from '../plan/plan.ts';
import { withoutVersion } from '../terminology/value-set.ts';
import { type ResourceRule, eachObject } from './resource-rule.ts';
import type { StructureOf } from './type-profiles.ts';

/** What the variables of a rule can be, by name; those of the rules and the group around it are known too. */
interface Variables {
  readonly own: Map<string, StaticTypes>;
  readonly outer: Variables | undefined;
}

/** Undefined where there is no such variable. */
function variableOf(
  name: string,
  variables: Variables,
): { readonly types: StaticTypes } | undefined {
  let scope: Variables | undefined = variables;
  while (scope !== undefined && !scope.own.has(name)) scope = scope.outer;
  return scope && { types: scope.own.get(name) };
}

/** A type by its alias in the map, or its own name. */
interface Names {
  readonly typesOf: (name: string) => StaticTypes;
  readonly isType: (name: string) => boolean;
}

export function structureMapRule(plans: Plans, structureOf: StructureOf): ResourceRule {
  return (map, run) => {
    const names = typeNames(map, plans, structureOf);
    eachObject(map, 'group', run, (group) => {
      const inputs = Array.isArray(group['input']) ? group['input'].filter(isJsonObject) : [];
      // "If no inputs are named, then the entry mappings are type based"
      if (inputs.length === 0) return;
      const own = new Map(
        inputs.map(({ name, type }) => [asText(name), names.typesOf(asText(type))]),
      );
      // constants, of R5
      for (const { name } of objectsIn(map['const'])) own.set(asText(name), undefined);
      checkRules(group, { own, outer: undefined }, { names, plans, run });
    });
  };
}

function typeNames({ structure }: JsonObject, plans: Plans, structureOf: StructureOf): Names {
  const declared = Array.isArray(structure) ? structure.filter(isJsonObject) : [];
  const aliases = new Map(
    declared
      .filter(({ alias }) => typeof alias === 'string')
      .map(({ alias, url }) => [asText(alias), withoutVersion(asText(url))]),
  );
  const typesOf = (name: string): StaticTypes => {
    const url = aliases.get(name) ?? (name.includes('/') ? withoutVersion(name) : undefined);
    return typesNamed(url === undefined ? name : (structureOf(url)?.type ?? ''), plans);
  };
  return { typesOf, isType: (name) => aliases.has(name) || typesOf(name) !== undefined };
}

interface Tools {
  readonly names: Names;
  readonly plans: Plans;
  readonly run: Run;
}

function checkRules(holder: JsonObject, outer: Variables, tools: Tools): void {
  // the walk refuses what nests without end
  if (tools.run.path.length > MAX_DEPTH) return;
  eachObject(holder, 'rule', tools.run, (rule) => {
    const variables: Variables = { own: new Map(), outer };
    eachObject(rule, 'source', tools.run, (source) => checkSource(source, variables, tools));
    eachObject(rule, 'target', tools.run, (target) => checkTarget(target, variables, tools));
    checkRules(rule, variables, tools);
  });
}

// "Type or variable this rule applies to"
function checkSource(source: JsonObject, variables: Variables, tools: Tools): void {
  const { names, run } = tools;
  const context = asText(source['context']);
  const known = variableOf(context, variables);
  if (known === undefined && !names.isType(context)) {
    const message = `The source ${shown(context)} is neither a variable here nor a type.`;
    report(run, 'expression-invalid', message);
  }
  const found = elementOf(source, known?.types, tools);
  const type = asText(source['type']);
  const asked = type === '' ? undefined : names.typesOf(type);
  if (found !== undefined && asked !== undefined && !fits(asked, found)) {
    const message = `The type ${shown(type)} is none of ${namesOf(found)}, which it is a condition on.`;
    report(run, 'expression-invalid', message);
  }
  bind(source, type === '' ? found : asked, variables);
}

const fits = (asked: readonly StaticType[], found: readonly StaticType[]): boolean =>
  asked.some((one) => found.some((other) => isOf(one, other.name) || isOf(other, one.name)));

function checkTarget(target: JsonObject, variables: Variables, tools: Tools): void {
  const context = asText(target['context']);
  // contextType is of R4 alone
  const isVariable = context !== '' && target['contextType'] !== 'type';
  const known = variableOf(context, variables);
  if (isVariable && known === undefined) {
    report(tools.run, 'expression-invalid', `The target ${shown(context)} is no variable here.`);
  }
  const found = elementOf(target, known?.types, tools);
  const made = createdType(target);
  bind(target, made === undefined ? found : tools.names.typesOf(made), variables);
}

function elementOf(
  { element, context }: JsonObject,
  types: StaticTypes,
  { plans, run }: Tools,
): StaticTypes {
  if (typeof element !== 'string') return types;
  let current = types;
  for (const name of element.split('.')) {
    const found = childTypes(current, name, plans);
    if (found === 'none') {
      const message = `${shown(name)} is no element of ${namesOf(current)}, which ${shown(context)} leads to.`;
      report(run, 'expression-invalid', message);
      return undefined;
    }
    current = found;
  }
  return current;
}

/** The type of `create('Patient')`; undefined where the element alone tells it. */
function createdType({ transform, parameter }: JsonObject): string | undefined {
  const first: unknown = Array.isArray(parameter) ? parameter[0] : undefined;
  const type = transform === 'create' && isJsonObject(first) ? first['valueString'] : undefined;
  return typeof type === 'string' ? type : undefined;
}

function bind({ variable }: JsonObject, types: StaticTypes, variables: Variables): void {
  if (typeof variable === 'string') variables.own.set(variable, types);
}
