import { BLOOD } from './lexicon/blood.ts';
import { CHEMISTRY } from './lexicon/chemistry.ts';
import { FIELD_MEASURES } from './lexicon/field-measures.ts';
import { FIELD_SCORES } from './lexicon/field-scores.ts';
import { FUNCTION } from './lexicon/function.ts';
import { FURTHER_MEASURES } from './lexicon/further-measures.ts';
import { FURTHER_SCORES } from './lexicon/further-scores.ts';
import { literalsOf, type Literal } from './lexicon/literals.ts';
import { ORGANS } from './lexicon/organs.ts';
import { GRADES } from './lexicon/grades.ts';
import { SCORES } from './lexicon/scores.ts';
import type { Variable } from './lexicon/variable.ts';

export const VARIABLES: readonly Variable[] = [
  ...ORGANS,
  ...CHEMISTRY,
  ...BLOOD,
  ...FUNCTION,
  ...SCORES,
  ...GRADES,
  ...FURTHER_SCORES,
  ...FURTHER_MEASURES,
  ...FIELD_SCORES,
  ...FIELD_MEASURES,
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
  readonly letters: string;
  readonly searches: readonly number[];
}

type Clues = readonly (readonly Clue[])[];

const NO_CLUES: Clue[] = [];

/**
 * Letters that tell which names may be in a text, by their first two or three signs: those at the beginning of a
 * word, and those anywhere. Most begin no name, and an array says so faster than a map; what shares a slot by chance
 * is told apart by its letters.
 */
const AT_START: Clues = cluesOf(({ isFirst }) => isFirst);
const ANYWHERE: Clues = cluesOf(({ isFirst }) => !isFirst);

function cluesOf(isWanted: (literal: Literal) => boolean): Clues {
  const searches = new Map<string, number[]>();
  for (const [index, { names }] of VARIABLES.entries()) {
    for (const { letters } of literalsOf(names).filter(isWanted))
      searches.set(letters, [...(searches.get(letters) ?? []), index]);
  }
  const bySlot = Array.from({ length: 1 << 15 }, (): Clue[] => NO_CLUES);
  for (const [letters, indices] of searches) {
    const [one, two, three] = [0, 1, 2].map((at) => letters.charCodeAt(at)) as [
      number,
      number,
      number,
    ];
    const slot = letters.length > 2 ? slotOf(one, two, three) : shortSlotOf(one, two);
    bySlot[slot] = [...(bySlot[slot] ?? NO_CLUES), { letters, searches: indices }];
  }
  return bySlot;
}

/** Of three signs in the lower half of the table, of two in the upper. */
function slotOf(one: number, two: number, three: number): number {
  return ((((one & 31) << 5) | (two & 31)) << 4) | (three & 15);
}

function shortSlotOf(one: number, two: number): number {
  return (1 << 14) | ((one & 127) << 7) | (two & 127);
}

/** By slot: 1 where letters anywhere begin so, 2 where letters at the beginning of a word do; small enough to stay in the cache. */
const KNOWN = Uint8Array.from(
  ANYWHERE,
  (clues, slot) => (clues === NO_CLUES ? 0 : 1) | (AT_START[slot] === NO_CLUES ? 0 : 2),
);

function note(
  clues: readonly Clue[] | undefined,
  text: string,
  at: number,
  found: Set<number>,
): void {
  for (const { letters, searches } of clues ?? NO_CLUES) {
    if (text.startsWith(letters, at)) for (const index of searches) found.add(index);
  }
}

/** A small letter or a digit: a name begins after none. */
const isWordSign = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

/** Goes over every sign of every criterion: each is looked at once, and most lead to nothing. */
function searchesFor(text: string): ReadonlySet<number> {
  const found = new Set<number>();
  let isStart = true;
  let [one, two] = [text.charCodeAt(0), text.charCodeAt(1)];
  for (let at = 0; at + 1 < text.length; at += 1) {
    // Past the end there is no code but NaN, which would make all of them fractions.
    const three = at + 2 < text.length ? text.charCodeAt(at + 2) : 0;
    const slot = slotOf(one, two, three);
    const shortSlot = shortSlotOf(one, two);
    const known = (KNOWN[slot] ?? 0) | (KNOWN[shortSlot] ?? 0);
    if ((known & (isStart ? 3 : 1)) !== 0) {
      note(ANYWHERE[slot], text, at, found);
      note(ANYWHERE[shortSlot], text, at, found);
      if (isStart) {
        note(AT_START[slot], text, at, found);
        note(AT_START[shortSlot], text, at, found);
      }
    }
    isStart = !isWordSign(one);
    one = two;
    two = three;
  }
  return found;
}

/** In order; of names in one place the one that begins first, and of those the longest. */
export function mentionsIn(text: string): readonly Mention[] {
  const all: Mention[] = [];
  for (const index of searchesFor(text)) addMentions(SEARCHES[index], text, all);
  if (all.length < 2) return all;
  let end = 0;
  return all
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter((mention) => {
      if (mention.start < end) return false;
      end = mention.end;
      return true;
    });
}

function addMentions(search: Search | undefined, text: string, all: Mention[]): void {
  if (!search) return;
  const { variable, pattern } = search;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text))
    all.push({ variable, start: match.index, end: pattern.lastIndex });
}
