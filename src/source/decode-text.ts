export interface DecodedText {
  readonly text: string;
  /** True where bytes were not UTF-8 and were replaced. */
  readonly hasReplacedBytes: boolean;
  /** Offset in `text` of the first character that stands for such bytes. */
  readonly replacedAt?: number;
}

const STRICT = new TextDecoder('utf-8', { fatal: true });
const LENIENT = new TextDecoder('utf-8');
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** UTF-16 where a byte order mark says so, else UTF-8; the mark is left out. */
export function decodeText(bytes: Buffer): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 'utf-16be');
  try {
    return { text: STRICT.decode(bytes), hasReplacedBytes: false };
  } catch {
    return { text: LENIENT.decode(bytes), hasReplacedBytes: true, replacedAt: replacedAt(bytes) };
  }
}

function decodeUtf16(bytes: Buffer, label: 'utf-16le' | 'utf-16be'): DecodedText {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    return { text, hasReplacedBytes: false };
  } catch {
    return { text: new TextDecoder(label).decode(bytes), hasReplacedBytes: true };
  }
}

/** Decoded and encoded again, the bytes differ first where one was replaced. */
function replacedAt(bytes: Buffer): number {
  const own = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? bytes.subarray(3) : bytes;
  const again = Buffer.from(LENIENT.decode(own), 'utf8');
  let at = 0;
  while (at < own.length && own[at] === again[at]) at += 1;
  return new TextDecoder('utf-8').decode(own.subarray(0, at), { stream: true }).length;
}
