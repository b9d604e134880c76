/** Numbers of classes and grades, and what follows them. */
export const ROMAN: readonly string[] = ['0', 'i', 'ii', 'iii', 'iv', 'v', 'vi'];

export const gradeNumber = (word: string): number => {
  const roman = ROMAN.indexOf(word);
  if (roman > 0) return roman;
  const sign = word.length === 1 ? word.charCodeAt(0) - BEFORE_SIGNS : 0;
  return sign > 0 && sign < ROMAN.length ? sign : Number(word);
};

/** `Ⅲ` in one sign, as small letters have it. */
export const ROMAN_SIGN = '[ⅰ-ⅵ]';
const BEFORE_SIGNS = 'ⅰ'.charCodeAt(0) - 1;

/** `or higher`, `or less` after a class. */
export function trailing(after: string | undefined): '>=' | '<=' | undefined {
  if (after === undefined) return undefined;
  return /less|lower|below|under|better/.test(after) ? '<=' : '>=';
}
