import type { ElementDefinition, StructureDefinition } from '../structure-definition.ts';

/** The elements of a profile as a tree, by their ids: `Patient.name:official.given`. */
export interface RawNode {
  /** `name`, `value[x]`. */
  readonly name: string;
  readonly id: string;
  element: ElementDefinition | undefined;
  readonly children: Map<string, RawNode>;
  readonly slices: Map<string, RawNode>;
}

function emptyNode(name: string, id: string): RawNode {
  return { name, id, element: undefined, children: new Map(), slices: new Map() };
}

export function toRawTree(structure: StructureDefinition): RawNode {
  const root = emptyNode(structure.type, structure.type);
  const elements = structure.snapshot?.element ?? structure.differential?.element ?? [];
  for (const element of elements) {
    let node = root;
    const [, ...segments] = element.id.split('.');
    for (const segment of segments) node = below(node, segment);
    node.element = element;
  }
  return root;
}

function below(parent: RawNode, segment: string): RawNode {
  const colon = segment.indexOf(':');
  const name = colon === -1 ? segment : segment.slice(0, colon);
  const child = member(parent.children, name, name, `${parent.id}.${name}`);
  if (colon === -1) return child;
  // a/b is the slice b within the slice a
  let node = child;
  let path = '';
  for (const part of segment.slice(colon + 1).split('/')) {
    path = path === '' ? part : `${path}/${part}`;
    node = member(node.slices, path, name, `${child.id}:${path}`);
  }
  return node;
}

function member(map: Map<string, RawNode>, key: string, name: string, id: string): RawNode {
  const known = map.get(key) ?? emptyNode(name, id);
  map.set(key, known);
  return known;
}
