/**
 * Reader of labels written by hand (test/corpus/labels/README.md). Strict: whatever is not understood, is not in the
 * text or is missing is an error with its place; a label that says something else than was meant would be worse.
 */
import { plain, type Comparable } from './comparable.ts';
import { readTime, readTyped, unquoted } from './read-values.ts';
import type { TimeReading } from './times.ts';

export type Side = 'inclusion' | 'exclusion';
export type Combination = 'all-of' | 'any-of';

/** An item as both sides are compared: ours and the labelled one. */
export interface Item {
  readonly side: Side;
  readonly text: string;
  readonly combination?: Combination;
  readonly typed: readonly Comparable[];
  readonly children: readonly Item[];
}

export interface TimeFrame {
  readonly text: string;
  readonly reading: TimeReading;
}

export interface Reading {
  readonly items: readonly Item[];
  readonly timeFrames: readonly TimeFrame[];
}

/** What was labelled: lines by number. */
export interface LabelledText {
  readonly eligibility: readonly string[];
  readonly timeFrames: readonly string[];
}

export interface LabelFile {
  readonly reading: Reading;
  /** `NCT01234567.txt:12: no such line`. */
  readonly errors: readonly string[];
}

export function readText(content: string): LabelledText {
  const linesOf = (letter: string): readonly string[] =>
    content.split('\n').flatMap((line) => {
      const tab = line.indexOf('\t');
      return tab > 0 && new RegExp(`^${letter}\\d+$`).test(line.slice(0, tab))
        ? [line.slice(tab + 1)]
        : [];
    });
  return { eligibility: linesOf('E'), timeFrames: linesOf('T') };
}

interface OpenItem {
  readonly side: Side;
  readonly text: string;
  readonly combination?: Combination;
  readonly typed: Comparable[];
  readonly children: OpenItem[];
}

export function readLabels(name: string, content: string, text: LabelledText): LabelFile {
  const errors: string[] = [];
  const items: OpenItem[] = [];
  const frames = new Map<number, TimeFrame>();
  const stack: OpenItem[] = [];
  let section: Side | 'time-frames' | undefined;
  for (const [index, line] of content.split('\n').entries()) {
    const fail = (why: string): void =>
      void errors.push(`${name}:${index + 1}: ${why}: ${line.trim()}`);
    const words = line.trim();
    if (words === '' || words.startsWith('#')) continue;
    const heading = /^\[(inclusion|exclusion|time-frames)\]$/.exec(line.trimEnd())?.[1];
    if (index === 0) {
      if (words !== name.replace(/\.txt$/, '')) fail('not the number of the file');
    } else if (heading !== undefined) {
      section = heading === 'inclusion' || heading === 'exclusion' ? heading : 'time-frames';
      stack.length = 0;
    } else if (section === undefined) fail('before any section');
    else if (section === 'time-frames') readFrame(words, text, frames, fail);
    else readItemLine({ line, section, text, stack, items, fail });
  }
  for (const [index] of text.timeFrames.entries())
    if (!frames.has(index)) errors.push(`${name}: time frame T${index + 1} is not labelled`);
  return { reading: { items, timeFrames: [...frames.values()] }, errors };
}

type Fail = (why: string) => void;

function readFrame(
  words: string,
  text: LabelledText,
  frames: Map<number, TimeFrame>,
  fail: Fail,
): void {
  const [, number, said = ''] = /^T(\d+) (.+)$/.exec(words) ?? [];
  const index = Number(number) - 1;
  const frame = text.timeFrames[index];
  const reading = readTime(said);
  if (number === undefined) return fail('not a time frame');
  if (frame === undefined) return fail('no such time frame');
  if (frames.has(index)) return fail('labelled twice');
  if (!reading) return fail('not understood');
  frames.set(index, { text: frame, reading });
}

interface ItemLine {
  readonly line: string;
  readonly section: Side;
  readonly text: LabelledText;
  readonly stack: OpenItem[];
  readonly items: OpenItem[];
  readonly fail: Fail;
}

function readItemLine({ line, section, text, stack, items, fail }: ItemLine): void {
  const indent = line.length - line.trimStart().length;
  const depth = indent / 2;
  if (!Number.isInteger(depth) || depth > stack.length) return fail('wrong indent');
  stack.length = depth;
  const parent = stack.at(-1);
  if (line.trim().startsWith('=')) {
    const typed = readTyped(line.trim());
    if (!parent) return fail('belongs to no item');
    if (!typed) return fail('not understood');
    parent.typed.push(typed);
    return undefined;
  }
  const item = readItem(line.trim(), section, text.eligibility);
  if (typeof item === 'string') return fail(item);
  (parent?.children ?? items).push(item);
  stack.push(item);
  return undefined;
}

const ITEM =
  /^(\d+)(?:-(\d+))?(?: "((?:[^"\\]|\\"|\\(?!"))*)" \.\. "((?:[^"\\]|\\"|\\(?!"))*)")?(?: (all-of|any-of))?$/;

/** Words instead of an item say what is wrong. */
function readItem(words: string, side: Side, lines: readonly string[]): OpenItem | string {
  const match = ITEM.exec(words);
  if (!match) return 'not understood';
  const [, from, to = from, first, last, combination] = match;
  const own = lines.slice(Number(from) - 1, Number(to));
  const whole = plain(own.join('\n'));
  if (own.length !== Number(to) - Number(from) + 1 || own.length === 0) return 'no such line';
  if (whole === '') return 'an empty line';
  const text =
    first === undefined || last === undefined
      ? plain(withoutMarker(whole))
      : between(whole, plainQuote(first), plainQuote(last));
  if (text === undefined) return 'words not found in these lines';
  return {
    side,
    text,
    ...((combination === 'all-of' || combination === 'any-of') && { combination }),
    typed: [],
    children: [],
  };
}

const plainQuote = (words: string): string => unquoted(words).replaceAll(/\s+/g, ' ').trim();

function between(text: string, first: string, last: string): string | undefined {
  const start = text.indexOf(first);
  const end = start === -1 ? -1 : text.indexOf(last, start);
  if (end === -1 || first === '' || last === '') return undefined;
  return plain(text.slice(start, end + last.length));
}

const BULLET = /^\\?[-*•·●○◦▪■◆►➢–—+§]\s+|^o\s+/;
const NUMBER =
  /^[(（]?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivxIVX]{1,4})\s?\\?[.)）、:．](?=\s|[^\s\d.=,a-z-])\s*|^[①-⑳]\s*|^\d{1,2}(?:\.\d{1,2})+\s+/;
const CAPITAL = /^[(（]?[A-Z]\s?\\?[.)）、:．]\s+/;

/** Without its bullet, number or both. */
function withoutMarker(text: string): string {
  const rest = text.replace(BULLET, '');
  const unnumbered = rest.replace(NUMBER, '');
  return unnumbered === text ? text.replace(CAPITAL, '') : unnumbered;
}
