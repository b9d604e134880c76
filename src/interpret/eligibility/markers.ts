/** Numbers and bullets before an item, as registries and their copyists write them. */

/** One way to read a marker: `i.` may count as a letter or as a Roman number. */
export interface Count {
  /** Markers of one list are alike: kind and brackets, or the bullet. */
  readonly style: string;
  /** 1 for `a)`, `i.` and `一、`; 0 for a bullet. */
  readonly value: number;
}

export interface Marked {
  readonly indent: number;
  readonly label: string;
  readonly rest: string;
  readonly counts: readonly Count[];
}

const BULLETS = '-*•·●○◦▪▫■□◆◇►➢➤–—+‣⁃∙❖✓✔※★☆\uF0A7\uF0B7\uF0D8';
/** A `+` that the registry escapes is a sign of the words: `Lamivudine \+ Doravirine`. */
const BULLET = new RegExp(
  `^(?!\\\\\\+)\\\\?(?:-{2,4}(?=\\s)|\\*\\\\\\*(?=\\s)|[${BULLETS.replace('-', '\\-')}]|o(?=\\s)|\\.(?=\\s))`,
);
/** `* • text`: what the first bullet of a copied list looks like; `* \*\*text` is a footnote. */
const BULLET_AGAIN = /^\s{1,4}(?:[•·●○▪–.-](?=\s)|(?:\\\*){1,3}(?=\p{L}))/u;
const NUMBER =
  /^([(（[]?)(\d{1,2}|[０-９]{1,2}|[a-zA-Z]|[ivx]{2,5}|[IVX]{2,5}|[①-⑳]|[一二三四五六七八九十]{1,3})\s?\\?([.)、．）:：\]])\.?(?!\d)/;
const CIRCLED = /^[①-⑳]/;
const SECTION = /^\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=\s)/;
/** What may follow a marker: `-5` and `2.5` are numbers, `e.g.` and `A.B` are words. */
const AFTER = /^(?:\s|[^\s\d=.,-])/;

/** Further in, no list is deeper: hostile blanks. */
const MAX_INDENT = 200;

/** A line that starts an item; undefined where it has no number or bullet. */
export function readMarker(line: string): Marked | undefined {
  const indent = indentOf(line);
  const text = line.slice(indent, indent + 40);
  const bullet = BULLET.exec(text)?.[0] ?? '';
  const afterBullet = text.slice(bullet.length).trimStart();
  const number =
    bullet === '' || /^\s/.test(text.slice(bullet.length)) ? readNumber(afterBullet) : undefined;
  const start = text.length - afterBullet.length;
  if (number) {
    const length = start + number.length + numberAgain(line.slice(indent, indent + 20));
    return found(line, indent, length, withBullet(number.counts, bullet));
  }
  if (bullet === '' || !AFTER.test(text.slice(bullet.length))) return undefined;
  const again = BULLET_AGAIN.exec(text.slice(bullet.length))?.[0] ?? '';
  return found(line, indent, bullet.length + again.length, [bulletCount(bullet)]);
}

/** `14. 14\. text`: a number that a registry's copy set before the one that was there. */
const numberAgain = (text: string): number => AGAIN.exec(text)?.[2]?.length ?? 0;
const AGAIN = /^(\d{1,2})\.( \1\\\.)(?= \S)/;

export function indentOf(line: string): number {
  let at = 0;
  while (at < line.length && at < MAX_INDENT && isBlank(line.charAt(at))) at += 1;
  return at;
}

const isBlank = (sign: string): boolean => sign === ' ' || sign === '\t' || sign === '\u00A0';

function found(line: string, indent: number, length: number, counts: readonly Count[]): Marked {
  const end = indent + length;
  return {
    indent,
    label: line.slice(indent, end).trim(),
    rest: line.slice(end).trimStart(),
    counts,
  };
}

/** `* i.` counts as `i.` does, in a list of its own kind. */
const withBullet = (counts: readonly Count[], bullet: string): readonly Count[] =>
  bullet === '' ? counts : counts.map(({ style, value }) => ({ style: `*${style}`, value }));

/** Dashes and dots of every make are one bullet each: one list mixes them. */
function bulletCount(bullet: string): Count {
  const sign = bullet.replace('\\', '').replace(/^-+/, '-');
  const style = '–—'.includes(sign) ? '-' : '·●∙\uF0B7'.includes(sign) ? '•' : sign;
  return { style, value: 0 };
}

interface NumberRead {
  readonly length: number;
  readonly counts: readonly Count[];
}

/** A number at the start of a text, however it is written; no bullet. */
export function readNumber(text: string): NumberRead | undefined {
  const section = SECTION.exec(text)?.[0];
  if (section !== undefined) return sectionNumber(section);
  const match = NUMBER.exec(text);
  if (!match) return circled(text);
  const [whole, open = '', number = '', close = ''] = match;
  const after = text.slice(whole.length);
  const isLetter = /^[a-zA-Z]/.test(number);
  if (isLetter || close === ':' ? !isSet(after, open, close) : !AFTER.test(after)) return undefined;
  const shape = `${wide(open)}${wide(close)}`;
  return {
    length: whole.length,
    counts: kindsOf(number).map(({ style, value }) => ({ style: `${style}${shape}`, value })),
  };
}

/** `a. text` and `a)text`, never `e.g.` or `A:b`. */
const isSet = (after: string, open: string, close: string): boolean =>
  /^\s/.test(after) ||
  (close !== '.' && close !== ':' && AFTER.test(after) && (open !== '' || /^[^\s\d]/.test(after)));

function sectionNumber(section: string): NumberRead {
  const parts = section.replace(/[.)]$/, '').split('.');
  return {
    length: section.length,
    counts: [{ style: `1${'.1'.repeat(parts.length - 1)}`, value: Number(parts.at(-1)) }],
  };
}

function circled(text: string): NumberRead | undefined {
  return CIRCLED.test(text)
    ? { length: 1, counts: [{ style: '①', value: text.charCodeAt(0) - 0x245f }] }
    : undefined;
}

const WIDE: Readonly<Record<string, string>> = { '（': '(', '）': ')', '．': '.', '：': ':' };
const wide = (sign: string): string => WIDE[sign] ?? sign;

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };

function kindsOf(number: string): readonly Count[] {
  if (/^[①-⑳]/.test(number)) return [{ style: '①', value: number.charCodeAt(0) - 0x245f }];
  if (/^[０-９]/.test(number)) return [{ style: '1', value: Number(number.normalize('NFKC')) }];
  if (/^\d/.test(number)) return [{ style: '1', value: Number(number) }];
  if (/^[一-十]/.test(number)) return [{ style: '一', value: cjkValue(number) }];
  const lower = number.toLowerCase();
  const isUpper = lower !== number;
  const letter = { style: isUpper ? 'A' : 'a', value: lower.charCodeAt(0) - 96 };
  const roman = { style: isUpper ? 'I' : 'i', value: romanValue(lower) };
  if (number.length > 1) return [roman];
  if (!/^[ivx]$/.test(lower)) return [letter];
  return lower === 'i' ? [roman, letter] : [letter, roman];
}

function romanValue(number: string): number {
  let sum = 0;
  for (const [at, sign] of number.split('').entries()) {
    const own = ROMAN[sign] ?? 0;
    sum += own < (ROMAN[number.charAt(at + 1)] ?? 0) ? -own : own;
  }
  return sum;
}

const CJK = '一二三四五六七八九十';

function cjkValue(number: string): number {
  const [first = '', second = ''] = number;
  if (first === '十') return 10 + CJK.indexOf(second) + 1;
  return number.length === 1 ? CJK.indexOf(first) + 1 : 10 * (CJK.indexOf(first) + 1);
}
