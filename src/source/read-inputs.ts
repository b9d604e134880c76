/**
 * I/O in: files, folders and standard input become pieces of text, one record or one document each.
 *
 * Lines that are JSON of their own (NDJSON) are handed on one by one, so memory does not grow with
 * the file; everything else is read whole, up to a limit.
 */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Failure } from '../shared/failure.ts';
import { LineBuffer, type Piece, type Reading } from './line-buffer.ts';

export type { Piece, Reading } from './line-buffer.ts';

/** One file, or standard input. */
export interface Input {
  /** Path as given; `stdin`. */
  readonly name: string;
  /** Bytes on disk; 0 where that cannot be told. */
  readonly size: number;
  /** False for standard input and pipes, whose bytes come once. */
  readonly canReread: boolean;
  readonly open: () => Readable;
}

export interface ReadOptions {
  /** Bytes a whole document or one line may have after unpacking. @default 268435456 */
  readonly maxBytes?: number;
  /** Told of the bytes that were read, before unpacking. */
  readonly onBytes?: (count: number) => void;
}

export interface ListOptions {
  /** Files of a folder that are read; one that is named itself always is. @default all */
  readonly accepts?: (name: string) => boolean;
  readonly onSkipped?: (name: string) => void;
}

export const MAX_BYTES = 256 * 1024 * 1024;
const SKIPPED = /^\.|~$/;
const LINE_WISE = /\.(?:ndjson|jsonl)(?:\.gz)?$/i;

/** Reads files, folders (recursively, in name order) and `-` (standard input). Throws Failure at what cannot be read. */
export async function* readInputs(
  paths: readonly string[],
  stdin: Readable,
  options: ReadOptions = {},
): AsyncGenerator<Piece> {
  for (const input of await listInputs(paths, stdin)) {
    for await (const reading of readInput(input, options)) {
      if ('failure' in reading) throw reading.failure;
      yield reading;
    }
  }
}

/** Every file of the paths, in order. Throws Failure where a path leads nowhere. */
export async function listInputs(
  paths: readonly string[],
  stdin: Readable,
  options: ListOptions = {},
): Promise<readonly Input[]> {
  const inputs: Input[] = [];
  for (const path of paths) {
    if (path === '-') {
      inputs.push({ name: 'stdin', size: 0, canReread: false, open: () => stdin });
    } else await listPath(path, options, inputs, new Set());
  }
  return inputs;
}

async function listPath(
  path: string,
  options: ListOptions,
  inputs: Input[],
  around: ReadonlySet<string>,
): Promise<void> {
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  if (!found.isDirectory()) {
    const isFile = found.isFile();
    const open = (): Readable => createReadStream(path, { highWaterMark: 256 * 1024 });
    inputs.push({ name: path, size: isFile ? found.size : 0, canReread: isFile, open });
    return;
  }
  // a link to a folder around it would lead on without end
  const folder = `${found.dev}:${found.ino}`;
  if (around.has(folder)) return;
  const names = await readdir(path, { withFileTypes: true });
  for (const entry of names.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
    if (SKIPPED.test(entry.name)) continue;
    const inner = join(path, entry.name);
    if (entry.isFile() && options.accepts?.(inner) === false) options.onSkipped?.(inner);
    else await listPath(inner, options, inputs, new Set([...around, folder]));
  }
}

/**
 * The documents of one input, and what of it could not be read. Throws nothing: a line that is too
 * long is named and the next one read; a file that breaks off ends with the reason.
 */
export async function* readInput(input: Input, options: ReadOptions = {}): AsyncGenerator<Reading> {
  const isLineWise = LINE_WISE.test(input.name);
  const readings = readPieces(input, options, isLineWise || undefined);
  if (isLineWise) yield* readings;
  else yield* namedByLine(readings);
}

/** A document that fills the only line of its file is the file. */
async function* namedByLine(readings: AsyncIterable<Reading>): AsyncGenerator<Reading> {
  let first: Reading | undefined;
  let count = 0;
  for await (const reading of readings) {
    count += 1;
    if (count === 1) first = reading;
    else {
      if (first) yield first;
      first = undefined;
      yield reading;
    }
  }
  if (first === undefined) return;
  if ('failure' in first || first.line !== 1) yield first;
  else {
    const { line: _only, ...whole } = first;
    yield whole;
  }
}

async function* readPieces(
  input: Input,
  options: ReadOptions,
  isLineWise: boolean | undefined,
): AsyncGenerator<Reading> {
  const lines = new LineBuffer(input.name, options.maxBytes ?? MAX_BYTES, isLineWise);
  try {
    for await (const chunk of unpacked(counted(input, options), input.name)) {
      yield* lines.push(chunk);
      if (lines.isOver) return;
    }
  } catch (cause) {
    yield { file: input.name, failure: unreadable(input.name, cause) };
    return;
  }
  yield* lines.end();
}

async function* counted(input: Input, { onBytes }: ReadOptions): AsyncGenerator<Buffer> {
  for await (const chunk of input.open() as AsyncIterable<Buffer | string>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    onBytes?.(bytes.length);
    yield bytes;
  }
}

/** Unpacks what is named .gz, and whatever begins as gzip does: standard input has no name. */
async function* unpacked(bytes: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const chunks = bytes[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return;
  const rest = chain(first.value, chunks);
  const isGzip = name.endsWith('.gz') || (first.value[0] === 0x1f && first.value[1] === 0x8b);
  if (!isGzip) {
    yield* rest;
    return;
  }
  const source = Readable.from(rest);
  const unzip = createGunzip({ chunkSize: 256 * 1024 });
  source.on('error', (error) => unzip.destroy(error));
  yield* source.pipe(unzip) as AsyncIterable<Buffer>;
}

async function* chain(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

function unreadable(name: string, cause: unknown): Failure {
  return new Failure('file-unreadable', `Cannot read ${name}: ${reasonOf(cause)}.`, { cause });
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown reason';
  const code = 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT') return 'no such file or folder';
  if (code === 'EACCES') return 'permission denied';
  if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') return 'not a whole gzip file';
  return cause.message;
}

/** `studies.ndjson.gz` and line 3 -> `studies.ndjson.gz:3`; the form every report prints. */
export function pieceName(piece: { readonly file: string; readonly line?: number }): string {
  return piece.line === undefined ? piece.file : `${piece.file}:${piece.line}`;
}

/** File name without folder and endings: `000_9a75afc2414ddea6`. */
export function stemOf(file: string): string {
  return basename(file).replace(/(\.(txt|json|ndjson|jsonl|csv|xml|gz))+$/i, '');
}
