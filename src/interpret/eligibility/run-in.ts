/** Items numbered inside a running text: `1. Age of 18-75 years. 2. Diagnosis of HCC …`. */

export interface InlineItem {
  readonly label: string | undefined;
  readonly text: string;
}

const MARK =
  /(?:^|(?<=[\s;；。)]|\p{L}[.,]))([(（]?)(\d{1,2})\s?\\?([.)、．）])(?![\d.])\s*(?=\S)/gu;
/** A number after one of these belongs to the sentence: `grade 1)`, `stage 2.`, `at least 3.`. */
const BELONGS =
  /(?:\b(?:grade|class|stage|phase|version|type|score|scores|level|levels|least|most|than|of|to|and|or|day|days|week|weeks|cycle|cycles|arm|group|cohort|part|table|figure|section|criterion|criteria|item|v|no|status|is|are|by)|[<>≤≥=~±/-])\s*$/i;

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly label: string;
}

/**
 * The text before the first number and the items after it. Numbers count one by one, may repeat
 * (registries number by hand), and are all written alike; any other number is part of the words.
 */
export function splitInline(text: string): readonly InlineItem[] {
  const marks = marksOf(text);
  if (marks.length < 2) return [{ label: undefined, text }];
  const lead = text.slice(0, marks[0]?.start).trim();
  const items = marks.map(({ end, label }, index) => ({
    label,
    text: text.slice(end, marks[index + 1]?.start).trim(),
  }));
  return lead === '' ? items : [{ label: undefined, text: lead }, ...items];
}

function marksOf(text: string): readonly Mark[] {
  const marks: Mark[] = [];
  let style: string | undefined;
  for (const match of text.matchAll(MARK)) {
    const [whole, open = '', digits = '', close = ''] = match;
    const value = Number(digits);
    const before = marks.at(-1);
    const own = open + close;
    const isNext = before ? value === before.value + 1 || value === before.value : value === 1;
    const words = text.slice(Math.max(match.index - 20, 0), match.index);
    if (!isNext || (style !== undefined && own !== style) || BELONGS.test(words)) continue;
    style = own;
    marks.push({ start: match.index, end: match.index + whole.length, value, label: whole.trim() });
  }
  return marks;
}

const OPENING = '([{（［';
const CLOSING = ')]}）］';

/** Parts between semicolons outside brackets, each with its semicolon; the whole where there are fewer than three. */
export function splitSemicolons(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (OPENING.includes(sign)) depth += 1;
    else if (CLOSING.includes(sign)) depth = Math.max(depth - 1, 0);
    else if (depth === 0 && (sign === ';' || sign === '；')) {
      parts.push(text.slice(start, at + 1).trim());
      start = at + 1;
    }
  }
  const last = text.slice(start).trim();
  const all = last === '' ? parts : [...parts, last];
  return all.length >= 3 ? all : [text];
}
