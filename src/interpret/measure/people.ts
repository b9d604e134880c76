/** Ages without the word, and the one sex a criterion is restricted to. */
import { loinc } from './lexicon/variable.ts';
import type { Statement } from './statement.ts';

const AGE = loinc('30525-0', 'Age');
const SEX = loinc('46098-0', 'Sex');

/** `younger than 18`, `patients over 65 years`: what else has years is no age. */
const THAN =
  /(?<![a-z])(?:(younger|older) th[ae]n(?: or equal to)? ?(?:the age of )?(\d{1,3})(?:[ -]?(years?|yrs?|months?|weeks?))?|(?:patients?|subjects?|children|adults?|participants?|individuals?|people|persons?|men|women|minors|those|anyone|volunteers?|infants?|adolescents?|males?|females?|^) ?(?:who are |aged |are )?(under|over|above|below) (?:the age of )?(\d{1,3})[ -]?(years?|yrs?|months?))(?![a-z]| (?:ago|before|prior|since|duration|after))/g;
const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  y: ['years', 'a'],
  m: ['months', 'mo'],
  w: ['weeks', 'wk'],
};
const NO_PERSON =
  /(?<![a-z])(?:mri|scan|test|sample|biopsy|report|results?|tissue|specimen|imaging|onset|diagnosed)(?![a-z])[^.;]{0,50}$/;
const MAY_HAVE_AGE = /(?:younger|older) th[ae]n|(?:under|over|above|below) (?:the age|\d)/;

export function readPeople(
  text: string,
  taken: readonly Statement[],
  exclude: boolean,
): readonly Statement[] {
  return [...readAges(text, taken), ...readSex(text, exclude)];
}

function readAges(text: string, taken: readonly Statement[]): readonly Statement[] {
  if (!MAY_HAVE_AGE.test(text)) return [];
  return [...text.matchAll(THAN)].flatMap((match) => {
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    const isTaken = taken.some((one) => one.start < end && match.index < one.end);
    return isTaken || NO_PERSON.test(before) ? [] : ageOf(match, end);
  });
}

function ageOf(match: RegExpExecArray, end: number): readonly Statement[] {
  const { index, 0: found, 1: than, 2: first, 3: unit = 'y', 4: word, 5: second } = match;
  const [words, ucum] = UNITS[(match[6] ?? unit).charAt(0)] ?? [];
  if (words === undefined || ucum === undefined) return [];
  const isOlder = /older|over|above/.test(than ?? word ?? '');
  const isEqual = found.includes('or equal');
  const comparator = isOlder ? (isEqual ? '>=' : '>') : isEqual ? '<=' : '<';
  const value = Number(first ?? second);
  return [
    {
      rule: 'age',
      type: AGE,
      value: { kind: 'quantity', value, comparator, unit: words, ucum },
      start: index,
      end,
    },
  ];
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
