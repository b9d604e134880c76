/** The elements of a resource as a tree of nodes, each with its FHIRPath expression and its pattern. */
import { asText, isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import { stepText } from './element-path.ts';
import { kindOf, roleOf } from './kinds.ts';

export interface ElementNode {
  /** JSON name: `valueCode`, `extension`, `title`. */
  readonly name: string;
  /** Position in its list. */
  readonly index?: number;
  /** FHIRPath within the resource: `ResearchStudy.extension[4].extension[1].valueCode`. */
  readonly expression: string;
  /** The element whatever its position: `ResearchStudy.extension(label:acronym).extension(value)`. */
  readonly pattern: string;
  readonly value: Json;
  readonly parent?: ElementNode;
  readonly children: readonly ElementNode[];
}

/** The tree of a resource; its root's expression is the resource type. */
export function elementTree(resource: JsonObject): ElementNode {
  const type = asText(resource['resourceType']);
  return inner({
    name: type,
    expression: type,
    pattern: stepText(type, roleOf(resource), false),
    value: resource,
  });
}

type Bare = Omit<ElementNode, 'children'>;

function inner(bare: Bare): ElementNode {
  const children: ElementNode[] = [];
  const node: ElementNode = { ...bare, children };
  if (isJsonObject(bare.value)) children.push(...membersOf(node, bare.value));
  return node;
}

function membersOf(owner: ElementNode, object: JsonObject): ElementNode[] {
  return Object.entries(object).flatMap(([key, value]) => {
    if (value === undefined || value === null || key === 'resourceType') return [];
    // `_status` holds the id and extensions of `status`: to FHIRPath they are children of that element.
    const name = key.startsWith('_') ? key.slice(1) : key;
    if (!Array.isArray(value)) return [inner(member(owner, name, value))];
    return (value as readonly Json[]).flatMap((item, index) =>
      item === null ? [] : [inner(member(owner, name, item, index))],
    );
  });
}

function member(owner: ElementNode, name: string, value: Json, index?: number): Bare {
  const position = index === undefined ? '' : `[${index}]`;
  return {
    name,
    ...(index !== undefined && { index }),
    expression: `${owner.expression}.${name}${position}`,
    pattern: patternOf(owner, name, value, index !== undefined),
    value,
    parent: owner,
  };
}

function patternOf(owner: ElementNode, name: string, value: Json, isListed: boolean): string {
  // An extension is its value: `extension(ext-other-name)`, not `extension(ext-other-name).value`.
  if (owner.name === 'extension' && /^value[A-Z]/u.test(name)) return owner.pattern;
  const kind = isListed ? kindOf(owner.pattern, name, value) : undefined;
  return `${owner.pattern}.${stepText(name, kind, isListed)}`;
}

/** Every node below a node that holds a value of its own, in document order. */
export function leavesBelow(node: ElementNode): readonly ElementNode[] {
  if (!isJsonObject(node.value)) return [node];
  return node.children.flatMap(leavesBelow);
}
