/** Every invariant of a type or profile with the values in a resource it is about. */
import { type JsonObject, asText, isJsonObject } from '../../src/shared/json.ts';
import { startRun } from '../../src/validate/check/run.ts';
import { compileFhirPath } from '../../src/validate/fhirpath/compile.ts';
import { toItem } from '../../src/validate/fhirpath/item.ts';
import { children, childrenNamed } from '../../src/validate/fhirpath/navigate.ts';
import type { Compiled } from '../../src/validate/fhirpath/scope.ts';
import type { Item, Plans } from '../../src/validate/plan/plan.ts';
import type {
  BaseDefinitions,
  Constraint,
  StructureDefinition,
} from '../../src/validate/structure-definition.ts';

export interface Case {
  readonly key: string;
  readonly expression: string;
  readonly item: Item;
  readonly resource: JsonObject;
  readonly root: JsonObject;
}

type Truth = boolean | undefined;

interface Rule {
  readonly path: readonly string[];
  readonly constraint: Constraint & { readonly expression: string };
}

const MAX_DEPTH = 30;

export interface CaseFinder {
  /** What our engine says; undefined for an empty result. */
  readonly ours: (one: Case) => Truth;
  /** Cases of a resource, of all data types in it, of what it contains, and of the given profiles of its type. */
  readonly casesOf: (
    resource: JsonObject,
    profiles?: readonly StructureDefinition[],
    root?: JsonObject,
  ) => Case[];
}

/** Finds cases by the base definitions of one version. */
export function caseFinder(base: BaseDefinitions, plans: Plans): CaseFinder {
  const compiled = new Map<string, Compiled>();

  /** What our engine says; undefined for an empty result. */
  function ours({ expression, item, resource, root }: Case): Truth {
    const path = compiled.get(expression) ?? compileFhirPath(expression);
    compiled.set(expression, path);
    const run = startRun({ danglingReferences: 'ignore' });
    run.resource = scopeOf(resource, root === resource ? undefined : scopeOf(root, undefined));
    const focus = [item];
    const [first] = path(focus, { plans, run, context: focus, focus, index: 0 });
    return first === undefined ? undefined : first.value !== false;
  }

  function scopeOf(
    value: JsonObject,
    container: ReturnType<typeof startRun>['resource'],
  ): ReturnType<typeof startRun>['resource'] {
    const plan = plans.resource(asText(value['resourceType']));
    if (plan === undefined) return undefined;
    return { value, plan, container, depth: 1, fullUrl: undefined };
  }

  const rulesByStructure = new Map<string, readonly Rule[]>();

  function rulesOf(structure: StructureDefinition): readonly Rule[] {
    const known = rulesByStructure.get(structure.url);
    if (known !== undefined) return known;
    const seen = new Set<string>();
    const rules = (structure.snapshot?.element ?? []).flatMap((element) =>
      (element.constraint ?? []).flatMap((constraint): Rule[] => {
        const { expression } = constraint;
        const id = `${element.path} ${expression ?? ''}`;
        if (expression === undefined || seen.has(id)) return [];
        seen.add(id);
        const path = element.path.replaceAll('[x]', '').split('.').slice(1);
        return [{ path, constraint: { ...constraint, expression } }];
      }),
    );
    rulesByStructure.set(structure.url, rules);
    return rules;
  }

  const baseByType = new Map(
    base.structures
      .filter(({ derivation }) => derivation !== 'constraint')
      .map((structure) => [structure.type, structure]),
  );

  /** Cases of a resource, of all data types in it, of what it contains, and of the given profiles of its type. */
  function casesOf(
    resource: JsonObject,
    profiles: readonly StructureDefinition[] = [],
    root: JsonObject = resource,
  ): Case[] {
    const type = asText(resource['resourceType']);
    const plan = plans.resource(type);
    if (plan === undefined) return [];
    const top = toItem(resource, type, plan);
    const structures = profiles.filter((profile) => profile.type === type);
    const own = [baseByType.get(type), ...structures].flatMap((structure) =>
      structure === undefined ? [] : casesUnder(top, structure, resource, root),
    );
    const inner = valuesIn(top, 0).flatMap((item) => {
      const structure = baseByType.get(item.type);
      if (structure === undefined || structure.kind === 'resource') return [];
      return casesUnder(item, structure, resource, root);
    });
    const contained = [resource['contained'], resource['entry']].flatMap((list) =>
      Array.isArray(list) ? list.filter(isJsonObject) : [],
    );
    const resources = contained.flatMap((one) =>
      isJsonObject(one['resource']) ? [one['resource']] : [one],
    );
    return [
      ...own,
      ...inner,
      ...resources.flatMap((one) => casesOf(one, profiles, type === 'Bundle' ? one : resource)),
    ];
  }

  function casesUnder(
    item: Item,
    structure: StructureDefinition,
    resource: JsonObject,
    root: JsonObject,
  ): Case[] {
    return rulesOf(structure).flatMap(({ path, constraint: { key, expression } }) =>
      follow([item], path).map((value) => ({ key, expression, item: value, resource, root })),
    );
  }

  function follow(items: readonly Item[], path: readonly string[]): readonly Item[] {
    let current = items;
    for (const name of path) {
      const next: Item[] = [];
      for (const item of current) childrenNamed(item, name, plans, next);
      current = next;
    }
    return current;
  }

  /** Values below one, not those of resources inside it. */
  function valuesIn(item: Item, depth: number): Item[] {
    if (depth > MAX_DEPTH) return [];
    return children(item, plans)
      .filter((child) => child.plan?.isResource !== true)
      .flatMap((child) => [child, ...valuesIn(child, depth + 1)]);
  }

  return { ours, casesOf };
}
