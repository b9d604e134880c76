/**
 * Takes an eligibility text apart into headings and criteria.
 *
 * Invariant: the labels and texts of all parts, in order, are the text without its blanks: no
 * character vanishes. An item's own sub-items stay in its text, for they rarely mean anything alone.
 */
import {
  headingsInItem,
  headingSide,
  introSide,
  namesSide,
  runInHeadings,
  type RunInHeading,
  type Side,
} from './headings.ts';
import { readMarker, type Marked } from './markers.ts';
import { splitInline, splitSemicolons } from './run-in.ts';

export type Part =
  | { readonly kind: 'heading'; readonly text: string; readonly side?: Side }
  | {
      readonly kind: 'criterion';
      readonly side: Side;
      readonly label?: string;
      readonly text: string;
    };

export interface Split {
  readonly parts: readonly Part[];
  /** False where nothing tells inclusion from exclusion: then the text is one criterion. */
  readonly isSided: boolean;
}

/** An item being gathered, with the lines under it. */
interface Open {
  readonly side: Side;
  readonly marked: Marked | undefined;
  readonly lines: string[];
}

export function splitCriteria(text: string): Split {
  const chunks = toChunks(text);
  if (!chunks.some((chunk) => chunk.side !== undefined)) {
    const whole = text.trim();
    return {
      parts: whole === '' ? [] : [{ kind: 'criterion', side: 'inclusion', text: whole }],
      isSided: false,
    };
  }
  const parts = chunks.flatMap((chunk): readonly Part[] => {
    const { heading, side, lines } = chunk;
    const criteria = criteriaOf(lines, side ?? 'inclusion', heading === '');
    return heading === ''
      ? criteria
      : [{ kind: 'heading', text: heading, ...(side && { side }) }, ...criteria];
  });
  return { parts, isSided: true };
}

/** A heading and the lines under it. */
interface Chunk {
  readonly heading: string;
  readonly side: Side | undefined;
  readonly lines: string[];
}

/** Longer lines are running text whose headings and numbers stand inside. */
const RUNNING_TEXT = 60;

function toChunks(text: string): readonly Chunk[] {
  const chunks: Chunk[] = [{ heading: '', side: undefined, lines: [] }];
  const open = (heading: string, side: Side): void => {
    chunks.push({ heading: heading.trim(), side, lines: [] });
  };
  for (const line of text.split('\n')) {
    const marked = readMarker(line);
    const side = headingSide(marked?.rest ?? line, marked !== undefined);
    if (side) open(line, sideUnder(chunks.at(-1), line, side));
    else readRunIn(line, marked, open, (rest) => chunks.at(-1)?.lines.push(rest));
  }
  return chunks;
}

/** A sentence right under a heading that named the side only says again what follows. */
function sideUnder(last: Chunk | undefined, line: string, side: Side): Side {
  const isUnder = last?.side !== undefined && last.lines.every((own) => own.trim() === '');
  return isUnder && !namesSide(line) ? (last.side ?? side) : side;
}

function headingsInside(line: string, isMarked: boolean): readonly RunInHeading[] {
  if (isMarked) return headingsInItem(line);
  return runInHeadings(line).filter(({ start }) => start === 0 || line.length > RUNNING_TEXT);
}

function readRunIn(
  line: string,
  marked: Marked | undefined,
  open: (heading: string, side: Side) => void,
  push: (line: string) => void,
): void {
  const headings = line.length > MOST_RUN_IN ? [] : headingsInside(line, marked !== undefined);
  let from = 0;
  for (const { side, start, end } of headings) {
    if (line.slice(from, start).trim() !== '') push(line.slice(from, start));
    open(line.slice(start, end), side);
    from = end;
  }
  push(line.slice(from));
}

/** A running text longer than any protocol's; the search for headings in it would only cost time. */
const MOST_RUN_IN = 200_000;

function criteriaOf(lines: readonly string[], side: Side, isPreamble: boolean): readonly Part[] {
  const filled = lines.filter((line) => line.trim() !== '');
  // A list in one line: its first number is no different from those inside.
  if (filled.length === 1 && filled[0] !== undefined)
    return runningOrOne(filled[0], side, isPreamble);
  const parts: Part[] = [];
  let open: Open | undefined;
  let isAfterBlank = false;
  const close = (): void => {
    for (const part of open ? partsOf(open, isPreamble) : []) parts.push(part);
    open = undefined;
  };
  for (const line of lines) {
    if (line.trim() === '') {
      isAfterBlank = true;
      continue;
    }
    const marked = readMarker(line);
    if (open && belongsTo(open, line, marked, isAfterBlank)) open.lines.push(line);
    else {
      close();
      open = { side, marked, lines: [marked ? marked.rest : line] };
    }
    isAfterBlank = false;
  }
  close();
  return parts;
}

/** True for what stands under the open item: deeper items, and lines that go on with its sentence. */
function belongsTo(
  open: Open,
  line: string,
  marked: Marked | undefined,
  isAfterBlank: boolean,
): boolean {
  const indent = line.length - line.trimStart().length;
  const own = open.marked?.indent ?? 0;
  if (marked) return open.marked !== undefined && indent > own + 1;
  if (open.marked && indent > own) return true;
  if (isAfterBlank) return false;
  const isEnded = /[.;:。；]\s*$/.test(open.lines.at(-1) ?? '');
  return !isEnded || (open.marked !== undefined && /^\s*[\p{Ll}(\d]/u.test(line));
}

const BULLET = /^\s*\\?[-*•·●]\s+/;

function runningOrOne(line: string, side: Side, isPreamble: boolean): readonly Part[] {
  const marked = readMarker(line);
  const bullet = BULLET.exec(line)?.[0] ?? '';
  const isFirst = marked !== undefined && /^(?:\D{1,3})?1\D/.test(marked.label);
  const running = isFirst ? runningParts(line.slice(bullet.length).trim(), side) : [];
  if (running.length > 1) return withBullet(running, bullet.trim());
  return partsOf({ side, marked, lines: [marked ? marked.rest : line] }, isPreamble);
}

/** `* 1. One. 2. Two.`: the bullet of the line belongs to the label of its first item. */
function withBullet(parts: readonly Part[], bullet: string): readonly Part[] {
  const [first, ...others] = parts;
  if (!first || bullet === '') return parts;
  return first.kind === 'heading'
    ? [{ ...first, text: `${bullet} ${first.text}` }, ...others]
    : [{ ...first, label: [bullet, first.label].filter(Boolean).join(' ') }, ...others];
}

const announces = (line: string, side: Side): boolean =>
  /[:：]\s*$/.test(line) && introSide(line.trim()) === side;

function partsOf({ side, marked, lines }: Open, isPreamble: boolean): readonly Part[] {
  const text = lines.join('\n').trim();
  const label = marked?.label;
  if (text === '') return label === undefined ? [] : [{ kind: 'heading', text: label }];
  const [first = '', ...below] = lines;
  // `* Patients must meet all of the following criteria:` only announces the items under it.
  if (label !== undefined && below.length > 0 && announces(first, side)) {
    return [
      { kind: 'heading', text: `${label} ${first.trim()}` },
      ...criteriaOf(below, side, false),
    ];
  }
  if (label !== undefined) return [{ kind: 'criterion', side, label, text }];
  if (isGroupHeading(text, isPreamble)) return [{ kind: 'heading', text }];
  if (lines.length === 1) return runningParts(text, side);
  return [{ kind: 'criterion', side, text }];
}

/** `Co-existing Condition:` groups the items after it; it is no criterion. */
function isGroupHeading(text: string, isPreamble: boolean): boolean {
  if (text.includes('\n') || text.length > 90) return false;
  const words = text.split(/\s+/).length;
  return (/[:：]$/.test(text) && words <= 10) || (isPreamble && words <= 6 && !/[.;]$/.test(text));
}

function runningParts(text: string, side: Side): readonly Part[] {
  return splitInline(text).flatMap(({ label, text: item }, _, items): readonly Part[] => {
    if (item === '') return label === undefined ? [] : [{ kind: 'heading', text: label }];
    if (label !== undefined) return [{ kind: 'criterion', side, label, text: item }];
    if (items.length > 1 && /[:：]$/.test(item)) return [{ kind: 'heading', text: item }];
    return splitSemicolons(item).map((part) => ({ kind: 'criterion', side, text: part }));
  });
}
