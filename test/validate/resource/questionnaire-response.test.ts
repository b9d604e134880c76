import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../../src/source/load-validator.ts';

const validators = {
  R4: loadValidator({ fhir: 'r4', folders: [] }),
  R5: loadValidator({ fhir: 'r5', folders: [] }),
};
type Release = keyof typeof validators;

/** Places of what does not fit its Questionnaire. */
function found(release: Release, asked: object[], given: object[], status = 'completed'): string[] {
  const questionnaire = { resourceType: 'Questionnaire', id: 'q', status: 'active', item: asked };
  const response = {
    resourceType: 'QuestionnaireResponse',
    contained: [questionnaire],
    questionnaire: '#q',
    status,
    ...(given.length > 0 && { item: given }),
  };
  return validators[release]
    .validate(response)
    .filter(({ code }) => code === 'answer-mismatch')
    .map(({ expression = '' }) => expression.replace(/^QuestionnaireResponse\.?/, ''));
}

const ask = (linkId: string, type: string, more: object = {}): object => ({
  linkId,
  type,
  text: 'x',
  ...more,
});
const give = (linkId: string, ...answer: object[]): object => ({
  linkId,
  ...(answer.length > 0 && { answer }),
});
const text = (valueString: string): object => ({ valueString });
const GENDER = 'http://hl7.org/fhir/administrative-gender';
const male = { valueCoding: { system: GENDER, code: 'male' } };
const female = { valueCoding: { system: GENDER, code: 'female' } };

const NESTED = [ask('a', 'string', { item: [ask('b', 'string', { required: true })] })];
const GROUP = [
  ask('g', 'group', { item: [ask('b', 'boolean', { required: true }), ask('c', 'date')] }),
];
const yes = { valueBoolean: true };

describe.each(['R4', 'R5'] as const)('a response of %s to a Questionnaire inside it', (release) => {
  const choice = release === 'R4' ? 'choice' : 'coding';
  const open =
    release === 'R4'
      ? ask('a', 'open-choice', { answerOption: [male] })
      : ask('a', 'coding', { answerConstraint: 'optionsOrString', answerOption: [male] });

  it.each<readonly [string, object[], object[], readonly string[]]>([
    ['an answer', [ask('a', 'string')], [give('a', text('x'))], []],
    ['no answer', [ask('a', 'string')], [give('a')], []],
    ['nothing', [ask('a', 'string')], [], []],
    ['an item nobody asked for', [ask('a', 'string')], [give('z')], ['item[0]']],
    ['an answer of another type', [ask('a', 'string')], [give('a', yes)], ['item[0].answer[0]']],
    [
      'no whole number',
      [ask('a', 'integer')],
      [give('a', { valueDecimal: 1 })],
      ['item[0].answer[0]'],
    ],
    ['two answers', [ask('a', 'string')], [give('a', text('x'), text('y'))], ['item[0]']],
    [
      'as many answers as wished',
      [ask('a', 'string', { repeats: true })],
      [give('a', text('x'), text('y'))],
      [],
    ],
    ['two items', [ask('a', 'string')], [give('a', text('x')), give('a', text('y'))], ['item']],
    ['items in order', [ask('a', 'string'), ask('b', 'string')], [give('a'), give('b')], []],
    [
      'items out of order',
      [ask('a', 'string'), ask('b', 'string')],
      [give('b'), give('a')],
      ['item[1]'],
    ],
    ['a required answer', [ask('a', 'string', { required: true })], [give('a', text('x'))], []],
    ['a required item, empty', [ask('a', 'string', { required: true })], [give('a')], ['']],
    ['no required answer', [ask('a', 'string', { required: true })], [], ['']],
    ['items of an answer', NESTED, [give('a', { ...text('x'), item: [give('b', text('y'))] })], []],
    ['an answer without its items', NESTED, [give('a', text('x'))], ['item[0].answer[0]']],
    ['a group', GROUP, [{ linkId: 'g', item: [give('b', yes)] }], []],
    ['a group that lacks an item', GROUP, [{ linkId: 'g', item: [give('c')] }], ['item[0]']],
    ['no group', GROUP, [], []],
    [
      'an answer to a group',
      GROUP,
      [{ ...give('g', yes), item: [give('b', yes)] }],
      ['item[0].answer[0]'],
    ],
    ['an item outside its group', GROUP, [give('c')], ['item[0]']],
    [
      'an answer to a display',
      [ask('a', 'display')],
      [give('a', text('x'))],
      ['item[0].answer[0]'],
    ],
    ['an option', [ask('a', choice, { answerOption: [male] })], [give('a', male)], []],
    [
      'no option',
      [ask('a', choice, { answerOption: [male] })],
      [give('a', female)],
      ['item[0].answer[0]'],
    ],
    ['text beside options', [open], [give('a', text('x'))], []],
    ['another code beside options', [open], [give('a', female)], ['item[0].answer[0]']],
    [
      'a code of the value set',
      [ask('a', choice, { answerValueSet: 'http://hl7.org/fhir/ValueSet/administrative-gender' })],
      [give('a', male)],
      [],
    ],
    [
      'a code outside the value set',
      [ask('a', choice, { answerValueSet: 'http://hl7.org/fhir/ValueSet/name-use' })],
      [give('a', male)],
      ['item[0].answer[0]'],
    ],
    ['text of the length', [ask('a', 'text', { maxLength: 3 })], [give('a', text('x😀y'))], []],
    [
      'longer text',
      [ask('a', 'text', { maxLength: 2 })],
      [give('a', text('x😀y'))],
      ['item[0].answer[0]'],
    ],
  ])('may give %s, or not', (_name, asked, given, expected) => {
    expect(found(release, asked, given)).toEqual(expected);
  });

  it('may leave out what is required until it is completed', () => {
    const asked = [ask('a', 'string', { required: true })];
    expect(found(release, asked, [], 'in-progress')).toEqual([]);
    expect(found(release, asked, [], 'amended')).toEqual(['']);
  });

  const when = (operator: string, answer: object, more: object = {}): object[] => [
    ask('a', 'integer'),
    ask('b', 'string', {
      required: true,
      enableWhen: [{ question: 'a', operator, ...answer }],
      ...more,
    }),
  ];
  const one = { answerInteger: 1 };
  const number = (valueInteger: number): object => give('a', { valueInteger });
  const other = { question: 'a', operator: '=', answerInteger: 9 };

  it.each<readonly [string, object[], object[], boolean | undefined]>([
    ['= 1', when('=', one), [number(1)], true],
    ['= 1', when('=', one), [number(2)], false],
    ['= 1', when('=', one), [], false],
    ['!= 1', when('!=', one), [number(2)], true],
    ['!= 1', when('!=', one), [number(1)], false],
    ['!= 1', when('!=', one), [], undefined],
    ['> 1', when('>', one), [number(2)], true],
    ['>= 2', when('>=', { answerInteger: 2 }), [number(1)], false],
    ['exists', when('exists', { answerBoolean: true }), [number(2)], true],
    ['exists not', when('exists', { answerBoolean: false }), [number(2)], false],
    ['> a date', when('>', { answerDate: '2020' }), [number(2)], undefined],
    [
      'any',
      when('=', one, { enableWhen: [other, { ...other, ...one }], enableBehavior: 'any' }),
      [number(1)],
      true,
    ],
    [
      'all',
      when('=', one, { enableWhen: [other, { ...other, ...one }], enableBehavior: 'all' }),
      [number(1)],
      false,
    ],
  ])('needs an answer only where it is enabled: %s', (_name, asked, given, expected) => {
    const answered = [...given, give('b', text('x'))];
    expect(found(release, asked, given)).toEqual(expected === true ? [''] : []);
    expect(found(release, asked, answered)).toEqual(expected === false ? [''] : []);
    expect(found(release, asked, answered, 'in-progress')).toEqual([]);
  });

  it('may be enabled by a code', () => {
    const asked = [
      ask('a', choice, { answerOption: [male, female] }),
      ask('b', 'string', {
        enableWhen: [{ question: 'a', operator: '=', answerCoding: male.valueCoding }],
      }),
    ];
    expect(found(release, asked, [give('a', male), give('b', text('x'))])).toEqual([]);
    expect(found(release, asked, [give('a', female), give('b', text('x'))])).toEqual(['']);
  });

  it('may be of any size', () => {
    const links = Array.from({ length: 20_000 }, (_, index) => String(index));
    const asked = links.map((link) => ask(link, 'string'));
    const given = links.map((link) => give(link, text('x')));
    expect(found(release, asked, given)).toEqual([]);
  });
});
