import { describe, expect, it } from 'vitest';
import { startRun } from '../../../src/validate/check/run.ts';
import { compileFhirPath } from '../../../src/validate/fhirpath/compile.ts';
import { toItem } from '../../../src/validate/fhirpath/item.ts';
import { base, plans } from '../base.ts';

const patient = {
  resourceType: 'Patient',
  id: 'p1',
  active: true,
  name: [
    { use: 'official', family: 'Doe', given: ['Jane', 'Q'] },
    { use: 'usual', given: ['Janey'] },
  ],
  birthDate: '1980-05',
  _birthDate: { extension: [{ url: 'http://a.invalid/time', valueString: 'noon' }] },
  deceasedDateTime: '2020-01-02T03:04:05Z',
  multipleBirthInteger: 2,
  telecom: [{ system: 'phone', value: '1' }, { value: '2' }],
  contained: [{ resourceType: 'Organization', id: 'o', name: 'Org' }],
  managingOrganization: { reference: '#o' },
};

function evaluate(expression: string): unknown[] {
  const plan = plans.resource('Patient');
  if (plan === undefined) throw new Error('Patient is not compiled');
  const run = startRun();
  run.resource = { value: patient, plan, container: undefined, depth: 1, fullUrl: undefined };
  const focus = [toItem(patient, 'Patient', plan)];
  const scope = { plans, run, context: focus, focus, index: 0 };
  return compileFhirPath(expression)(focus, scope).map((item) => item.value);
}

describe('compileFhirPath', () => {
  it.each([
    ['name.given', ['Jane', 'Q', 'Janey']],
    ['Patient.name.given', ['Jane', 'Q', 'Janey']],
    ["name.where(use = 'official').family", ['Doe']],
    ['name[1].given.first()', ['Janey']],
    ['name.count() + 1', [3]],
    ['name.given.tail().skip(1)', ['Janey']],
    ['1 + 2 * 3 - 4 div 3', [6]],
    ["'a' & {} & 'b'", ['ab']],
    ['-1 < 0 and 2 >= 2', [true]],
    ["name.exists(family = 'Doe')", [true]],
    ['name.all(given.exists())', [true]],
    ['name.family.empty()', [false]],
    ['photo.empty() xor active', [false]],
    ['{} or true', [true]],
    ['{} and true', []],
    ['{} implies true', [true]],
    ['false implies {}', [true]],
    ['active implies photo.exists()', [false]],
    ['active.not()', [false]],
    ['deceased is dateTime', [true]],
    ['deceased.is(boolean)', [false]],
    ['multipleBirth as integer', [2]],
    ['multipleBirth.ofType(boolean)', []],
    ['active is Boolean', [true]],
    ['$this is Patient and $this is DomainResource', [true]],
    ['birthDate < @1981', [true]],
    ['birthDate <= @1980-05-01', []],
    ['birthDate.hasValue()', [true]],
    ["birthDate.extension.value = 'noon'", [true]],
    ["birthDate.extension('http://a.invalid/time').exists()", [true]],
    ['telecom.system.hasValue()', [true]],
    ['telecom.select(system & value)', ['phone1', '2']],
    ["name.use | name.use | 'x'", ['official', 'usual', 'x']],
    ["'usual' in name.use", [true]],
    ["name.use contains 'old'", [false]],
    ['name.given.isDistinct()', [true]],
    ["id.matches('^[a-z][0-9]$')", [true]],
    ["id.startsWith('p') and id.substring(1) = '1'", [true]],
    ["'a.b'.replaceMatches('\\\\..*', '')", ['a']],
    ["iif(active, 'yes', 'no')", ['yes']],
    ["'12'.toInteger() > 11", [true]],
    ["'x'.toInteger()", []],
    ['managingOrganization.resolve().name', ['Org']],
    ['managingOrganization.resolve() is Organization', [true]],
    ['contained.descendants().count()', [2]],
    ['%resource.id', ['p1']],
    ['%context.id = %rootResource.id', [true]],
    ['name.select($index)', [0, 1]],
    ["name.given.trace('g').combine(name.family).count()", [4]],
    ['name.`given`.last()', ['Janey']],
    ['(name.given | name.family).count()', [4]],
    ['name.given.intersect(name[1].given)', ['Janey']],
    ['telecom.where(system.exists().not()).value', ['2']],
  ])('evaluates %s', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });

  it('compiles every invariant of the base specification', () => {
    const expressions = new Set(
      base.structures
        .flatMap((structure) => structure.snapshot?.element ?? [])
        .flatMap((element) => element.constraint ?? [])
        .flatMap((constraint) => constraint.expression ?? []),
    );
    expect(expressions.size).toBeGreaterThan(150);
    expect([...expressions].map((expression) => typeof compileFhirPath(expression))).toEqual(
      Array.from(expressions, () => 'function'),
    );
  });

  it.each(['name.', 'name.where(', 'a b', "'open", 'name.unknownFunction()', '%unknown', '4 days'])(
    'refuses %s',
    (expression) => {
      expect(() => compileFhirPath(expression)).toThrow(
        expect.objectContaining({ name: 'FhirPathSyntaxError' }),
      );
    },
  );

  it('refuses an expression nested without end', () => {
    expect(() => compileFhirPath('('.repeat(10_000))).toThrow('Nested too deeply');
  });
});
