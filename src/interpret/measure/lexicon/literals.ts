/**
 * Letters that every text has which a pattern of the lexicon matches: to look for them is far cheaper than to try
 * the pattern. Patterns are those of the lexicon: small letters, blanks, groups, classes, `?`, `*` and looking around.
 */
export interface Literal {
  readonly letters: string;
  /** True where they stand at the beginning of a word. */
  readonly isFirst: boolean;
}

/** One for each alternative, the most telling; empty where some alternative has none. */
export function literalsOf(pattern: string): readonly Literal[] {
  const all = alternativesOf(pattern).map(literalsIn);
  if (all.some((literals) => literals.length === 0)) return [];
  const firsts = new Map<string, boolean>();
  for (const { letters, isFirst } of all.flat())
    firsts.set(letters, isFirst && firsts.get(letters) !== false);
  return [...firsts].map(([letters, isFirst]) => ({ letters, isFirst }));
}

function literalsIn(alternative: string): readonly Literal[] {
  const reading: Reading = { found: [], run: '', isRunFirst: true, isAtStart: true };
  let at = 0;
  while (at < alternative.length) {
    const end = endOfToken(alternative, at);
    const quantifier = /^(?:[?*+]|\{\d+(?:,\d*)?\})/.exec(alternative.slice(end))?.[0] ?? '';
    take(reading, alternative.slice(at, end), quantifier);
    at = end + quantifier.length;
  }
  endRun(reading);
  return reading.found.toSorted((a, b) => tellingOf(b) - tellingOf(a))[0] ?? [];
}

/** The more letters the better, and words begin in a sixth of all places; but many words begin with any two. */
const tellingOf = (literals: readonly Literal[]): number =>
  Math.min(
    ...literals.map(({ letters, isFirst }) =>
      COMMON.has(letters) ? 1 : letters.length * (isFirst && letters.length > 2 ? 1.5 : 1),
    ),
  );

/** Words of every other criterion tell nothing. */
const COMMON: ReadonlySet<string> = new Set([
  'disease',
  'screening',
  'clinical',
  'has',
  'positive',
  'investigator',
  'symptom',
  'cancer',
  'pro',
  'ca',
]);

interface Reading {
  /** Each: one of these must be there. */
  readonly found: (readonly Literal[])[];
  run: string;
  isRunFirst: boolean;
  /** What comes next begins a word, whatever was left out before. */
  isAtStart: boolean;
}

const LETTER = /^[a-z0-9α-ω]$/;
/** Words beside each other tell more than each of them: `functional class`. */
const PLAIN = /^[a-z0-9α-ω -]$/;

function take(reading: Reading, token: string, quantifier: string): void {
  if (/^(?:\(\?<?[!=]|\\b)/.test(token)) return;
  const isOptional = /^(?:[?*]|\{0)/.test(quantifier);
  if (PLAIN.test(token) && quantifier === '') {
    if (reading.run === '') reading.isRunFirst = reading.isAtStart && LETTER.test(token);
    reading.run += token;
    reading.isAtStart = !LETTER.test(token);
    return;
  }
  endRun(reading);
  if (token.startsWith('(?:') && !isOptional) {
    const literals = literalsOf(token.slice(3, -1));
    if (literals.length > 0)
      reading.found.push(literals.map(({ letters, isFirst }) => ({ letters, isFirst: isFirst && reading.isAtStart }))); // prettier-ignore
  }
  reading.isAtStart = endsWord(token) && (reading.isAtStart || !isOptional);
}

function endRun(reading: Reading): void {
  if (reading.run !== '')
    reading.found.push([{ letters: reading.run, isFirst: reading.isRunFirst }]);
  reading.run = '';
}

/** True for what ends in a blank or another sign that is no letter, in each of its alternatives. */
function endsWord(token: string): boolean {
  if (token.startsWith('(?:'))
    return alternativesOf(token.slice(3, -1)).every((one) => /(?:^|[^\\])[ /-]$/.test(one));
  if (token.startsWith('[')) return !/[a-z0-9α-ω^\\]/.test(token);
  return !LETTER.test(token) && !/^(?:\.|\\[a-zA-Z])$/.test(token);
}

/** Just after the sign, class or group that begins at `at`. */
function endOfToken(pattern: string, at: number): number {
  const sign = pattern.charAt(at);
  if (sign === '(') return closing(pattern, at) + 1;
  if (sign === '[') return pattern.indexOf(']', at) + 1;
  return at + (sign === '\\' ? 2 : 1);
}

function alternativesOf(pattern: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < pattern.length; at = endOfToken(pattern, at)) {
    if (pattern.charAt(at) !== '|') continue;
    parts.push(pattern.slice(start, at));
    start = at + 1;
  }
  return [...parts, pattern.slice(start)];
}

/** Where the group that begins at `open` ends; a bracket in a class is a sign like any other. */
function closing(pattern: string, open: number): number {
  let at = open + 1;
  while (at < pattern.length && pattern.charAt(at) !== ')') at = endOfToken(pattern, at);
  return at;
}
