/** Names of what the lexicon does not know: two are one where they share at least half of their words that mean something. */

const EMPTY = new Set(
  'a an the of in on at to for with by from or and any all each per is are was were be been has have had that which who this these those as its their'.split(
    ' ',
  ),
);

/** Words in one number and without signs: `Sleep-onset latencies` are `sleep`, `onset` and `latency`. */
function wordsOf(name: string): ReadonlySet<string> {
  const words = name.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  return new Set(words.filter((word) => !EMPTY.has(word)).map(singular));
}

const singular = (word: string): string =>
  word.length < 4 ? word : word.replace(/ies$/, 'y').replace(/(?<![su])s$/, '');

export function isSameName(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared > 0 && 2 * shared >= a.size + b.size - shared;
}

interface Named {
  readonly side: string;
  readonly variable: string;
  readonly value: string;
}

const PREFIX = 'name:';

/** Of no variable of the lexicon or the conventions. */
export const isNamed = ({ variable }: Pick<Named, 'variable'>): boolean =>
  variable.startsWith(PREFIX);

/** Ours, called as the label calls the same thing with the same value; each label lends its name once. */
export function alignNames<T extends Named>(
  wanted: readonly T[],
  made: readonly T[],
): readonly T[] {
  const free = wanted.filter(isNamed);
  return made.map((one) => {
    if (!isNamed(one)) return one;
    const at = closest(free, one);
    const [label] = at === -1 ? [] : free.splice(at, 1);
    return label ? { ...one, variable: label.variable } : one;
  });
}

/** The label in the very words first. */
function closest(free: readonly Named[], one: Named): number {
  const isLike = ({ side, value }: Named): boolean => side === one.side && value === one.value;
  const exact = free.findIndex((label) => isLike(label) && label.variable === one.variable);
  if (exact !== -1) return exact;
  const name = one.variable.slice(PREFIX.length);
  return free.findIndex(
    (label) => isLike(label) && isSameName(label.variable.slice(PREFIX.length), name),
  );
}
