/** Files of a tar archive: as much of the format as npm and FHIR packages use (POSIX pax, GNU long names). */
const BLOCK = 512;

export interface TarFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** Regular files in their order. Throws where the archive is cut off or is none. */
export function* tarFiles(archive: Buffer): Generator<TarFile> {
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    if (header[0] === 0) return;
    checkSum(header);
    const size = sizeOf(header);
    const bytes = archive.subarray(at + BLOCK, at + BLOCK + size);
    if (bytes.length < size) throw new Error('the archive is cut off');
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === 'L') longName = textOf(bytes);
    else if (type === 'x') longName = paxPath(bytes) ?? longName;
    else {
      if (type === '0' || type === '\u0000') yield { path: longName ?? pathOf(header), bytes };
      longName = undefined;
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function checkSum(header: Buffer): void {
  let sum = 8 * 0x20;
  for (const [index, byte] of header.entries()) if (index < 148 || index >= 156) sum += byte;
  if (sum !== octal(header.subarray(148, 156))) throw new Error('it is no tar archive');
}

// a size beyond 8 GiB is written in binary, which no package of definitions needs
function sizeOf(header: Buffer): number {
  const size = octal(header.subarray(124, 136));
  if (!Number.isSafeInteger(size)) throw new Error('a file in the archive is too large');
  return size;
}

const octal = (field: Buffer): number => Number.parseInt(textOf(field).trim() || '0', 8);

function textOf(field: Buffer): string {
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? field.length : end);
}

function pathOf(header: Buffer): string {
  const prefix = textOf(header.subarray(345, 500));
  const name = textOf(header.subarray(0, 100));
  const isUstar = header.toString('latin1', 257, 262) === 'ustar';
  return isUstar && prefix !== '' ? `${prefix}/${name}` : name;
}

/** Records of a pax header: `30 path=package/StructureDefinition-x.json\n`. */
function paxPath(bytes: Buffer): string | undefined {
  for (const record of bytes.toString('utf8').split('\n')) {
    const path = /^\d+ path=(.*)$/s.exec(record)?.[1];
    if (path !== undefined) return path;
  }
  return undefined;
}
