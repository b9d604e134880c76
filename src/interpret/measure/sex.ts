/** The one sex a criterion is restricted to. */
import { loinc } from './lexicon/variable.ts';
import type { Statement } from './statement.ts';

const SEX = loinc('46098-0', 'Sex');

const ONE_SEX =
  /^[\s*-]*(?:(?:must be|all|adult|healthy|only|pregnant|non-?pregnant|nulliparous|primiparous|multiparous|young|older|elderly|postmenopausal|post-menopausal|premenopausal|infertile|parturient|hiv-?(?:positive|infected)?|biological|sex:|gender:|sex is|gender is|patients? (?:is|are|must be)|subjects? (?:is|are|must be)|participants? (?:is|are|must be)|is|are|be|singleton|a) ){0,3}(women|woman|females?|men|males?)(?![a-z-])(?:'s)?(?: (?:patients?|subjects?|participants?|volunteers?|gender|sex|adults?|individuals?|veterans?|only))?/;
const OTHER_SEX: Readonly<Record<'female' | 'male', RegExp>> = {
  female: /(?<![a-z])(?:men|man|males?|boys|either sex|both sexes|gender)(?![a-z])/,
  male: /(?<![a-z])(?:women|woman|females?|girls|either sex|both sexes)(?![a-z])/,
};
/** What only some of one sex must do, or a sex that a criterion speaks about without asking for it. */
const SOME =
  /(?<![a-z])(?:must|should|shall|will|agree\w*|need|needs|required|has to|have to|child-?bearing|child bearing|reproductive|fertile|sterile|sterili[sz]\w*|contracept\w*|birth control|pregnan\w* test|test|partners?|if|unless|sexually|potential|lactating|nursing|breast-?feeding|not|non|who can|capable|eligible|may|excluded|:|-)(?![a-z])/;

export function readSex(text: string, exclude: boolean): readonly Statement[] {
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
