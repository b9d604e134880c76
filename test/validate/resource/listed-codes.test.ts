import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../../src/source/load-validator.ts';

const validators = {
  R4: loadValidator({ fhir: 'r4', folders: [] }),
  R5: loadValidator({ fhir: 'r5', folders: [] }),
};
const GENDER = 'http://hl7.org/fhir/administrative-gender';

/** Warnings about codes and displays. */
function warnings(release: 'R4' | 'R5', resource: object): string[] {
  return validators[release]
    .validate(resource)
    .filter(({ severity, code }) => severity === 'warning' && code !== 'invariant-failed')
    .map(({ code, expression }) => `${code} ${expression ?? ''}`);
}

describe.each(['R4', 'R5'] as const)('codes that a resource of %s lists', (release) => {
  it('of a ValueSet should exist: what does not makes no member', () => {
    const concept = [
      { code: 'male', display: 'Herr' },
      { code: 'other' },
      { code: 'no-such-code' },
    ];
    const valueSet = {
      resourceType: 'ValueSet',
      url: 'http://a.invalid/ValueSet/v',
      status: 'draft',
      compose: { include: [{ system: GENDER, concept }] },
    };
    expect(warnings(release, valueSet)).toEqual([
      'code-not-in-system ValueSet.compose.include[0].concept[2].code',
    ]);
  });

  it('of a ConceptMap are called as their systems call them', () => {
    const to = release === 'R4' ? { equivalence: 'equal' } : { relationship: 'equivalent' };
    const conceptMap = {
      resourceType: 'ConceptMap',
      url: 'http://a.invalid/ConceptMap/m',
      status: 'draft',
      group: [
        {
          source: GENDER,
          target: 'http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender',
          element: [
            { code: 'male', display: 'MALE', target: [{ code: 'F', display: 'Female', ...to }] },
            { code: 'male', display: 'Herr', target: [{ code: 'F', display: 'Dame', ...to }] },
          ],
        },
      ],
    };
    expect(warnings(release, conceptMap)).toEqual([
      'display-wrong ConceptMap.group[0].element[1].display',
      'display-wrong ConceptMap.group[0].element[1].target[0].display',
    ]);
  });
});
