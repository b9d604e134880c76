import type { Json } from '../../src/shared/json.ts';
import type { MapContext } from '../../src/map/scope.ts';
import type { Restored } from '../../src/restore/restore.ts';
import { isLeaf, leavesOf, replaced, shapeOf, type Leaf, type Leaves } from './leaves.ts';
import { convertedOf, type Converted } from './pipe.ts';

interface Subject {
  readonly document: Json;
  readonly leaves: Leaves;
  readonly converted: Converted;
  readonly restored: Partial<Restored>;
  readonly context: MapContext;
}

/** How often a leaf of one shape was changed to see the bundle change. */
export type Proofs = Map<string, number>;
const PROOFS_OF_A_SHAPE = 5;

/**
 * Leaves of the record that are neither in the bundle nor named in an issue.
 *
 * A text or a number stands in the bundle as it is. A flag or the kind of a date has no value to look for:
 * it was restored from the bundle, and for a few leaves of each shape another value makes another bundle.
 */
export function lostLeaves(subject: Subject, proofs: Proofs): readonly string[] {
  const stated = statedIn(subject.converted);
  const restored = leavesOf(subject.restored.ctgov);
  const named = new Set(
    subject.converted.issues.flatMap(({ place }) =>
      place?.kind === 'pointer' ? [place.pointer] : [],
    ),
  );
  return [...subject.leaves.entries()].flatMap(([pointer, value]) => {
    if (stated.has(value) || named.has(pointer)) return [];
    const isSaid =
      restored.get(pointer) === value && makesDifference(subject, pointer, value, proofs);
    return isSaid ? [] : [pointer];
  });
}

/** Texts and numbers of all resources but the source document, without narrative. */
function statedIn({ resources }: Converted): ReadonlySet<Leaf> {
  const stated = new Set<Leaf>();
  for (const { text: _narrative, ...resource } of resources) {
    if (resource.resourceType === 'DocumentReference') continue;
    for (const value of leavesOf(resource as unknown as Json).values()) {
      if (typeof value !== 'boolean') stated.add(value);
    }
  }
  return stated;
}

function makesDifference(
  { document, converted, context }: Subject,
  pointer: string,
  value: Leaf,
  proofs: Proofs,
): boolean {
  const shape = `${context.fhir} ${shapeOf(pointer)}`;
  const proven = proofs.get(shape) ?? 0;
  if (proven >= PROOFS_OF_A_SHAPE) return true;
  proofs.set(shape, proven + 1);
  const text = JSON.stringify(replaced(document, pointer, otherThan(value)));
  const record = { name: 'changed', text, sha256: 'changed' };
  const changed = convertedOf(record, context);
  return changed !== undefined && sayingOf(changed) !== sayingOf(converted);
}

const sayingOf = ({ resources }: Converted): string =>
  JSON.stringify(
    resources
      .filter(({ resourceType }) => !['DocumentReference', 'Provenance'].includes(resourceType))
      .map(({ text: _narrative, ...resource }) => resource),
  );

function otherThan(value: Leaf): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (value === 'ACTUAL') return 'ESTIMATED';
  if (value === 'ESTIMATED') return 'ACTUAL';
  return isLeaf(value) ? `${value} (another)` : value;
}
