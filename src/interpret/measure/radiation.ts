/** Doses of radiation had, by their own words: `radiation therapy to the lung > 30 Gy`, `≥ 45 Gy of pelvic irradiation`. */
import { comparatorIn, BEFORE_NUMBER, quantity } from './counted.ts';
import { namedValue } from './named.ts';
import { nameBefore, type Phrase, phraseAfter, wordsOf } from './phrase.ts';
import type { Statement } from './statement.ts';

const DOSE = new RegExp(
  String.raw`(?:(?<![a-z])(${BEFORE_NUMBER}|exceeding|in excess of) ?)(?<![\d.,])(\d{1,4}(?:\.\d)?) ?(c)?gy(?![a-z])`,
  'g',
);
const RADIATION = /radiation|radiotherap|irradiat|(?<![a-z])(?:sbrt|tbi|mld)(?![a-z])|dose$/;
/** `to the lung that is` */
const LINK = /(?: (?:(?:that|which) (?:is|was|were)|at|with|doses?|delivered|received|a))+ ?$/;
const TO =
  /(?<![a-z])(?:[a-z-]+ )?(?:radiotherapy|radiation(?: therapy)?|irradiation) (?:to|of) (?:the )?$/;

export function readRadiation(text: string, words: string): readonly Statement[] {
  if (!text.includes('gy')) return [];
  return [...text.matchAll(DOSE)].flatMap(
    ({ index, 0: all, 1: sign, 2: digits = '', 3: centi }) => {
      const comparator = comparatorIn(sign, undefined);
      const end = index + all.length;
      const name = doneBefore(text, index) ?? doneAfter(text, end);
      if (!comparator || !name) return [];
      const value = quantity(Number(digits), comparator, centi === undefined ? 'Gy' : 'cGy');
      const place = { start: Math.min(name.start, index), end: Math.max(name.end, end) };
      return [namedValue(words.slice(name.start, name.end), value, place)];
    },
  );
}

function doneBefore(text: string, at: number): Phrase | undefined {
  const link = LINK.exec(text.slice(Math.max(0, at - 30), at))?.[0].length ?? 0;
  const name = nameBefore(text, at - link);
  if (!name) return undefined;
  const to = TO.exec(text.slice(Math.max(0, name.start - 50), name.start))?.[0].length ?? 0;
  const whole = { start: name.start - to, end: name.end };
  return RADIATION.test(wordsOf(text, whole)) ? whole : undefined;
}

function doneAfter(text: string, end: number): Phrase | undefined {
  const name = text.startsWith(' of ', end) ? phraseAfter(text, end + ' of '.length) : undefined;
  return name && RADIATION.test(wordsOf(text, name)) ? name : undefined;
}
