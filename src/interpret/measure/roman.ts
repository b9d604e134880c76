/** Numbers of classes and grades, and what follows them. */
export const ROMAN: readonly string[] = ['0', 'i', 'ii', 'iii', 'iv', 'v', 'vi'];

export const gradeNumber = (word: string): number => {
  const roman = ROMAN.indexOf(word);
  return roman > 0 ? roman : Number(word);
};

/** `or higher`, `or less` after a class. */
export function trailing(after: string | undefined): '>=' | '<=' | undefined {
  if (after === undefined) return undefined;
  return /less|lower|below|under|better/.test(after) ? '<=' : '>=';
}
