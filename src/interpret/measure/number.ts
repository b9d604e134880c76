/** Numbers as people write them in criteria. */

const WORDS: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  'twenty-four': 24,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  twice: 2,
  double: 2,
  triple: 3,
  thrice: 3,
};

/** `twenty-four` begins like `twenty`. */
const LONGEST_FIRST = Object.keys(WORDS).toSorted((a, b) => b.length - a.length);

/** Without groups: `1,500`, `100 000`, `1.5`, `0,5`, `.8`, `two`. */
export const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+(?![\d])|\d{1,3}(?: \d{3})+(?![\d])|\d+(?:[.,]\d+)?|\.\d+|(?:${LONGEST_FIRST.join('|')})(?![a-z]))`;

/**
 * Value of what NUMBER matched. A comma before three digits groups thousands, before others it is the decimal
 * sign; a point before three digits groups where `pointGroups` says that the unit has no decimals.
 */
export function numberOf(text: string, pointGroups = false): number {
  const word = WORDS[text];
  if (word !== undefined) return word;
  if (/^\d{1,3}(?:[ ,]\d{3})+$/.test(text)) return Number(text.replaceAll(/[ ,]/g, ''));
  if (pointGroups && /^[1-9]\d{0,2}\.\d{3}$/.test(text)) return Number(text.replace('.', ''));
  return Number(text.replace(',', '.'));
}
