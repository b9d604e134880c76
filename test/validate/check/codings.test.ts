import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../../src/source/load-validator.ts';
import type { JsonObject } from '../../../src/shared/json.ts';

const validators = { r4: loadValidator(), r5: loadValidator({ fhir: 'r5' }) };
const ACT = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const UCUM = 'http://unitsofmeasure.org';

/** `severity code @child` of each issue about one value of a Parameters resource. */
function found(fhir: 'r4' | 'r5', type: string, value: JsonObject): string[] {
  const resource = {
    resourceType: 'Parameters',
    parameter: [{ name: 'x', [`value${type}`]: value }],
  };
  return validators[fhir]
    .validate(resource)
    .map(
      ({ severity, code, expression = '' }) =>
        `${severity} ${code} @${expression.replace('Parameters.parameter[0].value.', '')}`,
    );
}

describe.each(['r4', 'r5'] as const)('a Coding in %s', (fhir) => {
  it.each<readonly [string, JsonObject, readonly string[]]>([
    ['may be of a loaded system', { system: ACT, code: 'AMB', display: 'ambulatory' }, []],
    [
      'needs a code that the system has',
      { system: ACT, code: 'NOPE' },
      ['error code-not-in-system @code'],
    ],
    [
      'minds case where the system does',
      { system: ACT, code: 'amb' },
      ['error code-not-in-system @code'],
    ],
    [
      'is judged by the code whatever version it names',
      { system: ACT, version: '1999', code: 'NOPE' },
      ['error code-not-in-system @code'],
    ],
    [
      'warns of a display of something else',
      { system: ACT, code: 'AMB', display: 'inpatient' },
      ['warning display-wrong @display'],
    ],
    [
      'takes a display in other case and with other blanks',
      { system: ACT, code: 'ACUTE', display: ' Inpatient   ACUTE' },
      [],
    ],
    [
      'warns of what a fragment does not list',
      { system: 'https://www.iana.org/time-zones', code: 'Mars/North' },
      ['warning code-not-in-system @code'],
    ],
    [
      'refuses a supplement as a system',
      { system: 'http://hl7.org/fhir/CodeSystem/example-supplement', code: 'x' },
      ['error code-not-in-system @system'],
    ],
    [
      'refuses a value set as a system',
      { system: 'http://hl7.org/fhir/ValueSet/administrative-gender', code: 'male' },
      ['error code-not-in-system @system'],
    ],
    ['refuses a relative system', { system: 'ActCode', code: 'x' }, ['error value-format @system']],
    ['warns of a code without a system', { code: 'x' }, ['warning code-without-system @system']],
    ['says nothing of an unknown system', { system: 'http://snomed.info/sct', code: 'x' }, []],
    ['knows countries', { system: 'urn:iso:std:iso:3166', code: 'AUT' }, []],
    [
      'knows what is no country',
      { system: 'urn:iso:std:iso:3166', code: 'XX' },
      ['error code-not-in-system @code'],
    ],
    ['knows currencies', { system: 'urn:iso:std:iso:4217', code: 'XCG' }, []],
    [
      'knows what is no currency any more',
      { system: 'urn:iso:std:iso:4217', code: 'DEM' },
      ['error code-not-in-system @code'],
    ],
    ['knows language tags', { system: 'urn:ietf:bcp:47', code: 'de-AT' }, []],
    [
      'knows what is no language tag',
      { system: 'urn:ietf:bcp:47', code: 'english' },
      ['error code-not-in-system @code'],
    ],
    ['knows units', { system: UCUM, code: 'mL/min/{1.73_m2}' }, []],
    ['knows what is no unit', { system: UCUM, code: 'mcg' }, ['error code-not-in-system @code']],
  ])('%s', (_claim, coding, expected) => {
    expect(found(fhir, 'Coding', coding)).toEqual(expected);
  });

  it('of several may be local to an application', () => {
    const concept = { coding: [{ system: 'ActCode', code: 'x' }] };
    expect(found(fhir, 'CodeableConcept', concept)).toEqual([
      'warning value-format @coding[0].system',
    ]);
  });
});

describe.each(['r4', 'r5'] as const)('a Quantity in %s', (fhir) => {
  const FORMS = 'http://terminology.hl7.org/CodeSystem/v3-orderableDrugForm';
  it.each<readonly [string, string, readonly string[]]>([
    [FORMS, 'TAB', []],
    [FORMS, 'tab', ['error code-not-in-system @code']],
    [UCUM, 'mg/dL', []],
    [UCUM, 'ml/hr', ['error code-not-in-system @code']],
    [UCUM, 'month', ['error code-not-in-system @code']],
    ['http://a.invalid/units', 'x', []],
    ['units', 'x', ['error value-format @system']],
  ])('of %s may be %s: %j', (system, code, expected) => {
    expect(found(fhir, 'Quantity', { value: 1, system, code })).toEqual(expected);
  });
});

describe('a code that is not to be used any more', () => {
  it.each([
    ['http://terminology.hl7.org/CodeSystem/v3-RoleCode', 'GPARNT', 'warning'],
    ['http://terminology.hl7.org/CodeSystem/v3-RoleCode', 'NOK', 'information'],
  ])('is told: %s#%s, a %s', (system, code, severity) => {
    expect(found('r4', 'Coding', { system, code })).toEqual([`${severity} code-inactive @code`]);
  });
});

describe('codes that cannot be looked up', () => {
  it('are counted by system, and told in one line', () => {
    const unchecked = new Map<string, number>();
    const codings = ['http://snomed.info/sct', 'http://loinc.org', 'http://loinc.org'].map(
      (system) => ({ name: 'x', valueCoding: { system, code: '1' } }),
    );
    const resource = { resourceType: 'Parameters', parameter: codings };
    const { r4 } = validators;
    expect(r4.validate(resource, { unchecked })).toEqual([]);
    expect(r4.validate(resource, { unchecked })).toEqual([]);
    expect(r4.describe(unchecked).notChecked).toContain(
      '6 codes of code systems that are not loaded: LOINC (4), SNOMED CT (2); ',
    );
    expect(r4.describe(new Map()).notChecked).not.toContain('not loaded');
  });
});
