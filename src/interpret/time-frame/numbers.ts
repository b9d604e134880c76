/** Numbers in a row: `4, 8 and 12`, `4-8`, `twenty-four`, `0, 4, 8 … 52`. */
import { beginsWithDigit, isTens, numberIn, ORDINAL_ENDS, ordinalIn } from './units.ts';
import { type Token, wordAt } from './words.ts';

type Joint = 'list' | 'span' | 'dots';

export interface Numbers {
  readonly values: readonly number[];
  /** Between each two of them. */
  readonly joints: readonly Joint[];
  /** Place after the last word. */
  readonly next: number;
}

interface NumberAt {
  readonly value: number;
  readonly next: number;
}

const LIST = new Set(', and or & / + und oder et ou y e 和 或 及'.split(' '));
const SPAN = new Set('- to through until thru ~ bis à 至 到'.split(' '));

/** No list of times is longer; a bound keeps a row of numbers from being read over and over again. */
const MOST = 60;

/** Numbers as far as they go; `mayTake` says whether one that ends at a place still belongs to them. */
export function numbersAt(
  tokens: readonly Token[],
  at: number,
  mayTake: (next: number) => boolean,
): Numbers | undefined {
  const first = numberAt(tokens, at);
  if (!first || !mayTake(first.next)) return undefined;
  const values = [first.value];
  const joints: Joint[] = [];
  let { next } = first;
  for (;;) {
    const joint = jointAt(tokens, next);
    const number = joint && numberAt(tokens, joint.next);
    if (!number || !mayTake(number.next)) return { values, joints, next };
    if (values.length >= MOST) return undefined;
    values.push(number.value);
    joints.push(joint.kind);
    next = number.next;
  }
}

/** `12`, `-7`, `twenty-four`, `one and a half`. */
function numberAt(tokens: readonly Token[], at: number): NumberAt | undefined {
  const word = wordAt(tokens, at);
  if (word === '-') return negativeAt(tokens, at);
  const value = numberIn(word);
  if (value === undefined) return wordNumberAt(tokens, at);
  if (wordAt(tokens, at + 1) === 'hundred') return hundredsAt(tokens, value, at + 2);
  const ones = isTens(word) ? onesAt(tokens, at + 1) : undefined;
  if (ones) return { value: value + ones.value, next: ones.next };
  const half = wordAt(tokens, at + 1) === 'and' ? halfAt(tokens, at + 2) : undefined;
  if (half) return { value: value + 0.5, next: half.next };
  // `1st, 2nd and 3rd`; the last one's is read with its unit.
  const isOrdinal = ORDINAL_ENDS.has(wordAt(tokens, at + 1)) && isJoint(wordAt(tokens, at + 2));
  return { value, next: isOrdinal ? at + 2 : at + 1 };
}

/** `half`, `a half` */
function halfAt(tokens: readonly Token[], at: number): NumberAt | undefined {
  const place = wordAt(tokens, at) === 'a' ? at + 1 : at;
  return wordAt(tokens, place) === 'half' ? { value: 0.5, next: place + 1 } : undefined;
}

/** `half a`, and `first` before other ordinals: `first, second and third month`. */
function wordNumberAt(tokens: readonly Token[], at: number): NumberAt | undefined {
  const word = wordAt(tokens, at);
  if (word === 'half')
    return { value: 0.5, next: /^an?$/.test(wordAt(tokens, at + 1)) ? at + 2 : at + 1 };
  const value = ordinalIn(word);
  const next = value !== undefined && isOrdinalNear(tokens, at) ? at + 1 : undefined;
  return value !== undefined && next !== undefined ? { value, next } : undefined;
}

/** Another stands before or after it, with nothing but joints between: `third, fifth, and tenth`. */
const isOrdinalNear = (tokens: readonly Token[], at: number): boolean =>
  [-1, 1].some((way) => {
    if (!isJoint(wordAt(tokens, at + way))) return false;
    const other = isJoint(wordAt(tokens, at + 2 * way)) ? 3 : 2;
    return ordinalIn(wordAt(tokens, at + other * way)) !== undefined;
  });

/** The rest of `one hundred and eighty`. */
function hundredsAt(tokens: readonly Token[], count: number, at: number): NumberAt {
  const place = wordAt(tokens, at) === 'and' ? at + 1 : at;
  // `one hundred and one hundred` is two numbers.
  const rest = wordAt(tokens, place + 1) === 'hundred' ? undefined : numberAt(tokens, place);
  return rest && rest.value > 0 && rest.value < 100
    ? { value: count * 100 + rest.value, next: rest.next }
    : { value: count * 100, next: at };
}

const isJoint = (word: string): boolean => LIST.has(word) || SPAN.has(word);

/** `-7`, apart from what is before it. */
function negativeAt(tokens: readonly Token[], at: number): NumberAt | undefined {
  const [sign, digits] = [tokens[at], tokens[at + 1]];
  const isOne = sign?.isGlued === false && digits?.isGlued === true && beginsWithDigit(digits.text);
  return isOne ? { value: 0 - Number(digits.text), next: at + 2 } : undefined;
}

/** The four of `twenty-four`. */
function onesAt(tokens: readonly Token[], at: number): NumberAt | undefined {
  const place = wordAt(tokens, at) === '-' ? at + 1 : at;
  const word = wordAt(tokens, place);
  const value = /^[a-z]/.test(word) ? numberIn(word) : undefined;
  return value !== undefined && value > 0 && value < 10 ? { value, next: place + 1 } : undefined;
}

/** `,`, `, and`, `-`, `- and` (`3- and 6-month`), `, … ,`. */
function jointAt(
  tokens: readonly Token[],
  at: number,
): { readonly kind: Joint; readonly next: number } | undefined {
  const isHanging = wordAt(tokens, at) === '-' && LIST.has(wordAt(tokens, at + 1));
  const to = toAt(tokens, at);
  if (to > 0) return { kind: 'span', next: to };
  if (!isHanging && SPAN.has(wordAt(tokens, at))) return { kind: 'span', next: at + 1 };
  let next = isHanging ? at + 1 : at;
  let kind: Joint | undefined;
  for (;;) {
    const dots = dotsAt(tokens, next);
    if (dots === 0 && !LIST.has(wordAt(tokens, next))) break;
    if (dots > 0) kind = 'dots';
    kind ??= 'list';
    next += Math.max(1, dots);
  }
  return kind && { kind, next };
}

/** Place after the joint of `6- to 12-month`, `6-to-12-month`; 0 for others. */
function toAt(tokens: readonly Token[], at: number): number {
  if (wordAt(tokens, at) !== '-' || wordAt(tokens, at + 1) !== 'to') return 0;
  return wordAt(tokens, at + 2) === '-' ? at + 3 : at + 2;
}

/** How many words `…` or `...` is. */
function dotsAt(tokens: readonly Token[], at: number): number {
  if (wordAt(tokens, at) === '…') return 1;
  return [0, 1, 2].every((index) => wordAt(tokens, at + index) === '.') ? 3 : 0;
}
