/**
 * The blocks of a registry's free text. ClinicalTrials.gov v2 writes CommonMark: paragraphs, bullets and
 * numbers, nested by indentation, and `<!-- -->` between two lists. Nothing else of CommonMark is read, so that
 * text of other registries, which use plain lines, comes out as it was typed.
 *
 * One pass over the lines; a line is looked at once for each list it closes, so hostile text costs linear time.
 */
export type Block =
  | { readonly kind: 'paragraph'; readonly lines: string[] }
  | { readonly kind: 'list'; readonly first: number | undefined; readonly items: Block[][] };
export type List = Extract<Block, { kind: 'list' }>;

/** Deeper lists stand on this level: nobody reads nine levels, and a browser should not have to. */
const MAX_DEPTH = 8;
/** Spaces before a line that count; more tell nothing. */
const MAX_INDENT = 200;

const BULLET = /^(?:[*\u2013-][ \t]+|[\u2022\u25AA\u25CF\u25E6\u25A0\u00B7][ \t]*)(?=\S)/;
const NUMBER = /^(\d{1,3})[.)][ \t]+(?=\S)/;
const SEPARATOR = /^<!--\s{0,9}-->$/;

interface OpenList {
  readonly list: List;
  /** Column of the marker. */
  readonly indent: number;
  /** Column of the words after the last marker. */
  content: number;
}

interface State {
  readonly root: Block[];
  readonly open: OpenList[];
  isAfterBlank: boolean;
}

interface Line {
  readonly indent: number;
  readonly text: string;
}

interface Marker {
  readonly width: number;
  /** Absent for a bullet. */
  readonly number: number | undefined;
}

/** Paragraphs and lists of the text, nested as its indentation says. */
export function readBlocks(text: string): readonly Block[] {
  const state: State = { root: [], open: [], isAfterBlank: true };
  for (const row of text.split(text.includes('\r') ? /\r\n?|\n/ : '\n')) {
    const trimmed = row.trim();
    if (trimmed === '') state.isAfterBlank = true;
    else if (SEPARATOR.test(trimmed)) endList(state);
    else addLine(state, { indent: indentOf(row), text: trimmed });
  }
  return state.root;
}

function indentOf(row: string): number {
  let column = 0;
  for (let at = 0; at < row.length && column < MAX_INDENT; at += 1) {
    const character = row[at];
    if (character === '\t') column += 4;
    else if (character === ' ' || character === '\u00A0') column += 1;
    else break;
  }
  return column;
}

function endList(state: State): void {
  state.open.pop();
  state.isAfterBlank = true;
}

function addLine(state: State, line: Line): void {
  const marker = markerOf(line.text);
  if (marker && startsItem(state, marker)) addItem(state, line, marker);
  else addWords(state, line);
  state.isAfterBlank = false;
}

function markerOf(text: string): Marker | undefined {
  const bullet = BULLET.exec(text);
  if (bullet) return { width: bullet[0].length, number: undefined };
  const number = NUMBER.exec(text);
  return number ? { width: number[0].length, number: Number(number[1]) } : undefined;
}

/** `The dose was` + line end + `14. May` is a sentence, as in CommonMark. */
function startsItem(state: State, { number }: Marker): boolean {
  if (number === undefined || number <= 1 || state.isAfterBlank || state.open.length > 0) {
    return true;
  }
  return state.root.length === 0;
}

function addItem(state: State, line: Line, marker: Marker): void {
  closeBefore(state, line.indent);
  const item: Block[] = [{ kind: 'paragraph', lines: [line.text.slice(marker.width)] }];
  const content = line.indent + marker.width;
  const top = state.open.at(-1);
  if (top && line.indent < top.content && goesOn(top.list, marker)) {
    top.list.items.push(item);
    top.content = content;
    return;
  }
  if (top && (line.indent < top.content || state.open.length >= MAX_DEPTH)) state.open.pop();
  const list: List = { kind: 'list', first: marker.number, items: [item] };
  container(state).push(list);
  state.open.push({ list, indent: line.indent, content });
}

/** Lists that stand deeper than this line are over. */
function closeBefore(state: State, indent: number): void {
  while (state.open.length > 0 && indent < (state.open.at(-1)?.indent ?? 0)) state.open.pop();
}

/** A number out of order starts a list of its own, so that a reader sees the numbers that were written. */
function goesOn({ first, items }: List, { number }: Marker): boolean {
  return first === undefined ? number === undefined : number === first + items.length;
}

/** Where the next block goes: into the last item of the innermost list. */
function container({ open, root }: State): Block[] {
  return open.at(-1)?.list.items.at(-1) ?? root;
}

function addWords(state: State, line: Line): void {
  const isOutside = state.isAfterBlank || isHeading(line);
  if (isOutside) {
    while (state.open.length > 0 && line.indent < (state.open.at(-1)?.content ?? 0)) {
      state.open.pop();
    }
  }
  const into = container(state);
  const last = into.at(-1);
  if (!isOutside && last?.kind === 'paragraph') last.lines.push(line.text);
  else into.push({ kind: 'paragraph', lines: [line.text] });
}

/** `Exclusion Criteria:` right under a list goes on with none of its items. */
function isHeading({ indent, text }: Line): boolean {
  const isOpen = text.endsWith(':') || text.endsWith('：');
  return isOpen && indent === 0 && text.length < 100 && /^\p{Lu}.*[:：]$/u.test(text);
}
