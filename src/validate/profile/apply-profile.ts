import { isJsonObject } from '../../shared/json.ts';
import { checkInvariants } from '../check/check-invariants.ts';
import { MAX_DEPTH, report, reportAt, shown } from '../check/run.ts';
import type { Item, Plans, Run } from '../plan/plan.ts';
import { childrenNamed } from '../fhirpath/navigate.ts';
import type { Node, Profile, Slice, SlicingPlan } from './profile.ts';

/** Reports what a value lacks of a profile; the run stands at the value. */
export function applyProfile(profile: Profile, item: Item, plans: Plans, run: Run): void {
  applyToItem(profile.root, item, profile.url, plans, run);
}

/** Names and indices on the way to a value as deep as the base walk goes: it has reported what lies deeper. */
const LONGEST_PATH = 2 * MAX_DEPTH;

function applyToItem(node: Node, item: Item, profile: string, plans: Plans, run: Run): void {
  if (run.path.length > LONGEST_PATH) return;
  for (const demand of node.demands) demand(item, run);
  checkInvariants(node.invariants, item, run);
  for (const child of node.children) applyToChildren(child, item, profile, plans, run);
}

function applyToChildren(node: Node, parent: Item, profile: string, plans: Plans, run: Run): void {
  const items = itemsOf(node, parent, plans);
  if (items.length < node.min) {
    const code = items.length === 0 ? 'required-missing' : 'too-few';
    const message = `Found ${items.length} of ${node.name}; ${node.id} of ${profile} needs at least ${node.min}.`;
    report(run, code, message);
  }
  if (items.length > node.max) {
    const message = `Found ${items.length} of ${node.name}; ${node.id} of ${profile} allows ${node.max}.`;
    reportAt(run, node.name, 'too-many', message);
  }
  if (node.demands.length > 0 || node.children.length > 0 || node.invariants.length > 0) {
    for (const [index, item] of items.entries())
      at(run, node, index, () => applyToItem(node, item, profile, plans, run));
  }
  if (node.slicing !== undefined)
    applySlicing(node, node.slicing, [...items.entries()], profile, plans, run);
}

function itemsOf(node: Node, parent: Item, plans: Plans): Item[] {
  const items: Item[] = [];
  const isGiven =
    node.jsonName === undefined || (isJsonObject(parent.value) && node.jsonName in parent.value);
  if (isGiven) childrenNamed(parent, node.name, plans, items);
  return items;
}

function at(run: Run, node: Node, index: number, check: () => void): void {
  run.path.push(node.name);
  if (node.isList) run.path.push(index);
  check();
  run.path.length -= node.isList ? 2 : 1;
}

/** A value with its place in the list: the slices of a slice see a part of the list only. */
type Placed = readonly [index: number, item: Item];

function applySlicing(
  node: Node,
  slicing: SlicingPlan,
  items: readonly Placed[],
  profile: string,
  plans: Plans,
  run: Run,
): void {
  const members = new Map<Slice, number[]>();
  const unmatched: number[] = [];
  for (const [index, item] of items) {
    const slice = sliceOf(item, slicing, run);
    if (slice === undefined) {
      unmatched.push(index);
      reportUnmatched(node, slicing, item, index, profile, run);
      continue;
    }
    const known = members.get(slice);
    if (known === undefined) members.set(slice, [index]);
    else known.push(index);
    at(run, node, index, () => applyToItem(slice.node, item, profile, plans, run));
  }
  for (const slice of slicing.slices) {
    if (slice.matches === undefined && slice.name !== DEFAULT) continue;
    const found = members.get(slice) ?? NONE;
    checkCount(node, slice, found, profile, run);
    const { slicing: inner } = slice.node;
    if (inner !== undefined) {
      const within = items.filter(([index]) => found.includes(index));
      applySlicing(node, inner, within, profile, plans, run);
    }
  }
  if (slicing.isOrdered)
    checkOrder(
      node,
      slicing.slices.map((slice) => members.get(slice) ?? NONE),
      profile,
      run,
    );
  if (slicing.rules === 'openAtEnd')
    checkEnd(node, unmatched, Math.max(...[...members.values()].flat()), profile, run);
}

const NONE: readonly number[] = [];

function checkCount(
  node: Node,
  { name, node: { id, min, max } }: Slice,
  found: readonly number[],
  profile: string,
  run: Run,
): void {
  if (found.length < min) {
    const message = `Found ${found.length} of the slice ${name}; ${id} of ${profile} needs at least ${min}.`;
    report(run, 'slice-missing', message);
  }
  const surplus = found[max];
  if (surplus === undefined) return;
  const message = `Found ${found.length} of the slice ${name}; ${id} of ${profile} allows ${max}.`;
  at(run, node, surplus, () => report(run, 'slice-too-many', message));
}

/** Takes what no other slice takes (http://hl7.org/fhir/R4/profiling.html#default-slice). */
const DEFAULT = '@default';

function sliceOf(item: Item, { byUrl, slices }: SlicingPlan, run: Run): Slice | undefined {
  if (byUrl === undefined) {
    const fitting = slices.find((slice) => slice.matches?.(item, run) === true);
    return fitting ?? slices.find(({ name }) => name === DEFAULT);
  }
  const url = isJsonObject(item.value) ? item.value['url'] : undefined;
  return typeof url === 'string' ? byUrl.get(url) : undefined;
}

/** The first value whose slice comes before the slice of a value before it. */
function checkOrder(
  node: Node,
  slices: readonly (readonly number[])[],
  profile: string,
  run: Run,
): void {
  const placed = slices.flatMap((indices, rank) => indices.map((index) => ({ index, rank })));
  placed.sort((left, right) => left.index - right.index);
  const misplaced = placed.find(({ rank }, position) => rank < (placed[position - 1]?.rank ?? 0));
  if (misplaced === undefined) return;
  at(run, node, misplaced.index, () =>
    report(
      run,
      'slice-unmatched',
      `The value is out of order; ${node.id} of ${profile} orders its slices.`,
    ),
  );
}

// openAtEnd: what is in no slice follows what is
function checkEnd(
  node: Node,
  unmatched: readonly number[],
  last: number,
  profile: string,
  run: Run,
): void {
  const early = unmatched.find((index) => index < last);
  if (early === undefined) return;
  const message = `The value is in no slice; ${node.id} of ${profile} takes such values after its slices.`;
  at(run, node, early, () => report(run, 'slice-unmatched', message));
}

// The parts of a complex extension are named by its definition alone (extensibility.html#Extension),
// even where the slicing is left open.
function reportUnmatched(
  node: Node,
  slicing: SlicingPlan,
  item: Item,
  index: number,
  profile: string,
  run: Run,
): void {
  const url = isJsonObject(item.value) ? item.value['url'] : undefined;
  const isPart = node.id.startsWith('Extension.') && typeof url === 'string' && !url.includes(':');
  if (slicing.rules !== 'closed' && !isPart) return;
  const names = slicing.slices.map((slice) => slice.name).join(', ');
  const found = isPart ? `The part ${shown(url)}` : 'The value';
  at(run, node, index, () =>
    report(
      run,
      'slice-unmatched',
      `${found} fits no slice of ${node.id} of ${profile}; it has ${names}.`,
    ),
  );
}
