/** How often something is done or had, by its own words: `use of bronchodilators more than three times per week`. */
import type { Comparison } from './comparisons.ts';
import { nameBefore, phraseAfter, usedBefore, wordsOf, type Phrase } from './phrase.ts';
import { inUnit, perOf, type Told } from './told.ts';

const OFTEN =
  /(?: ?(x|times?))?(?: ?\/ ?| (?:per|an?|each|every) | (?=daily|weekly))(day|daily|night|week|weekly|month|monthly|year|d|wk|mo)(?![a-z])/y;
/** What the phrase is of: `use of bronchodilators`. */
const OF =
  /(?<![a-z])(?:[a-z-]+ )?(?:treatment|therapy|use|usage|participation|consumption|intake|frequency|exacerbations?|symptoms?) (?:of|with|in) (?:the |an? )?$/;
const NO_NAME =
  /^(?:up|present|days?|active|awake|asleep|(?:[a-z]+ )?periods?|(?:[a-z]+ )?symptoms\/signs|total|average|mean|on average|dose|doses|daily|regularly|patients?|subjects?|least|visits?|frequency|dosage|occurring)$|(?<![a-z])(?:dose|doses|mg|ug|hours?|days?)$/;

/** `less than 60 minutes of structured exercise per week` */
function readSpent(text: string, { value, end }: Comparison): Told | undefined {
  if (!['h', 'min'].includes(value.ucum ?? '') || !text.startsWith(' of ', end)) return undefined;
  const name = phraseAfter(text, end + ' of'.length);
  OFTEN.lastIndex = name?.end ?? text.length;
  const [, times, each] = OFTEN.exec(text) ?? [];
  if (!name || each === undefined || times !== undefined) return undefined;
  const ucum = `${value.ucum ?? ''}${perOf(each === 'night' ? 'day' : each)}`;
  return { name, value: inUnit(value, ucum), end: OFTEN.lastIndex };
}

export function readOften(text: string, one: Comparison): Told | undefined {
  const { value, start, end } = one;
  const spent = readSpent(text, one);
  if (spent) return spent;
  // `5 or more days per week`
  const often = value.ucum ?? '';
  if (!['', 'd', 'h', 'min'].includes(often)) return undefined;
  OFTEN.lastIndex = end;
  const [, times, each] = OFTEN.exec(text) ?? [];
  if (each === undefined) return undefined;
  const name = nameOften(text, start);
  // `attack frequency of 1 to 8 per day`
  const isSaid = often !== '' || times !== undefined;
  if (!name || !(isSaid || /(?:^| )frequency$/.test(wordsOf(text, name)))) return undefined;
  const ucum = `${often}${perOf(each === 'night' ? 'day' : each)}`;
  return { name, value: inUnit(value, ucum), end: OFTEN.lastIndex };
}

const LINK = /(?: (?:for|on|on average|lasting|an average of|of|with))* *$/;
/** `use for symptom control` */
const PURPOSE = / use( for [a-z]+(?: [a-z]+){0,3})$/;
/** `at the same address` */
const PLACE = /(?<![a-z])(?:at|in|on|during|by)(?: the)? ?$/;

/** What is done so often, before `at`. */
export function nameOften(text: string, at: number): Phrase | undefined {
  const link = LINK.exec(text.slice(Math.max(0, at - 30), at))?.[0].length ?? 0;
  const near = text.slice(Math.max(0, at - link - 60), at - link);
  const purpose = PURPOSE.exec(near)?.[1]?.length ?? 0;
  const name = usedBefore(text, at - link - purpose, nameBefore);
  if (!name || NO_NAME.test(wordsOf(text, name))) return undefined;
  const before = text.slice(Math.max(0, name.start - 40), name.start);
  if (PLACE.test(before)) return undefined;
  return { start: name.start - (OF.exec(before)?.[0].length ?? 0), end: name.end };
}
