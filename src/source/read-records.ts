import type { Readable } from 'node:stream';
import { splitRecords } from '../parse/split-records.ts';
import type { Issue } from '../shared/issue.ts';
import type { Format, Received } from '../shared/received.ts';
import { pieceName, readInputs, stemOf, type Piece, type ReadOptions } from './read-inputs.ts';

/** One registry record of an input, or what kept a part of it from being one. */
export interface ReadRecord {
  /** Name of the piece it came from: `studies.ndjson.gz:3`. */
  readonly name: string;
  /** File name without endings, for naming an output. */
  readonly stem: string;
  readonly record?: Received;
  readonly issues: readonly Issue[];
}

/** Every registry record of files, folders and standard input, one at a time. */
export async function* readRecords(
  paths: readonly string[],
  stdin: Readable,
  { format, ...options }: { readonly format?: Format } & ReadOptions = {},
): AsyncGenerator<ReadRecord> {
  for await (const piece of readInputs(paths, stdin, options)) {
    yield* recordsOf(piece, format);
  }
}

function* recordsOf(piece: Piece, format: Format | undefined): Generator<ReadRecord> {
  const name = pieceName(piece);
  const stem = stemOf(piece.file);
  const { value, issues } = splitRecords(name, piece.text, format ? { format } : {});
  const noticed = piece.hasReplacedBytes ? [replacedBytes(name), ...issues] : issues;
  if (value.length === 0 || noticed.length > 0) yield { name, stem, issues: noticed };
  for (const record of value) yield { name: record.name, stem, record, issues: [] };
}

function replacedBytes(name: string): Issue {
  return {
    severity: 'warning',
    code: 'text-cleaned',
    message: `${name} has bytes that are not UTF-8; each was replaced by U+FFFD. Save the file as UTF-8 to keep them.`,
  };
}
