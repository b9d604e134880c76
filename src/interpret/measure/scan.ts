/** Where `pattern` (sticky) ends if it matches at `at`. */
export function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** True where a bracket is open at `at` that was opened within so many signs before. */
export function isInBrackets(text: string, at: number, reach: number): boolean {
  const before = text.slice(Math.max(0, at - reach), at);
  return before.lastIndexOf('(') > before.lastIndexOf(')');
}

const BLANKS = / */y;

export const skipBlanks = (text: string, at: number): number => endOf(BLANKS, text, at) ?? at;
