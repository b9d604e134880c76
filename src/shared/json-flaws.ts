/**
 * What JSON.parse passes over in silence: a key that comes twice (the first value is lost), a number
 * beyond what a double can hold, one with more digits than it can hold.
 */
import { afterSpace, scanJson, type JsonEvents } from './json-scan.ts';

export const JSON_FLAWS = ['duplicate-key', 'number-out-of-range', 'number-imprecise'] as const;

export interface JsonFlaw {
  readonly kind: (typeof JSON_FLAWS)[number];
  /** Path of names and indices under the root: `name[0].given`. */
  readonly path: string;
  /** The key or the number, as written. */
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

/** Nesting that is still counted; whatever is deeper is looked at in full. */
const MAX_DEPTH = 250;
const QUOTE = 34;
/** Digits, sign and point together that no double can fail to hold: 15 digits are safe. */
const SAFE_LENGTH = 15;

/**
 * False where the text can have no flaw, told without looking at every character: it has as many names
 * before a colon as the parsed value has members, and no number is long. True tells nothing.
 */
export function mayHaveFlaws(text: string, parsed: unknown): boolean {
  let names = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) {
    if (!followsName(text, at)) continue;
    names += 1;
    if (mayBeLongNumber(text, at + 1)) return true;
  }
  return names !== countMembers(parsed, 0);
}

// text within a string may look like a name as well, which makes the count too high, never too low
function followsName(text: string, colon: number): boolean {
  let before = text.charCodeAt(colon - 1);
  if (before > 0x20) return before === QUOTE;
  let at = colon - 2;
  while (at >= 0 && (before = text.charCodeAt(at)) <= 0x20) at -= 1;
  return before === QUOTE;
}

function mayBeLongNumber(text: string, from: number): boolean {
  let code = text.charCodeAt(from);
  if (code === QUOTE || code === 0x7b) return false;
  let at = afterSpace(text, from);
  code = text.charCodeAt(at);
  if (code === 0x5b) {
    at = afterSpace(text, at + 1);
    return isNumeric(text.charCodeAt(at));
  }
  const start = at;
  while (isNumeric(text.charCodeAt(at))) at += 1;
  // e: an exponent takes few characters to any size
  return at - start > SAFE_LENGTH || (at > start && (text.charCodeAt(at) | 0x20) === 0x65);
}

/** A digit, a sign or a decimal point. */
const isNumeric = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e;

function countMembers(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > MAX_DEPTH) return Number.NaN;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += countMembers(item, depth + 1);
    return count;
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const key in members) {
    count += 1;
    const member = members[key];
    if (typeof member === 'object') count += countMembers(member, depth + 1);
  }
  return count;
}

export interface JsonFlaws {
  readonly flaws: readonly JsonFlaw[];
  /** How many more there are, by kind. */
  readonly leftOut: ReadonlyMap<JsonFlaw['kind'], number>;
}

/** Flaws of a text that JSON.parse accepts, in its order, `limit` of each kind at most. */
export function flawsOf(text: string, limit = 1000): JsonFlaws {
  const finder = new FlawFinder(text, limit);
  scanJson(text, finder);
  return finder;
}

interface Frame {
  /** Names seen; undefined in a list. */
  readonly names: Set<string> | undefined;
  step: string;
  index: number;
}

class FlawFinder implements JsonEvents, JsonFlaws {
  readonly flaws: JsonFlaw[] = [];
  readonly leftOut = new Map<JsonFlaw['kind'], number>();
  readonly #found = new Map<JsonFlaw['kind'], number>();
  readonly #text: string;
  readonly #limit: number;
  readonly #frames: Frame[] = [];

  constructor(text: string, limit: number) {
    this.#text = text;
    this.#limit = limit;
  }

  open = (_at: number, isList: boolean): void => {
    this.#frames.push({ names: isList ? undefined : new Set(), step: '', index: 0 });
    this.#count();
  };

  close = (): void => void this.#frames.pop();

  key = (start: number, end: number): void => {
    const frame = this.#frames.at(-1);
    if (frame?.names === undefined) return;
    const written = this.#text.slice(start, end);
    frame.step = unescaped(written);
    if (frame.names.has(frame.step)) this.#add('duplicate-key', start, end);
    frame.names.add(frame.step);
  };

  scalar = (start: number, end: number): void => {
    this.#count();
    const code = this.#text.charCodeAt(start);
    if (code !== 0x2d && (code < 0x30 || code > 0x39)) return;
    const value = Number(this.#text.slice(start, end));
    if (!Number.isFinite(value)) this.#add('number-out-of-range', start, end);
    else if (end - start > SAFE_LENGTH && !holds(value, this.#text.slice(start, end))) {
      this.#add('number-imprecise', start, end);
    }
  };

  /** The place of an item in the list around it. */
  #count(): void {
    const list = this.#frames.at(-1);
    const around = list?.names === undefined ? list : undefined;
    if (!around) return;
    around.step = `[${around.index}]`;
    around.index += 1;
  }

  #add(kind: JsonFlaw['kind'], start: number, end: number): void {
    const earlier = this.#found.get(kind) ?? 0;
    this.#found.set(kind, earlier + 1);
    if (earlier >= this.#limit) {
      this.leftOut.set(kind, earlier + 1 - this.#limit);
      return;
    }
    const path = this.#frames
      .map(({ step }) => step)
      .reduce(
        (before, step) => before + (step.startsWith('[') || before === '' ? step : `.${step}`),
        '',
      );
    this.flaws.push({ kind, path, written: this.#text.slice(start, end), start, end });
  }
}

function unescaped(written: string): string {
  const plain = written.slice(1, -1);
  if (!plain.includes('\\')) return plain;
  try {
    return JSON.parse(written) as string;
  } catch {
    return plain;
  }
}

/** True where the double and the written number are the same decimal number. */
function holds(value: number, written: string): boolean {
  const [left, right] = [decimal(String(value)), decimal(written)];
  return left.digits === right.digits && left.exponent === right.exponent;
}

/** 0.digits * 10^exponent, without zeros at either end. */
function decimal(text: string): { readonly digits: string; readonly exponent: number } {
  const [, whole = '', fraction = '', power = '0'] =
    /^-?(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const all = whole + fraction;
  const significant = all.replace(/^0+/, '');
  const digits = withoutZeros(significant);
  if (digits === '') return { digits, exponent: 0 };
  return { digits, exponent: whole.length + Number(power) - (all.length - significant.length) };
}

// not by a regular expression: /0+$/ tries every zero of a long number, each to its end
function withoutZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}
