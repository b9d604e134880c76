/**
 * Which line stands under which: by indentation, and where that says nothing by the markers, as `a.` after `1.`.
 *
 * One pass over the lines; how far it looks ahead and how deep it goes is bounded, so hostile text costs linear time.
 */
import { announcesList } from './announce.ts';
import { isBareName } from './bare-names.ts';
import { inlineList } from './run-in.ts';
import type { Count, Marked } from './markers.ts';
import {
  goesOn,
  isNoteTo,
  isSectionOf,
  leadsOnTo,
  nextOf,
  startsUnder,
  type Open,
} from './open-items.ts';
import { endOf, firstWord, isNote, isShouted, rowsOf, wrapWidth, type Row } from './rows.ts';

/** An item with the lines of its own, and the items under it. */
export interface Entry {
  readonly label: string | undefined;
  /** Of the list it stands in; undefined for a paragraph without a marker. */
  readonly count: Count | undefined;
  readonly text: string;
  readonly items: readonly Entry[];
}

/** Deeper items stand on this level: nobody nests so deep, and an id has only so many characters. */
const MAX_DEPTH = 6;
/** Rows after an item in which the list around it may go on. */
const LOOK_AHEAD = 40;
/** Items before one of which the next is like. */
const LOOK_BACK = 8;

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
    this.#addGlued(row.text, at);
  }

  /** `6. text D. text E. text`: a line into which the next items of a list around it, or of its own, were drawn. */
  #addGlued(text: string, at: number): void {
    for (let depth = this.#stack.length; depth > 0; depth -= 1) {
      const open = this.#stack[depth - 1];
      if (!open?.count || !text.includes(nextOf(open.count))) continue;
      if (depth === this.#stack.length && !this.#isFollowedByOthers(open.count, at)) continue;
      const list = inlineList(text, open.count);
      if (list?.first !== open.count.value + 1 || list.style !== open.count.style) continue;
      this.#top?.lines.splice(0, 1, list.lead);
      for (const [step, item] of list.items.entries()) {
        this.#stack.length = depth - 1;
        const count = { style: list.style, value: list.first + step };
        this.#push({
          indent: open.indent,
          label: item.label,
          count,
          lines: [item.text],
          items: [],
        });
      }
      return;
    }
  }

  /** True where what comes next may stand under the last item of a line, and not under its first. */
  #isFollowedByOthers({ style }: Count, at: number): boolean {
    const next = this.#rows[at + 1];
    return next !== undefined && !next.marked?.counts.some((count) => count.style === style);
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
    const going = startsUnder(top, marked) ? undefined : this.#listGoingOn(indent, marked);
    if (going) {
      this.#stack.length = going.depth;
      return going.count;
    }
    if (startsUnder(top, marked) || this.#isUnder(top, marked, at)) return first;
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
    if (announcesList(text) || this.#isLikeOneBefore(top, first)) return true;
    return top.count !== undefined && top.count.value > 0 && this.#resumes(top, top.count, at);
  }

  /** The last of a list whose others have such lists under them. */
  #isLikeOneBefore(top: Open, { style }: Count): boolean {
    const siblings = this.#stack.at(-2)?.items ?? this.root;
    return siblings
      .slice(-LOOK_BACK)
      .some(
        (one) =>
          one !== top &&
          one.count?.style === top.count?.style &&
          one.items[0]?.count?.style === style,
      );
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
    if (this.#isNameOverList(row, at)) this.#stack.length = 0;
    else if (top && this.#belongsTo(top, row, at)) {
      top.lines.push(row.text);
      return;
    }
    const around =
      row.isAfterBlank && !isShouted(row.text) ? this.#itemAround(row.indent) : undefined;
    if (around?.items.length === 0 && !this.#isOwnItemOf(around, row, at)) {
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

  /** `Medical conditions` after a full line, and before the first of a list. */
  #isNameOverList({ text }: Row, at: number): boolean {
    const [before, next] = [this.#rows[at - 1], this.#rows[at + 1]];
    return next?.marked !== undefined && /[.;]$/.test(before?.text ?? '.') && isBareName(text);
  }

  /** True for words that are of the item above, and no paragraph of their own. */
  #belongsTo(top: Open, row: Row, at: number): boolean {
    if (leadsOnTo(top, row)) return !this.#beginsParagraphs(top, row, at);
    return isNoteTo(top, row) || (!row.isAfterBlank && this.#goesOnWith(top, row, at));
  }

  /** The first of several paragraphs that an item announces, or one that announces a list itself. */
  #isOwnItemOf(around: Open, row: Row, at: number): boolean {
    const last = around.lines.at(-1) ?? '';
    if (announcesList(last)) return this.#beginsParagraphs(around, row, at);
    const next = this.#rows[at + 1];
    const isLead =
      next?.marked !== undefined && next.indent >= row.indent && row.text.endsWith(':');
    return isLead && /[.;。；]$/.test(last) && !isNote(row.text);
  }

  /** The first of several paragraphs further in than the item before them, each of which stands under it. */
  #beginsParagraphs(top: Open, row: Row, at: number): boolean {
    const next = this.#rows[at + 1];
    return (
      row.isAfterBlank &&
      row.indent > top.indent &&
      next !== undefined &&
      !next.marked &&
      next.isAfterBlank &&
      next.indent === row.indent
    );
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
