/**
 * Letters that every text has which a pattern of the lexicon matches: to look for them is far cheaper than to try
 * the pattern. For each alternative its longest run of letters that is not optional.
 */
export function literalsOf(names: string): readonly string[] {
  return [...new Set(alternativesOf(names).flatMap((one) => literalsIn(one)))];
}

function literalsIn(alternative: string): readonly string[] {
  const { runs, groups } = withoutOptional(alternative);
  const longest = runs.toSorted((a, b) => b.length - a.length)[0] ?? '';
  if (longest.length >= 3 || groups.length === 0) return longest === '' ? [] : [longest];
  const [group = ''] = groups;
  return longest === '' ? literalsOf(group) : [longest];
}

/** Runs of plain letters outside of groups, and the groups that must match. */
function withoutOptional(pattern: string): {
  readonly runs: readonly string[];
  readonly groups: readonly string[];
} {
  const groups: string[] = [];
  let plain = '';
  let at = 0;
  while (at < pattern.length) {
    const end = endOfToken(pattern, at);
    const token = pattern.slice(at, end);
    const isOptional = /[?*]/.test(pattern.charAt(end));
    if (token.length > 1 && !isOptional && token.startsWith('(?:')) groups.push(token.slice(3, -1));
    plain += isOptional || !/^[a-z0-9α-ω]$/.test(token) ? '\n' : token;
    at = end + (isOptional ? 1 : 0);
  }
  return { runs: plain.split('\n').filter((run) => run !== ''), groups };
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
  let depth = 0;
  let start = 0;
  for (let at = 0; at < pattern.length; at += 1) {
    const sign = pattern.charAt(at);
    if (sign === '\\') at += 1;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (sign === '|' && depth === 0) {
      parts.push(pattern.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, pattern.slice(start)];
}

function closing(pattern: string, open: number): number {
  let depth = 0;
  for (let at = open; at < pattern.length; at += 1) {
    const sign = pattern.charAt(at);
    if (sign === '\\') at += 1;
    else if (sign === '(') depth += 1;
    else if (sign === ')' && (depth -= 1) === 0) return at;
  }
  return pattern.length;
}
