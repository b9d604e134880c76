import type { ElementDefinition } from '../../structure-definition.ts';
import type { RawNode } from '../raw-tree.ts';
import { SnapshotProblem } from './snapshot-problem.ts';

/** Elements a snapshot may come to: HL7's largest have a thousand. */
const MOST_ELEMENTS = 50_000;

/** Copies trees and counts, so that no differential grows without end. */
export class TreeCopier {
  #left = MOST_ELEMENTS;

  /** A copy that stands at `id`; `typed` names the type its elements are of where that is another one. */
  copy(node: RawNode, id: string, typed?: string): RawNode {
    this.#left -= 1;
    if (this.#left < 0) throw new SnapshotProblem(`it has over ${MOST_ELEMENTS} elements`);
    const copied: RawNode = {
      name: node.name,
      id,
      element: node.element && placed(node.element, id, typed),
      children: this.copyChildren(node, id, typed),
      slices: new Map(),
    };
    for (const [name, slice] of node.slices)
      copied.slices.set(name, this.copy(slice, `${beforeSlice(id)}:${name}`, typed));
    return copied;
  }

  copyChildren({ children }: RawNode, id: string, typed?: string): Map<string, RawNode> {
    const copies = new Map<string, RawNode>();
    for (const [name, child] of children)
      copies.set(name, this.copy(child, `${id}.${name}`, typed));
    return copies;
  }
}

/** `Patient.name:a` -> `Patient.name`: slices of a slice are named from the element on, `Patient.name:a/b`. */
function beforeSlice(id: string): string {
  const last = id.lastIndexOf('.') + 1;
  const colon = id.indexOf(':', last);
  return colon === -1 ? id : id.slice(0, colon);
}

const pathOf = (id: string): string => id.replaceAll(/:[^.]*/g, '');

function placed(
  element: ElementDefinition,
  id: string,
  typed: string | undefined,
): ElementDefinition {
  const { contentReference } = element;
  // what repeats an element of its own type is no longer in the definition of that type
  const isLocal = typed !== undefined && contentReference?.startsWith('#') === true;
  return {
    ...element,
    ...(isLocal && { contentReference: `${typed}${contentReference}` }),
    id,
    path: pathOf(id),
  };
}
