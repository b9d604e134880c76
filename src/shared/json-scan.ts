/**
 * Goes over JSON text once from left to right and tells what stands where.
 *
 * Only what a value says is lost in JSON.parse is read here: places, keys that come twice, digits of
 * numbers. The text has been parsed before, so its grammar is not checked again; the scan ends on any
 * text, and takes no stack for nesting.
 */
export interface JsonEvents {
  /** `[` or `{` at this offset. */
  readonly open: (at: number, isList: boolean) => void;
  /** Just after the bracket that ends the innermost list or object. */
  readonly close: (end: number) => void;
  /** A member's name; the offsets are those of its quotes, the second one after the last. */
  readonly key: (start: number, end: number) => void;
  /** A string, number, true, false or null. */
  readonly scalar: (start: number, end: number) => void;
}

const QUOTE = 34;
const COLON = 58;
const BACKSLASH = 92;

export function scanJson(text: string, events: JsonEvents): void {
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (isFiller(code)) at += 1;
    else if (code === QUOTE) at = scanString(text, at, events);
    else if (code === 0x7b || code === 0x5b) {
      events.open(at, code === 0x5b);
      at += 1;
    } else if (code === 0x7d || code === 0x5d) {
      at += 1;
      events.close(at);
    } else {
      const end = endOfWord(text, at);
      events.scalar(at, end);
      at = end;
    }
  }
}

/** True where lists and objects nest deeper than this, whether the text is JSON or not. */
export function nestsDeeper(text: string, levels: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at) - 1;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > levels) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

// white space, byte order mark, comma and colon
const isFiller = (code: number): boolean =>
  isSpace(code) || code === 0x2c || code === COLON || code === 0xfeff;

const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

function scanString(text: string, start: number, events: JsonEvents): number {
  const end = endOfString(text, start);
  if (text.charCodeAt(afterSpace(text, end)) === COLON) events.key(start, end);
  else events.scalar(start, end);
  return end;
}

/** Offset of the next character that is no white space. */
export function afterSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** Just after the quote that ends the string whose first quote stands at `start`. */
export function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let before = at - 1;
    while (before > start && text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((at - before) % 2 === 1) return at + 1;
  }
  return text.length;
}

/** Just after a number or literal that begins at `start`. */
function endOfWord(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && !endsWord(text.charCodeAt(at))) at += 1;
  return at;
}

const endsWord = (code: number): boolean =>
  isFiller(code) || code === QUOTE || code === 0x7d || code === 0x5d;
