/** What of our reading is what a label says, trial by trial. */
import { plain, type Comparable } from './comparable.ts';
import { alignNames, isNamed } from './names.ts';
import type { Item, Reading } from './read-labels.ts';

/** Of one trial: how many were labelled, how many we said, how many of these are right. */
export interface Tally {
  readonly wanted: number;
  readonly made: number;
  readonly right: number;
}

export interface Scored extends Tally {
  readonly missed: readonly string[];
  readonly extra: readonly string[];
}

export const FIGURES = ['items', 'nesting', 'typed', 'time-frames'] as const;
export type Figure = (typeof FIGURES)[number];

export interface TrialScore {
  readonly figures: Readonly<Record<Figure, Scored>>;
  /** Typed criteria by their variable. */
  readonly variables: ReadonlyMap<string, Tally>;
  /** Parts of what is right that are told apart: of how many, how many are right too. */
  readonly apart: Readonly<Record<Apart, Tally>>;
}

export const APART = [
  'children joined',
  'known variables',
  'other names',
  'condition or none',
  'anchor or none',
] as const;
export type Apart = (typeof APART)[number];

export function scoreTrial(label: Reading, own: Reading): TrialScore {
  const [wanted, made] = [flatten(label.items), flatten(own.items)];
  const typed = [wanted, made].map((nodes) => nodes.flatMap(typedOf));
  const [wantedTyped = [], ownTyped = []] = typed;
  const madeTyped = alignNames(wantedTyped, ownTyped);
  return {
    figures: {
      items: compare(wanted.map(itemKey), made.map(itemKey)),
      nesting: compare(wanted.flatMap(pairKey), made.flatMap(pairKey)),
      typed: compare(wantedTyped.map(typedKey), madeTyped.map(typedKey)),
      'time-frames': compareFrames(label, own),
    },
    variables: byVariable(wantedTyped, madeTyped),
    apart: {
      'children joined': joined(wanted, made),
      'known variables': ofVariables(wantedTyped, madeTyped, (one) => !isNamed(one)),
      'other names': ofVariables(wantedTyped, madeTyped, isNamed),
      'condition or none': conditions(wantedTyped, madeTyped),
      'anchor or none': anchors(label, own),
    },
  };
}

/** An item with its own words: where its text holds its children in a line, it ends before the first. */
interface Node {
  readonly item: Item;
  readonly text: string;
  readonly parent?: Node;
}

const flatten = (items: readonly Item[], parent?: Node): readonly Node[] =>
  items.flatMap((item) => {
    const node: Node = { item, text: ownWords(item), ...(parent && { parent }) };
    return [node, ...flatten(item.children, node)];
  });

const MARKER_AT_END = /(?:[(（]?(?:\d{1,2}|[A-Za-z]|[ivxIVX]{1,4})[.)）、]|[-*•①-⑳])\s*$/;

function ownWords({ text, children }: Item): string {
  const whole = plain(text);
  const starts = children.map((child) => whole.indexOf(plain(child.text))).filter((at) => at > 0);
  if (starts.length === 0) return whole;
  return plain(whole.slice(0, Math.min(...starts)).replace(MARKER_AT_END, ''));
}

const itemKey = ({ item, text }: Node): string => `${item.side} | ${text}`;
const pairKey = (node: Node): readonly string[] =>
  node.parent ? [`${node.item.side} | ${node.text} -> ${node.parent.text}`] : [];

interface TypedNode extends Comparable {
  readonly side: string;
}

const typedOf = ({ item }: Node): readonly TypedNode[] =>
  item.typed.map((one) => ({ ...one, side: item.side }));
const typedKey = ({ side, variable, value }: TypedNode): string => `${side} | ${variable} ${value}`;

/** Multisets: what is said twice must be found twice. */
export function compare(wanted: readonly string[], made: readonly string[]): Scored {
  const left = new Map<string, number>();
  for (const key of wanted) left.set(key, (left.get(key) ?? 0) + 1);
  const extra: string[] = [];
  for (const key of made) {
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    else extra.push(key);
  }
  const missed = [...left].flatMap(([key, count]) => Array.from({ length: count }, () => key));
  return {
    wanted: wanted.length,
    made: made.length,
    right: made.length - extra.length,
    missed,
    extra,
  };
}

/** Each distinct text once; our `text` says nothing, so that precision counts what we said. */
function compareFrames(label: Reading, own: Reading): Scored {
  const rows = framesOf(label, own).map(({ text, wanted, made }) => ({
    text,
    isRight: wanted.points === made.points,
    wanted: wanted.points,
    made: made.points,
  }));
  const wrong = rows.filter(({ isRight }) => !isRight);
  return {
    wanted: rows.length,
    made: rows.length,
    right: rows.length - wrong.length,
    missed: wrong.map(
      ({ text, wanted, made }) => `${text}\n      labelled ${wanted}\n      read ${made}`,
    ),
    extra: [],
  };
}

const framesOf = (label: Reading, own: Reading) =>
  label.timeFrames.flatMap(({ text, reading }) => {
    const ours = own.timeFrames.find((frame) => frame.text === text);
    return ours ? [{ text, wanted: reading, made: ours.reading }] : [];
  });

function byVariable(
  wanted: readonly TypedNode[],
  made: readonly TypedNode[],
): ReadonlyMap<string, Tally> {
  const names = new Set([...wanted, ...made].map(({ variable }) => variable));
  return new Map(
    [...names].map((name) => {
      const own = ({ variable }: TypedNode): boolean => variable === name;
      return [name, ofVariables(wanted, made, own)];
    }),
  );
}

function joined(wanted: readonly Node[], made: readonly Node[]): Tally {
  const keys = (nodes: readonly Node[]): readonly string[] =>
    nodes.flatMap((node) =>
      node.item.combination === undefined || node.item.children.length === 0
        ? []
        : [`${itemKey(node)} ${node.item.combination}`],
    );
  return compare(keys(wanted), keys(made));
}

function ofVariables(
  wanted: readonly TypedNode[],
  made: readonly TypedNode[],
  isMeant: (one: TypedNode) => boolean,
): Tally {
  return compare(wanted.filter(isMeant).map(typedKey), made.filter(isMeant).map(typedKey));
}

/** Of the typed criteria that are right, how many say that they hold under a condition just where the label does. */
function conditions(wanted: readonly TypedNode[], made: readonly TypedNode[]): Tally {
  const full = (one: TypedNode): string => `${typedKey(one)} ${one.condition !== undefined}`;
  const all = compare(wanted.map(typedKey), made.map(typedKey)).right;
  return { wanted: all, made: all, right: compare(wanted.map(full), made.map(full)).right };
}

/** Of the time frames that are right, how many count from (or until) the labelled event. */
function anchors(label: Reading, own: Reading): Tally {
  const right = framesOf(label, own).filter(
    ({ wanted, made }) => wanted.points === made.points && wanted.points !== 'text',
  );
  const agreed = right.filter(
    ({ wanted, made }) => wanted.anchors.join('|') === made.anchors.join('|'),
  );
  return { wanted: right.length, made: right.length, right: agreed.length };
}
