/**
 * A text with its signs made alike, character for character: what stands at an offset of the result stands at the
 * same offset of the text, so that a finding names its place in the record.
 */

const LIKE: Readonly<Record<string, string>> = {
  '≧': '≥',
  '⩾': '≥',
  '﹥': '>',
  '＞': '>',
  '˃': '>',
  '˂': '<',
  '≽': '≥',
  '≼': '≤',
  '⪰': '≥',
  '⪯': '≤',
  '≦': '≤',
  '⩽': '≤',
  '﹤': '<',
  '＜': '<',
  '＝': '=',
  '（': '(',
  '）': ')',
  '［': '[',
  '］': ']',
  '，': ',',
  '、': ',',
  '；': ';',
  '：': ':',
  '。': '.',
  '％': '%',
  '／': '/',
  '×': 'x',
  '✕': 'x',
  '╳': 'x',
  '·': '.',
  '•': ' ',
  İ: 'i',
  ı: 'i',
  µ: 'u',
  μ: 'u',
  '–': '-',
  '—': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '～': '~',
  '’': "'",
  '⁰': '0',
  '¹': '1',
  '²': '2',
  '³': '3',
  '⁴': '4',
  '⁵': '5',
  '⁶': '6',
  '⁷': '7',
  '⁸': '8',
  '⁹': '9',
};

const VARIANT = new RegExp(`[${Object.keys(LIKE).join('')}０-９]|[^\\S ]`, 'g');
/** Most texts are written without, and then need no further look. */
const UNUSUAL = /[^\n -~]|[\\&]/;
const FULL_WIDTH_ZERO = '０'.charCodeAt(0);

/** Lower case; markdown escapes and entities of `<` and `>` are blanks beside their sign. */
export function normalText(text: string): string {
  if (!UNUSUAL.test(text)) return text.toLowerCase();
  const signs = text
    .replaceAll(/\\([!-/:-@[-`{-~])/g, ' $1')
    .replaceAll('&gt;', '>   ')
    .replaceAll('&lt;', '<   ')
    // Signs of a font of symbols, read as letters: `´ 10` of a power, `³ grade 2`.
    .replaceAll(/´(?= ?10)/g, 'x')
    .replaceAll(/(?<=^|[\s(])³(?= ?[\da-zA-Z])/g, '≥')
    .replaceAll(VARIANT, (sign) => LIKE[sign] ?? digitOrBlank(sign));
  const lower = signs.toLowerCase();
  // A few capitals have longer small forms: then the capitals stay.
  return lower.length === text.length ? lower : signs;
}

function digitOrBlank(sign: string): string {
  const digit = sign.charCodeAt(0) - FULL_WIDTH_ZERO;
  return digit >= 0 && digit <= 9 ? String(digit) : ' ';
}
