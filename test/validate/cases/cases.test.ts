import { describe, expect, it } from 'vitest';
import type { FhirVersion } from '../../../src/shared/fhir-version.ts';
import { compileValidator } from '../../../src/validate/compile-validator.ts';
import type { StructureDefinition } from '../../../src/validate/structure-definition.ts';
import type { Validator } from '../../../src/validate/validator.ts';
import { base, baseR5 } from '../base.ts';
import { BUNDLE_CASES } from './bundle-cases.ts';
import { BUNDLE_TYPE_CASES } from './bundle-type-cases.ts';
import type { Case } from './case.ts';
import { RULE_CASES } from './rule-cases.ts';
import { SLICING_CASES, SLICING_PROFILES } from './slicing-cases.ts';
import { STRUCTURE_CASES, UNKNOWN_MODIFIERS } from './structure-cases.ts';
import { VALUE_CASES, VALUE_PROFILES } from './value-cases.ts';

const GROUPS: readonly (readonly [string, readonly Case[], readonly object[]])[] = [
  ['types of bundles', BUNDLE_TYPE_CASES, []],
  ['rules', RULE_CASES, []],
  ['bundles', BUNDLE_CASES, []],
  ['slicing', SLICING_CASES, SLICING_PROFILES],
  ['structure', STRUCTURE_CASES, []],
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

describe.each([Infinity, 0])('validate (schemas after %d)', (schemaAfter) => {
  const validators = [validatorOf('r4', [], schemaAfter), validatorOf('r5', [], schemaAfter)];

  it.each(UNKNOWN_MODIFIERS)('warns of the unknown modifier of %j', (resource, expression) => {
    const found = validators.map((validator) =>
      validator
        .validate(resource)
        .filter(({ code }) => code === 'extension-unknown')
        .map(({ severity, expression: at }) => `${severity} ${at ?? ''}`),
    );
    expect(found).toEqual([[`warning ${expression}`], [`warning ${expression}`]]);
  });
});
