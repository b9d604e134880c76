import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { writeOut, type Terminal } from './terminal.ts';

/** Where converted documents go: standard output, one file, or a folder with one file a record. */
export interface Output {
  write(stem: string, name: string | undefined, documents: readonly unknown[]): Promise<void>;
  /** Ends the output; where it went, when not to standard output. */
  close(): Promise<string | undefined>;
}

export async function openOutput(path: string | undefined, terminal: Terminal): Promise<Output> {
  if (path === undefined) return streamOutput(terminal.stdout, undefined);
  if (!/\.(json|ndjson)$/i.test(path)) return folderOutput(path);
  const file = createWriteStream(path);
  await once(file, 'open');
  return streamOutput(file, path);
}

/** One document alone is printed to be read; of several, each is one line (NDJSON). */
function streamOutput(stream: Writable, path: string | undefined): Output {
  let held: unknown;
  let count = 0;
  return {
    async write(_stem, _name, documents) {
      for (const document of documents) {
        count += 1;
        if (count === 1) held = document;
        else {
          if (count === 2) await writeOut(stream, `${JSON.stringify(held)}\n`);
          await writeOut(stream, `${JSON.stringify(document)}\n`);
        }
      }
    },
    async close() {
      if (count === 1) await writeOut(stream, `${JSON.stringify(held, null, 2)}\n`);
      if (path !== undefined) {
        stream.end();
        await once(stream, 'finish');
      }
      return path;
    },
  };
}

function folderOutput(folder: string): Output {
  const used = new Map<string, number>();
  return {
    async write(stem, name, documents) {
      const [first] = documents;
      const isOne = documents.length === 1;
      const text = isOne
        ? `${JSON.stringify(first, null, 2)}\n`
        : documents.map((document) => `${JSON.stringify(document)}\n`).join('');
      await mkdir(folder, { recursive: true });
      const file = unusedName(safeName(name ?? stem), used);
      await writeFile(join(folder, `${file}.${isOne ? 'json' : 'ndjson'}`), text);
    },
    close: () => Promise.resolve(folder),
  };
}

/** A registry identifier is the record's own word: nothing in it may leave the folder. */
function safeName(name: string): string {
  return (
    name
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^\.+/, '')
      .slice(0, 120) || 'record'
  );
}

/** Two records of one name keep both: the second is `name-2`. */
function unusedName(name: string, used: Map<string, number>): string {
  const count = (used.get(name) ?? 0) + 1;
  used.set(name, count);
  return count === 1 ? name : `${name}-${count}`;
}
