/** Where an element stands among its siblings; looked up often, so worked out once for each parent. */
import type { ElementNode } from './element-tree.ts';

/** Position among the siblings of one kind. */
export interface Ordinal {
  readonly index: number;
  readonly count: number;
}

interface Siblings {
  readonly byExpression: ReadonlyMap<string, readonly ElementNode[]>;
  /** Positions in the list, in order, of the items of each pattern. */
  readonly byPattern: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

const known = new WeakMap<ElementNode, Siblings>();

function siblingsOf(parent: ElementNode): Siblings {
  const before = known.get(parent);
  if (before) return before;
  const byPattern = new Map<string, Map<number, number>>();
  for (const { pattern, index } of parent.children) {
    if (index === undefined) continue;
    const ordinals = byPattern.get(pattern) ?? new Map<number, number>();
    byPattern.set(pattern, ordinals);
    if (!ordinals.has(index)) ordinals.set(index, ordinals.size);
  }
  const byExpression = Map.groupBy(parent.children, ({ expression }) => expression);
  const siblings = { byExpression, byPattern };
  known.set(parent, siblings);
  return siblings;
}

/** The nodes of one expression: a primitive element and what holds its extensions. */
export function twinsOf(node: ElementNode): readonly ElementNode[] {
  return (node.parent && siblingsOf(node.parent).byExpression.get(node.expression)) ?? [node];
}

/** Undefined for what is no item of a list. */
export function ordinalOf({ parent, pattern, index }: ElementNode): Ordinal | undefined {
  if (!parent || index === undefined) return undefined;
  const ordinals = siblingsOf(parent).byPattern.get(pattern);
  return ordinals && { index: ordinals.get(index) ?? 0, count: ordinals.size };
}

/** Positions of a node and of what holds it among siblings of the same kind, where there are several. */
export function ordinalsOf(node: ElementNode): readonly Ordinal[] {
  const ordinals: Ordinal[] = [];
  for (let each: ElementNode | undefined = node; each?.parent; each = each.parent) {
    const ordinal = ordinalOf(each);
    if (ordinal && ordinal.count > 1) ordinals.unshift(ordinal);
  }
  return ordinals;
}

/**
 * The expression as a person reads it: `extension(label:acronym)` for `extension[4]`, the position only
 * where several items are of one kind. explain() takes it as an element again.
 */
export function readableName(node: ElementNode): string {
  const { parent } = node;
  if (!parent) return '';
  const before = readableName(parent);
  if (node.pattern === parent.pattern) return before;
  const step = node.pattern.slice(parent.pattern.length + 1);
  const isTelling = step.includes('(') && ordinalOf(node)?.count === 1;
  return `${before}.${isTelling ? step : positioned(node)}`;
}

const positioned = ({ name, index }: ElementNode): string =>
  index === undefined ? name : `${name}[${index}]`;
