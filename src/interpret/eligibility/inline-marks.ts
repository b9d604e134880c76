/** Numbers and bullets inside a line that are the marks of a list. */
import { isInBrackets } from '../measure/scan.ts';
import type { Count } from './markers.ts';

const MARK =
  /(?:^|(?<=[\s;；。，、:：)（(]|\p{L}[.,]))(?:([(（]?)(\d{1,2}|[a-zA-H]|[ivx]{2,4}|[IVX]{1,4}|[①-⑳])\s?\\?([.)、．）]|(?<=[①-⑳]))(?:(?<=\))\.)?(?![\d.])|(\\?[*•●▪■✓](?=\s)|(?<=[:;]\s?|\)\s)\\\*(?=\p{Lu})|(?<=[.;]\s)-(?=\s\p{Lu})))\s*(?=\S)/gu;
/** A number after one of these belongs to the sentence: `grade 1)`, `stage 2.`, `at least 3.`. */
const BELONGS =
  /(?:\b(?:grade|class|stage|phase|version|type|score|scores|level|levels|least|most|than|of|to|cycle|cycles|arm|group|cohort|part|table|figure|section|criterion|criteria|item|v|no|status|is|are|by|hepatitis|vitamin|from|factor|[ie]\.g|vs|visit|step|tier|category|dose|appendix|annex)|[<>≤≥=~±/-])\s*$/i;
/** After these only a figure does: `day 1.`, but `per day E. Not attributed`. */
const BELONGS_AS_FIGURE = /\b(?:day|days|week|weeks)\s*$/i;
/** Before a number that stands for itself, but not for a lone letter: `, or 2)`. */
const JOINED = /\b(?:and|or)\s*$/i;

/** Style of `sentence. - Sentence`. */
export const DASH = '-';
export const BULLET = '•';

/** `…; or c. text`: what was before has ended. */
const AFTER_ITEM = /[;,]\s*(?:and|or)\s*$/i;
const isLoose = (words: string): boolean => JOINED.test(words) && !AFTER_ITEM.test(words);

const mayBelong = (words: string, number: string): boolean =>
  BELONGS.test(words) || (/^\d/.test(number) && BELONGS_AS_FIGURE.test(words));

export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly count: Count;
  readonly label: string;
  /** May belong to the sentence: `two levels 3. Acute trauma`. */
  readonly isDoubtful: boolean;
}

/** Most texts have nothing that a number could end with, nor a bullet, and need no closer look. */
const MAY_COUNT =
  /[\da-zA-Z]\s?\\?[)、．）]|(?:\d|\b[a-zA-Z]|[ivxIVX])\s?\\?\.\s|[①-⑳*•●▪■✓]|\d[.]|[.;]\s-\s/;

/** A sign that ends a number, or is one: sooner looked for than the number. */
const HAS_SIGN = /[)、．）①-⑳*•●▪■✓]|\.\s|\d\.|;\s-/;

/** Longer texts hold more than a list; the search would only cost time. */
const LONGEST = 20_000;

/**
 * The marks of the list inside a text, if there is one of two items or more. Numbers count one by one, may repeat
 * (registries number by hand), and are all written alike; any other number is part of the words.
 *
 * @param before number of the text itself: `1. Age. 2. Consent` goes on with 2
 */
export function listMarks(text: string, before: Count | undefined): readonly Mark[] {
  if (text.length > LONGEST || !HAS_SIGN.test(text) || !MAY_COUNT.test(text)) return [];
  const all = marksOf(text);
  return bestOf(all, before) ?? onlyOne(all, text) ?? onlyBullet(all, text);
}

function marksOf(text: string): readonly Mark[] {
  return [...text.matchAll(MARK)].flatMap((match) => {
    const [whole, open = '', number = '', close = '', bullet] = match;
    const words = text.slice(Math.max(match.index - 20, 0), match.index);
    const [start, end, label] = [match.index, match.index + whole.length, whole.trim()];
    if (isAbbreviation(whole, number, open, close)) return [];
    if (bullet !== undefined && isInBrackets(text, start, LONGEST_BRACKETS)) return [];
    if (open === '' && close === '.' && joinsWords(words, number, text, end)) return [];
    const isDoubtful = mayBelong(words, number);
    const counts = bullet === undefined ? countsOf(number, open, close) : [bulletCount(whole)];
    return counts.map((count) => ({ start, end, count, label, isDoubtful }));
  });
}

/** `vitamin A or B. Bone`; a Roman number of several signs, `a, or iii. b`, is no word. */
const joinsWords = (words: string, number: string, text: string, end: number): boolean =>
  !/^[ivx]{2,}$/.test(number) && isLoose(words) && !isPair(text, number, end);

/** `(Age \\* AST) / (platelets)` is a product. */
const LONGEST_BRACKETS = 60;

/** `and A. Bone marrow involvement B. Age`: the next letter follows. */
function isPair(text: string, letter: string, at: number): boolean {
  if (!/^[A-Y]$/.test(letter) || !/^\p{Lu}/u.test(text.slice(at))) return false;
  return text.slice(at, at + 600).includes(` ${String.fromCharCode(letter.charCodeAt(0) + 1)}. `);
}

/** `e.g.`, `(i.e., …)` and names with initials. */
const isAbbreviation = (whole: string, number: string, open: string, close: string): boolean =>
  close === '.' && /^[a-z]/i.test(number) && (open !== '' || !/\s$/.test(whole));

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

/** A bullet without a blank after it is another than one with: `; \*text` is no `word\* text` of a footnote. */
const bulletCount = (whole: string): Count => ({
  style: /\s$/.test(whole) ? whole.replace('\\', '').trim() : `${whole}.`,
  value: 0,
});

function countsOf(number: string, open: string, close: string): readonly Count[] {
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
function bestOf(marks: readonly Mark[], before: Count | undefined): readonly Mark[] | undefined {
  const lists = rowsOf(marks, before).filter(
    (row) => row.length > 1 || (before && row[0]?.count.value === before.value + 1),
  );
  const [first] = lists.toSorted((a, b) => (a[0]?.start ?? 0) - (b[0]?.start ?? 0));
  return first;
}

/** `The following exclude from this part of the study: a. Allergy to peppers` is a list of one. */
function onlyOne(marks: readonly Mark[], text: string): readonly Mark[] | undefined {
  const one = marks.find(
    ({ count, start, end, label }) =>
      count.value === 1 &&
      (label.endsWith(')') || /[^\p{Ll}]/u.test(text.charAt(end))) &&
      LEADS_ON.test(text.slice(Math.max(start - LEAD_WORDS, 0), start)),
  );
  return one && [one];
}

/** `First sentence. • Second sentence`: two items that were drawn together. */
function onlyBullet(marks: readonly Mark[], text: string): readonly Mark[] {
  const one = marks.find(({ label }) => label === BULLET);
  if (!one || !/[.)]\s?$/.test(text.slice(0, one.start))) return [];
  return /^\p{Lu}/u.test(text.slice(one.end)) ? [one] : [];
}

const LEAD_WORDS = 160;
const LEADS_ON = /\b(?:following|as follows|below)\b[^.;:：]{0,120}[:：]\s*$/i;

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
