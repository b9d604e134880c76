import type { ElementPlan, Invariant, ObjectPlan, Plans, PropertyPlan } from '../plan/plan.ts';
import type { ToInvariant } from '../plan/compile-plans.ts';
import type {
  Discriminator,
  ElementDefinition,
  StructureDefinition,
} from '../structure-definition.ts';
import { type ProfileChecks, demandsOf } from './demands.ts';
import type { Node, Profile, Slice, SlicingPlan } from './profile.ts';
import { type RawNode, toRawTree } from './raw-tree.ts';
import { type Repeated, demandsSomething, linkRepeated } from './repeated.ts';
import { extensionUrl, sliceMatcher } from './slicing.ts';

export interface ProfileCompiler {
  readonly plans: () => Plans;
  readonly toInvariant: ToInvariant;
  readonly checks: ProfileChecks;
}

/** Elements that repeat another one are linked to it when all are compiled: `action.action`. */
interface Compiling extends ProfileCompiler {
  readonly repeated: Repeated[];
}

/** What the base type says of an element, as far as the profile's path leads through known types. */
interface Known {
  readonly element: ElementPlan | undefined;
  readonly plan: ObjectPlan | undefined;
  readonly jsonName: string | undefined;
}

/**
 * Compiles a profile down to its own demands: an element that says no more than its base type makes
 * no node, so a snapshot costs no more than its differential.
 */
export function compileProfile(structure: StructureDefinition, compiler: ProfileCompiler): Profile {
  const tree = toRawTree(structure);
  const plan = compiler.plans().object(structure.type);
  const known: Known = { element: undefined, plan, jsonName: undefined };
  const repeated: Repeated[] = [];
  const root = toNode(tree, known, structure.url, { ...compiler, repeated });
  linkRepeated(root, repeated);
  return { url: structure.url, type: structure.type, root };
}

/** `url`: of an extension that was found by it, so that it need not be looked at again. */
function toNode(
  raw: RawNode,
  known: Known,
  profile: string,
  compiler: Compiling,
  url?: string,
): Node {
  const { element } = raw;
  const { element: base } = known;
  const children = [...raw.children.values()].flatMap((child) => {
    const node = toNode(child, knownChild(child, known.plan), profile, compiler);
    if (url !== undefined && isThisUrl(node, child, url)) return [];
    return demandsSomething(node) || isRepeated(node, compiler) ? [node] : [];
  });
  const node: Node = {
    id: raw.id,
    name: base?.name ?? raw.name.replace('[x]', ''),
    jsonName: known.jsonName,
    presentAs: namesOf(base),
    min: minOf(element, base),
    max: maxOf(element, base),
    isList: base?.isList ?? element?.max !== '1',
    demands: element === undefined ? [] : demandsOf(element, base, profile, compiler.checks),
    invariants: invariantsOf(element, known, profile, compiler),
    children,
    slicing: toSlicing(raw, known, profile, compiler),
  };
  const { contentReference } = element ?? {};
  // a reference with an address before the # is to the base type, which the base walk checks
  if (contentReference?.startsWith('#') === true && raw.children.size === 0)
    compiler.repeated.push({ node, children, of: contentReference.slice(1) });
  return node;
}

/** Whether all that is demanded of the value is to be this url. */
function isThisUrl(node: Node, { element }: RawNode, url: string): boolean {
  if (node.name !== 'url' || element?.['fixedUri'] !== url) return false;
  const { demands, invariants, children, min, max, slicing } = node;
  const isMore = min > 0 || max < Infinity || invariants.length + children.length > 0 || slicing;
  return demands.length === 1 && !isMore;
}

/** More names than these are asked for one by one later than the children are collected. */
const FEW = 4;

function namesOf(base: ElementPlan | undefined): readonly string[] | undefined {
  return base !== undefined && base.presentAs.length <= FEW ? base.presentAs : undefined;
}

function isRepeated(node: Node, { repeated }: Compiling): boolean {
  return repeated.some((each) => each.node === node);
}

/** Zero where the base type already demands as much: the base walk reports it. */
function minOf(element: ElementDefinition | undefined, base: ElementPlan | undefined): number {
  const min = element?.min ?? 0;
  return min > (base?.min ?? 0) ? min : 0;
}

function maxOf(element: ElementDefinition | undefined, base: ElementPlan | undefined): number {
  if (element?.max === undefined || element.max === '*') return Infinity;
  const max = Number(element.max);
  // a single value is never too many, but for one that is forbidden
  return max < (base?.max ?? Infinity) ? max : Infinity;
}

function invariantsOf(
  element: ElementDefinition | undefined,
  { element: base, plan }: Known,
  profile: string,
  compiler: ProfileCompiler,
): Invariant[] {
  const inherited = new Set(
    [...(base?.invariants ?? []), ...(plan?.invariants ?? [])].map(({ key }) => key),
  );
  return (element?.constraint ?? [])
    .filter(({ key }) => !inherited.has(key))
    .flatMap((constraint) => compiler.toInvariant(constraint, profile) ?? []);
}

function knownChild(child: RawNode, plan: ObjectPlan | undefined): Known {
  const name = child.name.replace('[x]', '');
  const named = plan?.byName.get(name);
  if (named !== undefined) {
    const codes = new Set((child.element?.type ?? []).map((type) => type.code));
    const fitting = named.filter(({ type }) => codes.size === 0 || codes.has(type.code));
    return { element: named[0]?.element, plan: onlyPlan(fitting), jsonName: undefined };
  }
  const property = plan?.properties.get(name);
  return {
    element: property?.element,
    plan: property?.type.object,
    jsonName: property === undefined ? undefined : name,
  };
}

function onlyPlan(properties: readonly PropertyPlan[]): ObjectPlan | undefined {
  return properties.length === 1 ? properties[0]?.type.object : undefined;
}

function toSlicing(
  raw: RawNode,
  known: Known,
  profile: string,
  compiler: Compiling,
): SlicingPlan | undefined {
  if (raw.slices.size === 0) return undefined;
  const declared = raw.element?.slicing;
  const discriminators = declared?.discriminator ?? defaultDiscriminators(raw);
  const isByUrl = isUrlAlone(discriminators);
  const slices = [...raw.slices.values()].map((slice): Slice => {
    const plan = onlyPlanOf(slice, known);
    // a slice counts on its own: it inherits no cardinality from the element it slices
    const within: Known = { element: unbounded(known.element), plan, jsonName: undefined };
    return {
      name: slice.id.slice(slice.id.lastIndexOf(':') + 1),
      node: toNode(slice, within, profile, compiler, isByUrl ? extensionUrl(slice) : undefined),
      matches: sliceMatcher(slice, discriminators, compiler.plans, compiler.checks),
    };
  });
  return {
    rules: declared?.rules ?? 'open',
    isOrdered: declared?.ordered === true,
    slices,
    hasSlicesOfSlices: slices.some(({ node }) => node.slicing !== undefined),
    byUrl: isByUrl ? slicesByUrl(raw, slices) : undefined,
  };
}

function isUrlAlone([only, ...others]: readonly Discriminator[]): boolean {
  return only?.type === 'value' && only.path === 'url' && others.length === 0;
}

function slicesByUrl(
  raw: RawNode,
  slices: readonly Slice[],
): ReadonlyMap<string, Slice> | undefined {
  const byUrl = new Map<string, Slice>();
  for (const [index, rawSlice] of [...raw.slices.values()].entries()) {
    const url = extensionUrl(rawSlice);
    const slice = slices[index];
    // two slices of one url need more than the url to be told apart
    if (url === undefined || slice === undefined || byUrl.has(url)) return undefined;
    byUrl.set(url, slice);
  }
  return byUrl;
}

// a differential may leave these out: extensions are told apart by url, choices by type
function defaultDiscriminators(raw: RawNode): Discriminator[] {
  return raw.name.toLowerCase().endsWith('extension')
    ? [{ type: 'value', path: 'url' }]
    : [{ type: 'type', path: '$this' }];
}

function onlyPlanOf(slice: RawNode, known: Known): ObjectPlan | undefined {
  const [type, ...others] = slice.element?.type ?? [];
  if (type === undefined || others.length > 0 || known.element === undefined) return known.plan;
  return known.element.types.find(({ code }) => code === type.code)?.object ?? known.plan;
}

function unbounded(element: ElementPlan | undefined): ElementPlan | undefined {
  return element === undefined ? undefined : { ...element, min: 0, max: Infinity };
}
