import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/shared/failure.ts';
import {
  listInputs,
  pieceName,
  readInput,
  readInputs,
  stemOf,
  type Piece,
  type Reading,
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

async function readingsOf(path: string, options: ReadOptions = {}): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const input of await listInputs([path], Readable.from([]))) {
    for await (const reading of readInput(input, options)) readings.push(reading);
  }
  return readings;
}

/** Where each came from, and its text or why there is none. */
const told = (readings: readonly Reading[]): [string, string][] =>
  readings.map((each) => [
    each.line === undefined ? '' : String(each.line),
    'failure' in each ? each.failure.message.replace(/^.*?(?=\bhas\b|:)/, '') : each.text,
  ]);

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

describe('readInput', () => {
  const written = (name: string, content: string | Buffer): string => {
    const file = join(folder(), name);
    writeFileSync(file, content);
    return file;
  };

  test('does not let a faulty first line hide the others', async () => {
    const file = written('export', '{"a":1\n\n{"a":2}\n{"a":3}\n');
    expect(told(await readingsOf(file))).toEqual([
      ['1', '{"a":1'],
      ['3', '{"a":2}'],
      ['4', '{"a":3}'],
    ]);
  });

  test.each([
    '{"a":[\n{"b":1}\n]}\n',
    '{"a":\n{"b":1}\n}',
    '[{"a":1},\n{"b":1}\n]',
    '{\n{"b":1}\n}',
    '{"a":1,\n"b":2}',
  ])('takes %j for one document', async (text) => {
    expect(told(await readingsOf(written('one', text)))).toEqual([['', text]]);
  });

  test('takes a file that is called NDJSON for lines, whatever they hold', async () => {
    const file = written('a.jsonl.gz', gzipSync('\u0000garbage\n{"a":1}\n'));
    expect(told(await readingsOf(file))).toEqual([
      ['1', '\u0000garbage'],
      ['2', '{"a":1}'],
    ]);
  });

  test('names the file alone where its only line is the document', async () => {
    expect(told(await readingsOf(written('a.json', '{"a":1}\n')))).toEqual([['', '{"a":1}']]);
  });

  test('passes over a line that is too long and reads the next', async () => {
    const long = '{"a":1}\n' + 'x'.repeat(3_000_000) + '\n{"a":2}\n' + 'y'.repeat(2_000_000);
    for (const file of [written('a.ndjson', long), written('a.ndjson.gz', gzipSync(long))]) {
      expect(told(await readingsOf(file, { maxBytes: 1_048_576 }))).toEqual([
        ['1', '{"a":1}'],
        ['2', 'has more than 1 MiB; not read.'],
        ['3', '{"a":2}'],
        ['4', 'has more than 1 MiB; not read.'],
      ]);
    }
  });

  test('keeps the lines before a break in the file', async () => {
    const lines = Array.from({ length: 60_000 }, (_, at) => `{"id":"${at}-${(at * 7919) % 6007}"}`);
    const whole = gzipSync(lines.join('\n'));
    const readings = await readingsOf(written('a.ndjson.gz', whole.subarray(0, -9000)));
    expect(readings.length).toBeGreaterThan(1);
    expect(told(readings).at(0)).toEqual(['1', lines[0]]);
    expect(told(readings).at(-1)).toEqual(['', ': not a whole gzip file.']);
  });

  test('unpacks by content where a name does not tell', async () => {
    expect(told(await readingsOf(written('a.json', gzipSync('{"a":1}'))))).toEqual([
      ['', '{"a":1}'],
    ]);
  });

  test('tells where the first bytes stand that are not UTF-8', async () => {
    const bytes = [Buffer.from('\uFEFFä😀\uFFFD'), Buffer.from([0xe2, 0x82]), Buffer.from('x')];
    const [reading] = await readingsOf(written('a', Buffer.concat(bytes)));
    expect(reading).toMatchObject({ text: 'ä😀\uFFFD\uFFFDx', replacedAt: 4 });
  });

  test('tells how much was read, and ends with a folder that leads to itself', async () => {
    const root = folder();
    writeFileSync(join(root, 'a.json'), '{"a":1}');
    writeFileSync(join(root, 'notes.md'), '# x');
    symlinkSync(root, join(root, 'self'));
    const skipped: string[] = [];
    const inputs = await listInputs([root], Readable.from([]), {
      accepts: (name) => name.endsWith('.json'),
      onSkipped: (name) => skipped.push(name),
    });
    let bytes = 0;
    for (const input of inputs) {
      for await (const _ of readInput(input, { onBytes: (count) => (bytes += count) }));
    }
    expect([inputs.map(({ size }) => size), bytes, skipped]).toEqual([
      [7],
      7,
      [join(root, 'notes.md')],
    ]);
  });
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
