import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/shared/json.ts';
import { startRun } from '../../../src/validate/check/run.ts';
import { expressionFault } from '../../../src/validate/fhirpath/check-expression.ts';
import { typesNamed, unionOf } from '../../../src/validate/fhirpath/static-types.ts';
import { checkConstraints } from '../../../src/validate/resource/constraints.ts';
import { base, baseR5, plans, plansR5 } from '../base.ts';

const faultOf = (expression: string, type = 'Patient'): string | undefined =>
  expressionFault(expression, typesNamed(type, plans), plans);

describe('expressionFault', () => {
  it.each([
    'name.given',
    'Patient.name.where(use = %context.name.use.first()).given',
    'Resource.id | DomainResource.text.status.toString()',
    'contact.where($this.name.exists() and $index > 0).telecom[0].value.matches(%sct)',
    "defineVariable('n', name).select(%n.given)",
    'contact.repeat(item | name).start',
    'deceased.ofType(boolean) = true and (deceased as dateTime) > @2020-01-01',
    'extension(%`ext-x`).value.code.code',
    'managingOrganization.resolve().anything.at.all',
    'contained.anything',
    'active.extension.url',
    'birthDate.value',
    "name.repeat(extension | value).exists() or {}.empty() or iif(active, name, 'x').exists()",
    'link.select(other.reference).combine(generalPractitioner.reference).isDistinct()',
    "birthDate <= today() - 4 years and 5 'mg' > 4 'mg'",
    "name.given.aggregate($total & $this, '')",
  ])('takes %s', (expression) => {
    expect(faultOf(expression)).toBeUndefined();
  });

  it.each([
    ['name.', 'Unexpected end in name.'],
    ['nam.given', 'nam is no element of Patient'],
    ['name.where(usage.exists())', 'usage is no element of HumanName'],
    ['contact.name.first().use.given', 'given is no element of code'],
    ['deceasedBoolean', 'deceasedBoolean is no element of Patient'],
    ['Observation.status', 'Observation is no element of Patient'],
    ["extension('x').valueString", 'valueString is no element of Extension'],
    ["name['a']", 'An index is a whole number, no System.String'],
    ["name.startsWith('x')", 'startsWith() takes a primitive value, no HumanName'],
    ['%unknown.exists()', '%unknown is not known'],
    ['iif(active, name, contact.name).start', 'start is no element of HumanName'],
    ['name.combine(contact.name).start', 'start is no element of HumanName'],
    ['contact.repeat(name).start', 'start is no element of HumanName'],
    ["name.hasExtension('x')", 'hasExtension() is no function of FHIRPath'],
    ['name.where()', 'where() takes 1 parameters, not 0'],
    ["name.given.replace('x')", 'replace() takes 2 parameters, not 1'],
    ['$that.name', '$that is no variable of FHIRPath'],
    ['name.family.contains(":")', 'A text in double quotes at 21 in name.family.contains(":")'],
  ])('refuses %s', (expression, expected) => {
    expect(faultOf(expression)).toBe(expected);
  });

  it('takes no longer for paths through many choices', () => {
    const steps = 'extension.value.'.repeat(200);
    expect(faultOf(`${steps}extension.nothing`)).toBe('nothing is no element of Extension');
  });

  it.each([
    ['repeat() inside repeat()', `${'repeat('.repeat(50)}extension${')'.repeat(50)}`],
    ['a long way', `name${'.extension'.repeat(1900)}`],
    ['many signs', `${'-'.repeat(19_000)}1`],
    ['comments that do not end', '/*'.repeat(9_000)],
    ['a text that does not end', `'${'x'.repeat(19_000)}`],
    ['many brackets', '('.repeat(19_000)],
    ['many alternatives', `name${'|name'.repeat(3_900)}`],
    ['any length', `name.${'x'.repeat(10_000_000)}`],
  ])('ends for %s', (_name, expression) => {
    const started = performance.now();
    expect(() => faultOf(expression)).not.toThrow();
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('follows repeat() through types that hold themselves', () => {
    expect(faultOf('repeat(item).linkId', 'Questionnaire')).toBeUndefined();
    expect(faultOf('repeat(item).title', 'Questionnaire')).toBe(
      'title is no element of Questionnaire.item',
    );
    const ofAnswers = 'repeat(item | answer.item).linkId';
    expect(faultOf(ofAnswers, 'QuestionnaireResponse')).toBeUndefined();
  });

  it('looks a name up in any of several types', () => {
    const types = unionOf(typesNamed('Patient', plans), typesNamed('Device', plans));
    const both = 'Patient.name | Device.deviceName | id';
    expect(expressionFault(both, types, plans)).toBeUndefined();
    expect(expressionFault('Group.name', types, plans)).toBe(
      'Group is no element of Patient, Device',
    );
  });
});

const toJson = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

// every rule of the two specifications; named are those that their own release calls no FHIRPath
describe.each([
  ['R4', base, plans, ['cid-0', 'inv-1']],
  ['R5', baseR5, plansR5, ['eld-11', 'inv-1']],
] as const)('constraints of %s', (_release, { structures }, ofRelease, expected) => {
  it('are FHIRPath for the elements they stand at', () => {
    const run = startRun();
    let count = 0;
    for (const structure of structures) {
      for (const element of structure.snapshot?.element ?? []) {
        count += element.constraint?.length ?? 0;
        checkConstraints(
          toJson(element),
          toJson({ ...structure, snapshot: undefined }),
          ofRelease,
          run,
        );
      }
    }
    expect(count).toBeGreaterThan(200);
    const keys = run.findings
      .issues()
      .map(({ message }) => /of (\S+) is wrong/.exec(message)?.[1] ?? message);
    expect(new Set(keys)).toEqual(new Set(expected));
  });
});
