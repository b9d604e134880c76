import type { Invariant } from '../check/invariant.ts';
import type {
  Constraint,
  ElementDefinition,
  StructureDefinition,
} from '../structure-definition.ts';
import type { Terminology } from '../terminology/terminology.ts';
import type { ElementPlan, ObjectPlan, Plans, PropertyPlan, TypePlan } from './plan.ts';
import { primitiveRule } from './primitives.ts';

export type ToInvariant = (constraint: Constraint, source: string) => Invariant | undefined;

/** Filled while it is compiled, so that types may refer to each other and to themselves. */
interface Draft extends ObjectPlan {
  readonly elements: ElementPlan[];
  readonly required: ElementPlan[];
  readonly choices: ElementPlan[];
  readonly properties: Map<string, PropertyPlan>;
  readonly byName: Map<string, (PropertyPlan & { readonly jsonName: string })[]>;
  readonly invariants: Invariant[];
}

interface Tree {
  readonly structure: StructureDefinition;
  readonly elements: readonly ElementDefinition[];
  readonly lineage: readonly string[];
}

const SYSTEM = 'http://hl7.org/fhirpath/System.';

/** `http://hl7.org/fhir/StructureDefinition/Period` -> `Period`. */
export function lastSegment(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

export function compilePlans(
  structures: readonly StructureDefinition[],
  terminology: Terminology,
  toInvariant: ToInvariant,
): Plans {
  const bases = new Map(
    structures
      .filter((structure) => structure.derivation !== 'constraint')
      .map((structure) => [structure.type, structure]),
  );
  const plans = new Map<string, Draft>();

  function lineageOf(type: string): string[] {
    const base = bases.get(type)?.baseDefinition;
    return base === undefined ? [type] : [type, ...lineageOf(lastSegment(base))];
  }

  function object(type: string): ObjectPlan | undefined {
    const known = plans.get(type);
    if (known !== undefined) return known;
    const structure = bases.get(type);
    if (structure === undefined || structure.kind === 'primitive-type') return undefined;
    const tree = {
      structure,
      elements: structure.snapshot?.element ?? [],
      lineage: lineageOf(type),
    };
    return nested(tree, type);
  }

  function nested(tree: Tree, path: string): Draft {
    const known = plans.get(path);
    if (known !== undefined) return known;
    const draft = emptyDraft(tree, path);
    plans.set(path, draft);
    const own = tree.elements.find((element) => element.path === path);
    draft.invariants.push(...invariantsOf(own, path));
    const depth = path.split('.').length + 1;
    for (const element of tree.elements) {
      if (element.sliceName === undefined && isChild(element, path, depth))
        addElement(draft, element, tree);
    }
    return draft;
  }

  function invariantsOf(element: ElementDefinition | undefined, source: string): Invariant[] {
    return (element?.constraint ?? []).flatMap(
      (constraint) => toInvariant(constraint, source) ?? [],
    );
  }

  function addElement(draft: Draft, element: ElementDefinition, tree: Tree): void {
    const types = typesOf(element, tree);
    const plan = toElementPlan(element, types);
    draft.elements.push(plan);
    if (plan.min > 0) draft.required.push(plan);
    if (plan.jsonNames.length > 1) draft.choices.push(plan);
    const named = types.map((type, position) => {
      const jsonName = plan.jsonNames[position] ?? plan.name;
      const property = { element: plan, type, isShadow: false, jsonName };
      draft.properties.set(jsonName, property);
      if (hasShadow(element, type))
        draft.properties.set(`_${jsonName}`, { ...property, isShadow: true });
      return property;
    });
    draft.byName.set(plan.name, named);
  }

  function toElementPlan(element: ElementDefinition, types: readonly TypePlan[]): ElementPlan {
    const last = element.path.slice(element.path.lastIndexOf('.') + 1);
    const name = last.replace('[x]', '');
    const inherited = new Set(
      types.flatMap((type) => type.object?.invariants.map(({ key }) => key) ?? []),
    );
    return {
      id: element.id,
      name,
      min: element.min ?? 0,
      max: element.max === '*' ? Infinity : Number(element.max ?? 1),
      isList: element.max !== '1' && element.max !== '0',
      maxLength: element.maxLength,
      binding: terminology.binding(element.binding?.strength ?? '', element.binding?.valueSet),
      invariants: invariantsOf(element, element.id).filter(({ key }) => !inherited.has(key)),
      jsonNames: last.endsWith('[x]') ? types.map((type) => name + capitalized(type.code)) : [name],
      types,
    };
  }

  function typesOf(element: ElementDefinition, tree: Tree): TypePlan[] {
    if (element.contentReference !== undefined) {
      const path = element.contentReference.slice(element.contentReference.indexOf('#') + 1);
      return [complexType(path, nested(tree, path))];
    }
    return (element.type ?? []).map((type) => {
      const code = typeCode(type.code, element, tree);
      const rule = primitiveRule(code);
      const isResource = code === 'Resource';
      const hasChildren = code === 'BackboneElement' || code === 'Element';
      const plan = hasChildren ? nested(tree, element.path) : undefined;
      return {
        code,
        targetProfiles: type.targetProfile ?? [],
        profiles: code === 'Extension' ? [] : (type.profile ?? []),
        rule,
        object: rule !== undefined || isResource ? undefined : (plan ?? object(code)),
        isResource,
      };
    });
  }

  const resourceTypes = new Set(
    [...bases.values()]
      .filter((structure) => structure.kind === 'resource' && !structure.abstract)
      .map((structure) => structure.type),
  );
  return {
    object,
    resource: (type) => (resourceTypes.has(type) ? object(type) : undefined),
    resourceTypes,
  };
}

function emptyDraft(tree: Tree, path: string): Draft {
  const isRoot = path === tree.structure.type;
  return {
    type: path,
    lineage: isRoot ? tree.lineage : [path, 'BackboneElement', 'Element'],
    isResource: isRoot && tree.structure.kind === 'resource',
    elements: [],
    required: [],
    choices: [],
    properties: new Map(),
    byName: new Map(),
    invariants: [],
  };
}

function complexType(code: string, object: ObjectPlan): TypePlan {
  return { code, targetProfiles: [], profiles: [], rule: undefined, object, isResource: false };
}

function isChild(element: ElementDefinition, path: string, depth: number): boolean {
  return element.path.startsWith(`${path}.`) && element.path.split('.').length === depth;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// The definitions give ids and Extension.url as System.String; what they are is told by the prose:
// http://hl7.org/fhir/R4/resource.html#id, http://hl7.org/fhir/R4/extensibility.html#Extension
function typeCode(code: string, element: ElementDefinition, tree: Tree): string {
  if (!code.startsWith(SYSTEM)) return code;
  if (element.path === 'Extension.url') return 'uri';
  const isResourceId =
    tree.structure.kind === 'resource' && element.path === `${tree.structure.type}.id`;
  return isResourceId ? 'id' : 'string';
}

// ids and Extension.url are XML attributes and cannot be extended, nor can XHTML
function hasShadow(element: ElementDefinition, type: TypePlan): boolean {
  if (type.rule === undefined || type.code === 'xhtml') return false;
  const isAttribute = element.type?.[0]?.code.startsWith(SYSTEM) === true;
  return !isAttribute || type.code === 'id';
}
