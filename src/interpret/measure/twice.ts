/** How often something is done or had, in words: `more than twice a week`, `no more than once daily`. */
import { BEFORE_NUMBER, comparatorIn, quantity } from './counted.ts';
import { namedValue } from './named.ts';
import { nameOften } from './often.ts';
import { phraseAfter } from './phrase.ts';
import type { Statement } from './statement.ts';
import { perOf } from './told.ts';

const TWICE = new RegExp(
  String.raw`(?<![a-z])(${BEFORE_NUMBER}) ?(once|twice)(?: ?(?:per|an?|each|every) | ?\/ ?| )(day|daily|week|weekly|month|monthly|year|yearly)(?![a-z])`,
  'g',
);

export function readTwice(text: string, words: string): readonly Statement[] {
  if (!/(?:once|twice)/.test(text)) return [];
  return [...text.matchAll(TWICE)].flatMap(({ index, 0: all, 1: sign, 2: said, 3: each = '' }) => {
    const comparator = comparatorIn(sign, undefined);
    const end = index + all.length;
    const after = /^ (?=[a-z])/.test(text.slice(end, end + 2)) ? phraseAfter(text, end) : undefined;
    const name = after ?? nameOften(text, index);
    if (!comparator || !name) return [];
    const ucum = perOf(each);
    const value = quantity(said === 'once' ? 1 : 2, comparator, ucum);
    const place = { start: Math.min(name.start, index), end: Math.max(name.end, end) };
    return [namedValue(words.slice(name.start, name.end), value, place)];
  });
}
