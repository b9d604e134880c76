/**
 * I/O in: files, folders and standard input become pieces of text, one record or one document each.
 *
 * Lines that are JSON of their own (NDJSON) are handed on one by one, so memory does not grow with
 * the file; everything else is read whole, up to a limit.
 */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Failure } from '../shared/failure.ts';

/** One document of an input: a whole file, or one line of NDJSON. */
export interface Piece {
  /** Path as given, for messages: `studies.ndjson.gz`. */
  readonly file: string;
  /** 1-based line of an NDJSON piece. */
  readonly line?: number;
  readonly text: string;
  /** True where bytes were not UTF-8 and were replaced. */
  readonly hasReplacedBytes: boolean;
}

export interface ReadOptions {
  /** Bytes a whole document or one line may have after unpacking. @default 268435456 */
  readonly maxBytes?: number;
}

const MAX_BYTES = 256 * 1024 * 1024;
const SKIPPED = /^\.|~$/;

/** Reads files, folders (recursively, in name order) and `-` (standard input). */
export async function* readInputs(
  paths: readonly string[],
  stdin: Readable,
  options: ReadOptions = {},
): AsyncGenerator<Piece> {
  for (const path of paths) {
    if (path === '-') yield* readStream('stdin', stdin, options);
    else for await (const file of filesOf(path)) yield* readStream(file, openFile(file), options);
  }
}

async function* filesOf(path: string): AsyncGenerator<string> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new Failure('file-unreadable', `Cannot read ${path}: ${reasonOf(cause)}.`, { cause });
  });
  if (!found.isDirectory()) {
    yield path;
    return;
  }
  const names = (await readdir(path)).filter((name) => !SKIPPED.test(name)).toSorted();
  for (const name of names) yield* filesOf(join(path, name));
}

function openFile(file: string): Readable {
  const raw = createReadStream(file);
  if (!file.endsWith('.gz')) return raw;
  const unpacked = createGunzip();
  raw.on('error', (error) => unpacked.destroy(error));
  return raw.pipe(unpacked);
}

async function* readStream(
  file: string,
  stream: Readable,
  options: ReadOptions,
): AsyncGenerator<Piece> {
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  const lines = new LineBuffer(file, maxBytes);
  let isLineWise: boolean | undefined;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      lines.push(Buffer.from(chunk));
      isLineWise ??= lines.firstLineIsJson();
      if (isLineWise) yield* lines.takeLines();
    }
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure('file-unreadable', `Cannot read ${file}: ${reasonOf(cause)}.`, { cause });
  }
  yield* lines.takeRest(isLineWise === true);
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown reason';
  const code = 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT') return 'no such file or folder';
  if (code === 'EACCES') return 'permission denied';
  if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') return 'not a whole gzip file';
  return cause.message;
}

/** Bytes of one input, cut into lines once it is known that lines are documents. */
class LineBuffer {
  readonly #file: string;
  readonly #maxBytes: number;
  #chunks: Buffer[] = [];
  #size = 0;
  #line = 0;

  constructor(file: string, maxBytes: number) {
    this.#file = file;
    this.#maxBytes = maxBytes;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size > this.#maxBytes) {
      const limit = Math.round(this.#maxBytes / 1024 / 1024);
      throw new Failure(
        'file-unreadable',
        `${this.#file} has a document of more than ${limit} MiB; split it into records (NDJSON).`,
      );
    }
  }

  /** Undefined until a whole first line is there. */
  firstLineIsJson(): boolean | undefined {
    if (!this.#chunks.at(-1)?.includes(10)) return undefined;
    const all = this.#join();
    const first = toText(all.subarray(0, all.indexOf(10))).text.trim();
    if (first === '') return undefined;
    return isJsonDocument(first);
  }

  *takeLines(): Generator<Piece> {
    if (!this.#chunks.at(-1)?.includes(10)) return;
    const all = this.#join();
    const end = all.lastIndexOf(10) + 1;
    for (let start = 0; start < end;) {
      const stop = all.indexOf(10, start);
      yield* this.#piece(all.subarray(start, stop));
      start = stop + 1;
    }
    this.#set(all.subarray(end));
  }

  *takeRest(isLineWise: boolean): Generator<Piece> {
    const rest = this.#join();
    this.#set(Buffer.alloc(0));
    if (isLineWise) yield* this.#piece(rest);
    else yield { file: this.#file, ...toText(rest) };
  }

  *#piece(bytes: Buffer): Generator<Piece> {
    this.#line += 1;
    const decoded = toText(bytes);
    if (decoded.text.trim() !== '') yield { file: this.#file, line: this.#line, ...decoded };
  }

  #join(): Buffer {
    const [only] = this.#chunks;
    if (only && this.#chunks.length === 1) return only;
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }

  #set(rest: Buffer): void {
    this.#chunks = [rest];
    this.#size = rest.length;
  }
}

/** UTF-16 where a byte order mark says so, else UTF-8. */
function toText(bytes: Buffer): { text: string; hasReplacedBytes: boolean } {
  const isUtf16 =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const label = isUtf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes), hasReplacedBytes: false };
  } catch {
    return { text: new TextDecoder(label).decode(bytes), hasReplacedBytes: true };
  }
}

function isJsonDocument(line: string): boolean {
  if (!line.startsWith('{') && !line.startsWith('[')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** `studies.ndjson.gz` and line 3 -> `studies.ndjson.gz:3`; the form every report prints. */
export function pieceName(piece: Piece): string {
  return piece.line === undefined ? piece.file : `${piece.file}:${piece.line}`;
}

/** File name without folder and endings: `000_9a75afc2414ddea6`. */
export function stemOf(file: string): string {
  return basename(file).replace(/(\.(txt|json|ndjson|jsonl|csv|xml|gz))+$/i, '');
}
