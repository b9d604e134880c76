/** What may come after an item that is still open, and under it. */
import { definesTermOf } from './definitions.ts';
import type { Count, Marked } from './markers.ts';
import { isNote, isShouted, type Row } from './rows.ts';

/** An item to which lines and items may still come. */
export interface Open {
  readonly indent: number;
  readonly label: string | undefined;
  readonly count: Count | undefined;
  readonly lines: string[];
  readonly items: Open[];
}

/** `20. For men, as defined below:` has the list under it that begins with 1 again, and `g. Alcohol above:` one with i. */
export const startsUnder = ({ count, lines, items }: Open, { counts }: Marked): boolean =>
  count !== undefined &&
  count.value > 1 &&
  items.length === 0 &&
  /[:：]$/.test(lines.at(-1) ?? '') &&
  (counts.some(({ style, value }) => style === count.style && value === 1) ||
    skipsLetters(count, counts));

/** `i.` after `g.` is the Roman number. */
const skipsLetters = ({ style, value }: Count, counts: readonly Count[]): boolean =>
  counts.length > 1 &&
  counts[0]?.value === 1 &&
  counts.some((each) => each.style === style && each.value !== value + 1);

/** An item that ends in a colon says nothing without the words after it. */
export const leadsOnTo = ({ count, lines, items }: Open, { text }: Row): boolean =>
  count !== undefined &&
  items.length === 0 &&
  /[:：]$/.test(lines.at(-1) ?? '') &&
  !/[:：]$/.test(text) &&
  !isShouted(text);

/** A paragraph that only says more of the item before it. */
export const isNoteTo = ({ count, lines, items }: Open, { text }: Row): boolean =>
  count !== undefined &&
  items.length === 0 &&
  (isNote(text) || definesTermOf(text, lines[0] ?? '')) &&
  !/[:：]$/.test(text);

/** The sign that the next of a list has, at the least; a sign of no text after a bullet. */
export function nextOf({ style, value }: Count): string {
  if (value === 0 || style.startsWith('*')) return '\0';
  if (style.startsWith('1')) return `${value + 1}`;
  if (/^[aA]/.test(style)) return String.fromCharCode(style.charCodeAt(0) + value);
  return style.charAt(0);
}

/** Numbers are given by hand: one may come twice, one may be left out, and all may begin anew. */
export function goesOn(last: Count, next: Count): boolean {
  if (last.style !== next.style) return false;
  const step = next.value - last.value;
  return next.value === 0 || next.value === 1 || (step >= 0 && step <= 3);
}

/** `2.1` stands under `2.`, whatever the indentation. */
export function isSectionOf(count: Count | undefined, counts: readonly Count[]): boolean {
  const [own] = counts;
  return (
    count !== undefined &&
    own !== undefined &&
    own.style.startsWith('1.1') &&
    count.style.length < own.style.length &&
    count.style.startsWith('1')
  );
}
