/** Features of a text as names that the weight tables know. */

/** The names where the condition holds, none otherwise. */
export const when = (condition: boolean, ...names: readonly string[]): readonly string[] =>
  condition ? names : [];

/** `length<=20`: the first limit that a value does not exceed, or `length<=more`. */
export function bucket(name: string, value: number, limits: readonly number[]): string {
  return `${name}<=${limits.find((upper) => value <= upper) ?? 'more'}`;
}
