/**
 * Elements that repeat another element of their type (contentReference): what a profile demands below `action` it
 * demands below `action.action` as well, at any depth. What it demands of `action` itself stays there.
 */
import type { Node } from './profile.ts';

export interface Repeated {
  readonly node: Node;
  /** Of the node; filled here. */
  readonly children: Node[];
  /** ElementDefinition.id of the element it repeats. */
  readonly of: string;
}

export function demandsSomething(node: Node): boolean {
  return (
    node.min > 0 ||
    node.max < Infinity ||
    node.demands.length > 0 ||
    node.invariants.length > 0 ||
    node.children.length > 0 ||
    node.slicing !== undefined
  );
}

/** Gives the repeated elements the children of what they repeat, where those demand anything. */
export function linkRepeated(root: Node, repeated: readonly Repeated[]): void {
  const links = new Set(repeated.map(({ node }) => node));
  for (const { children, of } of repeated) {
    const target = nodeAt(root, of, links);
    const own = (target?.children ?? []).filter((child) => !links.has(child));
    if (target !== undefined && own.some((child) => isDemanding(child, links)))
      children.push(...target.children);
  }
}

function nodeAt(from: Node, id: string, links: ReadonlySet<Node>): Node | undefined {
  if (from.id === id) return from;
  for (const child of from.children) {
    if (links.has(child) || !id.startsWith(child.id)) continue;
    const found = nodeAt(child, id, links);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A link alone, or a way to one, demands nothing. */
function isDemanding(node: Node, links: ReadonlySet<Node>): boolean {
  if (links.has(node)) return false;
  if (demandsSomething({ ...node, children: [] })) return true;
  return node.children.some((child) => isDemanding(child, links));
}
