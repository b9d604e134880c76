/** Kinds of faults that any resource may have: in structure, in values and in coded elements. */
import { EXTENSION_KINDS } from './mutant-kinds-extensions.ts';
import { RESOURCE_KINDS } from './mutant-kinds-resources.ts';
import { type Kind, type Node, type Spot, upperFirst } from './mutants.ts';
import { isOf, isText, set, spotKind } from './mutant-edits.ts';

const COMPLEX = /^[A-Z]/;
const isObject = ({ value }: Spot): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isOneOfMany = ({ element }: Spot): boolean => element.max === '*';
/** Narrative and extensions have kinds of their own. */
const isPlain = ({ type, element }: Spot): boolean =>
  !['Extension', 'Narrative', 'xhtml', 'Resource'].includes(type) && !element.path.endsWith('.id');

const STRUCTURE: readonly Kind[] = [
  {
    name: 'unknown element',
    apply({ holders }, random) {
      const holder = random.pick(holders);
      if (holder === undefined) return false;
      holder.node['fooBar'] = random.pick(['x', { text: 'x' }, [{ text: 'x' }], true]);
      return true;
    },
  },
  spotKind(
    'element in the wrong case',
    (spot) => spot.isMember && isPlain(spot),
    (spot) => {
      spot.holder[upperFirst(spot.key)] = spot.value;
      delete spot.holder[spot.key];
    },
  ),
  spotKind(
    'required element missing',
    (spot) => spot.isMember && (spot.element.min ?? 0) > 0,
    remove,
  ),
  spotKind(
    'optional element removed',
    (spot) => spot.isMember && spot.element.min === 0 && isPlain(spot),
    remove,
  ),
  spotKind(
    'list where one value belongs',
    (spot) => spot.isMember && spot.element.max === '1' && isPlain(spot),
    (spot) => {
      set(spot, [spot.value]);
    },
  ),
  spotKind(
    'two values where one belongs',
    (spot) => spot.isMember && spot.element.max === '1' && isPlain(spot),
    (spot) => {
      set(spot, [spot.value, structuredClone(spot.value)]);
    },
  ),
  spotKind(
    'one value where a list belongs',
    (spot) => spot.isMember && isOneOfMany(spot) && Array.isArray(spot.value),
    (spot) => {
      set(spot, (spot.value as unknown[])[0]);
    },
  ),
  spotKind(
    'list within a list',
    (spot) => !spot.isMember && isPlain(spot),
    (spot) => {
      set(spot, [spot.value]);
    },
  ),
  spotKind(
    'item twice',
    (spot) => spot.isMember && Array.isArray(spot.value) && isPlain(spot),
    (spot) => {
      set(spot, [...(spot.value as unknown[]), structuredClone((spot.value as unknown[])[0])]);
    },
  ),
  spotKind(
    'object where a primitive belongs',
    (spot) => isPlain(spot) && !COMPLEX.test(spot.type) && !Array.isArray(spot.value),
    (spot) => {
      set(spot, { value: spot.value });
    },
  ),
  spotKind(
    'text where an object belongs',
    (spot) => isPlain(spot) && isObject(spot),
    (spot) => {
      set(spot, 'text');
    },
  ),
  spotKind('text for a boolean', isOf('boolean'), (spot) => {
    set(spot, String(spot.value));
  }),
  spotKind(
    'text for a number',
    (spot) => typeof spot.value === 'number',
    (spot) => {
      set(spot, String(spot.value));
    },
  ),
  spotKind(
    'number for a text',
    (spot) => isText(spot) && isPlain(spot),
    (spot) => {
      set(spot, 7);
    },
  ),
  spotKind(
    'boolean for a text',
    (spot) => isText(spot) && isPlain(spot),
    (spot) => {
      set(spot, true);
    },
  ),
  spotKind('fraction for an integer', isOf('integer', 'unsignedInt', 'positiveInt'), (spot) => {
    set(spot, 2.5);
  }),
  spotKind(
    'empty object',
    (spot) => isPlain(spot) && isObject(spot),
    (spot) => {
      set(spot, {});
    },
  ),
  spotKind(
    'empty list',
    (spot) => spot.isMember && Array.isArray(spot.value),
    (spot) => {
      set(spot, []);
    },
  ),
  spotKind(
    'empty text',
    (spot) => isText(spot) && isPlain(spot),
    (spot) => {
      set(spot, '');
    },
  ),
  spotKind(
    'blank text',
    (spot) => isText(spot) && ['string', 'markdown'].includes(spot.type),
    (spot) => {
      set(spot, '   ');
    },
  ),
  spotKind(
    'null as a value',
    (spot) => spot.isMember && isPlain(spot),
    (spot) => {
      set(spot, null);
    },
  ),
  spotKind(
    'null in a list',
    (spot) => spot.isMember && Array.isArray(spot.value),
    (spot) => {
      set(spot, [...(spot.value as unknown[]), null]);
    },
  ),
  {
    name: 'two types of one choice',
    apply({ spots }, random) {
      const spot = random.pick(spots.filter(({ element }) => element.path.endsWith('[x]')));
      const other =
        spot &&
        random.pick(
          (spot.element.type ?? []).filter(
            ({ code }) => code !== spot.type && VALUE_OF[code] !== undefined,
          ),
        );
      if (!spot || !other) return false;
      spot.holder[nameOfChoice(spot, other.code)] = structuredClone(VALUE_OF[other.code]);
      return true;
    },
  },
  {
    name: 'type the choice does not have',
    apply({ spots }, random) {
      const spot = random.pick(spots.filter(({ element }) => element.path.endsWith('[x]')));
      const types = (spot?.element.type ?? []).map(({ code }) => code);
      const other = random.pick(Object.keys(VALUE_OF).filter((code) => !types.includes(code)));
      if (!spot || !other) return false;
      delete spot.holder[spot.key];
      spot.holder[nameOfChoice(spot, other)] = structuredClone(VALUE_OF[other]);
      return true;
    },
  },
  spotKind(
    'choice without its type',
    ({ element }) => element.path.endsWith('[x]'),
    (spot) => {
      delete spot.holder[spot.key];
      spot.holder[spot.element.path.slice(spot.element.path.lastIndexOf('.') + 1, -3)] = spot.value;
    },
  ),
];

const VALUE_OF: Readonly<Record<string, unknown>> = {
  string: 'x',
  boolean: true,
  integer: 3,
  decimal: 1.5,
  date: '2024-02-29',
  dateTime: '2024-02-29T10:00:00Z',
  Quantity: { value: 1 },
  Period: { start: '2024-01-01' },
  CodeableConcept: { text: 'x' },
  Range: { low: { value: 1 } },
  Reference: { display: 'x' },
  Age: { value: 1, system: 'http://unitsofmeasure.org', code: 'a' },
};

function nameOfChoice({ element }: Spot, type: string): string {
  return `${element.path.slice(element.path.lastIndexOf('.') + 1, -3)}${upperFirst(type)}`;
}

function remove({ holder, key }: Spot): void {
  delete holder[key];
  delete holder[`_${key}`];
}

/** The value in place of one of the types; where there are several, one of them by chance. */
const valueKind = (name: string, types: readonly string[], ...values: readonly unknown[]): Kind =>
  spotKind(
    name,
    (spot) => isOf(...types)(spot) && !spot.element.path.endsWith('.id'),
    (spot, _view, random) => {
      set(spot, random.pick(values));
    },
  );

const VALUES: readonly Kind[] = [
  valueKind(
    'malformed date',
    ['date', 'dateTime'],
    '01/03/2023',
    '2023-3-1',
    '20230301',
    '2023-03-01 10:00',
  ),
  valueKind(
    'date that does not exist',
    ['date', 'dateTime'],
    '2023-02-29',
    '2023-02-30',
    '2023-04-31',
  ),
  valueKind('month that does not exist', ['date', 'dateTime'], '2023-13', '2023-00', '2023-13-01'),
  valueKind(
    'time without a zone',
    ['dateTime', 'instant'],
    '2023-03-01T10:00:00',
    '2023-03-01T10:00',
  ),
  valueKind(
    'hour that does not exist',
    ['dateTime', 'instant'],
    '2023-03-01T25:00:00Z',
    '2023-03-01T10:61:00Z',
  ),
  valueKind('date where an instant belongs', ['instant'], '2023-03-01', '2023'),
  valueKind('time of day in a wrong form', ['time'], '25:00:00', '10:00', '10am'),
  valueKind(
    'instant with a zone that does not exist',
    ['instant', 'dateTime'],
    '2023-03-01T10:00:00+15:00',
    '2023-03-01T10:00:00+1:00',
  ),
  spotKind(
    'id in a wrong form',
    (spot) => /^[A-Z]\w+\.id$/.test(spot.element.path) && isText(spot) && spot.isMember,
    (spot, _view, random) => {
      set(spot, random.pick(['in_ner', 'a b', 'x'.repeat(65), 'ä']));
    },
  ),
  valueKind('code with spaces that do not belong', ['code'], ' final', 'final ', 'a  b', 'a\tb'),
  valueKind(
    'uri with a space',
    ['uri', 'url', 'canonical'],
    'https://a.invalid/b c',
    ' https://a.invalid/',
  ),
  valueKind('relative uri', ['uri', 'url', 'canonical'], 'Foo/1', 'foo', '../x'),
  valueKind(
    'urn:oid that is none',
    ['uri', 'oid', 'canonical'],
    'urn:oid:1.2.x',
    'urn:oid:9.2.3',
    'urn:oid:1.02.3',
  ),
  valueKind(
    'urn:uuid that is none',
    ['uri', 'uuid', 'canonical'],
    'urn:uuid:12345',
    'urn:uuid:3B241101-E2BB-4255-8CAF-4136C566A962',
  ),
  valueKind('base64 that is none', ['base64Binary'], 'a*b=', 'QUJ', 'Q'),
  valueKind('negative number where none belongs', ['unsignedInt', 'positiveInt'], -1),
  valueKind('zero where a positive number belongs', ['positiveInt'], 0),
  valueKind(
    'integer out of range',
    ['integer', 'unsignedInt', 'positiveInt'],
    2_147_483_648,
    -9_007_199_254_740_991,
  ),
  valueKind(
    'integer in another spelling',
    ['integer', 'unsignedInt', 'positiveInt', 'decimal'],
    'NaN',
    '1e3',
    '+1',
  ),
  valueKind('text with a control character', ['string', 'markdown'], 'a\u0001b', 'a\u0000b'),
  valueKind('text with white space at its ends', ['string'], ' x', 'x ', '\nx'),
];

const isCodeWith =
  (strength: string) =>
  (spot: Spot): boolean =>
    spot.type === 'code' &&
    spot.element.binding?.strength === strength &&
    !Array.isArray(spot.value);

/** Code systems that every validator of the base specification has. */
const LOADED = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

const codingKind = (name: string, edit: (coding: Node) => void, strength?: string): Kind =>
  spotKind(
    name,
    (spot) =>
      spot.type === 'CodeableConcept' &&
      !Array.isArray(spot.value) &&
      (strength === undefined || spot.element.binding?.strength === strength),
    (spot) => {
      const coding: Node = {};
      edit(coding);
      set(spot, { coding: [coding] });
    },
  );

const CODES: readonly Kind[] = [
  spotKind('code outside a required binding', isCodeWith('required'), (spot) => {
    set(spot, 'no-such-code');
  }),
  spotKind(
    'code of a required binding in the wrong case',
    (spot) => isCodeWith('required')(spot) && isText(spot) && /[a-z]/.test(String(spot.value)),
    (spot) => {
      set(spot, upperFirst(String(spot.value)));
    },
  ),
  codingKind(
    'concept outside a required binding',
    (coding) => Object.assign(coding, { system: 'https://a.invalid/codes', code: 'x' }),
    'required',
  ),
  codingKind(
    'concept outside an extensible binding',
    (coding) => Object.assign(coding, { system: 'https://a.invalid/codes', code: 'x' }),
    'extensible',
  ),
  codingKind('code its system does not have', (coding) =>
    Object.assign(coding, { system: LOADED, code: 'no-such-code' }),
  ),
  codingKind('code its system has, in no binding', (coding) =>
    Object.assign(coding, { system: LOADED, code: 'AMB' }),
  ),
  codingKind('code without a system', (coding) => Object.assign(coding, { code: 'x' })),
  codingKind('code of a value set for a system', (coding) =>
    Object.assign(coding, {
      system: 'http://hl7.org/fhir/ValueSet/administrative-gender',
      code: 'male',
    }),
  ),
  codingKind('relative system', (coding) =>
    Object.assign(coding, { system: 'ActCode', code: 'AMB' }),
  ),
  codingKind('wrong display', (coding) =>
    Object.assign(coding, { system: LOADED, code: 'AMB', display: 'Something else' }),
  ),
  {
    name: 'language that is none',
    apply({ root }, random) {
      root['language'] = random.pick(['english', 'en_US', 'e', 'xx-123456789']);
      return true;
    },
  },
  spotKind(
    'MIME type that is none',
    (spot) => spot.element.path.endsWith('.contentType') && isText(spot),
    (spot) => {
      set(spot, 'plain text');
    },
  ),
  spotKind(
    'currency that is none',
    (spot) => spot.type === 'Money' && isObject(spot),
    (spot) => {
      set(spot, { value: 1, currency: 'EURO' });
    },
  ),
  spotKind(
    'UCUM unit that is none',
    isOf('Quantity', 'Age', 'Duration', 'Distance', 'Count'),
    (spot) => {
      set(spot, { value: 1, system: 'http://unitsofmeasure.org', code: 'furlongs' });
    },
  ),
  spotKind(
    'quantity of another dimension',
    isOf('Age', 'Duration', 'Distance', 'Count'),
    (spot) => {
      set(spot, { value: 1, system: 'http://unitsofmeasure.org', code: 'mol/L' });
    },
  ),
];

export const MUTANT_KINDS: readonly Kind[] = [
  ...STRUCTURE,
  ...VALUES,
  ...CODES,
  ...EXTENSION_KINDS,
  ...RESOURCE_KINDS,
];
