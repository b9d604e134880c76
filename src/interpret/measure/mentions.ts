import { BLOOD } from './lexicon/blood.ts';
import { CHEMISTRY } from './lexicon/chemistry.ts';
import { FUNCTION } from './lexicon/function.ts';
import { literalsOf } from './lexicon/literals.ts';
import { ORGANS } from './lexicon/organs.ts';
import { CLASSES, SCORES } from './lexicon/scores.ts';
import type { Variable } from './lexicon/variable.ts';

export const VARIABLES: readonly Variable[] = [
  ...ORGANS,
  ...CHEMISTRY,
  ...BLOOD,
  ...FUNCTION,
  ...SCORES,
  ...CLASSES,
];

/** A name of the lexicon in a text. */
export interface Mention {
  readonly variable: Variable;
  readonly start: number;
  readonly end: number;
}

interface Search {
  readonly variable: Variable;
  readonly pattern: RegExp;
}

const SEARCHES: readonly Search[] = VARIABLES.map((variable) => ({
  variable,
  // Nothing of a longer word.
  pattern: new RegExp(`(?<![a-z0-9])(?:${variable.names})(?:'s)?(?![a-z])`, 'g'),
}));

interface Clue {
  readonly literal: string;
  readonly searches: readonly number[];
}

/** Letters that tell which names may be in a text, by their first two. */
const CLUES: ReadonlyMap<number, readonly Clue[]> = cluesByStart();

function cluesByStart(): ReadonlyMap<number, readonly Clue[]> {
  const searches = new Map<string, number[]>();
  for (const [index, { names }] of VARIABLES.entries()) {
    for (const literal of literalsOf(names)) {
      searches.set(literal, [...(searches.get(literal) ?? []), index]);
    }
  }
  const byStart = new Map<number, Clue[]>();
  for (const [literal, indices] of searches) {
    const key = keyAt(literal, 0);
    byStart.set(key, [...(byStart.get(key) ?? []), { literal, searches: indices }]);
  }
  return byStart;
}

function keyAt(text: string, at: number): number {
  return text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1);
}

/** One bit of memory for each pair of signs: most pairs begin no name, and a map is slower to say so. */
const STARTS = new Uint8Array(1 << 14);
for (const key of CLUES.keys()) STARTS[slotOf(key >>> 16, key & 0xffff)] = 1;

function slotOf(first: number, second: number): number {
  return ((first & 127) << 7) | (second & 127);
}

function searchesFor(text: string): ReadonlySet<number> {
  const found = new Set<number>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    if (STARTS[slotOf(text.charCodeAt(at), text.charCodeAt(at + 1))] !== 1) continue;
    for (const { literal, searches } of CLUES.get(keyAt(text, at)) ?? []) {
      if (text.startsWith(literal, at)) for (const index of searches) found.add(index);
    }
  }
  return found;
}

/** In order; of names in one place the one that begins first, and of those the longest. */
export function mentionsIn(text: string): readonly Mention[] {
  const all = [...searchesFor(text)].flatMap((index) => {
    const search = SEARCHES[index];
    return search ? mentionsOf(search, text) : [];
  });
  let end = 0;
  return all
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter((mention) => {
      if (mention.start < end) return false;
      end = mention.end;
      return true;
    });
}

function mentionsOf({ variable, pattern }: Search, text: string): readonly Mention[] {
  return [...text.matchAll(pattern)].map(({ index, 0: name }) => ({
    variable,
    start: index,
    end: index + name.length,
  }));
}
