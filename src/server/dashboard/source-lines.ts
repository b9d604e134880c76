import type { LineageEntry } from '../../map/resource.ts';
import type { Place } from '../../shared/issue.ts';
import { pointerToken } from '../../shared/json.ts';

/** The record as it is shown: lines, and where each place of it is in them (1-based, inclusive). */
export interface SourceLines {
  readonly lines: readonly string[];
  range(place: Place): Range | undefined;
}

export interface Range {
  readonly first: number;
  readonly last: number;
}

/** JSON is set out anew, one member a line, so that a JSON Pointer has lines; text is shown as it is. */
export function toSourceLines(text: string): SourceLines {
  const value = parsed(text);
  if (value === undefined) return toTextLines(text);
  const lines: string[] = [];
  const ranges = new Map<string, Range>();
  write(value, { lines, ranges, pointer: '', indent: '', prefix: '', suffix: '' });
  return {
    lines,
    range: (place) => (place.kind === 'pointer' ? nearest(ranges, place.pointer) : undefined),
  };
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Broken JSON is text.
    return undefined;
  }
}

/** Text line by line, as it is. */
export function toTextLines(text: string): SourceLines {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return {
    lines,
    range: (place) =>
      place.kind === 'lines'
        ? { first: place.first, last: Math.min(place.last, lines.length) }
        : undefined,
  };
}

/** A pointer to something that is not in the record (a default) leads to what it would be in. */
function nearest(ranges: ReadonlyMap<string, Range>, pointer: string): Range | undefined {
  for (let current = pointer; ; current = current.slice(0, current.lastIndexOf('/'))) {
    const range = ranges.get(current);
    if (range) return range;
    if (!current.includes('/')) return undefined;
  }
}

interface Cursor {
  readonly lines: string[];
  readonly ranges: Map<string, Range>;
  readonly pointer: string;
  readonly indent: string;
  readonly prefix: string;
  readonly suffix: string;
}

function write(value: unknown, cursor: Cursor): void {
  const { lines, ranges, pointer, indent, prefix, suffix } = cursor;
  const first = lines.length + 1;
  const members = membersOf(value);
  if (members.length === 0) {
    lines.push(...broken(`${indent}${prefix}${JSON.stringify(value)}${suffix}`, value));
  } else {
    const [open, close] = Array.isArray(value) ? '[]' : '{}';
    lines.push(`${indent}${prefix}${open ?? ''}`);
    members.forEach(([key, member], index) => {
      write(member, {
        lines,
        ranges,
        pointer: `${pointer}/${pointerToken(key)}`,
        indent: `${indent}  `,
        prefix: typeof key === 'number' ? '' : `${JSON.stringify(key)}: `,
        suffix: index < members.length - 1 ? ',' : '',
      });
    });
    lines.push(`${indent}${close ?? ''}${suffix}`);
  }
  ranges.set(pointer, { first, last: lines.length });
}

/** A text of several lines takes as many here, so that a criterion in it has a line of its own. */
function broken(line: string, value: unknown): readonly string[] {
  return typeof value === 'string' && value.includes('\n')
    ? line.split(/(?<=(?<!\\)(?:\\\\)*\\n)(?=[^"])/)
    : [line];
}

function membersOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return value.map((member: unknown, index) => [index, member] as const);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** Line ranges of each resource, in the order of lines. */
export function rangesByResource(
  lineage: readonly LineageEntry[],
  source: SourceLines,
): ReadonlyMap<string, readonly Range[]> {
  return new Map(
    lineage.map(({ resource, places }) => [
      resource,
      places
        .map((place) => source.range(place))
        .filter((range) => range !== undefined)
        .toSorted((a, b) => a.first - b.first),
    ]),
  );
}

export function covers(ranges: readonly Range[], line: number): boolean {
  return ranges.some((range) => range.first <= line && line <= range.last);
}

/** The lines of a range that hold these words: where in a long text of the record a part of it stands. */
export function narrowed({ lines }: SourceLines, range: Range, words: string): Range {
  if (range.first === range.last) return range;
  const wanted = JSON.stringify(words.split('\n')[0]?.trim().slice(0, 60) ?? '').slice(1, -1);
  if (wanted === '') return range;
  for (let number = range.first; number <= range.last; number += 1) {
    const line = lines[number - 1] ?? '';
    if (line.includes(wanted) || line.includes(words.slice(0, 60)))
      return { first: number, last: number };
  }
  return range;
}
