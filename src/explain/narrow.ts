/**
 * Of all values a row could mean, those that stand behind one element: by ids, by what the resource was
 * made of, by position and by agreement. Where nothing tells two apart, both stay: a wrong single answer
 * is worse than two.
 */
import type { CodeTables } from '../map/tables.ts';
import { placeText } from '../shared/issue.ts';
import type { ElementNode } from './element-tree.ts';
import { evidenceFor, textsOf, type Candidate, type Evidence } from './evidence.ts';
import { ordinalsOf, type Ordinal } from './siblings.ts';
import type { Position, TrialValue } from './trial-values.ts';

export interface Setting {
  readonly node: ElementNode;
  /** Positions that ids in and around the element name. */
  readonly anchors: readonly Position[];
  /** Places the whole resource was made of. */
  readonly places: ReadonlySet<string>;
  readonly tables: CodeTables;
  /** All values of the trial, by the item of a list they stand in. */
  readonly itemsOf: (position: Position) => readonly TrialValue[];
  /** Length of the list a value stands in at a level of its positions. */
  readonly sizeOf: (value: Pick<TrialValue, 'positions'>, level: number) => number;
}

/** Candidates of one row. */
export function narrow(candidates: readonly Candidate[], setting: Setting): readonly Candidate[] {
  if (candidates.length <= 1) return candidates;
  const anchored = someOf(candidates, ({ source }) => isAnchored(source, setting.anchors));
  const named = someOf(anchored, (each) => isNamed(each, setting));
  const related = someOf(named, ({ source }) => setting.places.has(placeText(source.place)));
  const texts = textsOf(setting.node);
  const equal = someOf(related, (each) => evidenceFor(each, texts, setting.tables) === 'equal');
  if (equal.length <= 1) return equal;
  const { placed, isExact } = byOrdinal(equal, ordinalsOf(setting.node), setting);
  if (placed.length <= 1 && (isExact || agrees(placed, setting))) return placed;
  return byItem(byAgreement(equal, setting), setting);
}

/** `Drug: Sorafenib` names the intervention Sorafenib, where the element is of that one. */
function isNamed({ row, source }: Candidate, { anchors, itemsOf }: Setting): boolean {
  if (row?.kind !== 'derived') return false;
  const names = anchors
    .flatMap(itemsOf)
    .filter(({ path }) => /\.(?:name|label)$/u.test(path))
    .map(({ value }) => String(value));
  const words = String(source.value);
  return names.some((name) => words === name || words.endsWith(`: ${name}`));
}

/**
 * Rows of one kind that name the same element are alternatives (an Organization is of the sponsor or of a
 * collaborator); of rows of several kinds (a number and what kind of number it is) each has its say.
 */
export function acrossRows(
  candidates: readonly Candidate[],
  setting: Setting,
): readonly Candidate[] {
  const rows = new Set(candidates.map(({ row }) => row));
  const kinds = new Set([...rows].map((row) => row?.kind));
  if (rows.size <= 1 || kinds.size > 1) return candidates;
  const related = someOf(candidates, ({ source }) => setting.places.has(placeText(source.place)));
  const texts = textsOf(setting.node);
  return someOf(related, (each) => evidenceFor(each, texts, setting.tables) === 'equal');
}

/** Those that pass, or all where none does. */
function someOf(
  candidates: readonly Candidate[],
  passes: (candidate: Candidate) => boolean,
): readonly Candidate[] {
  const passed = candidates.filter(passes);
  return passed.length > 0 ? passed : candidates;
}

function isAnchored({ positions }: TrialValue, anchors: readonly Position[]): boolean {
  return positions.every(({ list, index }) => {
    const anchor = anchorFor(list, anchors);
    return anchor === undefined || (anchor.list === list && anchor.index === index);
  });
}

export const anchorFor = (list: string, anchors: readonly Position[]): Position | undefined =>
  anchors.find((each) => familyOf(each.list) === familyOf(list));

/** `outcomes` of `outcomes(primary)`: an element of one kind is of no other. */
const familyOf = (list: string): string => list.replace(/(?:\([^)]*\)|\[\])$/u, '');

interface Placed {
  readonly placed: readonly Candidate[];
  /** The lists of the trial are as long as those of the element: nothing was lost or added. */
  readonly isExact: boolean;
}

/**
 * Follows the ordinals down the lists the candidates stand in. A list of the trial with more items than
 * the element has siblings lost some on the way: its positions say nothing.
 */
function byOrdinal(
  candidates: readonly Candidate[],
  ordinals: readonly Ordinal[],
  setting: Setting,
  level = 0,
): Placed {
  const [first] = candidates;
  if (!first?.source.positions[level]) return { placed: candidates, isExact: true };
  const size = setting.sizeOf(first.source, level);
  if (size <= 1) return byOrdinal(candidates, ordinals, setting, level + 1);
  const [ordinal, ...rest] = ordinals;
  const chosen = candidates.filter(
    ({ source }) => source.positions[level]?.index === ordinal?.index,
  );
  // The item of the element is there and has no such value: none of the others is meant.
  if (chosen.length === 0 && ordinal?.count === size) return { placed: [], isExact: true };
  if (!ordinal || ordinal.count < size || chosen.length === 0)
    return { placed: candidates, isExact: false };
  const below = byOrdinal(chosen, rest, setting, level + 1);
  return { ...below, isExact: below.isExact && ordinal.count === size };
}

/** Whether the value stands in the element or right around it: a coding's system is of its code. */
function agrees([candidate]: readonly Candidate[], { node, tables }: Setting): boolean {
  const around = [node, node.parent, node.parent?.parent].filter((each) => each?.parent);
  return around.some(
    (each) => candidate && each && evidenceFor(candidate, textsOf(each), tables) === 'equal',
  );
}

/** The smallest element around the node that tells the candidates apart by their values. */
function byAgreement(candidates: readonly Candidate[], setting: Setting): readonly Candidate[] {
  for (let node: ElementNode | undefined = setting.node; node?.parent; node = node.parent) {
    const texts = textsOf(node);
    const best = strongest(candidates, (each) => evidenceFor(each, texts, setting.tables));
    if (best.length > 0) return best;
  }
  return candidates;
}

const ORDER: readonly Evidence[] = ['equal', 'part'];

function strongest(
  candidates: readonly Candidate[],
  evidence: (candidate: Candidate) => Evidence,
): readonly Candidate[] {
  const judged = candidates.map((candidate) => [candidate, evidence(candidate)] as const);
  for (const wanted of ORDER) {
    const found = judged.filter(([, each]) => each === wanted).map(([candidate]) => candidate);
    if (found.length > 0) return found;
  }
  return [];
}

/** Equal values are told apart by the other values of their items: the item that says most of the element's. */
function byItem(candidates: readonly Candidate[], setting: Setting): readonly Candidate[] {
  if (candidates.length <= 1) return candidates;
  const item = listItemOf(setting.node);
  if (!item) return candidates;
  const texts = textsOf(item);
  const scores = candidates.map((candidate) => scoreOf(candidate, texts, setting));
  const best = Math.max(...scores);
  return candidates.filter((_, at) => scores[at] === best);
}

/** The outermost list item that holds the node. */
function listItemOf(node: ElementNode): ElementNode | undefined {
  let found: ElementNode | undefined;
  for (let each: ElementNode | undefined = node; each?.parent; each = each.parent) {
    if (each.index !== undefined) found = each;
  }
  return found;
}

function scoreOf({ source }: Candidate, texts: ReadonlySet<string>, setting: Setting): number {
  const [position] = source.positions;
  if (!position) return 0;
  return setting.itemsOf(position).filter(({ value }) => texts.has(String(value).trim())).length;
}
