/**
 * Criteria that a rule understands as a type and a value (MAPPING 5.2).
 *
 * A rule counts where it matches the whole criterion (`full`), or for an inclusion its beginning, when
 * what follows only narrows it (`partial`): half an exclusion would exclude too many (D5).
 */
import type { CriterionStatement, TypedCriterion } from '../../trial/understood.ts';
import { normalText } from '../measure/normal-text.ts';
import { CHILD_PUGH_RULES } from './child-pugh.ts';
import { readNumber, type Rule } from './rule.ts';
import { STAGE_RULES } from './stages.ts';

const LOINC = 'http://loinc.org';
const CONCEPT = 'criterion-concept';

const COMPARED =
  '(?:≥|>=|>|=>|at least|more than|greater than(?: or equal to)?|older than|over|above|longer than|exceeding|minimum(?: of)?|not less than|no less than|of at least)';
const WHO =
  '(?:(?:male|men|female|women)s?,? ?(?:and|or|/) ?(?:fe)?(?:male|men|women)s?,? )?(?:(?:adult )?(?:patients?|subjects?|participants?|adults?|individuals?|volunteers?|persons?|men|women)(?:,| who are| must be| should be| are| is| of| with| at)?:? )?';
const AGE =
  '(?:(?:must be |should be )?(?:age[ds]?|ages|aging|the age)(?: at (?:screening|enrol+ment|inclusion|consent))?(?:d)?(?: is| must be| range| of| from|:)*(?: between)? ?|between (?:the ages? of )?|from |of )?';
const YEARS = '(?:years?|yrs?|y)(?:[ -]old| of age|[ -]of[ -]age)?(?: or older)?';
const INCLUSIVE =
  '(?:,? ?\\(?(?:both )?(?:inclusive|included|including (?:both|boundary|cut-off)[^)]{0,30})\\)?)?';
const SEXES =
  '(?:[,;]? ?(?:of )?(?:either (?:sex|gender)|both (?:sexes|genders)|(?:and )?(?:male|men)s? ?(?:or|and|/) ?(?:female|women)s?|(?:female|women)s? ?(?:or|and|/) ?(?:male|men)s?|no (?:gender|sex) limit(?:ation)?|any (?:sex|gender)))?';
// Each word stands in one alternative only: two ways to read a word would double the time with each repetition.
const ECOG =
  '(?:have |having |with |an? |the |patients? (?:with|must have|have) )*(?:eastern cooperative oncology group|ecog)(?: ?[(]?(?:ecog|performance|status|ps|score|scale|grade|physical|condition|level|behavior|behaviour)[)]?)*(?: (?:of|is|was|must be|should be|at)|:|=|,)* ?';

const YEAR_WORDS = ['year', 'yr'];

const range = (low: number, high: number, unit: string, ucum: string): TypedCriterion['value'] => ({
  kind: 'range',
  low,
  high,
  unit,
  ucum,
});

const age = (value: TypedCriterion['value']): TypedCriterion => ({
  type: { system: LOINC, code: '30525-0', display: 'Age' },
  value,
});

const RULES: readonly Rule[] = [
  {
    name: 'age',
    needs: YEAR_WORDS,
    pattern: `${WHO}${AGE}(\\d{1,2}) ?(?:years?|yrs?)?(?: old| of age)? ?(?:-|–|to|and|~|through|≤ ?age ?≤) ?(\\d{1,3}) ?${YEARS}${INCLUSIVE}${SEXES}${INCLUSIVE}`,
    read: ([low, high]) =>
      readNumber(low) < readNumber(high)
        ? age(range(readNumber(low), readNumber(high), 'years', 'a'))
        : undefined,
  },
  {
    name: 'age',
    needs: YEAR_WORDS,
    pattern: `${WHO}${AGE}(≥|>=|>|=>|at least|older than|over|above|more than|greater than(?: or equal to)?) ?(\\d{1,2}) ?${YEARS}${INCLUSIVE}${SEXES}`,
    read: ([comparator, low]) =>
      age({
        kind: 'quantity',
        value: readNumber(low),
        comparator: /^(?:>|older than|over|above|more than|greater than)$/.test(comparator ?? '')
          ? '>'
          : '>=',
        unit: 'years',
        ucum: 'a',
      }),
  },
  {
    name: 'age',
    needs: YEAR_WORDS,
    pattern: `${WHO}${AGE}(\\d{1,2}) ?(?:years?|yrs?)(?: old| of age)? ?(?:or|and|of age or|,) ?(?:older|above|over|greater|more)${SEXES}`,
    read: ([low]) =>
      age({ kind: 'quantity', value: readNumber(low), comparator: '>=', unit: 'years', ucum: 'a' }),
  },
  {
    name: 'age',
    needs: YEAR_WORDS,
    pattern: `${WHO}${AGE}(<|≤|<=|younger than|under|below|less than) ?(\\d{1,3}) ?${YEARS}`,
    read: ([comparator, high]) =>
      age({
        kind: 'quantity',
        value: readNumber(high),
        comparator: /^(?:≤|<=)$/.test(comparator ?? '') ? '<=' : '<',
        unit: 'years',
        ucum: 'a',
      }),
  },
  {
    name: 'ecog',
    needs: ['ecog', 'eastern'],
    pattern: `${ECOG}([0-3]) ?(?:-|–|to|or|and|/|,|~) ?([1-4])(?: points?| score)?`,
    read: ([low, high]) =>
      readNumber(low) < readNumber(high) ? ecog(readNumber(low), readNumber(high)) : undefined,
  },
  {
    name: 'ecog',
    needs: ['ecog', 'eastern'],
    pattern: `${ECOG}(?:≤|<=|=<|no more than|not more than|up to|less than or equal to) ?([0-4])(?: points?)?`,
    read: ([high]) => ecog(0, readNumber(high)),
  },
  {
    name: 'karnofsky',
    needs: ['karnofsky', 'kps'],
    pattern: `(?:an? |have |having |with )*(?:karnofsky|kps)(?: ?\\(?kps\\)?)?(?: (?:performance|score|status|scale|index|ps))*(?: ?\\(kps\\))?(?: (?:of|is)|:)* ?(≥|>=|>|at least|greater than or equal to|more than) ?(\\d{2,3}) ?(?:%|points?)?`,
    read: ([comparator, value]) => ({
      type: { system: LOINC, code: '89243-0', display: 'Karnofsky Performance Status score' },
      value: {
        kind: 'quantity',
        value: readNumber(value),
        comparator: /^(?:>|more than)$/.test(comparator ?? '') ? '>' : '>=',
      },
    }),
  },
  ...CHILD_PUGH_RULES,
  {
    name: 'life-expectancy',
    needs: ['expect', 'survival', 'life'],
    pattern: `(?:an? |have |having |with |patients? (?:with|has|have|must have) )*(?:(?:predicted|expected|estimated|anticipated|the) )*(?:life expectancy|survival(?: time| period)?|lifetime|life span)(?: (?:is|of|must be|time))*(?: expected)? ?${COMPARED.replace('(?:', '(')} ?(\\d{1,3}|one|two|three|four|six|twelve) ?(weeks?|months?|years?|days?)`,
    read: ([comparator, value, unit]) => lifeExpectancy(comparator ?? '', value, unit ?? ''),
  },
  {
    name: 'measurable-lesion-count',
    needs: ['measurable'],
    pattern:
      '(?:have |having |has |with |patients? (?:with|must have|have) )*(?:(?:at least|≥|>=|a minimum of) )?(?:≥ ?)?(one|1|two|2|a) (?:\\(?(?:one|1)\\)? )?(?:(?:or more|untreated|target|intrahepatic|radiographically) ){0,2}measurable (?:target |tumou?r |disease )?(?:lesions?|disease|tumou?rs?)',
    read: ([count]) => ({
      type: {
        system: CONCEPT,
        code: 'measurable-lesion-count',
        display: 'Measurable lesion count',
      },
      value: { kind: 'quantity', value: readNumber(count), comparator: '>=' },
    }),
  },
  ...STAGE_RULES,
];

function ecog(low: number, high: number): TypedCriterion {
  return {
    type: { system: LOINC, code: '89247-1', display: 'ECOG Performance Status score' },
    value: { kind: 'range', low, high },
  };
}

const LIFE_UNITS: Readonly<Record<string, readonly [string, string]>> = {
  day: ['days', 'd'],
  week: ['weeks', 'wk'],
  month: ['months', 'mo'],
  year: ['years', 'a'],
};

function lifeExpectancy(
  comparator: string,
  value: string | undefined,
  unit: string,
): TypedCriterion | undefined {
  const [words, ucum] = LIFE_UNITS[unit.replace(/s$/, '')] ?? [];
  if (words === undefined || ucum === undefined) return undefined;
  const isStrict =
    /^(?:>|more than|greater than|over|above|longer than|exceeding|older than)$/.test(comparator);
  return {
    type: { system: CONCEPT, code: 'life-expectancy', display: 'Life expectancy' },
    value: {
      kind: 'quantity',
      value: readNumber(value),
      comparator: isStrict ? '>' : '>=',
      unit: words,
      ucum,
    },
  };
}

const COMPILED = RULES.map((rule) => ({ ...rule, pattern: new RegExp(`^${rule.pattern}`) }));
/** What every text has that a rule matches: most criteria have none of it and need not be made alike first. */
const MAY_MATCH = new RegExp([...new Set(RULES.flatMap(({ needs }) => needs))].join('|'), 'i');
/** Most criteria match no rule: one look at all beginnings is cheaper than one for each. */
const ANY_RULE = new RegExp(`^(?:${RULES.map(({ pattern }) => pattern).join('|')})`);

/** Longer criteria say more than one thing. */
const LONGEST = 400;

/** What may follow a necessary condition without weakening it. */
const NARROWS =
  /^\s*(?:[,;(.]|(?:with|per|according|as|at|within|based|by|assessed|evaluated|before|prior|on|in)\b)/i;
const WEAKENS = /\b(?:or|unless|except|if|but|excluding|allowed|permitted|eligible)\b/i;

/** What a rule read from the beginning of a criterion. */
export interface Read {
  readonly statement: CriterionStatement;
  /** `partial`: more is said, which only narrows it. */
  readonly coverage: 'full' | 'partial';
}

/** The rule that matches a whole criterion, or for an inclusion its beginning. */
export function readByRule(text: string, exclude: boolean): Read | undefined {
  if (!MAY_MATCH.test(text)) return undefined;
  const { words, places } = wordsOf(text.slice(0, LONGEST * 2));
  if (words.length > LONGEST || !ANY_RULE.test(words)) return undefined;
  for (const rule of COMPILED) {
    const found = rule.needs.some((word) => words.includes(word))
      ? readRule(rule, words, exclude)
      : undefined;
    if (found) {
      const { typed, coverage, length } = found;
      const excerpt = text.slice(places(0), places(length - 1) + 1);
      return { coverage, statement: { ...typed, rule: rule.name, excerpt } };
    }
  }
  return undefined;
}

interface Matched {
  readonly typed: TypedCriterion;
  readonly coverage: Read['coverage'];
  /** Of the words that matched. */
  readonly length: number;
}

function readRule(
  { needs, pattern, read }: (typeof COMPILED)[number],
  words: string,
  exclude: boolean,
): Matched | undefined {
  const match = pattern.exec(words);
  const typed = match && match[0].trim() !== '' ? read(match.slice(1)) : undefined;
  if (!match || !typed) return undefined;
  const { length } = match[0].trimEnd();
  const rest = words.slice(match[0].length);
  if (rest === '') return { coverage: 'full', typed, length };
  // `At least 5 years in remission` is no age.
  const isNamed = needs !== YEAR_WORDS || /\bage|\bold\b/.test(match[0]);
  return !exclude && isNamed && isNarrowing(rest)
    ? { coverage: 'partial', typed, length }
    : undefined;
}

const isNarrowing = (rest: string): boolean => NARROWS.test(rest) && !WEAKENS.test(rest);

const CLOSING = ' .;,';

interface Words {
  readonly words: string;
  /** Place in the text of the sign at a place of the words. */
  readonly places: (at: number) => number;
}

/** Without repeated blanks and closing punctuation, signs made alike. */
function wordsOf(text: string): Words {
  const alike = normalText(text);
  let end = alike.length;
  while (end > 0 && CLOSING.includes(alike.charAt(end - 1))) end -= 1;
  const start = alike.length - alike.trimStart().length;
  const words = alike.slice(start, end);
  if (!words.includes('  ')) return { words, places: (at) => start + at };
  const kept = Array.from({ length: words.length }, (_, at) => at).filter(
    (at) => words.charAt(at) !== ' ' || words.charAt(at - 1) !== ' ',
  );
  return {
    words: kept.map((at) => words.charAt(at)).join(''),
    places: (at) => start + (kept[at] ?? at),
  };
}
