import type { ElementPlan, Invariant, NamedProperty, ObjectPlan, Plans, TypePlan } from './plan.ts';
import type { Release } from './release.ts';
import type {
  Constraint,
  ElementDefinition,
  StructureDefinition,
} from '../structure-definition.ts';
import { elementBinding } from '../terminology/element-binding.ts';
import type { Terminology } from '../terminology/terminology.ts';
import { primitiveRule } from './primitives.ts';

export type ToInvariant = (constraint: Constraint, source: string) => Invariant | undefined;

/** Filled while it is compiled, so that types may refer to each other and to themselves. */
interface Draft extends ObjectPlan {
  readonly elements: ElementPlan[];
  readonly required: ElementPlan[];
  readonly choices: ElementPlan[];
  readonly properties: Map<string, NamedProperty>;
  readonly byName: Map<string, readonly NamedProperty[]>;
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

/** What is needed to compile one type: all others, by name. */
interface Compiler {
  readonly bases: ReadonlyMap<string, StructureDefinition>;
  readonly plans: Map<string, Draft>;
  readonly terminology: Terminology;
  readonly toInvariant: ToInvariant;
  readonly release: Release;
}

export function compilePlans(
  structures: readonly StructureDefinition[],
  terminology: Terminology,
  toInvariant: ToInvariant,
  release: Release = 'R4',
): Plans {
  const own = structures.filter((structure) => structure.derivation !== 'constraint');
  const bases = new Map(own.map((structure) => [structure.type, structure]));
  const compiler: Compiler = { bases, plans: new Map(), terminology, toInvariant, release };
  const concrete = own.filter((structure) => structure.kind === 'resource' && !structure.abstract);
  const resourceTypes = new Set(concrete.map((structure) => structure.type));
  return {
    release,
    object: (type) => compiledType(type, compiler),
    resource: (type) => (resourceTypes.has(type) ? compiledType(type, compiler) : undefined),
    resourceTypes,
    inUnit: terminology.inUnit,
    isMember: (valueSet, system, code) =>
      terminology.binding('required', valueSet)?.has?.(system, code),
  };
}

function compiledType(type: string, compiler: Compiler): ObjectPlan | undefined {
  const known = compiler.plans.get(type);
  if (known !== undefined) return known;
  const structure = compiler.bases.get(type);
  if (structure === undefined || structure.kind === 'primitive-type') return undefined;
  const elements = structure.snapshot?.element ?? [];
  return nested({ structure, elements, lineage: lineageOf(type, compiler.bases) }, type, compiler);
}

function lineageOf(type: string, bases: Compiler['bases']): string[] {
  const base = bases.get(type)?.baseDefinition;
  return base === undefined ? [type] : [type, ...lineageOf(lastSegment(base), bases)];
}

function nested(tree: Tree, path: string, compiler: Compiler): Draft {
  const known = compiler.plans.get(path);
  if (known !== undefined) return known;
  const draft = emptyDraft(tree, path);
  compiler.plans.set(path, draft);
  const own = tree.elements.find((element) => element.path === path);
  draft.invariants.push(...invariantsOf(own, path, compiler));
  const depth = path.split('.').length + 1;
  for (const element of tree.elements) {
    if (element.sliceName === undefined && isChild(element, path, depth)) {
      addElement(draft, element, tree, compiler);
    }
  }
  return draft;
}

function invariantsOf(
  element: ElementDefinition | undefined,
  source: string,
  { toInvariant }: Compiler,
): Invariant[] {
  return (element?.constraint ?? []).flatMap((constraint) => toInvariant(constraint, source) ?? []);
}

function addElement(
  draft: Draft,
  element: ElementDefinition,
  tree: Tree,
  compiler: Compiler,
): void {
  const types = typesOf(element, tree, compiler);
  const plan = toElementPlan(element, types, compiler);
  draft.elements.push(plan);
  if (plan.min > 0) draft.required.push(plan);
  if (plan.jsonNames.length > 1) draft.choices.push(plan);
  const named = types.map((type, position): NamedProperty => {
    const jsonName = plan.jsonNames[position] ?? plan.name;
    const shadowName = hasShadow(element, type) ? `_${jsonName}` : undefined;
    const property = { element: plan, type, isShadow: false, jsonName, shadowName };
    draft.properties.set(jsonName, property);
    if (shadowName !== undefined) draft.properties.set(shadowName, { ...property, isShadow: true });
    return property;
  });
  draft.byName.set(plan.name, named);
}

function toElementPlan(
  element: ElementDefinition,
  types: readonly TypePlan[],
  compiler: Compiler,
): ElementPlan {
  const last = element.path.slice(element.path.lastIndexOf('.') + 1);
  const name = last.replace('[x]', '');
  const inherited = new Set(
    types.flatMap((type) => type.object?.invariants.map(({ key }) => key) ?? []),
  );
  const isChoice = last.endsWith('[x]');
  const jsonNames = isChoice ? types.map((type) => name + capitalized(type.code)) : [name];
  return {
    id: element.id,
    name,
    min: element.min ?? 0,
    max: element.max === '*' ? Infinity : Number(element.max ?? 1),
    isList: element.max !== '1' && element.max !== '0',
    maxLength: element.maxLength,
    binding: elementBinding(compiler.terminology, element.binding),
    invariants: invariantsOf(element, element.id, compiler).filter(
      ({ key }) => !inherited.has(key),
    ),
    jsonNames,
    presentAs: jsonNames.flatMap((jsonName) => [jsonName, `_${jsonName}`]),
    types,
  };
}

function typesOf(element: ElementDefinition, tree: Tree, compiler: Compiler): TypePlan[] {
  if (element.contentReference !== undefined) {
    const path = element.contentReference.slice(element.contentReference.indexOf('#') + 1);
    return [complexType(path, nested(tree, path, compiler))];
  }
  return (element.type ?? []).map((type) => {
    const code = typeCode(type.code, element, tree);
    const rule = primitiveRule(code, compiler.release);
    const isResource = code === 'Resource';
    const hasChildren = code === 'BackboneElement' || code === 'Element';
    const plan = hasChildren ? nested(tree, element.path, compiler) : undefined;
    return {
      code,
      targetProfiles: type.targetProfile ?? [],
      targetTypes: targetTypesOf(type.targetProfile ?? []),
      // the definition of an extension is found by its url
      profiles: code === 'Extension' ? [] : (type.profile ?? []),
      rule,
      object: rule !== undefined || isResource ? undefined : (plan ?? compiledType(code, compiler)),
      isResource,
    };
  });
}

const BASE = 'http://hl7.org/fhir/StructureDefinition/';

function targetTypesOf(profiles: readonly string[]): readonly string[] | undefined {
  const types = profiles.filter((profile) => profile.startsWith(BASE)).map(lastSegment);
  const isOpen = types.length < profiles.length || types.length === 0 || types.includes('Resource');
  return isOpen ? undefined : types;
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
  return {
    code,
    targetProfiles: [],
    targetTypes: undefined,
    profiles: [],
    rule: undefined,
    object,
    isResource: false,
  };
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
