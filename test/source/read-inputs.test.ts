import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/shared/failure.ts';
import {
  pieceName,
  readInputs,
  stemOf,
  type Piece,
  type ReadOptions,
} from '../../src/source/read-inputs.ts';

async function piecesOf(
  paths: readonly string[],
  chunks: readonly (string | Buffer)[] = [],
  options: ReadOptions = {},
): Promise<Piece[]> {
  const stdin = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  const pieces: Piece[] = [];
  for await (const piece of readInputs(paths, stdin, options)) pieces.push(piece);
  return pieces;
}

const folder = (): string => mkdtempSync(join(tmpdir(), 'trialcast-read-'));

describe('readInputs', () => {
  test('hands on JSON lines one by one, wherever the chunks are cut', async () => {
    const pieces = await piecesOf(['-'], ['{"a":', '1}\n{"a"', ':2}\n\n{"a":3}']);
    expect(pieces.map((piece) => [pieceName(piece), piece.text])).toEqual([
      ['stdin:1', '{"a":1}'],
      ['stdin:2', '{"a":2}'],
      ['stdin:4', '{"a":3}'],
    ]);
  });

  test('reads anything else whole', async () => {
    const pieces = await piecesOf(['-'], ['{\n "a": 1\n', '}\n']);
    expect(pieces.map(({ text }) => text)).toEqual(['{\n "a": 1\n}\n']);
  });

  test('does not break a character that two chunks share', async () => {
    const bytes = Buffer.from('Hépatite，期\n');
    const pieces = await piecesOf(
      ['-'],
      [bytes.subarray(0, 2), bytes.subarray(2, 11), bytes.subarray(11)],
    );
    expect(pieces).toMatchObject([{ text: 'Hépatite，期\n', hasReplacedBytes: false }]);
  });

  test('says where bytes were no UTF-8', async () => {
    const pieces = await piecesOf(['-'], [Buffer.from([0x48, 0xe9, 0x70])]);
    expect(pieces).toMatchObject([{ text: 'H\uFFFDp', hasReplacedBytes: true }]);
  });

  test('reads UTF-16 by its byte order mark', async () => {
    const pieces = await piecesOf(['-'], [Buffer.from('\uFEFFTitle', 'utf16le')]);
    expect(pieces).toMatchObject([{ text: 'Title', hasReplacedBytes: false }]);
  });

  test('reads a folder in name order, gzip and subfolders included, hidden files not', async () => {
    const root = folder();
    mkdirSync(join(root, 'b'));
    writeFileSync(join(root, 'c.txt'), 'c');
    writeFileSync(join(root, 'b', 'x.txt.gz'), gzipSync('x'));
    writeFileSync(join(root, 'a.txt'), 'a');
    writeFileSync(join(root, '.hidden'), 'h');
    expect((await piecesOf([root])).map(({ text }) => text)).toEqual(['a', 'x', 'c']);
  });

  test('refuses a document beyond the limit, also one that unpacks to it', async () => {
    const file = join(folder(), 'bomb.txt.gz');
    writeFileSync(file, gzipSync('x'.repeat(3_000_000)));
    await expect(piecesOf([file], [], { maxBytes: 1_048_576 })).rejects.toThrow(/more than 1 MiB/);
  });

  test.each([
    ['a file that is not there', () => '/no/such/file', /no such file/],
    [
      'a file that is no gzip',
      () => broken('x.gz', 'plain text'),
      /not a whole gzip file|incorrect header/,
    ],
    [
      'a gzip that is cut off',
      () => broken('y.gz', gzipSync('hello world'.repeat(99)).subarray(0, 30)),
      /not a whole gzip file|unexpected end/,
    ],
  ])('fails with a reason for %s', async (_name, path, reason) => {
    const failing = piecesOf([path()]);
    await expect(failing).rejects.toThrow(Failure);
    await expect(failing).rejects.toThrow(reason);
  });

  function broken(name: string, content: string | Buffer): string {
    const file = join(folder(), name);
    writeFileSync(file, content);
    return file;
  }
});

describe('stemOf', () => {
  test('drops folder and endings', () => {
    expect(['a/b/000_9a75.txt', 'studies.ndjson.gz', 'stdin'].map(stemOf)).toEqual([
      '000_9a75',
      'studies',
      'stdin',
    ]);
  });
});
