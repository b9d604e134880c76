import type { Place } from '../shared/issue.ts';
import type { Text } from '../trial/values.ts';

/** One line of a text record, 1-based as every editor counts. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** Without byte order mark and trailing NULs, every line end a line feed: line numbers stay what they were. */
export function cleanText(text: string): string {
  let end = text.length;
  while (end > 0 && text.codePointAt(end - 1) === 0) end -= 1;
  const start = text.startsWith('\u{feff}') ? 1 : 0;
  const kept = text.slice(start, end);
  return kept.includes('\r') ? kept.replaceAll(/\r\n?/g, '\n') : kept;
}

export function toLines(text: string): readonly Line[] {
  return cleanText(text)
    .split('\n')
    .map((line, index) => ({ number: index + 1, text: line.trimEnd() }));
}

/** In one line with single blanks between the words, as most texts are. */
export function oneLine(text: string): string {
  const trimmed = text.trim();
  return /[^\S ]| {2}/.test(trimmed) ? trimmed.replaceAll(/\s+/g, ' ') : trimmed;
}

export const isBlank = (line: Line): boolean => line.text.trim() === '';

export const placeOf = (first: number, last: number): Place => ({ kind: 'lines', first, last });

/** The lines as one text, blank lines inside kept, blank ends dropped; undefined where all are blank. */
export function blockOf(lines: readonly Line[]): Text | undefined {
  const first = lines.findIndex((line) => !isBlank(line));
  if (first === -1) return undefined;
  const last = lines.findLastIndex((line) => !isBlank(line));
  const kept = lines.slice(first, last + 1);
  const [from, to] = [kept[0], kept.at(-1)];
  if (!from || !to) return undefined;
  return {
    value: kept
      .map(({ text }) => text)
      .join('\n')
      .trim(),
    place: placeOf(from.number, to.number),
  };
}

/** Shortened for a message; one line. */
export function quote(text: string, limit = 80): string {
  const flat = oneLine(text);
  return flat.length > limit ? `"${flat.slice(0, limit)}…"` : `"${flat}"`;
}
