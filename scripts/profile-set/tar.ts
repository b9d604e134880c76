/** The bytes of a .tgz: the same files give the same bytes, whoever packs them and whenever. */
import { gzipSync } from 'node:zlib';

const BLOCK = 512;
/** 1985-10-26T08:15:00Z, the time npm gives every file it packs. */
const PACKED_AT = 499_162_500;

/** An ustar archive of texts, sorted by path, compressed. Throws where a path is too long for a header. */
export function toTgz(files: ReadonlyMap<string, string>): Buffer {
  const entries = [...files].toSorted(([left], [right]) => (left < right ? -1 : 1));
  const blocks = entries.flatMap(([path, text]) => {
    const content = Buffer.from(text, 'utf8');
    const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
    return [headerOf(path, content.length), content, padding];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]), { level: 9 });
}

/** One header block (POSIX.1-1988, ustar). */
function headerOf(path: string, size: number): Buffer {
  if (Buffer.byteLength(path) > 100) throw new Error(`${path} is longer than a tar header holds.`);
  const header = Buffer.alloc(BLOCK);
  const put = (text: string, at: number): number => header.write(text, at, 'utf8');
  put(path, 0);
  put(octal(0o644, 8), 100);
  put(octal(0, 8), 108);
  put(octal(0, 8), 116);
  put(octal(size, 12), 124);
  put(octal(PACKED_AT, 12), 136);
  put(' '.repeat(8), 148);
  put('0', 156);
  put('ustar\u{0}00', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\u{0} `, 148);
  return header;
}

const octal = (value: number, width: number): string =>
  `${value.toString(8).padStart(width - 1, '0')}\u{0}`;
