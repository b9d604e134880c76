/**
 * Values that travelled in ext-source-element, written back where they stood.
 *
 * The path of a member sets it (null or an empty list: there was none) and the path of a list replaces the list. The path of a list's item says
 * that the item is missing in what the model writes: it is inserted there, and later items move up.
 */
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { MAX_DEPTH } from '../../parse/ctgov/leftovers.ts';
import type { Leftover } from '../../trial/trial.ts';

type Branch = Json[] | Record<string, Json>;

/** No registry's list is this long; a pointer beyond it would only fill memory. */
const MAX_INDEX = 100_000;
/** Nor does any record leave as many items out, or nest as deep. */
const MAX_GAP = 1000;

/** The document with the values at their JSON Pointers (RFC 6901); other paths (`lines/3`) are passed over. */
export function writeLeftovers(document: JsonObject, leftovers: readonly Leftover[]): JsonObject {
  const tree = copy(document) as Record<string, Json>;
  const written = inDocumentOrder(pointedOnce(leftovers));
  const lists = listsOf(written);
  for (const { leftover, tokens } of written) {
    if (leftover.copyOf === undefined) put(tree, tokens, leftover.value, lists);
  }
  // A copy is taken last, when what it copies is complete.
  for (const { leftover, tokens } of written) {
    const source = leftover.copyOf === undefined ? undefined : tokensOf(leftover.copyOf);
    const value = source && find(tree, source);
    if (value !== undefined) put(tree, tokens, value, lists);
  }
  return tree;
}

/** What no reader took comes first, and says more than the empty list the model has in its place. */
function pointedOnce(leftovers: readonly Leftover[]): readonly Pointed[] {
  const byPath = new Map<string, Pointed>();
  for (const leftover of leftovers) {
    const tokens = tokensOf(leftover.path);
    if (tokens && !byPath.has(leftover.path)) byPath.set(leftover.path, { leftover, tokens });
  }
  return [...byPath.values()];
}

function tokensOf(pointer: string): readonly string[] | undefined {
  if (!pointer.startsWith('/')) return undefined;
  const tokens = pointer.slice(1).split('/', MAX_DEPTH + 1);
  if (tokens.length > MAX_DEPTH) return undefined;
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

interface Pointed {
  readonly leftover: Leftover;
  readonly tokens: readonly string[];
}

/**
 * Lists before their items, items by number: an item is inserted where its number still holds. Members
 * keep the order in which they come.
 */
function inDocumentOrder(pointed: readonly Pointed[]): readonly Pointed[] {
  const seen = new Map<string, number>();
  const order = (tokens: readonly string[], at: number): number => {
    const token = tokens[at] ?? '';
    if (isIndex(token)) return Number(token);
    const prefix = keyOf(tokens.slice(0, at + 1));
    const known = seen.get(prefix) ?? seen.size;
    seen.set(prefix, known);
    return known;
  };
  return pointed
    .map((each) => ({ each, keys: each.tokens.map((_, at) => order(each.tokens, at)) }))
    .toSorted((a, b) => compareKeys(a.keys, b.keys))
    .map(({ each }) => each);
}

/** Where a list has to be made: its items are left over whole and without a gap, all else is members. */
function listsOf(pointed: readonly Pointed[]): ReadonlySet<string> {
  const children = new Map<string, (readonly [token: string, isWhole: boolean])[]>();
  for (const { tokens } of pointed) {
    for (const [at, token] of tokens.entries()) {
      const key = keyOf(tokens.slice(0, at));
      const known = children.get(key) ?? [];
      if (known.length === 0) children.set(key, known);
      known.push([token, at === tokens.length - 1]);
    }
  }
  const isList = (items: readonly (readonly [string, boolean])[]): boolean =>
    items.every(([token, isWhole], index) => isWhole && token === String(index));
  return new Set([...children].filter(([, items]) => isList(items)).map(([key]) => key));
}

const keyOf = (tokens: readonly string[]): string => JSON.stringify(tokens);

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((key, index) => key !== b[index]);
  if (at === -1 || at >= b.length) return a.length - b.length;
  return (a[at] ?? 0) - (b[at] ?? 0);
}

const isIndex = (token: string): boolean =>
  /^(?:0|[1-9]\d*)$/.test(token) && Number(token) <= MAX_INDEX;

function put(
  tree: Branch,
  tokens: readonly string[],
  value: Json,
  lists: ReadonlySet<string>,
): void {
  let holder = tree;
  for (const [at, token] of tokens.slice(0, -1).entries()) {
    const next = branchAt(holder, token, () =>
      lists.has(keyOf(tokens.slice(0, at + 1))) ? [] : {},
    );
    if (next === undefined) return;
    holder = next;
  }
  putHere(holder, tokens.at(-1) ?? '', copy(value));
}

/** The branch under a token, made where there is nothing; undefined where a value stands. */
function branchAt(holder: Branch, token: string, make: () => Branch): Branch | undefined {
  const known = memberOf(holder, token);
  if (isBranch(known)) return known;
  if (known !== undefined && known !== null) return undefined;
  const made = make();
  if (!Array.isArray(holder)) setMember(holder, token, made);
  else if (known === null) holder[Number(token)] = made;
  else putHere(holder, token, made);
  return made;
}

function putHere(tree: Branch, token: string, value: Json): void {
  if (!Array.isArray(tree)) {
    // Nothing stood there, though the model has a value: two sites of one address may differ in this.
    if (isNothing(value)) Reflect.deleteProperty(tree, token);
    else setMember(tree, token, value);
    return;
  }
  if (!isIndex(token)) return;
  const index = Number(token);
  if (index > tree.length + MAX_GAP) return;
  while (tree.length < index) tree.push(null);
  tree.splice(index, 0, value);
}

const isNothing = (value: Json): boolean =>
  value === null || (Array.isArray(value) && value.length === 0);

/** `__proto__` is a name like any other in JSON. */
function setMember(tree: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(tree, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

function memberOf(tree: Branch, token: string): Json | undefined {
  if (Array.isArray(tree)) return isIndex(token) ? tree[Number(token)] : undefined;
  return Object.hasOwn(tree, token) ? tree[token] : undefined;
}

function find(tree: Branch, [token, ...rest]: readonly string[]): Json | undefined {
  if (token === undefined) return tree;
  const member = memberOf(tree, token);
  if (rest.length === 0) return member;
  return isBranch(member) ? find(member, rest) : undefined;
}

const isBranch = (value: Json | undefined): value is Branch =>
  Array.isArray(value) || isJsonObject(value);

function copy(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => copy(item));
  if (!isJsonObject(value)) return value;
  const made: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) setMember(made, key, copy(member));
  }
  return made;
}
