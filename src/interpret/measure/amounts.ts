/**
 * Amounts of what people take and have, by their own words: doses of medicines (`> 10 mg prednisone daily`), cigarettes,
 * drinks, attacks in a time, versions of a telephone.
 */
import type { CriterionValue } from '../../trial/understood.ts';
import { BEFORE_NUMBER, comparatorIn, quantity, SMALL_NUMBER, smallNumber } from './counted.ts';
import { namedValue } from './named.ts';
import { readRadiation } from './radiation.ts';
import { overlap, type Statement } from './statement.ts';
import { perOf } from './told.ts';

const BEFORE = String.raw`(?<sign>${BEFORE_NUMBER}|no(?:t)? exceed(?:ing)?|exceeds|higher than|in excess of) ?`;
const AFTER = String.raw`(?<after> or (?:more|less|higher|lower|greater|fewer|above|below))?`;
const DIGITS = String.raw`(?<digits>\d{1,5}(?:[.,]\d{1,3})?)`;

const DRUG =
  '(?:methyl)?predniso(?:lo)?ne|dexamethasone|hydrocortisone|(?:beta|beclo)methasone|cortisone|budesonide|fluticasone|deflazacort|aspirin|acetylsalicylic acid|insulin|methotrexate|morphine|oxycodone|acetaminophen|paracetamol|levodopa|furosemide|doxorubicin|epirubicin|daunorubicin|anthracyclines?';
const DAILY = String.raw`(?: ?(?:\/|per|pro|a|every) ?(?:day|d|24 ?h(?:ou)?rs?)|,? (?:daily|once daily|qd))`;
const UNIT = String.raw`(?<unit>mg|ug|mcg|micrograms?|milligrams?|g|grams?|units?|iu|u(?= ?\/ ?kg))(?: ?\/ ?(?<per>kg|m ?\^?2))?(?![a-z\d])`;
const KIND = '(?: (?:equivalents?|dosage|usage|requirements?|needs?))?';

/** `> 10 mg/day of oral prednisone or equivalent`, `10 mg daily or more prednisone equivalent` */
const DOSE_OF = new RegExp(
  String.raw`(?:${BEFORE})?(?<![\d.])${DIGITS} ?${UNIT}(?<daily>${DAILY})?${AFTER}(?: doses?)?(?: of)?(?: (?:oral|systemic|inhaled|total|daily))* (?<name>(?:${DRUG})${KIND})(?![a-z-]| ?\/ ?kg| equivalents? ?\/ ?kg)(?:\)|,| \(?or (?:its |an )?equivalents?\)?)?(?<day>${DAILY}(?![a-z]))?`,
  'g',
);
/** `prednisone (or equivalent) ≤ 10 mg/day` */
const DOSED = new RegExp(
  String.raw`(?<![a-z-])(?<most>max(?:imum|imal)? (?:daily )?(?:dose of )?)?(?<name>(?:${DRUG})${KIND})(?:,? ?\(?or (?:its |an )?equivalents?\)?)?(?: (?:of|at|is|was|dose|doses|daily|at doses?|a dose|taken))* *[[(]? *(?:${BEFORE})?(?<![\d.])${DIGITS} ?${UNIT}(?<daily>${DAILY}(?![a-z]))?${AFTER}`,
  'g',
);
/** `daily steroids at a dose of`, `a daily dose of` */
const DAILY_BEFORE = /(?<![a-z])daily(?: (?!for |within |and |or )[a-z]+){0,5} ?$/;
const MAY_HAVE_DOSE = new RegExp(`(?:${DRUG})(?![a-z])`);

const MODIFIER =
  '(?!(?:or|and|of|the|in|per|with|for|at|to|prior|previous|documented|more|consecutive|additional|other|separate|such|these|acute|severe|moderate|daily|levels?)(?![a-z]))[a-z-]+ ';
const NOUNS =
  'attacks?|seizures?|recurrences?|menstrual cycles?|(?:cervical|lumbar|vertebral|spinal|spine|disc|disk|diseased|contiguous) levels?|lumbar dis[ck]s?|episodes?|exacerbations?|seasons?|cigarettes?|flares?|migraine days|headache days|hot flashes|bowel movements|(?:assessable|evaluable|identifiable|targetable) (?:[a-z]+ )?lesions?';
const EACH = String.raw`(?:(?: \([a-z0-9-]{2,8}\))? ?(?:\/|per|a|each|every|in a) ?(day|week|month|year|d|wk|mo|24 ?h(?:ou)?rs?)(?![a-z])| (daily|weekly)(?![a-z]))?`;
const COUNTED = new RegExp(
  String.raw`(?:(?<![a-z])((?:(?:mean|average|headache|seizure|attack) ){0,2}frequency) of )?(?:(?<![a-z])(${BEFORE_NUMBER}) ?)?(?<![a-z\d.-])(${SMALL_NUMBER})(?: ?(?:-|to) ?(\d{1,3}))?( or (?:more|fewer|less))? ((?:${MODIFIER}){0,3}(?:${NOUNS}))(?![a-z-])${EACH}`,
  'g',
);

const DRINKS = new RegExp(
  String.raw`(alcohol (?:consumption|intake|use|drinking)[^.;\n<>≤≥\d]{0,20}?)?${BEFORE}(?<![\d.])(${SMALL_NUMBER}) (?:units?|(?:standard |alcoholic )*(?:drinks?|beverages?|glasses))\.?(?: of (?:pure )?(alcohol|alcoholic (?:drinks|beverages)))?(?: alcohol)? ?(?:\/|per|a|each|every) ?(day|week|month|d|wk)(?![a-z])`,
  'g',
);
const VERSION =
  /(?<![a-z])((?:(?:iphone|android) operating system \((?:ios|os)\)|ios|android|os|iphone))\)?(?: (?:os|version|versions|system|running))*\)?,? *([<>≤≥]=? ?)?(\d{1,2}(?:\.\d{1,2})?)(?:[\d.]*)( (?:or|and) (?:higher|above|later|newer|greater|up|more recent)|\+)?/g;

const perEach = (word: string | undefined): string | undefined =>
  word === undefined ? undefined : perOf(word.trim());

/** What every one of these texts has. */
const MAY_COUNT =
  /attack|seizure|recurrence|cycles|levels?(?![a-z])|dis[ck]s|episode|exacerbation|season|cigarette|flare|(?:migraine|headache) days|flash|movement|able [a-z ]*lesion/;

export function readAmounts(text: string, words: string): readonly Statement[] {
  return [
    ...(MAY_HAVE_DOSE.test(text) ? readDoses(text, words) : []),
    ...(MAY_COUNT.test(text) ? readCounted(text, words) : []),
    ...(text.includes('alcohol') || text.includes('drink') ? readDrinks(text, words) : []),
    ...readRadiation(text, words),
    ...(text.includes('phone') || text.includes('android') ? readVersions(text, words) : []),
  ];
}

interface Found {
  readonly name: string;
  readonly value: CriterionValue;
  readonly match: RegExpExecArray;
}

function toStatement({ name, value, match: { index, 0: found } }: Found): Statement {
  const lead = found.length - found.trimStart().length;
  return namedValue(name, value, { start: index + lead, end: index + found.length });
}

/** The words of the text that a group of a match found. */
function wordsOf(words: string, { index, 0: all }: RegExpExecArray, group: string): string {
  const at = index + all.indexOf(group);
  return words.slice(at, at + group.length).trim();
}

const decimal = (digits: string): number => Number(digits.replace(',', '.'));

function readDoses(text: string, words: string): readonly Statement[] {
  const before = dosesBy(DOSE_OF, text, words);
  const behind = dosesBy(DOSED, text, words).filter(
    (one) => !before.some((other) => overlap(one, other)),
  );
  return [...before, ...behind];
}

const dosesBy = (pattern: RegExp, text: string, words: string): readonly Statement[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const {
      sign,
      most,
      after,
      digits = '',
      unit = '',
      per,
      daily,
      day,
      name = '',
    } = match.groups ?? {};
    const comparator = comparatorIn(sign ?? most, after);
    if (!comparator) return [];
    const isDaily =
      (daily ?? day) !== undefined ||
      DAILY_BEFORE.test(text.slice(Math.max(0, match.index - 40), match.index));
    const ucum = unitOf(unit, per, isDaily);
    const value = quantity(decimal(digits), comparator, ucum);
    return [toStatement({ name: wordsOf(words, match, name), value, match })];
  });

const BASES: readonly (readonly [RegExp, string])[] = [
  [/^m(?:g|ill)/, 'mg'],
  [/^(?:ug|mc|mic)/, 'ug'],
  [/^g(?:ram|$)/, 'g'],
];

function unitOf(unit: string, per: string | undefined, isDaily: boolean): string {
  const base = BASES.find(([pattern]) => pattern.test(unit))?.[1] ?? 'U';
  const body = per === undefined ? '' : `/${per.replaceAll(/[ ^]/g, '')}`;
  return `${base}${body}${isDaily ? '/d' : ''}`;
}

function readCounted(text: string, words: string): readonly Statement[] {
  return [...text.matchAll(COUNTED)].flatMap((match) => {
    const {
      1: often,
      2: sign,
      3: number = '',
      4: high,
      5: after,
      6: noun = '',
      7: each,
      8: daily,
    } = match;
    const name = often ?? noun;
    const low = smallNumber(number);
    const isLeast = /(?:^|[ (])min(?:imum)?(?: of)? ?$/.test(
      text.slice(Math.max(0, match.index - 12), match.index),
    );
    const comparator =
      comparatorIn(sign, after) ?? (often !== undefined && isLeast ? '>=' : undefined);
    const ucum = perEach(each ?? daily);
    const value =
      high === undefined
        ? comparator && quantity(low, comparator, ucum)
        : toRange(low, Number(high), ucum);
    if (!value || Number.isNaN(low)) return [];
    return [toStatement({ name: wordsOf(words, match, name), value, match })];
  });
}

const toRange = (
  low: number,
  high: number,
  ucum: string | undefined,
): CriterionValue | undefined =>
  high > low
    ? { kind: 'range', low, high, ...(ucum !== undefined && { unit: ucum, ucum }) }
    : undefined;

function readDrinks(text: string, words: string): readonly Statement[] {
  return [...text.matchAll(DRINKS)].flatMap((match) => {
    const { 1: lead, 2: sign, 3: number = '', 4: behind, 5: each } = match;
    const group = behind ?? /^alcohol [a-z]+/.exec(lead ?? '')?.[0];
    const comparator = comparatorIn(sign, undefined);
    if (group === undefined || !comparator) return [];
    const value = quantity(smallNumber(number), comparator, perEach(each));
    return [toStatement({ name: wordsOf(words, match, group), value, match })];
  });
}

function readVersions(text: string, words: string): readonly Statement[] {
  return [...text.matchAll(VERSION)].flatMap((match) => {
    const { 1: name = '', 2: sign, 3: digits = '', 4: after } = match;
    if (sign === undefined && after === undefined) return [];
    const comparator = comparatorIn(sign, undefined) ?? '>=';
    const value = quantity(Number(digits), comparator);
    return [toStatement({ name: wordsOf(words, match, name), value, match })];
  });
}
