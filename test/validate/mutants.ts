/**
 * Mutants: valid resources of any type with one fault each, made by a seeded generator. Where a fault may stand is
 * read from the base definitions, by a walk that shares nothing with the validator under test.
 */
import type {
  BaseDefinitions,
  ElementDefinition,
} from '../../src/validate/structure-definition.ts';

export type Node = Record<string, unknown>;

/** A value in a resource, where it stands, and what the base specification says of it. */
export interface Spot {
  /** The object or list that holds it, under `key`. */
  readonly holder: Node;
  readonly key: string;
  readonly value: unknown;
  readonly element: ElementDefinition;
  /** Type of the value, of a choice the one it has: `string`, `Period`, `BackboneElement`. */
  readonly type: string;
  /** True for the member of an object, false for the item of a list. */
  readonly isMember: boolean;
}

/** An object in a resource and the path its members have in the definitions: `Patient.contact`, `HumanName`. */
export interface Holder {
  readonly node: Node;
  readonly path: string;
  /** Type of the object; `Patient` of a resource, `BackboneElement` or `Element` of one without a name. */
  readonly type: string;
  readonly isResource: boolean;
}

/** One resource to be made faulty, in place. */
export interface View {
  readonly root: Node;
  readonly spots: readonly Spot[];
  readonly holders: readonly Holder[];
  /** Elements an object of that path may have. */
  elementsOf(path: string): readonly ElementDefinition[];
}

export interface Random {
  below(limit: number): number;
  pick<T>(items: readonly T[]): T | undefined;
}

/** A kind of fault; `apply` returns false where the resource has no place for it, and has then changed nothing. */
export interface Kind {
  readonly name: string;
  apply(view: View, random: Random): boolean;
}

export interface Named {
  readonly name: string;
  readonly resource: Node;
}

export interface Mutant extends Named {
  readonly kind: string;
  /** What it was before. */
  readonly from: Named;
}

export interface MutantOptions {
  readonly seed: number;
  readonly perKind: number;
}

/** mulberry32: small, and the same on every machine. */
export function seededRandom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (items) => items[below(items.length)] };
}

/** Up to `perKind` mutants of each kind, spread over as many types of resources as have a place for it. */
export function* mutantsOf(
  resources: readonly Named[],
  kinds: readonly Kind[],
  definitions: BaseDefinitions,
  { seed, perKind }: MutantOptions,
): Generator<Mutant> {
  const look = viewer(definitions);
  for (const [at, kind] of kinds.entries()) {
    const random = seededRandom(seed * 1009 + at);
    let made = 0;
    for (const from of inTurns(resources, random)) {
      if (made === perKind) break;
      const root = structuredClone(from.resource);
      if (!kind.apply(look(root), random)) continue;
      made += 1;
      yield { name: `${from.name} ${kind.name}`, kind: kind.name, from, resource: root };
    }
  }
}

/** One resource of each type after the other, in random order, so that no type drowns the rest. */
function* inTurns(resources: readonly Named[], random: Random): Generator<Named> {
  const byType = new Map<unknown, Named[]>();
  for (const named of resources) {
    const type = named.resource['resourceType'];
    byType.set(type, [...(byType.get(type) ?? []), named]);
  }
  const turns = shuffled([...byType.values()], random).map((ones) => shuffled(ones, random));
  const longest = Math.max(0, ...turns.map(({ length }) => length));
  for (let round = 0; round < longest; round += 1) {
    for (const turn of turns) if (turn[round] !== undefined) yield turn[round] as Named;
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, at: random.below(1 << 30) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Children of each path of the definitions: of types, resources and the elements within them. */
type Children = ReadonlyMap<string, readonly ElementDefinition[]>;

export function viewer(definitions: BaseDefinitions): (root: Node) => View {
  const children = childrenOf(definitions);
  return (root) => {
    const spots: Spot[] = [];
    const holders: Holder[] = [];
    const elementsOf = (path: string): readonly ElementDefinition[] => children.get(path) ?? [];
    visit(root, String(root['resourceType']), true);
    return { root, spots, holders, elementsOf };

    function visit(node: Node, path: string, isResource: boolean, type = path): void {
      holders.push({ node, path, type, isResource });
      for (const key of Object.keys(node)) {
        const found = elementFor(key, elementsOf(path));
        if (found === undefined) continue;
        const spot = { holder: node, key, value: node[key], ...found, isMember: true };
        spots.push(spot);
        if (!Array.isArray(spot.value)) into(spot);
        else
          for (const [index, value] of spot.value.entries()) {
            const holder = spot.value as unknown as Node;
            const item = { ...spot, holder, key: String(index), value, isMember: false };
            spots.push(item);
            into(item);
          }
      }
    }

    function into({ value, element, type }: Spot): void {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
      const node = value as Node;
      if (type === 'Resource') visit(node, String(node['resourceType']), true);
      else if (element.contentReference !== undefined)
        visit(node, element.contentReference.replace(/^.*#/, ''), false, 'BackboneElement');
      else visit(node, children.has(element.path) ? element.path : type, false, type);
    }
  };
}

function childrenOf({ structures }: BaseDefinitions): Children {
  const children = new Map<string, ElementDefinition[]>();
  for (const structure of structures) {
    if (structure.derivation === 'constraint') continue;
    for (const element of structure.snapshot?.element ?? []) {
      const parent = element.path.slice(0, Math.max(0, element.path.lastIndexOf('.')));
      if (parent !== '') children.set(parent, [...(children.get(parent) ?? []), element]);
    }
  }
  return children;
}

function elementFor(
  key: string,
  elements: readonly ElementDefinition[],
): { readonly element: ElementDefinition; readonly type: string } | undefined {
  for (const element of elements) {
    const name = element.path.slice(element.path.lastIndexOf('.') + 1);
    if (name === key) {
      const [first] = element.type ?? [];
      return { element, type: plainType(first?.code ?? 'BackboneElement', key) };
    }
    if (!name.endsWith('[x]') || !key.startsWith(name.slice(0, -3))) continue;
    const rest = key.slice(name.length - 3);
    const type = element.type?.find(({ code }) => upperFirst(code) === rest)?.code;
    if (type !== undefined) return { element, type };
  }
  return undefined;
}

// element.id and the value of primitives have the types of FHIRPath
const plainType = (code: string, key: string): string =>
  code.startsWith('http://hl7.org/fhirpath/') ? (key === 'url' ? 'uri' : 'string') : code;

export const upperFirst = (text: string): string =>
  `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
