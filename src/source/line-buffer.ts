import { Failure } from '../shared/failure.ts';
import { parseJson } from '../shared/json-parse.ts';
import { decodeText, type DecodedText } from './decode-text.ts';

/** One document of an input: a whole file, or one line of NDJSON. */
export interface Piece extends DecodedText {
  /** Path as given, for messages: `studies.ndjson.gz`. */
  readonly file: string;
  /** 1-based line of an NDJSON piece. */
  readonly line?: number;
}

/** A part of an input that could not be read, and why. */
export interface Unread {
  readonly file: string;
  readonly line?: number;
  readonly failure: Failure;
}

export type Reading = Piece | Unread;

const LINE_END = 10;

/** Bytes of one input, cut into lines where lines are documents of their own (NDJSON). */
export class LineBuffer {
  readonly #file: string;
  readonly #maxBytes: number;
  #isLineWise: boolean | undefined;
  #chunks: Buffer[] = [];
  #size = 0;
  #line = 0;
  /** True while the rest of a line or document that is too long is passed over. */
  #isSkipping = false;

  /** `isLineWise`: undefined where the content has to tell. */
  constructor(file: string, maxBytes: number, isLineWise: boolean | undefined) {
    this.#file = file;
    this.#maxBytes = maxBytes;
    this.#isLineWise = isLineWise;
  }

  /** True where nothing that follows can be read. */
  get isOver(): boolean {
    return this.#isSkipping && this.#isLineWise !== true;
  }

  /** What is whole with these bytes. */
  *push(chunk: Buffer): Generator<Reading> {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    const hasLineEnd = chunk.includes(LINE_END);
    if (hasLineEnd && this.#isLineWise === undefined)
      this.#isLineWise = linesAreDocuments(this.#join());
    if (hasLineEnd && this.#isLineWise === true) yield* this.#takeLines();
    if (this.#size > this.#maxBytes) yield* this.#giveUp();
  }

  /** What is left at the end of the input. */
  *end(): Generator<Reading> {
    const rest = this.#join();
    this.#set(Buffer.alloc(0));
    if (this.isOver) return;
    if (this.#isLineWise === true) yield* this.#pieceOf(rest);
    else yield { file: this.#file, ...decodeText(rest) };
  }

  *#takeLines(): Generator<Reading> {
    const all = this.#join();
    const end = all.lastIndexOf(LINE_END) + 1;
    for (let start = 0; start < end;) {
      const stop = all.indexOf(LINE_END, start);
      yield* this.#pieceOf(all.subarray(start, stop));
      start = stop + 1;
    }
    this.#set(all.subarray(end));
  }

  *#pieceOf(bytes: Buffer): Generator<Reading> {
    if (this.#isSkipping) {
      this.#isSkipping = false;
      return;
    }
    this.#line += 1;
    if (bytes.length > this.#maxBytes) {
      yield this.#tooLong();
      return;
    }
    const decoded = decodeText(bytes);
    if (decoded.text.trim() !== '') yield { file: this.#file, line: this.#line, ...decoded };
  }

  /** The begun line or document is too long: it is named once, the next line is read again. */
  *#giveUp(): Generator<Reading> {
    this.#set(Buffer.alloc(0));
    if (this.#isSkipping) return;
    this.#isSkipping = true;
    this.#line += 1;
    yield this.#tooLong();
  }

  #tooLong(): Unread {
    const limit = Math.round(this.#maxBytes / 1024 / 1024);
    const isLine = this.#isLineWise === true;
    const message = isLine
      ? `Line ${this.#line} of ${this.#file} has more than ${limit} MiB; not read.`
      : `${this.#file} has a document of more than ${limit} MiB; split it into records (NDJSON).`;
    return {
      file: this.#file,
      ...(isLine && { line: this.#line }),
      failure: new Failure('file-unreadable', message),
    };
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

/**
 * True where lines are documents of their own; undefined until the bytes tell.
 *
 * A first line that is faulty must not hide the others: a line of JSON below one that begins an object
 * and ends where no list or member is open cannot be the inside of one document.
 */
function linesAreDocuments(bytes: Buffer): boolean | undefined {
  const [first, second] = firstLines(bytes);
  if (first === undefined) return undefined;
  if (isJsonDocument(first)) return true;
  if (!first.startsWith('{') || /[[{,:]$/.test(first)) return false;
  return second === undefined ? undefined : second.startsWith('{') && isJsonDocument(second);
}

/** The first two whole lines that are not blank. */
function firstLines(bytes: Buffer): string[] {
  const lines: string[] = [];
  for (let start = 0, stop = 0; lines.length < 2; start = stop + 1) {
    stop = bytes.indexOf(LINE_END, start);
    if (stop === -1) break;
    const line = decodeText(bytes.subarray(start, stop)).text.trim();
    if (line !== '') lines.push(line);
  }
  return lines;
}

function isJsonDocument(line: string): boolean {
  return (line.startsWith('{') || line.startsWith('[')) && parseJson(line).kind === 'value';
}
