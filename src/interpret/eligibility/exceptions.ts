/** Items that take something back of what stands over them. */

const LONGEST = 600;

/** Words of items that take something back. */
const ITEM_EXCEPTS =
  /\b(?:is|are) (?:allowed|permitted|acceptable|eligible|not exclu\w*)\b|^(?:note|except|unless|if)\b/i;

/** `If the urine test is positive, a serum test must be negative` asks for something. */
const asksIf = (item: string): boolean => /^if\b[^.]{0,300}\bmust\b/i.test(item.slice(0, LONGEST));
const startsAsException = (item: string): boolean =>
  /^(?:note|except|unless|if)\b/i.test(item) && !asksIf(item);

/** An item that takes something back as a whole, and not in a further sentence or in brackets. */
export function isException(item: string): boolean {
  const [first = ''] = item
    .slice(0, LONGEST)
    .replaceAll(/\([^()]*\)/g, '')
    .split(/[.;；]\s/, 1);
  return ITEM_EXCEPTS.test(first);
}

export const areExceptions = (items: readonly string[]): boolean =>
  items.some(startsAsException) ||
  items.filter((item) => isException(item) && !asksIf(item)).length * 2 >= items.length;
