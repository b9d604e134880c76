/**
 * Where in JSON text the elements stand that issues name. Run only for a resource that has issues, so
 * that a clean one costs nothing.
 */
import { scanJson, type JsonEvents } from './json-scan.ts';

/** A stretch of the text: offsets in UTF-16 units, as JavaScript and editors count. */
export interface Stretch {
  /** Of the property's name, or of the value where it is an item of a list or the whole. */
  readonly start: number;
  /** Just after the value. */
  readonly end: number;
}

/** A name or index of an expression, and what comes below it. */
interface Node {
  readonly children: Map<string, Node>;
  start: number;
  end: number;
  /** Found under its own name, not under that of its shadow (`_birthDate`). */
  isFirm: boolean;
}

interface Frame {
  readonly isList: boolean;
  readonly node: Node | undefined;
  /** The node, where its stretch ends with this list or object. */
  readonly owner: Node | undefined;
  index: number;
  key: Node | undefined;
}

/**
 * The stretch of each element, by its FHIRPath expression (`Patient.name[0].given`). Expressions are
 * those that the validator writes: names and indices. A choice is found by its name without the type
 * (`Observation.value`), what stands in `_birthDate` under `birthDate`. Of an element that is not there, the
 * stretch of the nearest one around it.
 */
export function stretchesOf(
  text: string,
  expressions: Iterable<string>,
): ReadonlyMap<string, Stretch> {
  const wanted = new Map([...expressions].map((expression) => [expression, stepsOf(expression)]));
  const root = newNode();
  for (const steps of wanted.values()) grow(root, steps);
  scanJson(text, new Finder(text, root));
  return new Map([...wanted].map(([expression, steps]) => [expression, nearest(root, steps)]));
}

function newNode(): Node {
  return { children: new Map(), start: -1, end: -1, isFirm: false };
}

/** `Bundle.entry[3].resource` -> entry, [3], resource: without the root's own name. */
function stepsOf(expression: string): readonly string[] {
  return expression.match(/\[\d+\]|[^.[\]]+/g)?.slice(1) ?? [];
}

function grow(root: Node, steps: readonly string[]): void {
  let node = root;
  for (const step of steps) {
    const child = node.children.get(step) ?? newNode();
    node.children.set(step, child);
    node = child;
  }
}

function nearest(root: Node, steps: readonly string[]): Stretch {
  let node = root;
  for (const step of steps) {
    const child = node.children.get(step);
    if (child === undefined || child.start < 0) break;
    node = child;
  }
  return { start: Math.max(node.start, 0), end: Math.max(node.end, 0) };
}

class Finder implements JsonEvents {
  readonly #text: string;
  readonly #root: Node;
  readonly #frames: Frame[] = [];
  #keyStart = 0;

  constructor(text: string, root: Node) {
    this.#text = text;
    this.#root = root;
  }

  open = (at: number, isList: boolean): void => {
    const node = this.#next();
    const owner = began(node, this.#startOf(at));
    this.#frames.push({ isList, node, owner, index: 0, key: undefined });
  };

  close = (end: number): void => {
    const frame = this.#frames.pop();
    if (frame?.owner) frame.owner.end = end;
  };

  key = (start: number, end: number): void => {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    this.#keyStart = start;
    const { node } = frame;
    frame.key = node && node.children.size > 0 ? this.#named(node, start, end) : undefined;
  };

  scalar = (start: number, end: number): void => {
    const owner = began(this.#next(), this.#startOf(start));
    if (owner) owner.end = end;
  };

  #named(node: Node, start: number, end: number): Node | undefined {
    const name = this.#text.slice(start + 1, end - 1);
    const own = node.children.get(name);
    if (own) {
      own.start = -1;
      own.isFirm = true;
      return own;
    }
    const isShadow = name.startsWith('_');
    const child = childNamed(node, isShadow ? name.slice(1) : name);
    if (child && !isShadow && !child.isFirm) child.start = -1;
    return child;
  }

  /** The node of the value that begins here. */
  #next(): Node | undefined {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return this.#root;
    if (!frame.isList) return frame.key;
    const node = frame.node?.children.get(`[${frame.index}]`);
    frame.index += 1;
    return node;
  }

  #startOf(at: number): number {
    return this.#frames.at(-1)?.isList === false ? this.#keyStart : at;
  }
}

/** The node, where this value is the one that gives it its place. */
function began(node: Node | undefined, start: number): Node | undefined {
  if (node === undefined || node.start >= 0) return undefined;
  node.start = start;
  return node;
}

/** Longer than any element name of FHIR with its type. */
const LONGEST_NAME = 100;

/** `value` of the property `valueQuantity`. */
function childNamed(node: Node, name: string): Node | undefined {
  const own = node.children.get(name);
  if (own || name.length > LONGEST_NAME) return own;
  for (let end = name.length - 1; end > 0; end -= 1) {
    const isCapital = /[A-Z]/.test(name.charAt(end));
    const child = isCapital ? node.children.get(name.slice(0, end)) : undefined;
    if (child) return child;
  }
  return undefined;
}

/** 1-based line and column of an offset; `firstLine` is the line of the text's beginning. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds lines and columns of offsets; the text's line ends are looked for once. */
export function positionFinder(text: string, firstLine = 1): (offset: number) => Position {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: firstLine + low, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
