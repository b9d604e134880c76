/** Where `pattern` (sticky) ends if it matches at `at`. */
export function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

const BLANKS = / */y;

export const skipBlanks = (text: string, at: number): number => endOf(BLANKS, text, at) ?? at;
