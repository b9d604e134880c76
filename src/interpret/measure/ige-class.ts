/** Classes of specific IgE, by the words of the text: `RAST test with class ≥ 2`, `class II or higher aspergillus IgE`. */
import { BEFORE_NUMBER, comparatorIn } from './counted.ts';
import { namedValue } from './named.ts';
import { gradeNumber } from './roman.ts';
import type { Statement } from './statement.ts';

const TEST = String.raw`(?:(?!(?:with|by|an?|the|of|and|to|or|for|in|their|positive|detectable) )[a-z-]+[- ])?(?:specific (?:ige|immunoglobulin e|antibod(?:y|ies))|s?ige|rast|cap(?:[- /]rast)?|immunocap|radioallergosorbent)(?![a-z])`;
const SIGN = String.raw`${BEFORE_NUMBER}|(?:great|high)er (?:th[ae]n )?or equal (?:to|th[ae]n)`;
const CLASS = String.raw`class(?:es)?`;
const NUMBER = String.raw`([0-6]|i{1,3}|iv|vi?)(?![a-z\d.%])(?: ?(?:-|to) ?([1-6])(?!\d))?`;
const MORE = String.raw`( (?:or|and) (?:higher|above|more|greater))?`;

const AFTER_NAME = new RegExp(
  String.raw`(?<![a-z])(?<name>${TEST}(?:(?!class)[^.;:\n<>≤≥\d]){0,80}?)(?:(${SIGN}) ?)?(?<![a-z])(?:ige )?${CLASS} ?(?:(${SIGN}) ?)?${NUMBER}${MORE}`,
  'g',
);
const BEFORE_NAME = new RegExp(
  String.raw`(?:(${SIGN}) ?)?(?<![a-z])${CLASS} ${NUMBER}${MORE} (?:(?:at|for|of|in|by) )?(?<name>(?:[a-z-]+ ){0,2}${TEST})`,
  'g',
);

/** What follows the name: `for birch as documented by`, `(ImmunoCAP)`. */
const ASIDE =
  /(?: (?:as|by|with|defined|measured|determined|tested)(?![a-z])| ?[(,]| (?:of|to|at|in)? ?$).*$/;

/** `CAP-RAST ≥ 2`: a class, where no unit follows. */
const RAST = new RegExp(
  String.raw`(?<![a-z])(?<name>(?:cap[- ])?rast)\)? ?([<>≤≥]=?) ?([1-6])(?![\d.,%]| ?(?:k|i?u|mg|ng|x))`,
  'g',
);

export function readIgeClasses(text: string, words: string): readonly Statement[] {
  if (text.includes('rast')) {
    const rast = [...text.matchAll(RAST)].flatMap((match) =>
      toStatement(words, match, {
        sign: match[2],
        low: match[3],
        high: undefined,
        more: undefined,
      }),
    );
    if (rast.length > 0) return rast;
  }
  if (!text.includes('class')) return [];
  const after = [...text.matchAll(AFTER_NAME)].flatMap((match) => {
    const [, , sign, other, low, high, more] = match;
    return toStatement(words, match, { sign: sign ?? other, low, high, more });
  });
  if (after.length > 0) return after;
  return [...text.matchAll(BEFORE_NAME)].flatMap((match) => {
    const [, sign, low, high, more] = match;
    return toStatement(words, match, { sign, low, high, more });
  });
}

type Said = Readonly<Record<'sign' | 'low' | 'high' | 'more', string | undefined>>;

function toStatement(
  words: string,
  { index, 0: all, groups }: RegExpExecArray,
  { sign, low = '', high, more }: Said,
): readonly Statement[] {
  const value = gradeNumber(low);
  const comparator = comparatorIn(sign, more);
  const { name = '' } = groups ?? {};
  const start = index + all.indexOf(name);
  // A class is no amount of the antibody: its name says so.
  const called = `${words.slice(start, start + name.replace(ASIDE, '').length)} class`;
  const place = { start: index, end: index + all.length };
  if (high !== undefined)
    return [namedValue(called, { kind: 'range', low: value, high: Number(high) }, place)];
  return comparator ? [namedValue(called, { kind: 'quantity', value, comparator }, place)] : [];
}
