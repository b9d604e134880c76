/** Items inside a running text: `1. Age of 18-75 years. 2. Diagnosis of HCC …`, `a) …; or b) …`, `… • …`, lists by semicolons. */
import type { Count } from './markers.ts';

export interface InlineItem {
  readonly label: string | undefined;
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

const MARK =
  /(?:^|(?<=[\s;；。，、:：)（(]|\p{L}[.,]))(?:([(（]?)(\d{1,2}|[a-zA-H]|[ivx]{2,4}|[IVX]{1,4}|[①-⑳])\s?\\?([.)、．）]|(?<=[①-⑳]))(?:(?<=\))\.)?(?![\d.])|\\?([*•●▪■✓])(?=\s))\s*(?=\S)/gu;
/** A number after one of these belongs to the sentence: `grade 1)`, `stage 2.`, `at least 3.`. */
const BELONGS =
  /(?:\b(?:grade|class|stage|phase|version|type|score|scores|level|levels|least|most|than|of|to|cycle|cycles|arm|group|cohort|part|table|figure|section|criterion|criteria|item|v|no|status|is|are|by|hepatitis|vitamin|from|factor|[ie]\.g|vs|visit|step|tier|category|dose|appendix|annex)|[<>≤≥=~±/-])\s*$/i;
/** After these only a figure does: `day 1.`, but `per day E. Not attributed`. */
const BELONGS_AS_FIGURE = /\b(?:day|days|week|weeks)\s*$/i;
/** Before a number that stands for itself, but not for a lone letter: `, or 2)`. */
const JOINED = /\b(?:and|or)\s*$/i;

const mayBelong = (words: string, number: string): boolean =>
  BELONGS.test(words) || (/^\d/.test(number) && BELONGS_AS_FIGURE.test(words));

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly count: Count;
  readonly label: string;
  /** May belong to the sentence: `two levels 3. Acute trauma`. */
  readonly isDoubtful: boolean;
}

/** Most texts have nothing that a number could end with, nor a bullet, and need no closer look. */
const MAY_COUNT =
  /[\da-zA-Z]\s?\\?[)、．）]|(?:\d|\b[a-zA-Z]|[ivxIVX])\s?\\?\.\s|[①-⑳*•●▪■✓]|\d[.]/;

/** A sign that ends a number, or is one: sooner looked for than the number. */
const HAS_SIGN = /[)、．）①-⑳*•●▪■✓]|\.\s|\d\./;

/** Longer texts hold more than a list; the search would only cost time. */
const LONGEST = 20_000;

/**
 * The list inside a text, if there is one of two items or more. Numbers count one by one, may repeat (registries
 * number by hand), and are all written alike; any other number is part of the words.
 *
 * @param before number of the text itself: `1. Age. 2. Consent` goes on with 2
 */
export function inlineList(text: string, before?: Count): InlineList | undefined {
  if (text.length > LONGEST || !HAS_SIGN.test(text) || !MAY_COUNT.test(text)) return undefined;
  const marks = bestOf(marksOf(text), before);
  const [first] = marks;
  if (!first) return undefined;
  return {
    lead: leadOf(text.slice(0, first.start), first.count),
    first: first.count.value,
    style: first.count.style,
    items: marks.map(({ end, label }, at) => {
      const next = marks[at + 1];
      const own = text.slice(end, next?.start);
      return { label, text: next ? withoutSeparator(own) : own.trim() };
    }),
  };
}

/** Words before the first of a list keep an `and`; before any other number they are an item themselves. */
const leadOf = (text: string, { value }: Count): string =>
  value > 1 ? withoutSeparator(text) : text.replace(/[\s,;；，、]+$/, '').trim();

function marksOf(text: string): readonly Mark[] {
  return [...text.matchAll(MARK)].flatMap((match) => {
    const [whole, open = '', number = '', close = '', bullet = ''] = match;
    const words = text.slice(Math.max(match.index - 20, 0), match.index);
    const isLoose = bullet === '' && open === '' && close === '.' && JOINED.test(words);
    if (isAbbreviation(whole, number, open, close)) return [];
    if (isLoose && !isPair(text, number, match.index + whole.length)) return [];
    const [start, end, label] = [match.index, match.index + whole.length, whole.trim()];
    const isDoubtful = mayBelong(words, number);
    return countsOf(number, open, close, bullet).map((count) => ({
      start,
      end,
      count,
      label,
      isDoubtful,
    }));
  });
}

/** `and A. Bone marrow involvement B. Age`: the next letter follows. */
function isPair(text: string, letter: string, at: number): boolean {
  if (!/^[A-Y]$/.test(letter) || !/^\p{Lu}/u.test(text.slice(at))) return false;
  return text.slice(at, at + 600).includes(` ${String.fromCharCode(letter.charCodeAt(0) + 1)}. `);
}

/** `e.g.`, `(i.e., …)` and names with initials. */
const isAbbreviation = (whole: string, number: string, open: string, close: string): boolean =>
  close === '.' && /^[a-z]/i.test(number) && (open !== '' || !/\s$/.test(whole));

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

function countsOf(number: string, open: string, close: string, bullet: string): readonly Count[] {
  if (bullet !== '') return [{ style: bullet, value: 0 }];
  const shape = `${open}${close}`.replace('（', '(').replace('）', ')');
  if (/^[①-⑳]/.test(number)) return [{ style: '①', value: number.charCodeAt(0) - 0x245f }];
  if (/^\d/.test(number)) return [{ style: `1${shape}`, value: Number(number) }];
  const roman = ROMAN.indexOf(number.toLowerCase()) + 1;
  const kind = /^[IVX]/.test(number) ? 'I' : 'i';
  return [
    ...(roman > 0 ? [{ style: `${kind}${shape}`, value: roman }] : []),
    ...(number.length === 1 && !/^[IVX]/.test(number) ? [letterCount(number, shape)] : []),
  ];
}

function letterCount(letter: string, shape: string): Count {
  const lower = letter.toLowerCase();
  return { style: `${lower === letter ? 'a' : 'A'}${shape}`, value: lower.charCodeAt(0) - 96 };
}

/** The marks of the style that begins first, and has two or more in a row. */
function bestOf(marks: readonly Mark[], before: Count | undefined): readonly Mark[] {
  const lists = rowsOf(marks, before).filter(
    (row) => row.length > 1 || (before && row[0]?.count.value === before.value + 1),
  );
  const [first] = lists.toSorted((a, b) => (a[0]?.start ?? 0) - (b[0]?.start ?? 0));
  return first ?? [];
}

/** For each style the marks that count on. */
function rowsOf(marks: readonly Mark[], before: Count | undefined): readonly (readonly Mark[])[] {
  const rows = new Map<string, Mark[]>();
  const lastAt = new Map(marks.map(({ count, start }) => [`${count.style} ${count.value}`, start]));
  for (const mark of marks) {
    if (mark.isDoubtful && !isFollowed(mark, lastAt)) continue;
    const { style, value } = mark.count;
    const row = rows.get(style) ?? [];
    rows.set(style, row);
    const last = row.at(-1)?.count ?? (before?.style === style ? before : undefined);
    if (isNext(mark.count, last) || (row.length === 0 && value === 1)) row.push(mark);
  }
  return [...rows.values()];
}

/** A doubtful number is one where it is not the first, and the next one comes after it. */
const isFollowed = ({ start, count }: Mark, lastAt: ReadonlyMap<string, number>): boolean =>
  count.value > 1 && (lastAt.get(`${count.style} ${count.value + 1}`) ?? 0) > start;

/** Numbers begin at 1 and count one by one, or come twice; one may be left out where a bracket closes them. */
function isNext({ style, value }: Count, last: Count | undefined): boolean {
  if (value === 0 || !last) return value < 2;
  const step = value - last.value;
  return step === 1 || step === 0 || (step === 2 && style.endsWith(')'));
}

const SEPARATOR =
  /[\s,;；，、]*(?:[\s,;；](?:and|or|and\/or|und|oder|et|ou|y|e|o))?[\s,;；，、]*$/i;

/** Without what only joins an item to the next: `;`, `, or`. */
export function withoutSeparator(text: string): string {
  const end = text.trim();
  const tail = end.slice(-12);
  return end.slice(0, end.length - tail.length) + tail.replace(SEPARATOR, '');
}

export const OPENING = '([{（［';
export const CLOSING = ')]}）］';

/** Parts between semicolons outside brackets; a bracket that is never closed holds nothing. */
export function semicolonParts(text: string): readonly string[] {
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
  const starts = [0, ...cuts.map((cut) => cut + 1)];
  return starts
    .map((start, at) => text.slice(start, cuts[at]).trim())
    .filter((part) => part !== '');
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
