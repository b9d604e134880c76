/** JSON as its leaves: what of a record must come back. */
import { isJsonObject, pointerToken, type Json } from '../../src/shared/json.ts';

export type Leaf = boolean | number | string;
export type Leaves = ReadonlyMap<string, Leaf>;

/** Not modelled; one issue names it and the source document links it (MAPPING D21). */
const RESULTS = '/resultsSection';

/** Pointer and value of every leaf outside the results section; null, blank text and empty branches are no values. */
export function leavesOf(document: Json | undefined, from = ''): Leaves {
  const leaves = new Map<string, Leaf>();
  const visit = (value: Json | undefined, pointer: string): void => {
    if (pointer === RESULTS && isJsonObject(value)) return;
    for (const [key, member] of membersOf(value)) visit(member, `${pointer}/${pointerToken(key)}`);
    if (isLeaf(value)) leaves.set(pointer, value);
  };
  visit(document, from);
  return leaves;
}

export function isLeaf(value: unknown): value is Leaf {
  if (typeof value === 'string') return value.trim() !== '';
  return typeof value === 'number' || typeof value === 'boolean';
}

function membersOf(
  value: Json | undefined,
): readonly (readonly [string | number, Json | undefined])[] {
  if (Array.isArray(value)) return value.map((item: Json, index) => [index, item] as const);
  return isJsonObject(value) ? Object.entries(value) : [];
}

/** The path all items of a list have in common: `/a/list/*` for `/a/list/3`. */
export const shapeOf = (pointer: string): string => pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');

/** The document with another value at a pointer. */
export function replaced(document: Json, pointer: string, value: Json): Json {
  const [, ...tokens] = pointer.split('/');
  return replacedAt(
    document,
    tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')),
    value,
  );
}

function replacedAt(tree: Json, [key, ...rest]: readonly string[], value: Json): Json {
  if (key === undefined) return value;
  if (Array.isArray(tree)) {
    return tree.map((item: Json, index) =>
      String(index) === key ? replacedAt(item, rest, value) : item,
    );
  }
  if (!isJsonObject(tree)) return tree;
  return { ...tree, [key]: replacedAt(tree[key] ?? null, rest, value) };
}
