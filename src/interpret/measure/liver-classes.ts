/** Classes of the liver anywhere in a criterion: Child-Pugh (`A or B7`, `worse than class A`) and Barcelona stages. */
import type { CriterionValue, TypedCriterion } from '../../trial/understood.ts';
import { BEFORE_NUMBER, comparatorIn } from './counted.ts';
import { concept } from './lexicon/variable.ts';
import type { Statement } from './statement.ts';

const CHILD_CLASS = concept('child-pugh-class', 'Child-Pugh class');
const CHILD_SCORE = concept('child-pugh-score', 'Child-Pugh score');
const BCLC = concept('bclc-stage', 'BCLC stage');

const WORDS = String.raw`(?: ?(?:\)|liver function|class(?:es|ification)?|grades?|score|stages?|staging|status|level|cirrhosis|rating|index|category|system|of|is|was|:|=|\([a-z -]{2,40}\)|\(|-))*`;
const SEP = String.raw` ?(?:,|\/|;|-|~|&)? ?(?:or|and|to|through)? ?(?:class |grade |stage |child-pugh )?`;
/** `A or B7 liver function`, `A (5-6 points)`: says the same again. */
const TAIL = String.raw`(?: (?:liver function|cirrhosis|points?)(?![a-z])| ?\((?:score )?5 ?(?:-|or|to) ?[67](?: points?)?\))*`;
const CHILD = new RegExp(
  String.raw`(?:(${BEFORE_NUMBER}) ?(?:an? |the )?)?(?<![a-z])child[- ]?(?:turcotte[- ])?pugh(?:[- ]turcotte)?(?:'s)?${WORDS} *([<>≤≥]=?)? ?((?<![a-z])[abc](?:[5-9]|1[0-5])?(?![a-z\d])(?:${SEP}[abc](?:[5-9]|1[0-5])?(?![a-z\d])){0,2})(?: ?\(? ?(?:or|and) (higher|greater|above|worse|more))?(?: ?\(? ?(?:score )?≤ ?([5-9]))?${TAIL}`,
  'g',
);
const STAGES = new RegExp(
  String.raw`(?<![a-z])(?:bclc|barcelona clinic(?:al)? liver cancer)${WORDS} ?((?<![a-z])[0abcd](?:[12])?(?![a-z\d])(?:${SEP}[0abcd](?:[12])?(?![a-z\d])){0,3})(?! ?\([^()]{1,60}\) ?(?:or|and) (?:stage )?[0abcd](?![a-z]))`,
  'g',
);

export function readLiverClasses(text: string, words: string): readonly Statement[] {
  return [
    ...(text.includes('pugh') ? readChild(text, words) : []),
    ...(/bclc|barcelona/.test(text) ? readBarcelona(text, words) : []),
  ];
}

/** An `a` may be an article: letters are capital, or nobody writes any. */
const isCapital = (words: string, match: RegExpExecArray, list: string): boolean => {
  const at = match.index + match[0].lastIndexOf(list);
  const letters = words.slice(at, at + list.length);
  return /[A-D]/.test(letters) || /(?:class|grade|stage)[ (]*$/i.test(words.slice(match.index, at));
};

const POINTS: Readonly<Record<string, readonly [number, number]>> = {
  a: [5, 6],
  b: [7, 9],
  c: [10, 15],
};

function readChild(text: string, words: string): readonly Statement[] {
  return [...text.matchAll(CHILD)].flatMap((match) => {
    const { index, 0: found, 1: before, 2: inner, 3: list = '', 4: after, 5: most } = match;
    if (!isCapital(words, match, list)) return [];
    const lead = found.length - found.trimStart().length;
    const place = { start: index + lead, end: index + found.length };
    const compared = comparatorIn(inner ?? before, undefined) ?? (after && '>=');
    return [{ rule: 'child-pugh', ...valueOf(list, compared, most), ...place }];
  });
}

type Typed = Pick<TypedCriterion, 'type' | 'value'>;

function valueOf(list: string, comparator: string | undefined, most: string | undefined): Typed {
  const tokens = list.match(/[abc](?:1[0-5]|[5-9])?/g) ?? [];
  const points = tokens.flatMap((token) =>
    token.length > 1 ? [Number(token.slice(1))] : (POINTS[token] ?? []),
  );
  const [low, high] = [Math.min(...points), Math.max(...points)];
  if (comparator !== undefined) return { type: CHILD_SCORE, value: boundOf(comparator, low, high) };
  const [only = ''] = tokens;
  if (tokens.length === 1 && only.length === 1 && most === undefined) {
    const code = only.toUpperCase();
    const value = { system: 'child-pugh-class', code, display: `Class ${code}` };
    return { type: CHILD_CLASS, value: { kind: 'code', ...value } };
  }
  const top = most === undefined ? high : Math.min(high, Number(most));
  return { type: CHILD_SCORE, value: { kind: 'range', low, high: top } };
}

function boundOf(comparator: string, low: number, high: number): CriterionValue {
  const isAbove = comparator.startsWith('>');
  const isStrict = comparator.length === 1;
  if (isAbove) return { kind: 'quantity', comparator: '>=', value: isStrict ? high + 1 : low };
  return { kind: 'quantity', comparator: '<=', value: isStrict ? low - 1 : high };
}

function readBarcelona(text: string, words: string): readonly Statement[] {
  return [...text.matchAll(STAGES)].flatMap((match) => {
    const { index, 0: found, 1: list = '' } = match;
    if (!isCapital(words, match, list)) return [];
    const values = [...new Set(list.match(/[0abcd](?=[12]?(?:[^a-z\d]|$))/g))].map(
      (stage): CriterionValue => {
        const code = stage.toUpperCase();
        return { kind: 'code', system: 'bclc-stage', code, display: `Stage ${code}` };
      },
    );
    const [first] = values;
    if (!first) return [];
    const value = values.length === 1 ? first : ({ kind: 'any-of', values } as const);
    return [{ rule: 'bclc-stage', type: BCLC, value, start: index, end: index + found.length }];
  });
}
