/**
 * The difference of two texts, word by word, short enough to read: `… at least [-one-] {+two+} lesions …`.
 *
 * Deterministic and bounded: texts that have little in common are not searched to the end, they are shown as one
 * replaced by the other.
 */
export interface WordDiffOptions {
  /** Unchanged words kept on each side of a change. @default 4 */
  readonly context?: number;
  /** Words of one removed or added run that are shown. @default 40 */
  readonly maxRun?: number;
  /** Changed places that are shown; the rest is counted. @default 6 */
  readonly maxPlaces?: number;
}

type Run = { readonly kind: 'same' | 'removed' | 'added'; readonly words: readonly string[] };

const DEFAULTS = { context: 4, maxRun: 40, maxPlaces: 6 };
/** Edits beyond which two texts are told as one replaced by the other; bounds time and memory. */
const MAX_EDITS = 600;

/** Empty where the texts have the same words. */
export function wordDiff(before: string, after: string, options: WordDiffOptions = {}): string {
  const settings = { ...DEFAULTS, ...options };
  const runs = runsOf(split(before), split(after));
  const places = placesOf(runs, 2 * settings.context);
  const shown = places.slice(0, settings.maxPlaces);
  const parts = shown.map(({ first, last }) => showPlace(runs, first, last, settings));
  const more = places.length - shown.length;
  return [...parts, ...(more > 0 ? [`and ${more} more changed places`] : [])]
    .join(' … ')
    .replaceAll(/…(?: …)+/g, '…');
}

const split = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** Changes that lie so close that what is shown around them would meet are one place. */
function placesOf(runs: readonly Run[], near: number): readonly { first: number; last: number }[] {
  const places: { first: number; last: number }[] = [];
  for (const [at, { kind }] of runs.entries()) {
    if (kind === 'same') continue;
    const open = places.at(-1);
    const isNear = open && runs.slice(open.last + 1, at).every(({ words }) => words.length <= near);
    if (isNear) open.last = at;
    else places.push({ first: at, last: at });
  }
  return places;
}

function showPlace(
  runs: readonly Run[],
  first: number,
  last: number,
  { context, maxRun }: typeof DEFAULTS,
): string {
  const lead = runs[first - 1]?.words ?? [];
  const tail = runs[last + 1]?.words ?? [];
  return [
    lead.length > context ? '…' : '',
    ...lead.slice(-context),
    ...runs.slice(first, last + 1).map((run) => showRun(run, maxRun)),
    ...tail.slice(0, context),
    tail.length > context ? '…' : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
    .replaceAll(/… …/g, '…');
}

function showRun({ kind, words }: Run, maxRun: number): string {
  const left = words.length - maxRun;
  const text =
    left > 0 ? `${words.slice(0, maxRun).join(' ')} … (${left} more words)` : words.join(' ');
  if (kind === 'same') return text;
  return kind === 'removed' ? `[-${text}-]` : `{+${text}+}`;
}

function runsOf(before: readonly string[], after: readonly string[]): readonly Run[] {
  let start = 0;
  const least = Math.min(before.length, after.length);
  while (start < least && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < least - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const from = before.slice(start, before.length - end);
  const to = after.slice(start, after.length - end);
  return joined([
    { kind: 'same', words: before.slice(0, start) },
    ...(shortestEdits(from, to) ?? [
      { kind: 'removed' as const, words: from },
      { kind: 'added' as const, words: to },
    ]),
    { kind: 'same', words: before.slice(before.length - end) },
  ]);
}

function joined(runs: readonly Run[]): readonly Run[] {
  const result: Run[] = [];
  for (const run of runs) {
    if (run.words.length === 0) continue;
    const last = result.at(-1);
    if (last?.kind === run.kind) {
      result[result.length - 1] = { kind: run.kind, words: [...last.words, ...run.words] };
    } else result.push(run);
  }
  return result;
}

/** E. W. Myers, An O(ND) Difference Algorithm (1986); undefined beyond MAX_EDITS. */
function shortestEdits(
  before: readonly string[],
  after: readonly string[],
): readonly Run[] | undefined {
  const limit = Math.min(before.length + after.length, MAX_EDITS);
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: ReadonlyMap<number, number>[] = [];
  for (let edits = 0; edits <= limit; edits += 1) {
    trace.push(new Map(furthest));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOn(diagonal, edits, furthest);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal])
        x += 1;
      furthest.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(before, after, trace);
    }
  }
  return undefined;
}

/** Down (a word added) where that comes further than right (a word removed). */
function startOn(diagonal: number, edits: number, furthest: ReadonlyMap<number, number>): number {
  const removed = (furthest.get(diagonal - 1) ?? -1) + 1;
  const added = furthest.get(diagonal + 1) ?? -1;
  return diagonal === -edits || (diagonal !== edits && added >= removed) ? added : removed;
}

function walkBack(
  before: readonly string[],
  after: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
): readonly Run[] {
  const runs: Run[] = [];
  let [x, y] = [before.length, after.length];
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const furthest = trace[edits] ?? new Map<number, number>();
    const start = startOn(x - y, edits, furthest);
    const startY = start - (x - y);
    runs.push({ kind: 'same', words: before.slice(start, x) });
    [x, y] = [start, startY];
    if (edits === 0) break;
    const isAdded = furthest.get(x - y + 1) === x && isDown(x - y, edits, furthest);
    if (isAdded) runs.push({ kind: 'added', words: after.slice(y - 1, y) });
    else runs.push({ kind: 'removed', words: before.slice(x - 1, x) });
    [x, y] = isAdded ? [x, y - 1] : [x - 1, y];
  }
  return joined(runs.toReversed());
}

function isDown(diagonal: number, edits: number, furthest: ReadonlyMap<number, number>): boolean {
  const removed = (furthest.get(diagonal - 1) ?? -1) + 1;
  const added = furthest.get(diagonal + 1) ?? -1;
  return diagonal === -edits || (diagonal !== edits && added >= removed);
}
