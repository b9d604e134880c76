/** Snapshots of profiles that come with a differential alone. */
import type { ElementDefinition, StructureDefinition } from '../../structure-definition.ts';
import { withoutVersion } from '../../terminology/value-set.ts';
import { type RawNode, toRawTree } from '../raw-tree.ts';
import { applyDifferential } from './apply-differential.ts';
import { TreeCopier } from './copy-tree.ts';
import { SnapshotProblem } from './snapshot-problem.ts';

export interface Snapshots {
  /** What was given -> the same with a snapshot; without those that get none. */
  readonly whole: ReadonlyMap<StructureDefinition, StructureDefinition>;
  /** Why a profile gets no snapshot, as the end of a sentence. */
  readonly problems: ReadonlyMap<StructureDefinition, string>;
}

/** `base`: definitions besides, which all have snapshots. What has one already is taken as it is. */
export function withSnapshots(
  given: readonly StructureDefinition[],
  base: readonly StructureDefinition[],
): Snapshots {
  const byUrl = new Map([...base, ...given].map((structure) => [structure.url, structure]));
  const made = new Map<StructureDefinition, StructureDefinition | string>();

  function make(structure: StructureDefinition): StructureDefinition | string {
    const known = made.get(structure);
    if (known !== undefined) return known;
    // until it is made: a profile that is its own ancestor gets none
    made.set(structure, 'it is built upon itself');
    const result = attempt(() => snapshotOf(structure, structureOf));
    made.set(structure, result);
    return result;
  }

  function structureOf(url: string): StructureDefinition | undefined {
    const structure = byUrl.get(withoutVersion(url));
    if (structure?.snapshot !== undefined || structure === undefined) return structure;
    const result = make(structure);
    if (typeof result === 'string') throw new SnapshotProblem(`${url} has none: ${result}`);
    return result;
  }

  const whole = new Map<StructureDefinition, StructureDefinition>();
  const problems = new Map<StructureDefinition, string>();
  for (const structure of given) {
    const result = make(structure);
    if (typeof result === 'string') problems.set(structure, result);
    else whole.set(structure, result);
  }
  return { whole, problems };
}

function attempt(make: () => StructureDefinition): StructureDefinition | string {
  try {
    return make();
  } catch (error) {
    if (error instanceof SnapshotProblem) return error.message;
    throw error;
  }
}

function snapshotOf(
  structure: StructureDefinition,
  structureOf: (url: string) => StructureDefinition | undefined,
): StructureDefinition {
  const { snapshot, baseDefinition, type, derivation } = structure;
  if (snapshot !== undefined) return structure;
  // a type of its own is applied to nothing: what it is made of is all that may be asked for
  if (derivation !== 'constraint') return structure;
  if (baseDefinition === undefined) throw new SnapshotProblem('it names no base');
  const base = structureOf(baseDefinition);
  if (base === undefined) throw new SnapshotProblem(`its base ${baseDefinition} is not loaded`);
  if (base.type !== type) throw new SnapshotProblem(`its base is for ${base.type}, not ${type}`);
  const baseTree = toRawTree(base);
  const copier = new TreeCopier();
  const tree = copier.copy(baseTree, type);
  applyDifferential(tree, toRawTree(structure), { base: baseTree, structureOf, copier });
  return { ...structure, snapshot: { element: elementsOf(tree) } };
}

/** As snapshots list them: an element, what is in it, then its slices. */
function elementsOf({ element, children, slices }: RawNode): readonly ElementDefinition[] {
  const below = [...children.values(), ...slices.values()].flatMap(elementsOf);
  return element === undefined ? below : [element, ...below];
}
