/** The tree of a base with a differential put upon it (http://hl7.org/fhir/R4/profiling.html#snapshot). */
import type { ElementDefinition, StructureDefinition } from '../../structure-definition.ts';
import { withoutVersion } from '../../terminology/value-set.ts';
import { type RawNode, toRawTree } from '../raw-tree.ts';
import type { TreeCopier } from './copy-tree.ts';
import { mergeElement } from './merge-element.ts';
import { SnapshotProblem } from './snapshot-problem.ts';

const BASE = 'http://hl7.org/fhir/StructureDefinition/';

export interface Making {
  /** The base's own tree, which is not changed: what elements repeat is looked up there. */
  readonly base: RawNode;
  /** A definition with its snapshot; undefined where it is not loaded. Throws SnapshotProblem where it gets none. */
  readonly structureOf: (url: string) => StructureDefinition | undefined;
  readonly copier: TreeCopier;
}

/** Changes `node` to what the differential makes of it. Throws SnapshotProblem. */
export function applyDifferential(node: RawNode, differential: RawNode, making: Making): void {
  const { element, children, slices } = differential;
  if (element !== undefined && node.element !== undefined)
    node.element = mergeElement(node.element, element);
  if (children.size > 0) expand(node, making);
  for (const child of children.values())
    applyDifferential(childOf(node, child, making), child, making);
  for (const [name, slice] of slices)
    applyDifferential(sliceOf(node, name, slice, making), slice, making);
}

/** The child the differential speaks of: by its name, or by one of the names of a choice (`valueQuantity`). */
function childOf(node: RawNode, { name, id }: RawNode, making: Making): RawNode {
  const direct = node.children.get(name) ?? node.children.get(`${name}[x]`);
  if (direct !== undefined) return direct;
  for (const choice of node.children.values()) {
    const type = typeNamed(name, choice);
    if (type !== undefined) return choice.slices.get(name) ?? addSlice(choice, name, making);
  }
  return leftOut(node, name, making) ?? refuse(id);
}

function refuse(id: string): never {
  throw new SnapshotProblem(`its base has no ${id}`);
}

/** Snapshots of some tools leave out what a profile does not speak of: its type has it. */
function leftOut(
  node: RawNode,
  name: string,
  { structureOf, copier }: Making,
): RawNode | undefined {
  const structure = node.id.includes('.') ? undefined : structureOf(BASE + node.id);
  const child = structure && toRawTree(structure).children.get(name);
  if (child === undefined) return undefined;
  const copied = copier.copy(child, `${node.id}.${name}`);
  node.children.set(name, copied);
  return copied;
}

/** `valueQuantity` is value[x] of type Quantity. */
function typeNamed(name: string, { name: choice, element }: RawNode): string | undefined {
  if (!choice.endsWith('[x]') || !name.startsWith(choice.slice(0, -3))) return undefined;
  const wanted = name.slice(choice.length - 3).toLowerCase();
  return element?.type?.find(({ code }) => code.toLowerCase() === wanted)?.code;
}

function sliceOf(node: RawNode, name: string, { id }: RawNode, making: Making): RawNode {
  const known = node.slices.get(name);
  if (known !== undefined) return known;
  return node.element === undefined ? refuse(id) : addSlice(node, name, making);
}

/** A slice begins as what it is a slice of, and may be absent. */
function addSlice(node: RawNode, name: string, { copier }: Making): RawNode {
  const plain: RawNode = { ...node, slices: new Map() };
  const colon = node.id.indexOf(':', node.id.lastIndexOf('.') + 1);
  const slice = copier.copy(plain, `${colon === -1 ? node.id : node.id.slice(0, colon)}:${name}`);
  if (slice.element !== undefined) {
    const { slicing: _, ...element } = slice.element;
    slice.element = {
      ...(element as ElementDefinition),
      sliceName: name,
      min: 0,
      ...typeOf(name, node),
    };
  }
  if (node.element?.slicing === undefined && node.element !== undefined)
    node.element = { ...node.element, slicing: usualSlicing(node) };
  node.slices.set(name, slice);
  return slice;
}

function typeOf(sliceName: string, node: RawNode): Pick<ElementDefinition, 'type'> {
  const code = typeNamed(sliceName, node);
  const type = node.element?.type?.filter((each) => each.code === code);
  return type === undefined || type.length === 0 ? {} : { type };
}

/** What a differential may leave out: extensions are told apart by url, choices by type. */
function usualSlicing({ name, id }: RawNode): NonNullable<ElementDefinition['slicing']> {
  if (/extension$/i.test(name))
    return { discriminator: [{ type: 'value', path: 'url' }], rules: 'open' };
  if (!name.endsWith('[x]'))
    throw new SnapshotProblem(`nothing says how the slices of ${id} are told apart`);
  return { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' };
}

/** Gives an element the children of its type, its profile or the element it repeats, where it has none yet. */
function expand(node: RawNode, making: Making): void {
  if (node.children.size > 0) return;
  const { element, id } = node;
  const reference = element?.contentReference;
  const [from, typed] =
    reference === undefined ? typeTree(node, making) : [repeated(reference, id, making), undefined];
  for (const [name, child] of making.copier.copyChildren(from, id, typed))
    node.children.set(name, child);
}

function repeated(reference: string, id: string, { base, structureOf }: Making): RawNode {
  const [address = '', target = ''] = reference.split('#');
  const structure = address === '' ? undefined : structureOf(withoutVersion(address));
  let node: RawNode | undefined = structure === undefined ? base : toRawTree(structure);
  for (const name of target.split('.').slice(1)) node = node?.children.get(name);
  if (node === undefined)
    throw new SnapshotProblem(`${id} repeats ${reference}, which is not loaded`);
  return node;
}

/** With the address of the type the tree is of. */
function typeTree({ element, id }: RawNode, { structureOf }: Making): readonly [RawNode, string] {
  const [type, ...others] = element?.type ?? [];
  if (type === undefined) throw new SnapshotProblem(`${id} has no type`);
  // all that a choice of several types has in common
  const code = others.some((other) => other.code !== type.code) ? 'Element' : type.code;
  const url = code.startsWith('http') ? code : BASE + code;
  const [profile, ...more] = others.length === 0 ? (type.profile ?? []) : [];
  const profiled =
    profile === undefined || more.length > 0 ? undefined : structureOf(withoutVersion(profile));
  const structure = profiled ?? structureOf(url);
  if (structure === undefined) throw new SnapshotProblem(`the type ${code} of ${id} is not loaded`);
  return [toRawTree(structure), url];
}
