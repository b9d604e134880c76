/**
 * Which item of one list is which of the other.
 *
 * Strictest first: the same in everything, the same by a key, alike in words, at the same place between
 * neighbours that are known. So an item put in front of a list is one item added, and not a change of them all.
 */
import type { Json } from '../../shared/json.ts';
import { alikeness, bagOf, normal } from '../text/words.ts';
import { plain } from './values.ts';

export interface MatchRule {
  /** Identities, strictest first; an item with an empty one takes no part in that round. */
  readonly keys?: readonly ((item: Json) => string)[];
  /** Words by which items are paired that no key pairs, and how alike they must be. */
  readonly alike?: { readonly words: (item: Json) => string; readonly least: number };
  /** Group within which position pairs what is left over; undefined: it never does. */
  readonly position?: (item: Json) => string;
}

export interface Matching {
  /** Index before, index after; in the order of the list after. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
}

/** Comparing every item with every other is only done for so many. */
const MAX_COMPARISONS = 250_000;

export function match(
  before: readonly Json[],
  after: readonly Json[],
  rule: MatchRule = {},
): Matching {
  const state = new Pairing(before, after);
  state.pairByKey((item) => JSON.stringify(plain(item)));
  for (const key of rule.keys ?? []) state.pairByKey((item) => normal(key(item)));
  if (rule.alike) state.pairByWords(rule.alike.words, rule.alike.least);
  if (rule.position) state.pairByPosition(rule.position);
  return state.matching();
}

class Pairing {
  readonly #before: readonly Json[];
  readonly #after: readonly Json[];
  /** Partner of each paired item, by index. */
  readonly #forth = new Map<number, number>();
  readonly #back = new Map<number, number>();

  constructor(before: readonly Json[], after: readonly Json[]) {
    this.#before = before;
    this.#after = after;
  }

  #pair(from: number, to: number): void {
    this.#forth.set(from, to);
    this.#back.set(to, from);
  }

  #freeBefore(): readonly number[] {
    return [...this.#before.keys()].filter((at) => !this.#forth.has(at));
  }

  #freeAfter(): readonly number[] {
    return [...this.#after.keys()].filter((at) => !this.#back.has(at));
  }

  pairByKey(keyOf: (item: Json) => string): void {
    const waiting = new Map<string, number[]>();
    for (const at of this.#freeBefore()) {
      const key = keyOf(this.#before[at] ?? null);
      if (key !== '') waiting.set(key, [...(waiting.get(key) ?? []), at]);
    }
    for (const to of this.#freeAfter()) {
      const from = waiting.get(keyOf(this.#after[to] ?? null))?.shift();
      if (from !== undefined) this.#pair(from, to);
    }
  }

  pairByWords(wordsOf: (item: Json) => string, least: number): void {
    const [from, to] = [this.#freeBefore(), this.#freeAfter()];
    if (from.length * to.length > MAX_COMPARISONS) return;
    const bags = to.map((at) => ({ at, bag: bagOf(wordsOf(this.#after[at] ?? null)) }));
    const found = from.flatMap((at) => {
      const own = bagOf(wordsOf(this.#before[at] ?? null));
      return bags
        .map(({ at: other, bag }) => ({ at, other, score: alikeness(own, bag) }))
        .filter(({ score }) => score >= least);
    });
    const best = found.toSorted(
      (a, b) => b.score - a.score || Math.abs(a.at - a.other) - Math.abs(b.at - b.other),
    );
    for (const { at, other } of best) {
      if (!this.#forth.has(at) && !this.#back.has(other)) this.#pair(at, other);
    }
  }

  pairByPosition(groupOf: (item: Json) => string): void {
    const waiting = new Map<string, number[]>();
    const key = (anchor: number, item: Json | undefined): string =>
      `${anchor} ${groupOf(item ?? null)}`;
    let anchor = -1;
    for (const at of this.#before.keys()) {
      const partner = this.#forth.get(at);
      if (partner === undefined) {
        const own = key(anchor, this.#before[at]);
        waiting.set(own, [...(waiting.get(own) ?? []), at]);
      } else anchor = partner;
    }
    anchor = -1;
    const found: [number, number][] = [];
    for (const to of this.#after.keys()) {
      if (this.#back.has(to)) {
        anchor = to;
        continue;
      }
      const from = waiting.get(key(anchor, this.#after[to]))?.shift();
      if (from !== undefined) found.push([from, to]);
    }
    for (const [from, to] of found) this.#pair(from, to);
  }

  matching(): Matching {
    const pairs = [...this.#back].map(([to, from]) => [from, to] as const);
    return {
      pairs: pairs.toSorted((a, b) => a[1] - b[1]),
      removed: this.#freeBefore(),
      added: this.#freeAfter(),
    };
  }
}
