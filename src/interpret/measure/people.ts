/** Ages without the word, and the one sex a criterion is restricted to. */
import { BEFORE_NUMBER, comparatorIn } from './counted.ts';
import { loinc } from './lexicon/variable.ts';
import type { Statement } from './statement.ts';

const AGE = loinc('30525-0', 'Age');
const SEX = loinc('46098-0', 'Sex');

/** `younger than 18`, `patients over 65 years`: what else has years is no age. */
const THAN =
  /(?<![a-z])(?:(younger|older) th[ae]n(?: or equal to)? ?(?:the age of )?(\d{1,3})(?:[ -]?(years?|yrs?|months?|weeks?))?|(?:patients?|subjects?|children|adults?|participants?|individuals?|people|persons?|men|women|minors|those|anyone|volunteers?|infants?|adolescents?|males?|females?|^) ?(?:who are |aged |are )?(under|over|above|below) (?:the age of )?(\d{1,3})[ -]?(years?|yrs?|months?))(?![a-z]| (?:ago|before|prior|since|duration|after))/g;
/** `18 years or older`, `adults ≥ 18 years`: of people. */
const OLDER =
  /(?<![\d.])(\d{1,3})[ -]?(years?|yrs?|months?)(?: of age)?,? (?:or|and|&) (older|above|over|younger|under|up)(?![a-z])/g;
const PEOPLE = new RegExp(
  String.raw`(?:(?<![a-z])(?:adults?|patients?|subjects?|participants?|children|men|women|males?|females?|individuals|people|volunteers?|persons?|adolescents?)(?: patients| subjects| participants)?(?: who are| with age| aged| ages| of)?[ ,(]{1,3}|^)(${BEFORE_NUMBER}) ?(\d{1,3}) ?(years?|yrs?)(?! (?:of (?!age)|after|since|prior|before|from|post|in|duration|history|ago|follow))(?![a-z])`,
  'g',
);
const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  y: ['years', 'a'],
  m: ['months', 'mo'],
  w: ['weeks', 'wk'],
};
const NO_PERSON =
  /(?<![a-z])(?:mri|scan|test|sample|biopsy|report|results?|tissue|specimen|imaging|onset|diagnosed)(?![a-z])[^.;]{0,50}$/;
type Sign = '<' | '<=' | '>=' | '>';

const MAY_HAVE_AGE =
  /(?:years?|yrs?|months?)(?: of age)?,? (?:or|and|&) (?:older|above|over|younger|under|up)|(?:[<>≤≥=]|least|than|most|to|above|over|below|under) ?\d+ ?(?:years?|yrs?)|(?:younger|older) th[ae]n|(?:under|over|above|below) (?:the age|\d)/;

export function readPeople(
  text: string,
  taken: readonly Statement[],
  exclude: boolean,
): readonly Statement[] {
  return [...readAges(text, taken), ...readSex(text, exclude)];
}

function readAges(text: string, taken: readonly Statement[]): readonly Statement[] {
  if (!MAY_HAVE_AGE.test(text)) return [];
  const found = [
    ...[...text.matchAll(THAN)].flatMap(ageOf),
    ...[...text.matchAll(OLDER)].flatMap(olderOf),
    ...[...text.matchAll(PEOPLE)].flatMap(peopleOf),
  ];
  return found.filter((one, at) => {
    const isTaken = [...taken, ...found.slice(0, at)].some(
      ({ start, end }) => start < one.end && one.start < end,
    );
    return (
      !isTaken &&
      !isOfSome(text, one.start) &&
      !NO_PERSON.test(text.slice(Math.max(0, one.start - 60), one.start))
    );
  });
}

/** `spirometry for subjects ≥ 6 years`: what some must do says nothing of the age of all. */
const isOfSome = (text: string, at: number): boolean =>
  at > 60 ||
  /(?<![a-z])(?:for|in|if|when|by|of)(?: (?:all|the|those|any|subjects?|patients?|participants?|children))* ?\(?$/.test(
    text.slice(0, at),
  );

type AgeUnit = readonly [string, string] | undefined;

function age(
  match: RegExpExecArray,
  value: string | undefined,
  unit: AgeUnit,
  comparator: Sign,
): readonly Statement[] {
  if (!unit) return [];
  const [words, ucum] = unit;
  const { index, 0: found } = match;
  const lead = found.length - found.trimStart().length;
  return [
    {
      rule: 'age',
      type: AGE,
      value: { kind: 'quantity', value: Number(value), comparator, unit: words, ucum },
      start: index + lead,
      end: index + found.length,
    },
  ];
}

const unitOf = (word: string | undefined): AgeUnit => UNITS[(word ?? 'y').charAt(0)];

function olderOf(match: RegExpExecArray): readonly Statement[] {
  const [, value, unit, word = ''] = match;
  return age(match, value, unitOf(unit), /older|above|over|up/.test(word) ? '>=' : '<=');
}

function peopleOf(match: RegExpExecArray): readonly Statement[] {
  const [, before, value, unit] = match;
  const comparator = comparatorIn(before, undefined);
  return comparator ? age(match, value, unitOf(unit), comparator) : [];
}

function ageOf(match: RegExpExecArray): readonly Statement[] {
  const { 0: found, 1: than, 2: first, 3: unit, 4: word, 5: second, 6: other } = match;
  const isOlder = /older|over|above/.test(than ?? word ?? '');
  const isEqual = found.includes('or equal');
  const comparator = isOlder ? (isEqual ? '>=' : '>') : isEqual ? '<=' : '<';
  return age(match, first ?? second, unitOf(other ?? unit), comparator);
}

const ONE_SEX =
  /^[\s*-]*(?:(?:must be|all|adult|healthy|only|pregnant|non-?pregnant|nulliparous|primiparous|multiparous|young|older|elderly|postmenopausal|post-menopausal|premenopausal|infertile|parturient|hiv-?(?:positive|infected)?|biological|sex:|gender:|sex is|gender is|patients? (?:is|are|must be)|subjects? (?:is|are|must be)|participants? (?:is|are|must be)|is|are|be|singleton|a) ){0,3}(women|woman|females?|men|males?)(?![a-z-])(?:'s)?(?: (?:patients?|subjects?|participants?|volunteers?|gender|sex|adults?|individuals?|veterans?|only))?/;
const OTHER_SEX: Readonly<Record<'female' | 'male', RegExp>> = {
  female: /(?<![a-z])(?:men|man|males?|boys|either sex|both sexes|gender)(?![a-z])/,
  male: /(?<![a-z])(?:women|woman|females?|girls|either sex|both sexes)(?![a-z])/,
};
/** What only some of one sex must do, or a sex that a criterion speaks about without asking for it. */
const SOME =
  /(?<![a-z])(?:must|should|shall|will|agree\w*|need|needs|required|has to|have to|child-?bearing|child bearing|reproductive|fertile|sterile|sterili[sz]\w*|contracept\w*|birth control|pregnan\w* test|test|partners?|if|unless|sexually|potential|lactating|nursing|breast-?feeding|not|non|who can|capable|eligible|may|excluded|:|-)(?![a-z])/;

function readSex(text: string, exclude: boolean): readonly Statement[] {
  const match = ONE_SEX.exec(text);
  const word = match?.[1];
  if (!match || word === undefined) return [];
  const sex = /^(?:w|f)/.test(word) ? 'female' : 'male';
  const rest = text.slice(match[0].length, match[0].length + 400);
  const isOnly = /^[\s.,;]*$/.test(rest);
  if (!isOnly && (exclude || OTHER_SEX[sex].test(rest) || SOME.test(rest))) return [];
  if (exclude && match[0].includes('pregnant')) return [];
  return [
    {
      rule: 'sex',
      type: SEX,
      value: {
        kind: 'code',
        system: 'http://hl7.org/fhir/administrative-gender',
        code: sex,
        display: sex === 'female' ? 'Female' : 'Male',
      },
      start: 0,
      end: match[0].length,
    },
  ];
}
