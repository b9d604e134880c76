/** The words of a time frame, in one spelling of its signs, with what stands in brackets apart. */
import { oneLine } from '../../parse/lines.ts';
import { inOneOrder } from './order.ts';

export interface Token {
  /** In lower case. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Nothing stands between it and the word before. */
  readonly isGlued: boolean;
}

/** In lower case; empty past the end. */
export const wordAt = (tokens: readonly Token[], at: number): string => tokens[at]?.text ?? '';

export const wordsIn = (tokens: readonly Token[], from: number, to: number): readonly string[] =>
  tokens.slice(from, to).map(({ text }) => text);

/** A remark in brackets: `(up to 24 months)`, and before which place of the words it stood. */
export interface Note {
  readonly at: number;
  readonly words: string;
}

export interface Phrase {
  readonly words: string;
  readonly tokens: readonly Token[];
  readonly notes: readonly Note[];
}

const SIGNS: Readonly<Record<string, string>> = {
  '，': ', ',
  '、': ', ',
  '；': '; ',
  '：': ': ',
  '。': '. ',
  '（': ' (',
  '）': ') ',
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '～': '~',
  '"': ' ',
  '“': ' ',
  '”': ' ',
};
const DASHES = /[‐-―−－]/g;
const OTHER_SIGNS = /[，、；：。（）[\]{}～"“”]/g;
/** `± 3 days`, `(+/- 1 month)`: what is left out of the points. */
const TOLERANCE =
  /[(/]? ?(?:±|\+ ?\/ ?-|\+-) ?\d{1,4}(?:\.\d{1,2})?( ?-?(?:minutes?|mins?|hours?|hrs?|days?|d|weeks?|wks?|months?|years?))?(?![a-z\d])(?: ?\))?/gi;

/** The unit of `24 ± 4 hours` is that of the 24, unless that has its own: `week 4 ± 3 days`. */
function withoutTolerance(
  ...[words, unit, at, all]: readonly [string, string | undefined, number, string]
): string {
  const before = all.slice(Math.max(0, at - 12), at);
  // `0.5 (±5 minutes), 1 and 2 hours`: the others have a unit of their own.
  const isOneOfMany =
    words.startsWith('(') && /^ ?(?:,|and |or |&)/.test(all.slice(at + words.length));
  const isOfNumber =
    unit !== undefined && !isOneOfMany && /\d ?$/.test(before) && !LABELLED.test(before);
  // A bracket that is not its own stays.
  const bracket = words.endsWith(')')
    ? words.startsWith('(')
      ? ''
      : ')'
    : words.startsWith('(')
      ? '('
      : '';
  return `${isOfNumber ? unit : ''} ${bracket}`;
}

const LABELLED = /(?:days?|weeks?|months?|years?|wks?|[dwmy]) ?-?\d{1,4} ?$/i;

/** In one spelling of its signs, without tolerances. */
export const inPlainSigns = (text: string): string =>
  oneLine(
    text
      .replaceAll(DASHES, '-')
      .replaceAll(OTHER_SIGNS, (sign) => SIGNS[sign] ?? sign)
      .replaceAll(HALVES, '.5')
      .replaceAll(TOLERANCE, withoutTolerance)
      .replaceAll(THAT_IS, ' '),
  );

/** `i.e. for 12 weeks` */
const THAT_IS = /\bi\.? ?e\.(?:,| ?:)?/gi;

/** `1½`, `1 1/2` */
const HALVES = /½|(?<=\d) 1\/2(?!\d)/g;

export function phraseOf(text: string): Phrase {
  const plain = inOneOrder(inPlainSigns(text)).replace(/^time frame ?: ?/i, '');
  const { words, notes } = withoutBrackets(plain);
  // All of it in brackets, or its parts joined: `(baseline, week 3)`, `(week 0, week 4) and (week 8)`.
  if (IN_BRACKETS.test(plain)) {
    const opened = oneLine(plain.replaceAll(/[()]/g, ' '));
    return { words: opened, tokens: tokensOf(opened), notes: [] };
  }
  return { words, tokens: tokensOf(words), notes };
}

/** What follows in brackets is no remark: `during (week 0 to week 6) and (week 48 to week 54)`. */
const GOES_ON = /(?:^|[\s(])(?:and|or|at|on|during|in|from|through|until|for) ?$/i;

const IN_BRACKETS = /^(?:\s|and|[,;.]|\((?:[^()]|\([^()]*\))*\))*$/i;

function withoutBrackets(text: string): {
  readonly words: string;
  readonly notes: readonly Note[];
} {
  const notes: Note[] = [];
  let words = '';
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('(', at);
    const close = open === -1 ? -1 : closing(text, open);
    if (close === -1) break;
    words += text.slice(at, open);
    const inner = text.slice(open + 1, close);
    if (GOES_ON.test(words)) words += ` ${inner} `;
    else notes.push({ at: words.length, words: inner });
    at = close + 1;
  }
  return { words: (words + text.slice(at)).replaceAll(/[()]/g, ' '), notes };
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

const LABEL = 'days?|weeks?|months?|years?|hours?|wks?|mo|yr|[dwmy]';
const HAN = '(?=\\p{Script=Han})';
const LETTER = "(?!\\p{Script=Han})[\\p{L}'’]";
/** `W12` and `day7` are two words, `FT538` and `T0` one. */
const TOKEN = new RegExp(
  [
    'follow-? ?ups?(?!\\p{L})',
    `(?<![\\p{L}\\d])(?:${LABEL}|to|upto)(?=\\d)`,
    `(?<![\\d])(?:${LETTER})+\\d[\\p{L}\\d_]*`,
    `${HAN}(?:个月|個月|小时|小時|分钟|星期|\\p{L})`,
    `(?:${LETTER})+`,
    '\\d+(?:\\.\\d+)?|\\.\\d+',
    '\\S',
  ].join('|'),
  'giu',
);

function tokensOf(words: string): readonly Token[] {
  const tokens: Token[] = [];
  let last = -1;
  for (const { 0: text, index: start } of words.matchAll(TOKEN)) {
    const end = start + text.length;
    tokens.push({ text: text.toLowerCase(), start, end, isGlued: start === last });
    last = end;
  }
  return tokens;
}
