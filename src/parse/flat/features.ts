/** Features of a text as names that the weight tables know. */

/** The names where the condition holds, none otherwise. */
export const when = (condition: boolean, ...names: readonly string[]): readonly string[] =>
  condition ? names : [];

const HAN = /[\u3040-\u30ff\u3400-\u9fff]/g;

/** Words; of a script without blanks, two characters count as one. */
export function countWords(text: string): number {
  const han = text.match(HAN)?.length ?? 0;
  return text.trim().split(/\s+/).length + Math.floor(han / 2);
}

/** `length<=20`: the first limit that a value does not exceed, or `length<=more`. */
export function bucket(name: string, value: number, limits: readonly number[]): string {
  return `${name}<=${limits.find((upper) => value <= upper) ?? 'more'}`;
}
