/** Three-valued logic of Kleene: undefined is not known, and stays so unless the known parts decide. */
export type Truth = boolean | undefined;

export const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

export function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

export const any = (truths: readonly Truth[]): Truth => not(all(truths.map(not)));

/** True where at least `count` are true whatever the unknown ones are. */
export function atLeast(count: number, truths: readonly Truth[]): Truth {
  if (truths.filter((truth) => truth === true).length >= count) return true;
  return truths.filter((truth) => truth !== false).length >= count ? undefined : false;
}

/** What several looks at one thing say, where they agree. */
export function agreed(truths: readonly Truth[]): Truth {
  const [first] = truths;
  return truths.every((truth) => truth === first) ? first : undefined;
}
