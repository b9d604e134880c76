/** The lines of a text with something on them, and what they look like. */
import { indentOf, readMarker, type Marked } from './markers.ts';

export interface Row {
  readonly indent: number;
  readonly marked: Marked | undefined;
  readonly text: string;
  readonly isAfterBlank: boolean;
}

export function rowsOf(lines: readonly string[]): readonly Row[] {
  const rows: Row[] = [];
  let isAfterBlank = false;
  for (const line of lines) {
    if (SAYS_NOTHING.test(line.trim())) isAfterBlank = true;
    else {
      const marked = readMarker(line) ?? weakMarker(line, rows);
      rows.push({
        indent: marked?.indent ?? indentOf(line),
        marked,
        text: (marked?.rest ?? line).trim(),
        isAfterBlank,
      });
      isAfterBlank = false;
    }
  }
  return rows;
}

/** Nothing, a bullet with no item, a word that only joins two, or a registry's comment between two lists. */
const SAYS_NOTHING =
  /^(?:(?:\\?[-–*•·]){0,3}|(?:[-*•] )?(?:and|or|and\/or)[.,:;]?|<!-{2,3} ?-{2,3}>)$/i;

const WEAK = /^\s{0,20}(\d{1,2})(?:,\s?|\s)(?=\S)/;

/** `3, text` and `3 text` are numbered only after `2.` and what is like it. */
function weakMarker(line: string, rows: readonly Row[]): Marked | undefined {
  const match = WEAK.exec(line.slice(0, 40));
  if (!match) return undefined;
  const [whole, number = ''] = match;
  const last = rows.findLast(({ marked }) => marked !== undefined)?.marked?.counts[0];
  if (!last || last.value === 0 || last.value !== Number(number) - 1) return undefined;
  return {
    indent: indentOf(line),
    label: whole.trim(),
    rest: line.slice(whole.length),
    counts: [{ style: last.style, value: last.value + 1 }],
  };
}

/**
 * Columns at which the lines of a text were broken; undefined where it has longer ones, or where what follows a full
 * line begins small too seldom for a broken sentence.
 */
export function wrapWidth(rows: readonly Row[]): number | undefined {
  let width = 0;
  for (const row of rows) width = Math.max(width, endOf(row));
  if (width < 55 || width > 110) return undefined;
  const broken = rows.filter((row, at) => {
    const before = rows[at - 1];
    return (
      before && !row.marked && !row.isAfterBlank && endOf(before) + 1 + firstWord(row.text) > width
    );
  });
  const small = broken.filter(({ text }) => /^[^\p{Lu}]/u.test(text)).length;
  return small > 0 && small * 2 >= broken.length ? width : undefined;
}

export const endOf = ({ indent, marked, text }: Row): number =>
  indent + (marked ? marked.label.length + 1 : 0) + text.length;

/** As what goes on does. */
export const startsSmall = (text: string): boolean => /^\p{Ll}/u.test(text);

export const firstWord = (text: string): number => {
  const end = text.indexOf(' ');
  return end === -1 ? text.length : end;
};

/** `ADDITIONAL CRITERIA FOR COHORT B`: a heading, wherever it stands. */
export const isShouted = (text: string): boolean =>
  text.length < 120 &&
  /^[^\p{Ll}]*$/u.test(text) &&
  /\p{Lu}{3,}[^\p{L}]+\p{Lu}{3,}/u.test(text) &&
  !/[<>≤≥=]|\d/.test(text);

/** `Note: …`, `These …`, `FEV1: Forced Expiratory Volume`: words about what stands before them. */
export const isNote = (text: string): boolean =>
  NOTE.test(text.slice(0, 200)) || ABBREVIATION.test(text);

const NOTE =
  /^(?:\\?[([]?(?:please )?note\b(?!.{0,60}\bcriteria\b.{0,30}\bappl)|n\.?b\b|these\b|the above (?:criteri|exclusion|mentioned|only)|exceptions?\b)|^[^.;:]{1,120}\b(?:is|are) not (?:considered )?(?:an )?exclusion/i;
/** `FEV1: Forced Expiratory Volume in 1 Second` */
const ABBREVIATION = /^(?!NOTE|AND|OR|EXCEPT)[A-Z][A-Z0-9/-]{1,9} ?[:=] ?[A-Z][a-z]+ [A-Z]?[a-z]/;
