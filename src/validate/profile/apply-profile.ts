import { type JsonObject, isJsonObject } from '../../shared/json.ts';
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
    let index = 0;
    for (const item of items) {
      enter(run, node, index);
      applyToItem(node, item, profile, plans, run);
      leave(run, node);
      index += 1;
    }
  }
  const { slicing } = node;
  if (slicing === undefined) return;
  if (items.length > 0) applySlicing(node, slicing, items, profile, plans, run);
  else checkSlices(node, slicing, NO_MEMBERS, profile, run);
}

function itemsOf(node: Node, parent: Item, plans: Plans): readonly Item[] {
  const { value, plan } = parent;
  const { presentAs, jsonName } = node;
  if (plan !== undefined && isJsonObject(value)) {
    if (jsonName !== undefined && !(jsonName in value)) return NO_ITEMS;
    if (presentAs !== undefined && !isPresent(value, presentAs)) return NO_ITEMS;
  } else if (jsonName !== undefined) return NO_ITEMS;
  const items: Item[] = [];
  childrenNamed(parent, node.name, plans, items);
  return items;
}

const NO_ITEMS: readonly Item[] = [];

function isPresent(value: JsonObject, names: readonly string[]): boolean {
  for (const name of names) if (value[name] !== undefined) return true;
  return false;
}

function enter(run: Run, node: Node, index: number): void {
  run.path.push(node.name);
  if (node.isList) run.path.push(index);
}

function leave(run: Run, node: Node): void {
  // a new length would cost more than what it drops
  run.path.pop();
  if (node.isList) run.path.pop();
}

function reportItem(
  run: Run,
  node: Node,
  index: number,
  code: 'slice-too-many' | 'slice-unmatched',
  message: string,
): void {
  enter(run, node, index);
  report(run, code, message);
  leave(run, node);
}

/** Where the values of each slice stand. */
type Members = ReadonlyMap<Slice, readonly number[]>;

const NO_MEMBERS: Members = new Map();

/** `places`: where the items stand in their list, of which a slice of a slice sees a part. */
function applySlicing(
  node: Node,
  slicing: SlicingPlan,
  items: readonly Item[],
  profile: string,
  plans: Plans,
  run: Run,
  places?: readonly number[],
): void {
  const members = new Map<Slice, number[]>();
  const unmatched: number[] = [];
  let isDecided = true;
  let position = 0;
  for (const item of items) {
    const index = places?.[position] ?? position;
    const slice = sliceOf(item, slicing, run);
    if (slice === UNDECIDED) isDecided = false;
    else if (slice === undefined) {
      unmatched.push(index);
      reportUnmatched(node, slicing, item, index, profile, run);
    } else {
      const known = members.get(slice);
      if (known === undefined) members.set(slice, [index]);
      else known.push(index);
      enter(run, node, index);
      applyToItem(slice.node, item, profile, plans, run);
      leave(run, node);
    }
    position += 1;
  }
  for (const [slice, found] of slicing.hasSlicesOfSlices ? members : []) {
    const { slicing: inner } = slice.node;
    if (inner === undefined) continue;
    const within = items.filter((_, at) => found.includes(places?.[at] ?? at));
    applySlicing(node, inner, within, profile, plans, run, found);
  }
  checkSlices(node, slicing, members, profile, run, isDecided);
  if (slicing.rules === 'openAtEnd') checkEnd(node, unmatched, members, profile, run);
}

function checkSlices(
  node: Node,
  slicing: SlicingPlan,
  members: Members,
  profile: string,
  run: Run,
  isDecided = true,
): void {
  for (const slice of slicing.slices) {
    const found = members.get(slice);
    // most slices are neither there nor needed
    if (found === undefined && slice.node.min === 0) continue;
    if (slice.matches !== undefined || slice.name === DEFAULT)
      checkCount(node, slice, found ?? NONE, profile, run, isDecided);
  }
  if (slicing.isOrdered && members.size > 1) checkOrder(node, slicing, members, profile, run);
}

const NONE: readonly number[] = [];

function checkCount(
  node: Node,
  { name, node: { id, min, max } }: Slice,
  found: readonly number[],
  profile: string,
  run: Run,
  isDecided: boolean,
): void {
  // what is missing may be among what is not decided
  if (found.length < min && isDecided) {
    const message = `Found ${found.length} of the slice ${name}; ${id} of ${profile} needs at least ${min}.`;
    report(run, 'slice-missing', message);
  }
  const surplus = found[max];
  if (surplus === undefined) return;
  const message = `Found ${found.length} of the slice ${name}; ${id} of ${profile} allows ${max}.`;
  reportItem(run, node, surplus, 'slice-too-many', message);
}

/** Takes what no other slice takes (http://hl7.org/fhir/R4/profiling.html#default-slice). */
const DEFAULT = '@default';

/** Told by the content of another resource, which is there and not at hand. */
const UNDECIDED = 'undecided';

function sliceOf(
  item: Item,
  { byUrl, slices }: SlicingPlan,
  run: Run,
): Slice | typeof UNDECIDED | undefined {
  if (byUrl === undefined) {
    let isDecided = true;
    for (const slice of slices) {
      const verdict = slice.matches === undefined ? false : slice.matches(item, run);
      if (verdict === true) return slice;
      isDecided &&= verdict === false;
    }
    return isDecided ? slices.find(({ name }) => name === DEFAULT) : UNDECIDED;
  }
  const url = isJsonObject(item.value) ? item.value['url'] : undefined;
  return typeof url === 'string' ? byUrl.get(url) : undefined;
}

/** The first value whose slice comes before the slice of a value before it. */
function checkOrder(
  node: Node,
  { slices }: SlicingPlan,
  members: Members,
  profile: string,
  run: Run,
): void {
  const placed = slices.flatMap((slice, rank) =>
    (members.get(slice) ?? NONE).map((index) => ({ index, rank })),
  );
  placed.sort((left, right) => left.index - right.index);
  const misplaced = placed.find(({ rank }, position) => rank < (placed[position - 1]?.rank ?? 0));
  if (misplaced === undefined) return;
  const message = `The value is out of order; ${node.id} of ${profile} orders its slices.`;
  reportItem(run, node, misplaced.index, 'slice-unmatched', message);
}

// openAtEnd: what is in no slice follows what is
function checkEnd(
  node: Node,
  unmatched: readonly number[],
  members: Members,
  profile: string,
  run: Run,
): void {
  const last = Math.max(...[...members.values()].flat());
  const early = unmatched.find((index) => index < last);
  if (early === undefined) return;
  const message = `The value is in no slice; ${node.id} of ${profile} takes such values after its slices.`;
  reportItem(run, node, early, 'slice-unmatched', message);
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
  const message = `${found} fits no slice of ${node.id} of ${profile}; it has ${names}.`;
  reportItem(run, node, index, 'slice-unmatched', message);
}
