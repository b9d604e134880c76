/**
 * Which line stands under which: by indentation, and where that says nothing by the markers, as `a.` after `1.`.
 *
 * One pass over the lines; how far it looks ahead and how deep it goes is bounded, so hostile text costs linear time.
 */
import { announcesList } from './announce.ts';
import { indentOf, readMarker, type Count, type Marked } from './markers.ts';

/** An item with the lines of its own, and the items under it. */
export interface Entry {
  readonly label: string | undefined;
  /** Of the list it stands in; undefined for a paragraph without a marker. */
  readonly count: Count | undefined;
  readonly text: string;
  readonly items: readonly Entry[];
}

interface Row {
  readonly indent: number;
  readonly marked: Marked | undefined;
  readonly text: string;
  readonly isAfterBlank: boolean;
}

interface Open {
  readonly indent: number;
  readonly label: string | undefined;
  readonly count: Count | undefined;
  readonly lines: string[];
  readonly items: Open[];
}

/** Deeper items stand on this level: nobody nests so deep, and an id has only so many characters. */
const MAX_DEPTH = 6;
/** Rows after an item in which the list around it may go on. */
const LOOK_AHEAD = 40;

export function outline(lines: readonly string[]): readonly Entry[] {
  const rows = rowsOf(lines);
  const builder = new Builder(rows, wrapWidth(rows));
  for (const at of rows.keys()) builder.add(at);
  return builder.root.map(entryOf);
}

const entryOf = ({ label, count, lines, items }: Open): Entry => ({
  label,
  count,
  text: lines.join('\n').trim(),
  items: items.map(entryOf),
});

function rowsOf(lines: readonly string[]): readonly Row[] {
  const rows: Row[] = [];
  let isAfterBlank = false;
  for (const line of lines) {
    if (line.trim() === '') isAfterBlank = true;
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
function wrapWidth(rows: readonly Row[]): number | undefined {
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

const endOf = ({ indent, marked, text }: Row): number =>
  indent + (marked ? marked.label.length + 1 : 0) + text.length;

class Builder {
  readonly root: Open[] = [];
  readonly #stack: Open[] = [];
  readonly #rows: readonly Row[];
  readonly #width: number | undefined;

  constructor(rows: readonly Row[], width: number | undefined) {
    this.#rows = rows;
    this.#width = width;
  }

  add(at: number): void {
    const row = this.#rows[at];
    if (!row) return;
    if (row.marked) this.#addItem(row, row.marked, at);
    else this.#addWords(row, at);
  }

  get #top(): Open | undefined {
    return this.#stack.at(-1);
  }

  #closeDeeperThan(indent: number): void {
    while (this.#top && this.#top.indent > indent) this.#stack.pop();
  }

  #push(open: Open): void {
    while (this.#stack.length >= MAX_DEPTH) this.#stack.pop();
    (this.#top?.items ?? this.root).push(open);
    this.#stack.push(open);
  }

  #addItem(row: Row, marked: Marked, at: number): void {
    this.#closeDeeperThan(row.indent);
    const count = this.#makeRoom(row, marked, at);
    this.#push({ indent: row.indent, label: marked.label, count, lines: [row.text], items: [] });
  }

  /** Closes what the item does not stand under, and tells how it counts. */
  #makeRoom({ indent }: Row, marked: Marked, at: number): Count | undefined {
    const [first] = marked.counts;
    const top = this.#top;
    if (!top) return first;
    if (indent > top.indent + 1) {
      if (top.count || announcesList(top.lines.at(-1) ?? '')) return first;
      this.#stack.pop();
      return first;
    }
    const going = this.#listGoingOn(indent, marked);
    if (going) {
      this.#stack.length = going.depth;
      return going.count;
    }
    if (this.#isUnder(top, marked, at)) return first;
    while (this.#top && this.#top.indent >= indent - 1) this.#stack.pop();
    return first;
  }

  /** The innermost open list at this indentation whose next item this is. */
  #listGoingOn(
    indent: number,
    { counts }: Marked,
  ): { readonly depth: number; readonly count: Count } | undefined {
    for (let depth = this.#stack.length - 1; depth >= 0; depth -= 1) {
      const open = this.#stack[depth];
      if (!open || open.indent < indent - 1) return undefined;
      const count = counts.find((each) => open.count && goesOn(open.count, each));
      if (count) return { depth, count };
    }
    return undefined;
  }

  /** At the same indentation, a list of another kind is one under the item before where that announces it, or goes on after it. */
  #isUnder(top: Open, { counts }: Marked, at: number): boolean {
    const text = top.lines.at(-1) ?? '';
    const first = counts.find(({ value }) => value <= 1);
    if (!first) return isSectionOf(top.count, counts);
    if (top.count?.style === first.style) return false;
    if (announcesList(text)) return true;
    return top.count !== undefined && top.count.value > 0 && this.#resumes(top, top.count, at);
  }

  #resumes(top: Open, { style, value }: Count, at: number): boolean {
    for (const row of this.#rows.slice(at + 1, at + LOOK_AHEAD)) {
      if (!row.marked || row.indent > top.indent + 1) continue;
      if (row.marked.counts.some((each) => each.style === style && each.value === value + 1))
        return true;
    }
    return false;
  }

  #addWords(row: Row, at: number): void {
    const top = this.#top;
    if (top && (leadsOnTo(top, row) || (!row.isAfterBlank && this.#goesOnWith(top, row, at)))) {
      top.lines.push(row.text);
      return;
    }
    const around =
      row.isAfterBlank && !isShouted(row.text) ? this.#itemAround(row.indent) : undefined;
    if (around && around.items.length === 0) {
      around.lines.push(row.text);
      return;
    }
    if (!around) this.#stack.length = 0;
    this.#push({
      indent: row.indent,
      label: undefined,
      count: undefined,
      lines: [row.text],
      items: [],
    });
  }

  /** The innermost item with a marker that a paragraph at this indentation stands in. */
  #itemAround(indent: number): Open | undefined {
    this.#closeDeeperThan(indent - 1);
    return this.#top?.count ? this.#top : undefined;
  }

  /** True for a line that goes on with the words before it. */
  #goesOnWith(top: Open, row: Row, at: number): boolean {
    if (top.count && row.indent > top.indent) return true;
    const before = this.#rows[at - 1];
    if (!before) return false;
    const isFull =
      this.#width !== undefined && endOf(before) + 1 + firstWord(row.text) > this.#width;
    if (isFull) return true;
    return (
      !/[.;:。；：]$/.test(before.text) && before.text.length >= 40 && /^[\p{Ll}(]/u.test(row.text)
    );
  }
}

/** An item that ends in a colon says nothing without the words after it. */
const leadsOnTo = ({ count, lines, items }: Open, { text }: Row): boolean =>
  count !== undefined &&
  items.length === 0 &&
  /[:：]$/.test(lines.at(-1) ?? '') &&
  !/[:：]$/.test(text) &&
  !isShouted(text);

const firstWord = (text: string): number => {
  const end = text.indexOf(' ');
  return end === -1 ? text.length : end;
};

/** Numbers are given by hand: one may come twice, one may be left out, and all may begin anew. */
function goesOn(last: Count, next: Count): boolean {
  if (last.style !== next.style) return false;
  const step = next.value - last.value;
  return next.value === 0 || next.value === 1 || (step >= 0 && step <= 3);
}

/** `2.1` stands under `2.`, whatever the indentation. */
function isSectionOf(count: Count | undefined, counts: readonly Count[]): boolean {
  const [own] = counts;
  return (
    count !== undefined &&
    own !== undefined &&
    own.style.startsWith('1.1') &&
    count.style.length < own.style.length &&
    count.style.startsWith('1')
  );
}

/** `ADDITIONAL CRITERIA FOR COHORT B`: a heading, wherever it stands. */
export const isShouted = (text: string): boolean =>
  text.length < 120 &&
  /^[^\p{Ll}]*$/u.test(text) &&
  /\p{Lu}{3,}[^\p{L}]+\p{Lu}{3,}/u.test(text) &&
  !/[<>≤≥=]|\d/.test(text);
