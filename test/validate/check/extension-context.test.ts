import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../../src/source/load-validator.ts';

const validator = loadValidator({ folders: [] });
const HL7 = 'http://hl7.org/fhir/StructureDefinition';

function errors(resource: object): string[] {
  return validator
    .validate(resource)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, expression }) => `${code} ${expression ?? ''}`);
}

const asking = (item: object, extension: object): object => ({
  resourceType: 'Questionnaire',
  status: 'draft',
  item: [
    { linkId: '0', type: 'display' },
    { linkId: '1', extension: [extension], ...item },
  ],
});
const MISPLACED = 'extension-misplaced Questionnaire.item[1].extension[0]';

describe('an extension of the base specification', () => {
  const referenceResource = {
    url: `${HL7}/questionnaire-referenceResource`,
    valueCode: 'Patient',
  };
  const minOccurs = (valueInteger: number): object => ({
    url: `${HL7}/questionnaire-minOccurs`,
    valueInteger,
  });

  it('stands on an element of its context', () => {
    expect(errors(asking({ type: 'reference' }, referenceResource))).toEqual([]);
    const patient = { resourceType: 'Patient', extension: [referenceResource] };
    expect(errors(patient)).toEqual(['extension-misplaced Patient.extension[0]']);
  });

  it.each([
    [{ type: 'reference' }, referenceResource, []],
    [{ type: 'string' }, referenceResource, [MISPLACED]],
    [{ type: 'string', required: true }, minOccurs(2), []],
    // "%extension.valueInteger=0" is FHIRPath that finds nothing; HL7 wrote the rule anew in its later packages
    [{ type: 'string' }, minOccurs(0), [MISPLACED]],
    [{ type: 'string' }, minOccurs(2), [MISPLACED]],
    [{ type: 'display', required: true }, minOccurs(0), [MISPLACED]],
  ])('stands on %j as its context invariant says: %j', (item, extension, expected) => {
    expect(errors(asking(item, extension)).filter((error) => error === MISPLACED)).toEqual(
      expected,
    );
  });

  it('states what is expected of a resource of a server, which 4.0.1 forgot', () => {
    const expectation = { url: `${HL7}/capabilitystatement-expectation`, valueCode: 'SHALL' };
    const statement = (more: object): object => ({
      resourceType: 'CapabilityStatement',
      status: 'draft',
      date: '2026-11-21',
      kind: 'requirements',
      fhirVersion: '4.0.1',
      format: ['json'],
      description: 'A server.',
      rest: [{ mode: 'server', resource: [{ type: 'Patient', extension: [expectation] }] }],
      ...more,
    });
    expect(errors(statement({}))).toEqual([]);
    expect(errors(statement({ extension: [expectation] }))).toEqual([
      'extension-misplaced CapabilityStatement.extension[0]',
    ]);
  });

  it('stands on any canonical resource where its context says so', () => {
    const normative = { url: `${HL7}/structuredefinition-normative-version`, valueCode: '4.0.0' };
    const set = { resourceType: 'ValueSet', status: 'draft', extension: [normative] };
    expect(errors(set)).toEqual([]);
    const patient = { resourceType: 'Patient', extension: [normative] };
    expect(errors(patient)).toEqual(['extension-misplaced Patient.extension[0]']);
  });

  it('says which rule its place breaks', () => {
    const found = validator.validate(asking({ type: 'string' }, referenceResource));
    expect(found.find(({ code }) => code === 'extension-misplaced')?.message).toBe(
      `The definition of ${HL7}/questionnaire-referenceResource does not allow it here: type='reference'.`,
    );
  });
});
