/** Items inside a running text: `1. Age of 18-75 years. 2. Diagnosis of HCC …`, `a) …; or b) …`, `… • …`, lists by semicolons. */
import { listMarks } from './inline-marks.ts';
import type { Count } from './markers.ts';

export interface InlineItem {
  readonly label: string | undefined;
  /** Word between it and the item before: `; or`. */
  readonly joint: string | undefined;
  readonly text: string;
}

/** The words before the first number, and the items after it. */
export interface InlineList {
  readonly lead: string;
  /** Number of the first item. */
  readonly first: number;
  /** How its markers are written. */
  readonly style: string;
  readonly items: readonly InlineItem[];
}

/** The list inside a text, if there is one (inline-marks.ts). */
export function inlineList(text: string, before?: Count): InlineList | undefined {
  const marks = listMarks(text, before);
  const [first] = marks;
  if (!first) return undefined;
  return {
    lead: leadOf(text.slice(0, first.start), first.count),
    first: first.count.value,
    style: first.count.style,
    items: marks.map(({ start, end, label }, at) => {
      const next = marks[at + 1];
      const own = text.slice(end, next?.start);
      const joint = at === 0 ? undefined : jointAtEnd(text.slice(marks[at - 1]?.end, start));
      return { label, joint, text: next ? withoutSeparator(own) : own.trim() };
    }),
  };
}

/** Words before the first of a list keep an `and`; before any other number they are an item themselves. */
const leadOf = (text: string, { value }: Count): string =>
  value > 1 ? withoutSeparator(text) : text.replace(/[\s,;；，、]+$/, '').trim();

const SEPARATOR =
  /[\s,;；，、]*(?:[\s,;；](?:and|or|and\/or|und|oder|et|ou|y|e|o))?[\s,;；，、]*$/i;

const jointAtEnd = (text: string): string | undefined =>
  /[\s,;；](and\/or|and|or)[\s,;；]*$/i.exec(text.slice(-12))?.[1];

/** Without what only joins an item to the next: `;`, `, or`. */
export function withoutSeparator(text: string): string {
  const end = text.trim();
  const tail = end.slice(-12);
  return end.slice(0, end.length - tail.length) + tail.replace(SEPARATOR, '');
}

export const OPENING = '([{（［';
export const CLOSING = ')]}）］';

/**
 * Parts between semicolons outside brackets; a bracket that is never closed holds nothing.
 *
 * @param belongs tells of a part that it goes on with the one before
 */
export function semicolonParts(
  text: string,
  belongs: (part: string) => boolean = () => false,
): readonly string[] {
  const cuts = cutsOf(text);
  const kept = cuts.filter((cut, at) => !belongs(text.slice(cut + 1, cuts[at + 1]).trim()));
  const starts = [0, ...kept.map((cut) => cut + 1)];
  return starts
    .map((start, at) => text.slice(start, kept[at]).trim())
    .filter((part) => part !== '');
}

function cutsOf(text: string): readonly number[] {
  const open: number[] = [];
  const cuts: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (OPENING.includes(sign)) open.push(at);
    else if (CLOSING.includes(sign)) {
      const start = open.pop() ?? at;
      while ((cuts.at(-1) ?? -1) > start) cuts.pop();
    } else if ((sign === ';' || sign === '；') && !isReference(text, at)) cuts.push(at);
  }
  return cuts;
}

/** `&lt;` is a sign. */
const isReference = (text: string, at: number): boolean =>
  /&(?:[a-z]{2,6}|#\d{1,5})$/i.test(text.slice(Math.max(at - 8, 0), at));

/** Place of the colon that leads to a list by semicolons: the first one outside brackets, unless it stands in a ratio. */
export function colonOf(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (OPENING.includes(sign)) depth += 1;
    else if (CLOSING.includes(sign)) depth = Math.max(depth - 1, 0);
    else if (depth === 0 && (sign === ':' || sign === '：') && !/\d/.test(text.charAt(at + 1))) {
      return at;
    }
  }
  return undefined;
}
