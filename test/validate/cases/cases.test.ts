import { describe, expect, it } from 'vitest';
import type { FhirVersion } from '../../../src/shared/fhir-version.ts';
import { compileValidator } from '../../../src/validate/compile-validator.ts';
import type { StructureDefinition } from '../../../src/validate/structure-definition.ts';
import type { Validator } from '../../../src/validate/validator.ts';
import { base, baseR5 } from '../base.ts';
import { BUNDLE_CASES } from './bundle-cases.ts';
import type { Case } from './case.ts';
import { RULE_CASES } from './rule-cases.ts';
import { SLICING_CASES, SLICING_PROFILES } from './slicing-cases.ts';
import { VALUE_CASES, VALUE_PROFILES } from './value-cases.ts';

const GROUPS: readonly (readonly [string, readonly Case[], readonly object[]])[] = [
  ['rules', RULE_CASES, []],
  ['bundles', BUNDLE_CASES, []],
  ['slicing', SLICING_CASES, SLICING_PROFILES],
  ['values', VALUE_CASES, VALUE_PROFILES],
];

function validatorOf(
  fhir: FhirVersion,
  structures: readonly object[],
  schemaAfter: number,
): Validator {
  const name = 'cases';
  const profiles = structures as readonly StructureDefinition[];
  const own = { name, structures: profiles, codeSystems: [], valueSets: [] };
  return compileValidator(fhir === 'r4' ? base : baseR5, [own], { schemaAfter });
}

// by the full walk, and by the one that schemas leave the rest to
const WALKS = GROUPS.flatMap((group) => [Infinity, 0].map((after) => [...group, after] as const));

describe.each(WALKS)('validate: %s', (_name, cases, profiles, schemaAfter) => {
  const validators = {
    r4: validatorOf('r4', profiles, schemaAfter),
    r5: validatorOf('r5', profiles, schemaAfter),
  };
  const each = cases.flatMap(({ fhir, ...one }) => fhir.map((version) => ({ ...one, version })));

  it.each(each)('$version $name', ({ version, resource, errors }) => {
    const found = validators[version]
      .validate(resource)
      .filter(({ severity }) => severity === 'error')
      .map(({ code, expression }) => `${code} ${expression ?? ''}`);
    expect(found.toSorted()).toEqual(errors.toSorted());
  });
});
